"""Scores that attempts had before: append-only, numbered from 1."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.regrade import PastScore
from webapp.domain.exams.scoring import Tally
from webapp.store.tables.exams import ScoreRow

SCORE = ScoreRow.__table__


def add(session: Session, attempt: Attempt, *, reason: str, at: datetime) -> None:
    """Keep the score of an attempt before it is replaced. The attempt must be claimed; one without a score has none."""
    outcome = attempt.outcome
    if outcome is None:
        return
    last = select(func.coalesce(func.max(SCORE.c.number), 0)).where(SCORE.c.attempt_id == attempt.id)
    session.execute(
        insert(ScoreRow).values(
            attempt_id=attempt.id,
            number=(session.scalar(last) or 0) + 1,
            key_version=attempt.key_version,
            right=outcome.total.right,
            scored=outcome.total.asked,
            passed=outcome.passed,
            by_task={task: [tally.right, tally.asked] for task, tally in outcome.by_task.items()},
            reason=reason,
            replaced_at=at,
        )
    )


def list_past(session: Session, attempt_id: UUID) -> tuple[PastScore, ...]:
    """The scores an attempt had before, latest first. Who may ask is the caller's rule."""
    rows = session.execute(
        select(SCORE).where(SCORE.c.attempt_id == attempt_id).order_by(SCORE.c.number.desc())
    )
    return tuple(
        PastScore(
            number=row.number,
            key_version=row.key_version,
            total=Tally(row.right, row.scored),
            passed=row.passed,
            by_task={task: Tally(*counts) for task, counts in row.by_task.items()},
            reason=row.reason,
            replaced_at=row.replaced_at,
        )
        for row in rows
    )
