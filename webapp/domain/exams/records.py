"""Attempts as lists show them, without form or sheet, and what is known of a learner before a start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from webapp.domain.exams import clock
from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.attempt import Attempt, Rest
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.exposure import Exposures


@dataclass(frozen=True)
class FinishedAttempt:
    """A finished attempt as lists show it: `right` of `scored`; `by_task` maps a task's code to (right, asked)."""

    id: UUID
    exam: str
    edition: str
    mode: Mode
    state: str
    right: int
    scored: int
    answered: int
    questions: int
    repeats: int
    pass_count: int
    passed: bool
    by_task: Mapping[str, tuple[int, int]]
    started_at: datetime
    finished_at: datetime


@dataclass(frozen=True)
class OpenAttempt:
    """An attempt nobody has closed yet, as lists show it; it may be past its deadline.

    `position` is the first question that is open, `rest` the break or pause that runs.
    """

    id: UUID
    exam: str
    mode: Mode
    questions: int
    started_at: datetime
    deadline: datetime
    position: int = 1
    rest: Rest | None = None

    def is_over(self, at: datetime) -> bool:
        """Whether its time has run out."""
        return clock.is_over(self.deadline, at)

    def remaining(self, at: datetime) -> timedelta | None:
        """Exam time left, in a break what stands on the stopped clock; None when it is not timed."""
        if self.rest and self.rest.left is not None:
            return self.rest.left
        if self.deadline == clock.NEVER:
            return None
        return clock.remaining(self.deadline, max(at, self.rest.ends_at) if self.rest else at)


@dataclass(frozen=True)
class Threshold:
    """What is known of somebody who stands before an exam: what runs, what was granted, and what they were asked."""

    open: Attempt | None
    granted: Accommodation = NONE
    exposures: Exposures = field(default_factory=dict)

    @property
    def seen(self) -> dict[str, str]:
        """When each question was asked last, by question id."""
        return {question: exposure.day for question, exposure in self.exposures.items()}
