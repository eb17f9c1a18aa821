"""Minutes granted to single attempts: append-only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, insert, select
from sqlalchemy.orm import Session

from webapp.domain.exams.grants import TimeGrant
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AttemptRow, TimeGrantRow

GRANT = TimeGrantRow.__table__
ACCOUNT = AccountRow.__table__
ATTEMPT = AttemptRow.__table__

_NAMED: Select[Any] = (
    select(GRANT, ACCOUNT.c.name)
    .outerjoin(ACCOUNT, ACCOUNT.c.id == GRANT.c.granted_by)
    .order_by(GRANT.c.granted_at.desc(), GRANT.c.id.desc())
)


def add(session: Session, grant: TimeGrant, *, by: UUID) -> None:
    """Keep what was granted."""
    session.execute(
        insert(TimeGrantRow).values(
            id=grant.id,
            attempt_id=grant.attempt,
            minutes=grant.minutes,
            reason=grant.reason,
            reopened=grant.reopened,
            granted_by=by,
            granted_at=grant.at,
        )
    )


def list_of_attempt(session: Session, attempt_id: UUID) -> tuple[TimeGrant, ...]:
    """What was granted to an attempt, latest first. Who may ask is the caller's rule."""
    rows = session.execute(_NAMED.where(GRANT.c.attempt_id == attempt_id))
    return tuple(_grant(row) for row in rows)


def list_of_learner(session: Session, learner: UUID, *, limit: int = 100) -> tuple[TimeGrant, ...]:
    """What was granted to any attempt of a learner, latest first."""
    asked = _NAMED.join(ATTEMPT, ATTEMPT.c.id == GRANT.c.attempt_id)
    rows = session.execute(asked.where(ATTEMPT.c.learner_id == learner).limit(limit))
    return tuple(_grant(row) for row in rows)


def _grant(row: Row[Any]) -> TimeGrant:
    """A row as a value."""
    return TimeGrant(
        row.id, row.attempt_id, row.minutes, row.reason, row.reopened, row.granted_at, row.name or ""
    )
