"""Marks, results per task, and the pass decision. Scores are whole numbers and fractions until they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from webapp.domain.exams.corrections import NONE, Correction, Rule
from webapp.domain.exams.form import Form, FormItem
from webapp.domain.exams.outline import PassRule

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
    """What an attempt came to: the scored total, whether it passes, a tally per task, and how many were answered."""

    total: Tally
    passed: bool
    by_task: Mapping[str, Tally]
    answered: int


@dataclass(frozen=True)
class Mark:
    """One item judged: right or wrong, and whether it stands in the score at all."""

    right: bool
    counts: bool


def mark(item: FormItem, answer: str, correction: Correction | None = None) -> Mark:
    """Judge one answer, all or nothing, by the key of the form or by what has corrected it."""
    if correction is None:
        return Mark(item.is_right(answer), item.scored)
    if correction.rule is Rule.EXCLUDE:
        return Mark(right=False, counts=False)
    if correction.rule is Rule.CREDIT:
        return Mark(right=True, counts=item.scored)
    return Mark(item.is_right(answer, correction.key_as_shown(item)), item.scored)


def score(
    form: Form, answers: Mapping[int, str], rule: PassRule, corrections: Mapping[str, Correction] = NONE
) -> Outcome:
    """Score a sheet: every scored question of the form is in the denominator, answered or not.

    `corrections` are by question version. The line is the rule's share of the questions that count.
    """
    by_task: dict[str, Tally] = {}
    for position, item in form.numbered():
        judged = mark(item, answers.get(position, ""), corrections.get(item.version))
        if judged.counts:
            by_task[item.task] = by_task.get(item.task, NOTHING) + Tally(int(judged.right), 1)
    total = sum(by_task.values(), NOTHING)
    answered = sum(item.is_complete(answers.get(position, "")) for position, item in form.numbered())
    passed = total.asked > 0 and total.right >= rule.line(total.asked)
    return Outcome(total, passed, by_task, answered)
