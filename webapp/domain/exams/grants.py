"""Grants as the record keeps them: what was granted to a person, or to one attempt, by whom and why.

Nothing in the record is changed or taken away: a later grant stands beside the earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.domain.errors import BadInput, WrongState
from webapp.domain.exams.accommodation import NONE, Accommodation

LONGEST_REASON = 500


@dataclass(frozen=True)
class Grant:
    """An accommodation as it was granted. `by` is the name of whoever granted it, empty once their account is gone."""

    id: UUID
    granted: Accommodation
    reason: str
    at: datetime
    by: str = ""


@dataclass(frozen=True)
class TimeGrant:
    """Minutes that were added to one attempt; `reopened` says that its time had run out."""

    id: UUID
    attempt: UUID
    minutes: int
    reason: str
    reopened: bool
    at: datetime
    by: str = ""


def check_reason(reason: str) -> str:
    """The trimmed reason of a grant; raises BadInput when there is none or it is too long."""
    text = reason.strip()
    if not text:
        raise BadInput("Say why: the reason stands in the history, and the learner sees it.", field="reason")
    if len(text) > LONGEST_REASON:
        raise BadInput(f"Keep it under {LONGEST_REASON} characters; this has {len(text)}.", field="reason")
    return text


def is_repeat(last: Grant | None, granted: Accommodation, reason: str) -> bool:
    """Whether a grant is the last one sent twice; raises WrongState when it would change nothing else either."""
    if (last.granted if last else NONE) != granted:
        return False
    if last and last.reason == reason:
        return True
    raise WrongState("This is what is granted already. Change something, or leave it as it is.")
