"""Faults of content: which file, which line, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that makes content unfit. `file` is named from the content folder on; lines count from 1."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class UnfitContent(Exception):
    """The content folder cannot be used; it is refused as a whole, with every fault at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in the order of files and lines."""
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
