"""What a learner was asked: the last time of every question, and how it went.

The next form asks first what was never seen, and a practice can be built from what was missed or flagged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.exams import scoring
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.corrections import NONE, Correction


class Went(StrEnum):
    """How the last time went."""

    RIGHT = "r"
    WRONG = "w"
    OPEN = "o"


@dataclass(frozen=True)
class Exposure:
    """The last time a question was asked: the day (ISO date), how it went, and whether it was flagged."""

    day: str
    went: Went
    flagged: bool = False

    @property
    def missed(self) -> bool:
        """Whether it is to be asked again: wrong, or left open."""
        return self.went is not Went.RIGHT


Exposures = Mapping[str, Exposure]
"""Exposures by question id."""


def days_of(shown: Exposures) -> dict[str, str]:
    """When each question was asked last, by question id."""
    return {question: exposure.day for question, exposure in shown.items()}


def exposures(attempt: Attempt, corrections: Mapping[str, Correction] = NONE) -> dict[str, Exposure]:
    """What a finished attempt has shown its learner: its whole form, as its result explains every question."""
    day = (attempt.finished_at or attempt.started_at).date().isoformat()
    shown: dict[str, Exposure] = {}
    for position, item in enumerate(attempt.form.items, start=1):
        entry = attempt.entry(position)
        right = scoring.mark(item, entry.answer, corrections.get(item.version)).right
        went = (Went.RIGHT if right else Went.WRONG) if item.is_complete(entry.answer) else Went.OPEN
        shown[item.question] = Exposure(day, went, entry.flagged)
    return shown
