"""Plans, their goals and steps: rows to values and back.

A plan is read through its owner or through an active pairing, in the WHERE of the query itself: a stranger's plan is
not found, exactly as a missing one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import flag_modified

from webapp.domain.errors import Collision, NotFound
from webapp.domain.mentoring import PairingState
from webapp.domain.plans.plan import Goal, Plan, PlanState, Step
from webapp.store.tables.mentoring import PairingRow
from webapp.store.tables.plans import GoalRow, PlanRow, StepRow

_CURRENT = (PlanRow.state != PlanState.COMPLETE.value,)  # the database keeps a learner to one of them


@dataclass(frozen=True)
class PastPlan:
    """A completed plan as a list shows it."""

    id: UUID
    title: str
    created_at: datetime


def get(session: Session, plan_id: UUID, *, learner: UUID, mentor: UUID | None = None) -> Plan:
    """The plan, for the learner who owns it or for a mentor with an active pairing; raises NotFound."""
    readers = [PlanRow.learner_id == learner]
    if mentor is not None:
        readers.append(_is_mentored_by(mentor))
    return _one(session, _whole().where(PlanRow.id == plan_id, or_(*readers)))


def claim(session: Session, plan_id: UUID, *, learner: UUID) -> Plan:
    """The learner's own plan, locked until the end of the transaction; raises NotFound."""
    wanted = select(PlanRow.id).where(PlanRow.id == plan_id, PlanRow.learner_id == learner)
    return _locked(session, wanted.with_for_update())


def claim_mentored(session: Session, plan_id: UUID, *, mentor: UUID) -> Plan:
    """The plan of a learner whom the mentor has an active pairing with, both locked; raises NotFound.

    The pairing is locked too, so that it cannot end between the check and the answer.
    """
    wanted = select(PlanRow.id).join(PairingRow, _pairs(mentor)).where(PlanRow.id == plan_id)
    return _locked(session, wanted.with_for_update(of=[PlanRow, PairingRow]))


def find_current(session: Session, learner: UUID) -> Plan | None:
    """The learner's plan that is not complete, or None."""
    wanted = _whole().where(PlanRow.learner_id == learner, *_CURRENT)
    row = session.scalars(wanted).unique().one_or_none()
    return _plan(row) if row else None


def find_latest(session: Session, learner: UUID) -> Plan | None:
    """The learner's current plan, else the one begun last, or None."""
    latest = (
        select(PlanRow.id)
        .where(PlanRow.learner_id == learner)
        .order_by(PlanRow.state == PlanState.COMPLETE.value, PlanRow.created_at.desc(), PlanRow.id.desc())
        .limit(1)
    )
    row = session.scalars(_whole().where(PlanRow.id.in_(latest))).unique().one_or_none()
    return _plan(row) if row else None


def claim_current(session: Session, learner: UUID) -> Plan | None:
    """As `find_current`, locking the plan until the end of the transaction."""
    current = select(PlanRow.id).where(PlanRow.learner_id == learner, *_CURRENT)
    plan_id = session.scalars(current.with_for_update()).one_or_none()
    return _one(session, _whole().where(PlanRow.id == plan_id)) if plan_id else None


def list_past(session: Session, learner: UUID) -> tuple[PastPlan, ...]:
    """The learner's completed plans, latest first."""
    rows = session.execute(
        select(PlanRow.id, PlanRow.title, PlanRow.created_at)
        .where(PlanRow.learner_id == learner, PlanRow.state == PlanState.COMPLETE.value)
        .order_by(PlanRow.created_at.desc(), PlanRow.id.desc())
    )
    return tuple(PastPlan(row.id, row.title, row.created_at) for row in rows)


def add(session: Session, plan: Plan) -> None:
    """Keep a new plan; Collision when the learner has begun one at the same moment."""
    row = PlanRow(id=plan.id, learner_id=plan.learner, created_at=plan.created_at)
    _fill(row, plan)
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise Collision from error


def keep(session: Session, plan: Plan) -> None:
    """Write a plan that was claimed; Collision when it has been written since.

    The plan's own row is always written, also when only a step has changed: its version is what writers meet at.
    """
    row = session.scalars(_whole().where(PlanRow.id == plan.id)).unique().one_or_none()
    if row is None or row.version != plan.version:
        raise Collision
    _fill(row, plan)
    flag_modified(row, "state")
    session.flush()


def _whole() -> Select[PlanRow]:
    """Plans with their goals and steps, in one statement."""
    parts = joinedload(PlanRow.goals).joinedload(GoalRow.steps)
    return select(PlanRow).options(parts).execution_options(populate_existing=True)


def _pairs(mentor: UUID) -> ColumnElement[bool]:
    """Whether a pairing joins this mentor, at this time, with the plan's learner."""
    theirs = PairingRow.mentor_id == mentor
    active = PairingRow.state == PairingState.ACTIVE.value
    return theirs & active & (PairingRow.learner_id == PlanRow.learner_id)


def _is_mentored_by(mentor: UUID) -> ColumnElement[bool]:
    """Whether the plan's learner has an active pairing with the mentor."""
    return exists().where(_pairs(mentor))


def _locked(session: Session, wanted: Select[UUID]) -> Plan:
    """The plan once its row is locked; raises NotFound.

    Locking and reading are two statements: PostgreSQL reads a row it had to wait for again, but not the goals and
    steps joined to it, so one statement could hand out a new plan with old goals.
    """
    plan_id = session.scalars(wanted).first()
    if plan_id is None:
        raise NotFound
    return _one(session, _whole().where(PlanRow.id == plan_id))


def _one(session: Session, wanted: Select[PlanRow]) -> Plan:
    """The one plan that was asked for; raises NotFound."""
    row = session.scalars(wanted).unique().one_or_none()
    if row is None:
        raise NotFound
    return _plan(row)


def _plan(row: PlanRow) -> Plan:
    """A plan as a value."""
    return Plan(
        id=row.id,
        learner=row.learner_id,
        title=row.title,
        created_at=row.created_at,
        target_date=row.target_date,
        minutes_a_week=row.minutes_a_week,
        state=PlanState(row.state),
        goals=tuple(_goal(goal) for goal in row.goals),
        sent_at=row.sent_at,
        question=row.question,
        version=row.version,
    )


def _goal(row: GoalRow) -> Goal:
    """A goal as a value."""
    steps = tuple(
        Step(step.id, step.title, step.minutes, step.due, step.link, step.done_at) for step in row.steps
    )
    return Goal(
        row.id, row.title, row.skill, row.from_level, row.to_level, row.done_when, due=row.due, steps=steps
    )


def _fill(row: PlanRow, plan: Plan) -> None:
    """Write the value over the row; goals that are gone go with their steps."""
    row.title = plan.title
    row.target_date = plan.target_date
    row.minutes_a_week = plan.minutes_a_week
    row.state = plan.state.value
    row.sent_at = plan.sent_at
    row.question = plan.question
    kept = {goal.id: goal for goal in row.goals}
    row.goals = [
        _fill_goal(kept.get(goal.id) or GoalRow(id=goal.id), goal, place)
        for place, goal in enumerate(plan.goals)
    ]


def _fill_goal(row: GoalRow, goal: Goal, place: int) -> GoalRow:
    """Write a goal over its row."""
    row.place = place
    row.title = goal.title
    row.skill = goal.skill
    row.from_level = goal.from_level
    row.to_level = goal.to_level
    row.done_when = goal.done_when
    row.due = goal.due
    kept = {step.id: step for step in row.steps}
    row.steps = [
        _fill_step(kept.get(step.id) or StepRow(id=step.id), step, at) for at, step in enumerate(goal.steps)
    ]
    return row


def _fill_step(row: StepRow, step: Step, place: int) -> StepRow:
    """Write a step over its row."""
    row.place = place
    row.title = step.title
    row.minutes = step.minutes
    row.due = step.due
    row.link = step.link
    row.done_at = step.done_at
    return row
