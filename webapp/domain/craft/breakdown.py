"""Work breakdown structures: a whole decomposed into its parts, with a code for each element.

The whole is 1, its parts 1.1, 1.2 and so on, as in the examples of the Practice Standard for Work Breakdown
Structures (PMI, 3rd edition, 2019). Nothing is decomposed into one part: it would be the same work under two names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

DEEPEST = 4
MOST = 60


@dataclass(frozen=True)
class Element:
    """A deliverable and the parts that make it up; without parts it is a work package."""

    name: str
    parts: tuple[Element, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a decomposition that decomposes nothing."""
        if len(self.parts) == 1:
            raise ValueError(
                f"“{self.name}” has one part only, “{self.parts[0].name}”; that is the same work"
            )

    @property
    def depth(self) -> int:
        """How many levels there are, this one included."""
        return 1 + max((each.depth for each in self.parts), default=0)


@dataclass(frozen=True)
class Coded:
    """An element with its code and the code of what it is part of."""

    code: str
    element: Element
    above: str = ""

    @property
    def level(self) -> int:
        """1 for the whole."""
        return self.code.count(".") + 1

    @property
    def parts(self) -> tuple[Coded, ...]:
        """The parts with their codes."""
        return tuple(
            Coded(f"{self.code}.{at}", each, self.code) for at, each in enumerate(self.element.parts, 1)
        )


def coded(whole: Element) -> Iterator[Coded]:
    """Every element with its code, each before its parts."""
    waiting = [Coded("1", whole)]
    while waiting:
        first = waiting.pop(0)
        yield first
        waiting[:0] = first.parts


def require_readable(whole: Element) -> None:
    """Refuse a structure without parts, and one that nobody takes in at a glance."""
    if not whole.parts:
        raise ValueError(f"“{whole.name}” has no parts; there is nothing to break down")
    if whole.depth > DEEPEST:
        raise ValueError(
            f"{whole.depth} levels; a figure shows {DEEPEST} at most, with the project as the first"
        )
    count = sum(1 for _ in coded(whole))
    if count > MOST:
        raise ValueError(f"{count} elements; a figure shows {MOST} at most")
