"""The whole log of an attempt: what was saved, and what came too late and was kept as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Integer, String, Uuid, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from webapp.domain.exams.sheet import AnswerEvent
from webapp.domain.exams.standing import RefusedSave
from webapp.store.answers import event_of
from webapp.store.tables.exams import AnswerEventRow, RefusedAnswerRow

EVENT = AnswerEventRow.__table__
REFUSED = RefusedAnswerRow.__table__
NAMES = (
    "id",
    "position",
    "sequence",
    "answer",
    "flagged",
    "struck",
    "highlights",
    "sure",
    "checked",
    "spent",
    "at",
)

_ATTEMPT = bindparam("attempt", type_=Uuid)
_SAVED = select(*(EVENT.c[name] for name in NAMES), literal("", String).label("reason")).where(
    EVENT.c.attempt_id == _ATTEMPT
)
_NOTHING: dict[str, Any] = {
    "sequence": literal(0, Integer),
    "flagged": literal(value=False, type_=Boolean),
    "struck": literal("", String),
    "highlights": literal("", String),
    "sure": literal(0, Integer),
    "checked": literal(value=False, type_=Boolean),
    "spent": literal(0, Integer),
}
_REFUSED = select(
    *(_NOTHING[name].label(name) if name in _NOTHING else REFUSED.c[name] for name in NAMES), REFUSED.c.reason
).where(REFUSED.c.attempt_id == _ATTEMPT)
_LOG = union_all(_SAVED, _REFUSED).order_by("position", "sequence", "at")


@dataclass(frozen=True)
class AttemptLog:
    """Every event with the instant it was saved, by position and sequence, and the saves that were refused."""

    events: tuple[tuple[AnswerEvent, datetime], ...] = ()
    refused: tuple[RefusedSave, ...] = ()


def read(session: Session, attempt_id: UUID) -> AttemptLog:
    """The log of an attempt, in one statement. Who may ask is the caller's rule."""
    rows = session.execute(_LOG, {"attempt": attempt_id}).all()
    return AttemptLog(
        events=tuple((event_of(row), row.at) for row in rows if not row.reason),
        refused=tuple(RefusedSave(row.position, row.reason, row.at) for row in rows if row.reason),
    )
