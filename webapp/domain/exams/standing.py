"""How an attempt stands, for those who look after it: times and counts, never an answer or a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode


@dataclass(frozen=True)
class Log:
    """The saves of an attempt: how many are stored, and how many their numbers say there should be.

    Every save of an item carries the number after the one before it. Where `numbered` is above `events`, saves that
    were acknowledged are missing.
    """

    events: int = 0
    numbered: int = 0
    items: int = 0
    refused: int = 0
    last_at: datetime | None = None

    @property
    def missing(self) -> int:
        """How many acknowledged saves are not there."""
        return max(0, self.numbered - self.events)

    def silence(self, started_at: datetime, at: datetime) -> timedelta:
        """How long nothing has been saved."""
        return at - (self.last_at or started_at)


@dataclass(frozen=True)
class RefusedSave:
    """A save that came too late: which question, why it was refused, and when."""

    position: int
    reason: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """One attempt as whoever looks after it sees it. The attempt comes without its sheet."""

    attempt: Attempt
    learner_name: str
    answered: int
    log: Log
    refused: tuple[RefusedSave, ...] = ()


@dataclass(frozen=True)
class RunningAttempt:
    """An attempt nobody has closed, in the list of those that run; `resting` in a break or a pause."""

    id: UUID
    learner: UUID
    learner_name: str
    exam: str
    mode: Mode
    questions: int
    started_at: datetime
    deadline: datetime
    resting: bool
    log: Log
