"""Reports of questions: what somebody found wrong, how long it may wait, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from webapp.domain.errors import BadInput, WrongState

PROMISE = timedelta(days=7)
"""Within this time a report is answered."""

MOST_OPEN = 20
SHORTEST, LONGEST = 10, 2000


class ReportState(StrEnum):
    """What became of a report: open, or what its question has come to."""

    OPEN = "open"
    KEPT = "kept"
    TEXT_CHANGED = "text_changed"
    KEY_CORRECTED = "key_corrected"
    TAKEN_OUT = "taken_out"


OUTCOMES = tuple(state for state in ReportState if state is not ReportState.OPEN)


@dataclass(frozen=True)
class QuestionReport:
    """What somebody reported of one version of a question; `attempt` is where they met it."""

    id: UUID
    learner: UUID
    attempt: UUID | None
    exam: str
    question: str
    version: str
    words: str
    reported_at: datetime
    state: ReportState = ReportState.OPEN
    reply: str = ""
    answered_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state is ReportState.OPEN

    @property
    def due_at(self) -> datetime:
        """When an answer is promised."""
        return self.reported_at + PROMISE

    def waited(self, at: datetime) -> timedelta:
        """How long it has waited, or had to wait."""
        return (self.answered_at or at) - self.reported_at

    def is_late(self, at: datetime) -> bool:
        """Whether the promise was not kept."""
        return self.waited(at) > PROMISE

    def answer(self, outcome: ReportState, reply: str, *, at: datetime) -> QuestionReport:
        """Answer it, once; raises WrongState the second time."""
        if not self.open:
            raise WrongState("This report has been answered already.")
        if outcome is ReportState.OPEN:
            raise BadInput("Choose what came of it.", field="outcome")
        return replace(self, state=outcome, reply=_check(reply, "reply"), answered_at=at)


@dataclass(frozen=True)
class OwnReport:
    """A report as its reporter sees it; while the attempt it came from runs, the reply is kept back."""

    report: QuestionReport
    running: bool


def check_words(words: str) -> str:
    """The trimmed words of a report; raises BadInput when they are too few or too many."""
    return _check(words, "words")


def require_room(open_reports: int) -> None:
    """Refuse one report too many: what is open is to be answered first."""
    if open_reports >= MOST_OPEN:
        raise BadInput(
            f"You have {MOST_OPEN} reports that wait for an answer. Report more once some are answered.",
            field="words",
        )


def _check(text: str, field: str) -> str:
    """Words of a length that says something and can be read."""
    words = text.strip()
    if not SHORTEST <= len(words) <= LONGEST:
        raise BadInput(
            f"Write from {SHORTEST} to {LONGEST:,} characters; this has {len(words):,}.", field=field
        )
    return words
