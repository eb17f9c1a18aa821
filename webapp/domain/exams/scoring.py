"""Marks, results per task, and the pass decision. Scores are whole numbers and fractions until they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from webapp.domain.exams.selection import Form

Z_95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""


@dataclass(frozen=True)
class Tally:
    """Right answers out of questions asked."""

    right: int
    asked: int

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.right + other.right, self.asked + other.asked)

    @property
    def share(self) -> Fraction:
        """The exact share of right answers; 0 when nothing was asked."""
        return Fraction(self.right, self.asked) if self.asked else Fraction(0)

    @property
    def percent(self) -> int:
        """The share in whole per cent, rounded down, so that no score looks like the line it has missed."""
        return int(self.share * 100)

    def interval(self, z: float = Z_95) -> tuple[float, float]:
        """The Wilson score interval of the share (Wilson 1927), from 0 to 1; (0, 1) when nothing was asked."""
        if not self.asked:
            return (0.0, 1.0)
        n, p = self.asked, self.right / self.asked
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (max(0.0, centre - half), min(1.0, centre + half))


NOTHING = Tally(0, 0)


@dataclass(frozen=True)
class Outcome:
    """What an attempt came to: the total, whether it passes, and a tally per task of the outline."""

    total: Tally
    passed: bool
    by_task: Mapping[str, Tally]
    answered: int


def score(form: Form, letters: Mapping[int, str], pass_count: int) -> Outcome:
    """Score a sheet: all or nothing per question, every question of the form in the denominator."""
    by_task: dict[str, Tally] = {}
    for position, item in enumerate(form.items, start=1):
        right = bool(letters.get(position)) and letters[position] == item.key
        by_task[item.task] = by_task.get(item.task, NOTHING) + Tally(int(right), 1)
    total = sum(by_task.values(), NOTHING)
    answered = sum(1 for chosen in letters.values() if chosen)
    return Outcome(total, total.right >= pass_count, by_task, answered)
