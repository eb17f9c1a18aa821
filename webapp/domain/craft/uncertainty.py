"""The cone of uncertainty: how far off an estimate may be, phase by phase.

The range is the estimate times a low and a high factor, and it narrows only as decisions are taken; a range that
widened again would say that something decided was lost.

Sources: Boehm, Software Engineering Economics (1981), figure 21-1; McConnell, Software Estimation (2006), chapter 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from webapp.domain.craft.exact import Exact

WIDEST = 20


@dataclass(frozen=True)
class Phase:
    """A phase and the factors of its range."""

    name: str
    low: Exact
    high: Exact

    def __post_init__(self) -> None:
        """Refuse a range that does not hold the estimate."""
        if not 0 < self.low <= 1 <= self.high:
            raise ValueError(
                f"the range of “{self.name}” must hold the estimate: low is up to 1, high from 1"
            )
        if self.high > WIDEST or self.low * WIDEST < 1:
            raise ValueError(f"the range of “{self.name}” is wider than a factor of {WIDEST}")

    def range(self, estimate: Exact) -> tuple[Fraction, Fraction]:
        """The lowest and the highest that the estimate may come to."""
        return Fraction(estimate) * Fraction(self.low), Fraction(estimate) * Fraction(self.high)


def require_narrowing(phases: Sequence[Phase]) -> None:
    """Refuse a cone that widens."""
    for before, after in pairwise(phases):
        if after.low < before.low or after.high > before.high:
            raise ValueError(f"the range of “{after.name}” is wider than that of “{before.name}” before it")
