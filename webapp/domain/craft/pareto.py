"""Pareto: causes by their counts, and the vital few that make most of the trouble.

The vital few are the first causes, largest first, that together reach 80 per cent. Causes of one count keep the order
in which they were written.

Source: Juran, Quality Control Handbook (1951); ASQ, The Quality Toolbox (Tague, 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

VITAL = Fraction(80, 100)


@dataclass(frozen=True)
class Cause:
    """A cause and how often it was seen."""

    name: str
    count: int
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse less than nothing."""
        if self.count < 0:
            raise ValueError(f"“{self.name}” was counted {self.count} times; a count is 0 or more")


@dataclass(frozen=True)
class Ranked:
    """A cause at its place: its share, that of all up to it, and whether it is one of the vital few."""

    cause: Cause
    share: Fraction
    cumulative: Fraction
    is_vital: bool


def rank(causes: Sequence[Cause]) -> tuple[Ranked, ...]:
    """The causes, largest first, with their shares; ValueError where nothing was counted."""
    total = sum(each.count for each in causes)
    if not total:
        raise ValueError("nothing was counted; a cause has to be seen once")
    ordered = sorted(causes, key=lambda each: -each.count)
    sums = list(accumulate(each.count for each in ordered))
    return tuple(
        Ranked(
            each,
            Fraction(each.count, total),
            Fraction(reached, total),
            is_vital=Fraction(reached - each.count, total) < VITAL,
        )
        for each, reached in zip(ordered, sums, strict=True)
    )
