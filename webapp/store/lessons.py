"""Trails through lessons: where each learner stands, and what they answered to check questions.

`find_reading` feeds the lesson page and is its only statement: it joins the account, so that one query says both
whether the session still stands and where the reader is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, Uuid, and_, bindparam, delete, func, literal, null, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.access import Actor
from webapp.domain.errors import SignedOut
from webapp.domain.lessons import CheckAnswer, Trail
from webapp.domain.progress.gap import TargetKind
from webapp.store import prepared
from webapp.store.base import Utc
from webapp.store.signed_in import SIGNED_IN_AS, asking_as
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.lessons import CheckAnswerRow, TrailRow
from webapp.store.tables.progress import TargetRow

ACCOUNT = AccountRow.__table__
ANSWER = CheckAnswerRow.__table__
TRAIL = TrailRow.__table__
TARGET = TargetRow.__table__
BEFORE = TrailRow.__table__.alias()
MOST_REQUIRED = 6
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

_DONE_BEFORE = (
    select(func.aggregate_strings(BEFORE.c.path, " "))
    .where(
        BEFORE.c.learner_id == ACCOUNT.c.id,
        BEFORE.c.path.in_([bindparam(f"before_{n}", type_=String) for n in range(MOST_REQUIRED)]),
        BEFORE.c.done_at.is_not(None),
    )
    .correlate(ACCOUNT)
    .scalar_subquery()
)


def _reading(done_before: Any) -> Any:
    """The statement that feeds the lesson page, with what it says of the lessons before."""
    return (
        select(
            TRAIL.c.place,
            TRAIL.c.done_at,
            TRAIL.c.touched_at,
            ANSWER.c.check_id,
            ANSWER.c.answer,
            ANSWER.c.right,
            TARGET.c.code.label("exam"),
            done_before.label("done_before"),
        )
        .select_from(ACCOUNT)
        .outerjoin(TRAIL, and_(TRAIL.c.learner_id == ACCOUNT.c.id, TRAIL.c.path == bindparam("path")))
        .outerjoin(ANSWER, and_(ANSWER.c.learner_id == ACCOUNT.c.id, ANSWER.c.path == bindparam("path")))
        .outerjoin(TARGET, and_(TARGET.c.learner_id == ACCOUNT.c.id, TARGET.c.kind == TargetKind.EXAM.value))
        .where(*SIGNED_IN_AS)
        .order_by(ANSWER.c.check_id)
    )


_READING = _reading(null())
_READING_WITH_BEFORE = _reading(_DONE_BEFORE)

_TRAILS = (
    select(TRAIL.c.path, TRAIL.c.place, TRAIL.c.done_at, TRAIL.c.touched_at)
    .where(TRAIL.c.learner_id == bindparam("learner", type_=Uuid))
    .order_by(TRAIL.c.path)
)


def find_reading(session: Session, actor: Actor, path: str, *, requires: Sequence[str] = ()) -> Trail:
    """The actor's trail through one lesson with their answers, in one statement; SignedOut when the session ended.

    It says which of the lessons it `requires` are done; of more than a few only the first are asked for.
    """
    asked = asking_as(actor, path=path)
    if requires:
        padded = (*requires, *[""] * MOST_REQUIRED)
        asked |= {f"before_{n}": padded[n] for n in range(MOST_REQUIRED)}
    rows = prepared.rows(session, _READING_WITH_BEFORE if requires else _READING, asked)
    if not rows:
        raise SignedOut
    place, done_at, touched_at = rows[0][:3]
    answers = tuple(
        CheckAnswer(row.check_id, row.answer, row.right) for row in rows if row.check_id is not None
    )
    done_before = frozenset((rows[0].done_before or "").split())
    return Trail(path, place, done_at, touched_at, answers, done_before, rows[0].exam)


def list_trails(session: Session, learner: UUID) -> tuple[Trail, ...]:
    """Every trail of a learner, without answers."""
    rows = prepared.rows(session, _TRAILS, {"learner": learner})
    return tuple(Trail(row.path, row.place, row.done_at, row.touched_at) for row in rows)


def keep_place(session: Session, learner: UUID, path: str, place: str | None, *, at: datetime) -> None:
    """Note the place somebody has read to; None notes only that they were here."""
    kept = {"touched_at": at} if place is None else {"touched_at": at, "place": place}
    _keep_trail(session, learner, path, kept, at=at)


def mark_done(session: Session, learner: UUID, path: str, *, at: datetime) -> None:
    """Note that a lesson is done; the first time it was called done stays."""
    kept = {"touched_at": at, "done_at": func.coalesce(TRAIL.c.done_at, literal(at, Utc()))}
    _keep_trail(session, learner, path, kept, at=at, done_at=at)


def unmark(session: Session, learner: UUID, path: str, *, at: datetime) -> None:
    """Note that a lesson is not done yet."""
    _keep_trail(session, learner, path, {"touched_at": at, "done_at": None}, at=at)


def keep_answer(session: Session, learner: UUID, path: str, answer: CheckAnswer, *, at: datetime) -> None:
    """Keep the last answer to a check question."""
    kept = {"answer": answer.answer, "right": answer.right, "answered_at": at}
    named = {"learner_id": learner, "path": path, "check_id": answer.check_id}
    insert = _insert(session)(CheckAnswerRow).values(**named, **kept)
    session.execute(insert.on_conflict_do_update(index_elements=list(named), set_=kept))


def clear_answer(session: Session, learner: UUID, path: str, check_id: str) -> None:
    """Forget the answer to a check question, so that it can be tried again."""
    session.execute(
        delete(CheckAnswerRow).where(
            CheckAnswerRow.learner_id == learner,
            CheckAnswerRow.path == path,
            CheckAnswerRow.check_id == check_id,
        )
    )


def _keep_trail(
    session: Session,
    learner: UUID,
    path: str,
    kept: dict[str, Any],
    *,
    at: datetime,
    done_at: datetime | None = None,
) -> None:
    """Write a trail, or change it where it is kept already."""
    fresh = {"place": kept.get("place"), "touched_at": at, "done_at": done_at}
    insert = _insert(session)(TrailRow).values(learner_id=learner, path=path, **fresh)
    session.execute(insert.on_conflict_do_update(index_elements=["learner_id", "path"], set_=kept))


def _insert(session: Session) -> Any:
    """The insert of the database behind the session, which knows what to do on a conflict."""
    return INSERT[session.get_bind().dialect.name]
