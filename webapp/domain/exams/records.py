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
from webapp.domain.exams.exposure import Exposure, Exposures, Went


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
    """What is known of somebody who stands before an exam.

    `open` is their attempt in the mode they ask for that nobody has closed, `beside` those of the other modes,
    `granted` what their accommodation adds, and `exposures` what finished attempts have shown them.
    """

    open: Attempt | None
    granted: Accommodation = NONE
    exposures: Exposures = field(default_factory=dict)
    beside: tuple[Attempt, ...] = ()

    def asked(self, at: datetime) -> frozenset[str]:
        """The questions of the attempts that run beside: what one of them keeps to itself, no other may explain."""
        running = (attempt for attempt in self.beside if not attempt.is_over(at))
        return frozenset(item.question for attempt in running for item in attempt.form.items)

    def shown(self, at: datetime) -> Exposures:
        """What was asked by any attempt whose time is over, closed or not."""
        opened = (self.open, *self.beside) if self.open else self.beside
        return {
            item.question: Exposure(attempt.deadline.date().isoformat(), Went.OPEN)
            for attempt in opened
            if attempt.is_over(at)
            for item in attempt.form.items
        } | dict(self.exposures)
