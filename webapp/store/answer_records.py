"""Records of counted answers: made from attempts nobody has looked at yet, read again for the statistics.

A record is found by exam and month alone. Nothing kept with it leads back to an attempt or a learner.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast
from uuid import UUID

from sqlalchemy import Select, Table, exists, func, insert, literal_column, select, tuple_, update
from sqlalchemy.orm import Session

from webapp.domain.exams.attempt import Attempt
from webapp.domain.items.counting import AnswerRecord, CountedAnswer
from webapp.store import answers
from webapp.store.attempt_rows import attempt_of
from webapp.store.tables.exams import AttemptRow, TimeGrantRow
from webapp.store.tables.items import AnswerRecordRow

ATTEMPT = cast("Table", AttemptRow.__table__)
GRANT = TimeGrantRow.__table__
RECORD = cast("Table", AnswerRecordRow.__table__)
PAGE = 500

_NEXT = (
    select(
        ATTEMPT,
        exists().where(GRANT.c.attempt_id == ATTEMPT.c.id, GRANT.c.reopened).label("reopened"),
    )
    # Written out, not bound: only so does SQLite see that the partial index holds what is asked for.
    .where(ATTEMPT.c.counted.is_(None), ATTEMPT.c.state != literal_column("'open'"))
    .limit(1)
    .with_for_update(skip_locked=True, of=ATTEMPT)
)


def claim_uncounted(session: Session) -> tuple[Attempt, bool] | None:
    """A finished attempt, locked, that nobody has looked at, and whether it had ended before; None if none is left."""
    row = session.execute(_NEXT).first()
    if row is None:
        return None
    return attempt_of(row, sheet=answers.get_sheet(session, row.id)), bool(row.reopened)


def add(session: Session, record_id: UUID, record: AnswerRecord) -> None:
    """Keep a record. Its id must be random: one that held the time would lead to the attempt."""
    session.execute(
        insert(RECORD).values(
            id=record_id,
            exam=record.exam,
            month=record.month,
            whole=record.whole,
            answers=_written(record),
        )
    )


def mark_counted(session: Session, attempt_id: UUID, *, counted: bool) -> None:
    """Note that an attempt was looked at, and whether its answers count."""
    session.execute(update(ATTEMPT).where(ATTEMPT.c.id == attempt_id).values(counted=counted))


def count(session: Session, exam: str) -> int:
    """How many records an exam has."""
    return session.scalar(select(func.count()).where(RECORD.c.exam == exam)) or 0


def list_pages(session: Session, exam: str, *, limit: int) -> Iterator[tuple[AnswerRecord, ...]]:
    """The latest records of an exam, at most `limit`, a page at a time, so that memory holds one page."""
    asked: Select[tuple[UUID, str, bool, str]] = (
        select(RECORD.c.id, RECORD.c.month, RECORD.c.whole, RECORD.c.answers)
        .where(RECORD.c.exam == exam)
        .order_by(RECORD.c.month.desc(), RECORD.c.id.desc())
    )
    left, page = limit, asked
    while left > 0:
        size = min(PAGE, left)
        rows = session.execute(page.limit(size)).all()
        if rows:
            yield tuple(AnswerRecord(exam, row.whole, row.month, _read(row.answers)) for row in rows)
        if len(rows) < size:
            return
        left -= size
        page = asked.where(tuple_(RECORD.c.month, RECORD.c.id) < tuple_(rows[-1].month, rows[-1].id))


def _written(record: AnswerRecord) -> str:
    """The answers of a record as a compact text."""
    value = [[each.version, each.answer, each.seconds] for each in record.answers]
    return json.dumps(value, separators=(",", ":"))


def _read(text: str) -> tuple[CountedAnswer, ...]:
    return tuple(CountedAnswer(*each) for each in json.loads(text))
