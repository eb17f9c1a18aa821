"""The answer events of an attempt: the hot path of the whole product.

`append` saves one answer with one guarded statement. The event is inserted only while everything still fits that the
domain decided before and the store kept on the attempt (state, deadline, the shape of each item) and while the
session stands. The statement shares a lock on the attempt's row, so that no save is acknowledged after a closing has
folded the sheet, and the unique key over attempt, position and sequence refuses the second of two saves that saw the
same state. When nothing was inserted the caller loads the attempt and asks the domain why.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Integer,
    Select,
    String,
    Uuid,
    bindparam,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.access import Actor
from webapp.domain.exams.attempt import AnswerEvent, Saved, Sheet, fitting_shapes, fold
from webapp.store.base import Utc
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AnswerEventRow, AttemptRow

ATTEMPT = AttemptRow.__table__
EVENT = AnswerEventRow.__table__
ACCOUNT = AccountRow.__table__
COLUMNS = ("id", "attempt_id", "learner_id", "position", "sequence", "letters", "flagged", "at")

_POSITION = bindparam("position", type_=Integer)
_SEEN = bindparam("seen", type_=Integer)
_NOW = bindparam("now", type_=Utc)


def _source() -> Select[Any]:
    """The row to insert, if every condition holds."""
    shape_fits = bindparam("fitting", type_=String).contains(func.substr(ATTEMPT.c.shape, _POSITION, 1))
    before = EVENT.alias("before")
    saw_the_last = exists().where(
        before.c.attempt_id == ATTEMPT.c.id, before.c.position == _POSITION, before.c.sequence == _SEEN
    )
    return (
        select(
            bindparam("event", type_=Uuid),
            ATTEMPT.c.id,
            ATTEMPT.c.learner_id,
            _POSITION,
            _SEEN + 1,
            bindparam("letters", type_=String),
            bindparam("flagged", type_=Boolean),
            _NOW,
        )
        .join_from(ATTEMPT, ACCOUNT, ACCOUNT.c.id == ATTEMPT.c.learner_id)
        .where(
            ATTEMPT.c.id == bindparam("attempt", type_=Uuid),
            ATTEMPT.c.state == "open",
            ATTEMPT.c.deadline > _NOW,
            ATTEMPT.c.questions >= _POSITION,
            _POSITION >= 1,
            ACCOUNT.c.id == bindparam("learner", type_=Uuid),
            ACCOUNT.c.session_version == bindparam("session_version", type_=Integer),
            ACCOUNT.c.active,
            shape_fits,
            or_(_SEEN == 0, saw_the_last),
        )
        .with_for_update(read=True, of=ATTEMPT)
    )


def _append(insert: Any) -> Any:
    """The whole statement in one dialect; it returns the event's number and the deadline it met."""
    deadline = (
        select(ATTEMPT.c.deadline).where(ATTEMPT.c.id == bindparam("attempt", type_=Uuid)).scalar_subquery()
    )
    return (
        insert(EVENT)
        .from_select(COLUMNS, _source())
        .on_conflict_do_nothing()
        .returning(EVENT.c.sequence, deadline.label("deadline"))
    )


APPEND = {"sqlite": _append(sqlite.insert), "postgresql": _append(postgresql.insert)}

EVENTS = (
    select(EVENT.c.id, EVENT.c.position, EVENT.c.sequence, EVENT.c.letters, EVENT.c.flagged, EVENT.c.at)
    .where(EVENT.c.attempt_id == bindparam("attempt", type_=Uuid))
    .order_by(EVENT.c.position, EVENT.c.sequence)
)
_NEXT = EVENT.alias("next")
LAST_EVENTS = EVENTS.where(
    # Sequences have no gaps, so the last event of an item is the one without a successor.
    ~exists().where(
        _NEXT.c.attempt_id == EVENT.c.attempt_id,
        _NEXT.c.position == EVENT.c.position,
        _NEXT.c.sequence == EVENT.c.sequence + 1,
    )
)


def append(
    session: Session, actor: Actor, attempt_id: UUID, event: AnswerEvent, *, at: datetime
) -> Saved | None:
    """Save an event and acknowledge it, or return None when the guard refused it."""
    row = session.execute(
        APPEND[session.get_bind().dialect.name],
        {
            "event": event.id,
            "attempt": attempt_id,
            "learner": actor.person,
            "session_version": actor.session_version,
            "position": event.position,
            "seen": event.seen,
            "letters": event.letters,
            "flagged": event.flagged,
            "fitting": fitting_shapes(event.letters),
            "now": at,
        },
    ).first()
    return Saved(row.sequence, at, row.deadline) if row else None


def list_events(session: Session, attempt_id: UUID) -> tuple[tuple[AnswerEvent, datetime], ...]:
    """Every event of an attempt with the instant it was saved, by position and sequence."""
    return _events(session, EVENTS, attempt_id)


def get_sheet(session: Session, attempt_id: UUID) -> Sheet:
    """The sheet of an attempt: what its events fold to, read from the last event of each item."""
    return fold(_events(session, LAST_EVENTS, attempt_id))


def _events(
    session: Session, statement: Select[Any], attempt_id: UUID
) -> tuple[tuple[AnswerEvent, datetime], ...]:
    """Events as values, each with the instant it was saved."""
    rows = session.execute(statement, {"attempt": attempt_id})
    return tuple(
        (AnswerEvent(row.id, row.position, row.sequence - 1, row.letters, row.flagged), row.at)
        for row in rows
    )
