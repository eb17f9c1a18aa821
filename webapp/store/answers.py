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
    ColumnElement,
    Integer,
    Select,
    String,
    Uuid,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.access import Actor
from webapp.domain.answers import fitting_codes
from webapp.domain.exams import clock
from webapp.domain.exams.sheet import AnswerEvent, Entry, Saved, Sheet
from webapp.store import prepared
from webapp.store.base import Utc
from webapp.store.signed_in import SIGNED_IN
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AnswerEventRow, AttemptRow, RefusedAnswerRow

ATTEMPT = AttemptRow.__table__
EVENT = AnswerEventRow.__table__
ACCOUNT = AccountRow.__table__
REFUSED = RefusedAnswerRow.__table__
MOST_REFUSED = 400
"""How many late answers of one attempt are kept: two for each question of the longest form, and some.

A browser that comes back hands in one answer a question, and the page that is open a second. Whoever sends more proves
nothing by it, and must not fill the database. Saves that come in one instant may pass the limit together.
"""
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
COLUMNS = (
    "id",
    "attempt_id",
    "learner_id",
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

_POSITION = bindparam("position", type_=Integer)
_SEEN = bindparam("seen", type_=Integer)
_NOW = bindparam("now", type_=Utc)
_IN_TIME = bindparam("in_time", type_=Utc)
_CHECKED = bindparam("checked", type_=Boolean)


def _saw_the_last() -> ColumnElement[bool]:
    """The page saw the state that stands, and its reason has not been shown."""
    before = EVENT.alias("before")
    last = exists().where(
        before.c.attempt_id == ATTEMPT.c.id,
        before.c.position == _POSITION,
        before.c.sequence == _SEEN,
        ~before.c.checked,
    )
    return or_(_SEEN == 0, last)


def _source() -> Select[Any]:
    """The row to insert, if every condition holds."""
    shape_fits = bindparam("fitting", type_=String).contains(func.substr(ATTEMPT.c.shape, _POSITION, 1))
    return (
        select(
            bindparam("event", type_=Uuid),
            ATTEMPT.c.id,
            ATTEMPT.c.learner_id,
            _POSITION,
            _SEEN + 1,
            bindparam("answer", type_=String),
            bindparam("flagged", type_=Boolean),
            bindparam("struck", type_=String),
            bindparam("highlights", type_=String),
            bindparam("sure", type_=Integer),
            _CHECKED,
            bindparam("spent", type_=Integer),
            _NOW,
        )
        .join_from(ATTEMPT, ACCOUNT, ACCOUNT.c.id == ATTEMPT.c.learner_id)
        .where(
            ATTEMPT.c.id == bindparam("attempt", type_=Uuid),
            ATTEMPT.c.state == "open",
            ATTEMPT.c.deadline > _IN_TIME,
            ATTEMPT.c.open_from <= _POSITION,
            ATTEMPT.c.open_to >= _POSITION,
            or_(~_CHECKED, ATTEMPT.c.feedback),
            *SIGNED_IN,
            shape_fits,
            _saw_the_last(),
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
    select(*(EVENT.c[name] for name in COLUMNS if name not in {"attempt_id", "learner_id"}))
    .where(EVENT.c.attempt_id == bindparam("attempt", type_=Uuid))
    .order_by(EVENT.c.position, EVENT.c.sequence)
)
_NEXT = EVENT.alias("next")
_SINCE = EVENTS.where(EVENT.c.at >= bindparam("since", type_=Utc))
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
    statement = APPEND[session.get_bind().dialect.name]
    row = prepared.first(session, statement, _given(actor, attempt_id, event, at))
    return Saved(row.sequence, at, row.deadline) if row else None


def _given(actor: Actor, attempt_id: UUID, event: AnswerEvent, at: datetime) -> dict[str, Any]:
    """What the guarded statement is given."""
    return {
        "event": event.id,
        "attempt": attempt_id,
        "learner": actor.person,
        "session_version": actor.session_version,
        "position": event.position,
        "seen": event.seen,
        "answer": event.answer,
        "flagged": event.flagged,
        "struck": event.struck,
        "highlights": event.highlights,
        "sure": event.sure,
        "checked": event.checked,
        "spent": event.spent,
        "fitting": fitting_codes(event.answer),
        "now": at,
        "in_time": at - clock.GRACE,
    }


def keep_refused(
    session: Session, refused: UUID, attempt_id: UUID, event: AnswerEvent, reason: str, *, at: datetime
) -> None:
    """Keep an answer that came too late, as evidence; a second try of the same operation is kept once.

    An attempt keeps MOST_REFUSED of them, the first that came; beyond those nothing is kept.
    """
    values = {
        "id": refused,
        "attempt_id": attempt_id,
        "position": event.position,
        "answer": event.answer,
        "reason": reason,
        "at": at,
    }
    kept = select(func.count()).where(REFUSED.c.attempt_id == attempt_id).scalar_subquery()
    row = select(*(literal(value, REFUSED.c[name].type) for name, value in values.items()))
    insert = INSERT[session.get_bind().dialect.name](REFUSED)
    session.execute(insert.from_select(list(values), row.where(kept < MOST_REFUSED)).on_conflict_do_nothing())


def list_events(session: Session, attempt_id: UUID) -> tuple[tuple[AnswerEvent, datetime], ...]:
    """Every event of an attempt with the instant it was saved, by position and sequence."""
    rows = prepared.rows(session, EVENTS, {"attempt": attempt_id})
    return tuple((event_of(row), row.at) for row in rows)


def get_sheet(session: Session, attempt_id: UUID, *, since: datetime | None = None) -> Sheet:
    """The sheet of an attempt: what its events fold to, or those that were saved since an instant.

    It is read from the last event of each item; events come by position and sequence, so the last of several stands.
    """
    if since is None:
        rows = prepared.rows(session, LAST_EVENTS, {"attempt": attempt_id})
    else:
        rows = prepared.rows(session, _SINCE, {"attempt": attempt_id, "since": since})
    return {row.position: _entry(row) for row in rows}


def _entry(row: Any) -> Entry:
    """The state of an item as its last event left it."""
    return Entry(
        answer=row.answer,
        flagged=row.flagged,
        struck=row.struck,
        highlights=row.highlights,
        sure=row.sure,
        checked=row.checked,
        spent=row.spent,
        sequence=row.sequence,
        event=row.id,
        saved_at=row.at,
    )


def event_of(row: Any) -> AnswerEvent:
    """An event as a value."""
    return AnswerEvent(
        id=row.id,
        position=row.position,
        seen=row.sequence - 1,
        answer=row.answer,
        flagged=row.flagged,
        struck=row.struck,
        highlights=row.highlights,
        sure=row.sure,
        checked=row.checked,
        spent=row.spent,
    )
