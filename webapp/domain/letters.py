"""Rules of letters: which kinds there are, and when a letter that could not be delivered is tried again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
MAX_TRIES = 12
LEASE = timedelta(minutes=5)
MAX_ERROR = 300


class Template(StrEnum):
    """Every kind of letter; each has a .txt and a .html of its name in templates/emails."""

    SET_PASSWORD = "set_password"  # noqa: S105 - the name of a template
    WELCOME = "welcome"
    ALREADY_REGISTERED = "already_registered"
    NO_ACCOUNT = "no_account"
    INVITATION = "invitation"
    PLAN_SENT = "plan_sent"
    PLAN_ANSWERED = "plan_answered"
    PLAN_COMMENT = "plan_comment"
    ACCOMMODATION_GRANTED = "accommodation_granted"
    TIME_GRANTED = "time_granted"
    REPORT_ANSWERED = "report_answered"
    RESULT_CHANGED = "result_changed"


@dataclass(frozen=True)
class Letter:
    """A letter to somebody. `due_at` is when it may next be tried; None once it is sent or given up."""

    id: UUID
    to: str
    template: Template
    context: Mapping[str, str | int]
    written_at: datetime
    due_at: datetime | None
    sent_at: datetime | None = None
    tries: int = 0
    last_error: str | None = None

    def claim(self, *, at: datetime) -> Letter:
        """Take the letter to the post: nobody else takes it until the lease is over."""
        return replace(self, tries=self.tries + 1, due_at=at + LEASE)

    def deliver(self, *, at: datetime) -> Letter:
        """The post took it; what it said is forgotten, since it may have held a link that opens an account."""
        return replace(self, sent_at=at, due_at=None, context={}, last_error=None)

    def fail(self, reason: str, *, at: datetime) -> Letter:
        """The post did not take it: wait, twice as long each time, and give up after the last try."""
        due = None if self.tries >= MAX_TRIES else at + wait_after(self.tries)
        return replace(self, due_at=due, last_error=reason[:MAX_ERROR])


def wait_after(tries: int) -> timedelta:
    """How long to wait after that many failed tries: one minute, doubling, at most six hours."""
    return min(FIRST_WAIT * (1 << min(max(tries - 1, 0), 20)), LONGEST_WAIT)
