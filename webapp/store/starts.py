"""The start of an attempt: what is known before it, and the one statement that begins it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.access import Actor
from webapp.domain.errors import SignedOut
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.records import Threshold
from webapp.store import accommodations, exposures
from webapp.store.attempt_rows import attempt_of, fixed_columns, moving_columns
from webapp.store.signed_in import ACCOUNT, SIGNED_IN, asking
from webapp.store.tables.exams import AttemptRow, ExposureRow

ATTEMPT = cast("Table", AttemptRow.__table__)
EXPOSURE = ExposureRow.__table__
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

_THRESHOLD: Select[Any] = (
    select(ATTEMPT, EXPOSURE.c.seen, *accommodations.COLUMNS)
    .select_from(ACCOUNT)
    .outerjoin(
        ATTEMPT,
        (ATTEMPT.c.learner_id == ACCOUNT.c.id)
        & (ATTEMPT.c.exam == bindparam("exam"))
        & (ATTEMPT.c.state == State.OPEN.value),
    )
    .outerjoin(EXPOSURE, (EXPOSURE.c.learner_id == ACCOUNT.c.id) & (EXPOSURE.c.exam == bindparam("exam")))
    .outerjoin(*accommodations.in_force(ACCOUNT.c.id))
    .where(*SIGNED_IN)
    .order_by(ATTEMPT.c.id)
)
_ACCOUNT_LOCKED = select(ACCOUNT.c.id).where(*SIGNED_IN).with_for_update(key_share=True)


def find_threshold(session: Session, actor: Actor, exam: str, mode: Mode) -> Threshold:
    """What is known of the actor before an exam, in one statement; raises SignedOut when the session has ended."""
    rows = session.execute(_THRESHOLD, asking(actor, exam=exam)).all()
    if not rows:
        raise SignedOut
    attempts = [attempt_of(row) for row in rows if row.id]
    return Threshold(
        open=next((each for each in attempts if each.conditions.mode is mode), None),
        granted=accommodations.of_row(rows[0]),
        exposures=exposures.from_json(rows[0].seen),
        beside=tuple(each for each in attempts if each.conditions.mode is not mode),
    )


def lock_starts(session: Session, actor: Actor) -> None:
    """Let one start of the actor's go on at a time, until the end of the transaction; raises SignedOut."""
    if session.execute(_ACCOUNT_LOCKED, asking(actor)).first() is None:
        raise SignedOut


def add(session: Session, attempt: Attempt, *, beside: Collection[UUID] = ()) -> bool:
    """Keep a new attempt, if the learner's open ones at this exam are those that stand `beside` it and no others.

    Asked for twice at once it must hold the lock of `lock_starts`, or neither sees the other.
    """
    values = {**fixed_columns(attempt), **moving_columns(attempt), "version": attempt.version}
    other = select(ATTEMPT.c.id).where(
        ATTEMPT.c.learner_id == attempt.learner,
        ATTEMPT.c.exam == attempt.exam,
        ATTEMPT.c.state == State.OPEN.value,
        ATTEMPT.c.id.not_in(beside),
    )
    row = select(*(bindparam(f"new_{name}", value, ATTEMPT.c[name].type) for name, value in values.items()))
    insert = INSERT[session.get_bind().dialect.name](ATTEMPT)
    statement = insert.from_select(list(values), row.where(~other.exists())).on_conflict_do_nothing()
    return session.execute(statement.returning(ATTEMPT.c.id)).first() is not None
