"""What a home page needs, in three statements however much a learner has.

The first says whether the session stands and carries every single fact; the second carries the attempts worth a line
(what is open, and the last results); the third carries lists of three kinds, told apart by `kind`: where the learner
is in their lessons, the next steps of their plan, and invitations to be answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    Uuid,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from webapp.domain.access import Actor, Role
from webapp.domain.errors import SignedOut
from webapp.domain.lessons import Trail
from webapp.store import prepared
from webapp.store.base import Utc
from webapp.store.signed_in import SIGNED_IN_AS, asking_as
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AttemptRow
from webapp.store.tables.lessons import TrailRow
from webapp.store.tables.mentoring import PairingRow
from webapp.store.tables.plans import GoalRow, PlanRow, StepRow
from webapp.store.tables.progress import RatingRow, TargetRow

ACCOUNT = AccountRow.__table__
ATTEMPT = AttemptRow.__table__
GOAL = GoalRow.__table__
PAIRING = PairingRow.__table__
PLAN = PlanRow.__table__
RATING = RatingRow.__table__
STEP = StepRow.__table__
TARGET = TargetRow.__table__
TRAIL = TrailRow.__table__

RESULTS_SHOWN = 3
STEPS_SHOWN = 4
INVITATIONS_SHOWN = 5


@dataclass(frozen=True)
class Facts:
    """The single facts. `goals` and `steps_open` speak of the current plan; `plans_waiting` of a mentor's desk."""

    rated: int
    target_kind: str | None
    target_code: str | None
    plan_state: str | None
    plan_title: str | None
    goals: int
    steps_open: int
    mentors: int
    learners: int
    plans_waiting: int


@dataclass(frozen=True)
class Sitting:
    """An attempt as a line; one that is open has no `finished_at` and no score."""

    id: UUID
    exam: str
    state: str
    deadline: datetime
    finished_at: datetime | None
    right: int | None
    scored: int
    pass_count: int
    passed: bool | None


@dataclass(frozen=True)
class StepLine:
    """An open step of the current plan."""

    id: UUID
    title: str
    due: date | None


@dataclass(frozen=True)
class Invitation:
    """An invitation of a mentor that has not been answered."""

    id: UUID
    mentor: str
    at: datetime


@dataclass(frozen=True)
class Lines:
    """What there may be many of."""

    trails: tuple[Trail, ...]
    steps: tuple[StepLine, ...]
    invitations: tuple[Invitation, ...]


def find_facts(session: Session, actor: Actor) -> Facts:
    """The facts of whoever asks; raises SignedOut when the session has ended."""
    row = prepared.first(session, _FACTS, asking_as(actor))
    if row is None:
        raise SignedOut
    return Facts(*row)


def list_sittings(session: Session, learner: UUID) -> tuple[Sitting, ...]:
    """Every open attempt, then the last results, latest first."""
    rows = prepared.rows(session, _SITTINGS, {"learner": learner})
    return tuple(Sitting(*row) for row in rows)


def list_lines(session: Session, learner: UUID) -> Lines:
    """Trails, next steps by due date, and open invitations, latest first."""
    found: dict[str, list[Any]] = {"trail": [], "step": [], "invitation": []}
    for row in prepared.rows(session, _LINES, {"learner": learner}):
        found[row.kind].append(row)
    return Lines(
        trails=tuple(Trail(row.text, row.note, row.done_at, row.at) for row in found["trail"]),
        steps=tuple(
            StepLine(row.id, row.text, date.fromisoformat(row.note) if row.note else None)
            for row in found["step"]
        ),
        invitations=tuple(Invitation(row.id, row.text, row.at) for row in found["invitation"]),
    )


def _count(source: FromClause, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows fit, as a column of the query around it."""
    return (
        select(func.count()).select_from(source).where(*conditions).correlate(ACCOUNT, PLAN).scalar_subquery()
    )


def _facts() -> Select[Any]:
    """One row: the account with everything there is one of."""
    theirs = PLAN.alias("theirs")
    rated = select(func.count(RATING.c.skill.distinct())).where(RATING.c.learner_id == ACCOUNT.c.id)
    paired = PAIRING.c.state == "active"
    return (
        select(
            rated.correlate(ACCOUNT).scalar_subquery(),
            TARGET.c.kind,
            TARGET.c.code,
            PLAN.c.state,
            PLAN.c.title,
            _count(GOAL, GOAL.c.plan_id == PLAN.c.id),
            _count(
                GOAL.join(STEP, STEP.c.goal_id == GOAL.c.id),
                GOAL.c.plan_id == PLAN.c.id,
                STEP.c.done_at.is_(None),
            ),
            _count(PAIRING, PAIRING.c.learner_id == ACCOUNT.c.id, paired),
            _count(PAIRING, PAIRING.c.mentor_id == ACCOUNT.c.id, paired),
            _count(
                PAIRING.join(theirs, theirs.c.learner_id == PAIRING.c.learner_id),
                PAIRING.c.mentor_id == ACCOUNT.c.id,
                paired,
                theirs.c.state == "in_review",
            ),
        )
        .select_from(ACCOUNT)
        .outerjoin(TARGET, TARGET.c.learner_id == ACCOUNT.c.id)
        .outerjoin(PLAN, (PLAN.c.learner_id == ACCOUNT.c.id) & (PLAN.c.state != "complete"))
        .where(
            *SIGNED_IN_AS,
        )
    )


def _sittings() -> Select[Any]:
    """Open attempts and the last finished ones."""
    mine = ATTEMPT.c.learner_id == bindparam("learner", type_=Uuid)
    last = (
        select(ATTEMPT.c.id)
        .where(mine, ATTEMPT.c.state != "open")
        .order_by(ATTEMPT.c.started_at.desc())
        .limit(RESULTS_SHOWN)
    )
    names = ("id", "exam", "state", "deadline", "finished_at", "right", "scored", "pass_count", "passed")
    return (
        select(*(ATTEMPT.c[name] for name in names))
        .where(mine, or_(ATTEMPT.c.state == "open", ATTEMPT.c.id.in_(last)))
        .order_by(ATTEMPT.c.started_at.desc())
    )


def _trails() -> Select[Any]:
    """Trails as lines; they come first, so that their types are those of the whole."""
    return select(
        literal("trail", String).label("kind"),
        cast(null(), Uuid).label("id"),
        TRAIL.c.path.label("text"),
        TRAIL.c.place.label("note"),
        TRAIL.c.touched_at.label("at"),
        TRAIL.c.done_at.label("done_at"),
        literal(0, Integer).label("place"),
    ).where(TRAIL.c.learner_id == bindparam("learner", type_=Uuid))


def _steps() -> Select[Any]:
    """The next open steps of the current plan as lines; the due date travels as its ISO text."""
    due = cast(STEP.c.due, String)
    chosen = (
        select(
            STEP.c.id, STEP.c.title, due.label("due"), GOAL.c.place.label("goal"), STEP.c.place.label("step")
        )
        .join(GOAL, GOAL.c.id == STEP.c.goal_id)
        .join(PLAN, PLAN.c.id == GOAL.c.plan_id)
        .where(
            PLAN.c.learner_id == bindparam("learner", type_=Uuid),
            PLAN.c.state != "complete",
            STEP.c.done_at.is_(None),
        )
        .order_by(func.coalesce(due, "9999"), GOAL.c.place, STEP.c.place)
        .limit(STEPS_SHOWN)
        .subquery()
    )
    rank = func.row_number().over(
        order_by=(func.coalesce(chosen.c.due, "9999"), chosen.c.goal, chosen.c.step)
    )
    return select(
        literal("step", String),
        chosen.c.id,
        chosen.c.title,
        chosen.c.due,
        cast(null(), Utc),
        cast(null(), Utc),
        rank,
    )


def _invitations() -> Select[Any]:
    """Open invitations to the learner's address as lines."""
    mentor = ACCOUNT.alias("mentor")
    chosen = (
        select(PAIRING.c.id, mentor.c.name, PAIRING.c.invited_at)
        .join(ACCOUNT, ACCOUNT.c.email == PAIRING.c.email)
        .join(mentor, mentor.c.id == PAIRING.c.mentor_id)
        .where(
            ACCOUNT.c.id == bindparam("learner", type_=Uuid),
            PAIRING.c.state == "invited",
            PAIRING.c.mentor_id != ACCOUNT.c.id,
            mentor.c.active,
            mentor.c.role == Role.MENTOR.value,
        )
        .order_by(PAIRING.c.invited_at.desc())
        .limit(INVITATIONS_SHOWN)
        .subquery()
    )
    rank = func.row_number().over(order_by=(chosen.c.invited_at.desc(), chosen.c.id))
    return select(
        literal("invitation", String),
        chosen.c.id,
        chosen.c.name,
        cast(null(), String),
        chosen.c.invited_at,
        cast(null(), Utc),
        rank,
    )


_FACTS = _facts()
_SITTINGS = _sittings()
_LINES = union_all(_trails(), _steps(), _invitations()).order_by("kind", "place")
