"""Attempts: looked up, claimed and kept. A stranger's attempt is not found, exactly as a missing one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    Integer,
    Row,
    Select,
    Table,
    Uuid,
    bindparam,
    case,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session

from webapp.domain.access import Actor
from webapp.domain.errors import Collision, NotFound, SignedOut
from webapp.domain.exams import clock
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt
from webapp.domain.exams.sheet import NO_NOTE, Note, fold
from webapp.store import answers, logs, prepared, remembered
from webapp.store.attempt_rows import (
    MOVING,
    attempt_of,
    finished_of,
    moved_by,
    moving_columns,
    open_of,
)
from webapp.store.base import Utc
from webapp.store.logs import AttemptLog
from webapp.store.remembered import Known
from webapp.store.signed_in import SIGNED_IN, asking
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AnswerEventRow, AttemptNoteRow, AttemptRow

ATTEMPT = cast("Table", AttemptRow.__table__)
ACCOUNT = AccountRow.__table__
EVENT = AnswerEventRow.__table__
NOTE = AttemptNoteRow.__table__

_ID = bindparam("attempt", type_=Uuid)
_MINE: Select[Any] = (
    select(ATTEMPT, NOTE.c.text.label("note_text"), NOTE.c.sequence.label("note_sequence"))
    .join_from(ATTEMPT, ACCOUNT, ACCOUNT.c.id == ATTEMPT.c.learner_id)
    .outerjoin(NOTE, NOTE.c.attempt_id == ATTEMPT.c.id)
    .where(ATTEMPT.c.id == _ID, *SIGNED_IN)
)
_MINE_LOCKED = _MINE.with_for_update(of=ATTEMPT)
_LOG = (
    select(func.count().label("events"), func.max(EVENT.c.at).label("latest"))
    .where(EVENT.c.attempt_id == _ID)
    .subquery("log")
)
_WHOLE = _MINE.add_columns(*_LOG.c).join(_LOG, true())
_MOVED = or_(
    ATTEMPT.c.version != bindparam("version", type_=Integer),
    ATTEMPT.c.deadline != bindparam("deadline", type_=Utc),
)
_NEWER_NOTE = func.coalesce(NOTE.c.sequence, 0) != bindparam("note", type_=Integer)
_CHANGES = _WHOLE.with_only_columns(
    *(case((_MOVED, ATTEMPT.c[name])).label(name) for name in MOVING),
    case((_NEWER_NOTE, NOTE.c.text)).label("note_text"),
    NOTE.c.sequence.label("note_sequence"),
    *_LOG.c,
)
_UNLISTED = {"form", "shape", "conditions", "rests", "pass_rule"}
_LISTED = tuple(column for column in ATTEMPT.c if column.name not in _UNLISTED)  # a list needs no forms


def get(session: Session, actor: Actor, attempt_id: UUID) -> Attempt:
    """The actor's own attempt with its sheet; raises NotFound, or SignedOut when the session has ended."""
    slot = remembered.slot(session, attempt_id)
    known, asked = slot.known, asking(actor, attempt=attempt_id)
    row = prepared.first(
        session, _CHANGES if known else _WHOLE, asked | (_seen(known.attempt) if known else {})
    )
    if row is None:
        return _absent(session, actor)
    attempt = _changed(known.attempt, row) if known else attempt_of(row, note=_note(row))
    sheet = remembered.sheet(session, known, attempt_id, row.events, row.latest)
    if sheet is not attempt.sheet:
        attempt = replace(attempt, sheet=sheet)
    slot.known = Known(attempt, row.events, row.latest)
    return attempt


def _seen(attempt: Attempt) -> dict[str, Any]:
    """What tells the database what is known of an attempt."""
    return {"version": attempt.version, "deadline": attempt.deadline, "note": attempt.note.sequence}


def _changed(attempt: Attempt, row: Row[Any]) -> Attempt:
    """An attempt with what has changed since it was read; what has not is not there."""
    if row.version is not None:
        attempt = moved_by(row, attempt)
    return attempt if (row.note_sequence or 0) == attempt.note.sequence else replace(attempt, note=_note(row))


def get_with_log(session: Session, actor: Actor, attempt_id: UUID) -> tuple[Attempt, AttemptLog]:
    """As `get`, with the whole log of the attempt; the sheet is the fold of its events."""
    row = prepared.first(session, _MINE, asking(actor, attempt=attempt_id))
    if row is None:
        return _absent(session, actor), AttemptLog()
    log = logs.read(session, attempt_id)
    return attempt_of(row, sheet=fold(log.events), note=_note(row)), log


def claim(session: Session, actor: Actor, attempt_id: UUID) -> Attempt:
    """As `get`, locking the attempt until the end of the transaction."""
    row = session.execute(_MINE_LOCKED, asking(actor, attempt=attempt_id)).first()
    return _with_sheet(session, row) if row else _absent(session, actor)


def claim_expired(session: Session, *, at: datetime) -> Attempt | None:
    """One attempt, locked, that is open past its deadline and the grace; None when there is no such attempt."""
    row = session.execute(
        select(ATTEMPT)
        .where(ATTEMPT.c.state == State.OPEN.value, ATTEMPT.c.deadline <= at - clock.GRACE)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    return _with_sheet(session, row) if row else None


def keep(session: Session, attempt: Attempt) -> None:
    """Write how an attempt has moved or ended; raises Collision when somebody else wrote in between."""
    statement = (
        update(ATTEMPT)
        .where(ATTEMPT.c.id == attempt.id, ATTEMPT.c.version == attempt.version)
        .values(**moving_columns(attempt), version=attempt.version + 1)
        .returning(ATTEMPT.c.id)
    )
    if session.execute(statement).first() is None:
        raise Collision


def claim_any(session: Session, attempt_id: UUID) -> Attempt:
    """Somebody's attempt with its sheet, locked; raises NotFound. Who may ask is the caller's rule."""
    row = session.execute(select(ATTEMPT).where(ATTEMPT.c.id == attempt_id).with_for_update()).first()
    if row is None:
        raise NotFound
    return _with_sheet(session, row)


def claim_running(session: Session, learner: UUID) -> tuple[Attempt, ...]:
    """A learner's open attempts, without their sheets, locked."""
    rows = session.execute(
        select(ATTEMPT)
        .where(ATTEMPT.c.learner_id == learner, ATTEMPT.c.state == State.OPEN.value)
        .order_by(ATTEMPT.c.id)
        .with_for_update()
    )
    return tuple(attempt_of(row) for row in rows)


def claim_outdated(session: Session, exam: str, key_version: int) -> Attempt | None:
    """One finished attempt, locked, whose score is older than a key version; None when there is none."""
    row = session.execute(
        select(ATTEMPT)
        .where(
            ATTEMPT.c.exam == exam, ATTEMPT.c.key_version < key_version, ATTEMPT.c.state != State.OPEN.value
        )
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    return _with_sheet(session, row) if row else None


def list_finished(
    session: Session, learner: UUID, *, exam: str | None = None, limit: int = 20
) -> tuple[FinishedAttempt, ...]:
    """A learner's finished attempts, latest first; of one exam, if it is named."""
    statement = (
        select(*_LISTED)
        .where(ATTEMPT.c.learner_id == learner, ATTEMPT.c.state != State.OPEN.value)
        .order_by(ATTEMPT.c.started_at.desc())
        .limit(limit)
    )
    rows = session.execute(statement.where(ATTEMPT.c.exam == exam) if exam else statement)
    return tuple(finished_of(row) for row in rows)


def list_open(session: Session, learner: UUID) -> tuple[OpenAttempt, ...]:
    """A learner's attempts that nobody has closed yet, latest first."""
    asked: Select[Any] = select(
        ATTEMPT.c.id,
        ATTEMPT.c.exam,
        ATTEMPT.c.mode,
        ATTEMPT.c.questions,
        ATTEMPT.c.started_at,
        ATTEMPT.c.deadline,
        ATTEMPT.c.open_from,
        ATTEMPT.c.rests,
    )
    rows = session.execute(
        asked.where(ATTEMPT.c.learner_id == learner, ATTEMPT.c.state == State.OPEN.value).order_by(
            ATTEMPT.c.started_at.desc()
        )
    )
    return tuple(open_of(row) for row in rows)


def find_last_finished(session: Session, learner: UUID, exam: str) -> FinishedAttempt | None:
    """The latest rehearsal of an exam that a learner has finished."""
    row = session.execute(
        select(*_LISTED)
        .where(
            ATTEMPT.c.learner_id == learner,
            ATTEMPT.c.exam == exam,
            ATTEMPT.c.mode == Mode.REHEARSAL.value,
            ATTEMPT.c.state != State.OPEN.value,
        )
        .order_by(ATTEMPT.c.started_at.desc())
        .limit(1)
    ).first()
    return finished_of(row) if row else None


def _absent(session: Session, actor: Actor) -> Attempt:
    """Why nothing was found: the session has ended (SignedOut), or there is no such attempt (NotFound)."""
    if session.execute(select(ACCOUNT.c.id).where(*SIGNED_IN), asking(actor)).first() is None:
        raise SignedOut
    raise NotFound


def _with_sheet(session: Session, row: Row[Any]) -> Attempt:
    """An attempt with what its events fold to."""
    return attempt_of(row, sheet=answers.get_sheet(session, row.id), note=_note(row))


def _note(row: Row[Any]) -> Note:
    """The scratch pad that was read along with an attempt, where it was."""
    sequence = row._mapping.get("note_sequence")  # noqa: SLF001 - the documented name of a row's mapping
    return Note(row.note_text, sequence) if sequence else NO_NOTE
