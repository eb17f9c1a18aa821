"""Self-ratings and targets: rows to values and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.progress.gap import Rating, Target, TargetKind
from webapp.store.tables.progress import RatingRow, TargetRow

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def list_ratings(session: Session, learner: UUID) -> tuple[Rating, ...]:
    """The last rating of each competency a learner has rated, in the order of their codes."""
    last = (
        select(RatingRow.skill, func.max(RatingRow.at).label("at"))
        .where(RatingRow.learner_id == learner)
        .group_by(RatingRow.skill)
        .subquery()
    )
    rows = session.execute(
        select(RatingRow.skill, RatingRow.level, RatingRow.at)
        .join(last, and_(last.c.skill == RatingRow.skill, last.c.at == RatingRow.at))
        .where(RatingRow.learner_id == learner)
        .order_by(RatingRow.skill)
    )
    return tuple(Rating(row.skill, row.level, row.at) for row in rows)


def add_rating(session: Session, learner: UUID, rating: Rating) -> None:
    """Keep a rating beside those before it; one sent twice in the same instant is one."""
    insert = INSERT[session.get_bind().dialect.name](RatingRow).values(
        learner_id=learner, skill=rating.skill, at=rating.at, level=rating.level
    )
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["learner_id", "skill", "at"], set_={"level": rating.level}
        )
    )


def find_target(session: Session, learner: UUID) -> Target | None:
    """What a learner aims at, or None."""
    row = session.execute(
        select(TargetRow.kind, TargetRow.code).where(TargetRow.learner_id == learner)
    ).one_or_none()
    return Target(TargetKind(row.kind), row.code) if row else None


def keep_target(session: Session, learner: UUID, target: Target, *, at: datetime) -> None:
    """Keep what a learner aims at, in place of what they aimed at before."""
    kept = {"kind": target.kind.value, "code": target.code, "chosen_at": at}
    insert = INSERT[session.get_bind().dialect.name](TargetRow).values(learner_id=learner, **kept)
    session.execute(insert.on_conflict_do_update(index_elements=["learner_id"], set_=kept))
