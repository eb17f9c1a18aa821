"""The mentor's desk: every pairing of a mentor with what its learner has been doing, in one statement.

Only an active pairing carries anything of its learner; of an invitation the mentor sees the address and the day.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, ScalarSelect, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from webapp.domain.exams.attempt import State
from webapp.domain.exams.conditions import Mode
from webapp.domain.mentoring import Desk, InvitationLine, LearnerLine, PairingState, PlanLine, ResultLine
from webapp.domain.plans.plan import PlanState
from webapp.domain.progress.gap import Target, TargetKind
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AttemptRow
from webapp.store.tables.lessons import TrailRow
from webapp.store.tables.mentoring import PairingRow
from webapp.store.tables.plans import PlanRow
from webapp.store.tables.progress import TargetRow


def get_desk(session: Session, mentor: UUID) -> Desk:
    """The mentor's desk, in one statement however many learners there are."""
    rows = session.execute(_desk(mentor)).all()
    active = [row for row in rows if row.pairing_state == PairingState.ACTIVE.value]
    invited = [row for row in rows if row.pairing_state == PairingState.INVITED.value]
    return Desk(
        tuple(_learner(row) for row in active),
        tuple(InvitationLine(row.pairing, row.email, row.invited_at) for row in invited),
    )


def _desk(mentor: UUID) -> Select[*tuple[Any, ...]]:
    """Live pairings, each active one beside its learner's target, latest plan, latest result and last study."""
    live = (PairingState.INVITED.value, PairingState.ACTIVE.value)
    active = and_(
        AccountRow.id == PairingRow.learner_id, PairingRow.state == PairingState.ACTIVE.value
    )  # an invitation joins nobody, so nothing of a person can show before they agree
    return (
        select(
            PairingRow.id.label("pairing"),
            PairingRow.state.label("pairing_state"),
            PairingRow.email,
            PairingRow.invited_at,
            PairingRow.accepted_at,
            AccountRow.id,
            AccountRow.name,
            TargetRow.kind,
            TargetRow.code,
            PlanRow.id.label("plan"),
            PlanRow.title,
            PlanRow.state,
            PlanRow.sent_at,
            PlanRow.question,
            AttemptRow.exam,
            AttemptRow.right,
            AttemptRow.scored,
            AttemptRow.passed,
            AttemptRow.finished_at,
            _studied_at().label("studied_at"),
        )
        .outerjoin(AccountRow, active)
        .outerjoin(TargetRow, TargetRow.learner_id == AccountRow.id)
        .outerjoin(PlanRow, PlanRow.id == _latest_plan())
        .outerjoin(AttemptRow, AttemptRow.id == _latest_attempt())
        .where(PairingRow.mentor_id == mentor, PairingRow.state.in_(live))
        .order_by(func.lower(AccountRow.name), PairingRow.invited_at, PairingRow.id)
    )


def _latest_plan() -> ScalarSelect[UUID]:
    """The learner's current plan, else the one begun last."""
    plan = aliased(PlanRow)
    return (
        select(plan.id)
        .where(plan.learner_id == AccountRow.id)
        .order_by(plan.state == PlanState.COMPLETE.value, plan.created_at.desc(), plan.id.desc())
        .limit(1)
        .correlate(AccountRow)
        .scalar_subquery()
    )


def _latest_attempt() -> ScalarSelect[UUID]:
    """The learner's rehearsal that was started last among the finished ones."""
    attempt = aliased(AttemptRow)
    return (
        select(attempt.id)
        .where(
            attempt.learner_id == AccountRow.id,
            attempt.mode == Mode.REHEARSAL.value,
            attempt.state != State.OPEN.value,
        )
        .order_by(attempt.started_at.desc(), attempt.id.desc())
        .limit(1)
        .correlate(AccountRow)
        .scalar_subquery()
    )


def _studied_at() -> ScalarSelect[datetime]:
    """When the learner last read in any lesson."""
    return (
        select(func.max(TrailRow.touched_at))
        .where(TrailRow.learner_id == AccountRow.id)
        .correlate(AccountRow)
        .scalar_subquery()
    )


def _learner(row: Row[Any]) -> LearnerLine:
    """A learner as a value; the last study is a lesson read or an exam finished, whichever came later."""
    target = Target(TargetKind(row.kind), row.code) if row.kind else None
    plan = (
        PlanLine(row.plan, row.title, PlanState(row.state), row.sent_at, row.question) if row.plan else None
    )
    result = None
    if row.finished_at:
        result = ResultLine(row.exam, row.right or 0, row.scored, bool(row.passed), row.finished_at)
    studied = [moment for moment in (row.studied_at, row.finished_at) if moment]
    return LearnerLine(
        row.id, row.name, row.accepted_at or row.invited_at, target, plan, result, max(studied, default=None)
    )
