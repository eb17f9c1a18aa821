"""What was granted to people: append-only, the last one is in force."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, insert, select
from sqlalchemy.orm import Session

from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.attempt import State
from webapp.domain.exams.grants import Grant
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AccommodationRow, AttemptRow

GRANT: Any = AccommodationRow.__table__
ACCOUNT = AccountRow.__table__
ATTEMPT = AttemptRow.__table__
COLUMNS = (
    GRANT.c.percent,
    GRANT.c.free_minutes,
    GRANT.c.break_minutes,
    GRANT.c.extra_breaks,
    GRANT.c.untimed_practice,
    GRANT.c.quiet_timer,
)


def in_force(learner: ColumnElement[Any]) -> tuple[Table, ColumnElement[bool]]:
    """What to join, and on what, so that a statement about a learner reads the grant that is in force."""
    latest = GRANT.alias("latest")
    newest = (
        select(latest.c.id)
        .where(latest.c.learner_id == learner)
        .order_by(latest.c.granted_at.desc(), latest.c.id.desc())
        .limit(1)
        .correlate_except(latest)
        .scalar_subquery()
    )
    return GRANT, GRANT.c.id == newest


def of_row(row: Any) -> Accommodation:
    """The grant a row has read along; nothing granted where there is none."""
    if row.percent is None:
        return NONE
    return Accommodation(
        row.percent,
        row.free_minutes,
        row.break_minutes,
        row.extra_breaks,
        row.untimed_practice,
        row.quiet_timer,
    )


def find(session: Session, learner: Any) -> Accommodation:
    """What is granted to a learner now."""
    statement = (
        select(*COLUMNS)
        .where(GRANT.c.learner_id == learner)
        .order_by(GRANT.c.granted_at.desc(), GRANT.c.id.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    return of_row(row) if row else NONE


def add(session: Session, learner: UUID, grant: Grant, *, by: UUID) -> None:
    """Keep a grant; it is in force from now on."""
    given = {column.name: getattr(grant.granted, column.name) for column in COLUMNS}
    session.execute(
        insert(GRANT).values(
            id=grant.id, learner_id=learner, reason=grant.reason, granted_by=by, granted_at=grant.at, **given
        )
    )


def list_grants(session: Session, learner: UUID) -> tuple[Grant, ...]:
    """Everything that was granted to a learner, latest first, with the name of whoever granted it."""
    rows = session.execute(
        select(GRANT, ACCOUNT.c.name)
        .outerjoin(ACCOUNT, ACCOUNT.c.id == GRANT.c.granted_by)
        .where(GRANT.c.learner_id == learner)
        .order_by(GRANT.c.granted_at.desc(), GRANT.c.id.desc())
    )
    return tuple(Grant(row.id, of_row(row), row.reason, row.granted_at, row.name or "") for row in rows)


def list_sitting(session: Session, *, granted_since: datetime) -> tuple[UUID, ...]:
    """The learners with an open attempt who were granted something since an instant."""
    found = session.scalars(
        select(GRANT.c.learner_id)
        .join(ATTEMPT, ATTEMPT.c.learner_id == GRANT.c.learner_id)
        .where(GRANT.c.granted_at >= granted_since, ATTEMPT.c.state == State.OPEN.value)
        .distinct()
        .order_by(GRANT.c.learner_id)
    )
    return tuple(found)
