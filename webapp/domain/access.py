"""Who may do what: the permission map as data, and the two questions asked of it.

`PERMISSIONS` says what a role may do at all. Whose things they may do it to is a matter of relation (own
attempt, own learner), which each service asks where it loads the thing; a stranger's id is answered like a
missing one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from webapp.domain.errors import NotAllowed, NotFound, SignedOut


class Role(StrEnum):
    """What a person is to this school. One role per account; mentors and authors may learn too."""

    LEARNER = "learner"
    MENTOR = "mentor"
    AUTHOR = "author"
    ADMIN = "admin"


class Action(StrEnum):
    """Everything a route may let somebody in for."""

    VISIT = "visit"  # public pages: landing, sign-in, lessons, health
    USE_ACCOUNT = "use_account"
    STUDY = "study"
    SIT_EXAM = "sit_exam"
    RATE_SELF = "rate_self"
    PLAN = "plan"
    MENTOR = "mentor"
    READ_BANK = "read_bank"
    SEE_STYLEGUIDE = "see_styleguide"
    MANAGE_ACCOUNTS = "manage_accounts"
    ACCOMMODATE = "accommodate"  # grant time, and see how an attempt stands
    ANSWER_REPORTS = "answer_reports"


_LEARNING = frozenset({Action.USE_ACCOUNT, Action.STUDY, Action.SIT_EXAM, Action.RATE_SELF, Action.PLAN})

PUBLIC = frozenset({Action.VISIT})

PERMISSIONS: dict[Role, frozenset[Action]] = {
    Role.LEARNER: PUBLIC | _LEARNING,
    Role.MENTOR: PUBLIC | _LEARNING | {Action.MENTOR, Action.ACCOMMODATE},
    Role.AUTHOR: PUBLIC | _LEARNING | {Action.READ_BANK, Action.ANSWER_REPORTS, Action.SEE_STYLEGUIDE},
    Role.ADMIN: PUBLIC
    | {
        Action.USE_ACCOUNT,
        Action.SEE_STYLEGUIDE,
        Action.MANAGE_ACCOUNTS,
        Action.ACCOMMODATE,
        Action.ANSWER_REPORTS,
    },
}


@dataclass(frozen=True)
class Actor:
    """Whoever asks. A visitor has neither id nor role.

    `session_version` is the one the session was opened with; the store compares it with the account's, so that
    a password change ends every session at once.
    """

    id: UUID | None = None
    role: Role | None = None
    session_version: int = 0
    name: str = ""

    @property
    def person(self) -> UUID:
        """The account's id; raises SignedOut for a visitor."""
        if self.id is None:
            raise SignedOut
        return self.id


VISITOR = Actor()


def may(actor: Actor, action: Action) -> bool:
    """Say whether the actor's role allows the action at all."""
    return action in (PERMISSIONS[actor.role] if actor.role else PUBLIC)


def require(actor: Actor, action: Action) -> None:
    """Let the actor pass, or raise SignedOut (a visitor) or NotAllowed (a role without the right)."""
    if may(actor, action):
        return
    if actor.id is None:
        raise SignedOut
    raise NotAllowed


def require_own(actor: Actor, owner: UUID) -> None:
    """Let only the owner pass; anybody else hears NotFound, as for a missing thing."""
    if actor.id != owner:
        raise NotFound
