"""Rules of mentoring: pairing by an invitation the learner accepts, and what a mentor may do with a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from webapp.domain.errors import BadInput, NotFound, WrongState
from webapp.domain.plans.plan import PlanState
from webapp.domain.progress.gap import Target

MAX_COMMENT = 4000


class PairingState(StrEnum):
    """Where a pairing stands."""

    INVITED = "invited"
    ACTIVE = "active"
    DECLINED = "declined"
    ENDED = "ended"


@dataclass(frozen=True)
class Pairing:
    """A mentor and a learner. Until the invitation is accepted, the learner is only an address."""

    id: UUID
    mentor: UUID
    email: str
    invited_at: datetime
    learner: UUID | None = None
    state: PairingState = PairingState.INVITED
    accepted_at: datetime | None = None
    ended_at: datetime | None = None

    def accept(self, *, learner: UUID, email: str, at: datetime) -> Pairing:
        """The invited person agrees; anybody else hears NotFound. Nobody mentors themselves."""
        self._require_invited(email)
        if learner == self.mentor:
            raise BadInput("You cannot be your own mentor.")
        return replace(self, learner=learner, state=PairingState.ACTIVE, accepted_at=at)

    def decline(self, *, email: str, at: datetime) -> Pairing:
        """The invited person does not want to."""
        self._require_invited(email)
        return replace(self, state=PairingState.DECLINED, ended_at=at)

    def end(self, *, by: UUID, at: datetime) -> Pairing:
        """Either side ends the pairing, or the mentor takes the invitation back; a stranger hears NotFound."""
        if by not in {self.mentor, self.learner}:
            raise NotFound
        if self.state not in {PairingState.ACTIVE, PairingState.INVITED}:
            raise WrongState("This pairing has ended already.")
        return replace(self, state=PairingState.ENDED, ended_at=at)

    def _require_invited(self, email: str) -> None:
        """Raise NotFound for a stranger and WrongState when the invitation was answered already."""
        if email != self.email:
            raise NotFound
        if self.state is not PairingState.INVITED:
            raise WrongState("This invitation has been answered already.")


class NoteKind(StrEnum):
    """What a note on a plan records."""

    COMMENT = "comment"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    CHANGES_ASKED = "changes_asked"
    APPROVED = "approved"
    COMPLETED = "completed"


@dataclass(frozen=True)
class Note:
    """A line of a plan's history: a comment, or a move with its words. `goal` is the goal it speaks of, if one."""

    id: UUID
    plan: UUID
    author: UUID
    author_name: str
    kind: NoteKind
    body: str
    at: datetime
    goal: UUID | None = None


def check_body(body: str) -> str:
    """The trimmed text of a comment; BadInput when nothing was written or it is too long."""
    text = body.strip()
    if not text:
        raise BadInput("Write something first.", field="body")
    if len(text) > MAX_COMMENT:
        raise BadInput(f"Keep it under {MAX_COMMENT:,} characters; this has {len(text):,}.", field="body")
    return text


@dataclass(frozen=True)
class PlanLine:
    """A learner's latest plan as the desk shows it."""

    id: UUID
    title: str
    state: PlanState
    sent_at: datetime | None
    question: str


@dataclass(frozen=True)
class ResultLine:
    """A learner's latest finished attempt as the desk shows it."""

    exam: str
    right: int
    scored: int
    passed: bool
    at: datetime


@dataclass(frozen=True)
class LearnerLine:
    """A learner on the desk."""

    id: UUID
    name: str
    since: datetime
    target: Target | None
    plan: PlanLine | None
    result: ResultLine | None
    studied_at: datetime | None


@dataclass(frozen=True)
class InvitationLine:
    """An invitation on the desk that has not been answered."""

    pairing: UUID
    email: str
    invited_at: datetime


@dataclass(frozen=True)
class Desk:
    """Everything on a mentor's desk: learners by name, invitations oldest first."""

    learners: tuple[LearnerLine, ...]
    invitations: tuple[InvitationLine, ...]

    @property
    def queue(self) -> tuple[LearnerLine, ...]:
        """Those whose plan waits for the mentor, the longest first."""
        waits = [line for line in self.learners if line.plan and line.plan.sent_at]
        return tuple(sorted(waits, key=lambda line: (line.plan and line.plan.sent_at, line.id)))
