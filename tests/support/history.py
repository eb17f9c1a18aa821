"""Makers of a past: attempts, plans, pairings and ratings written straight into the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from webapp.domain.accounts import Account
from webapp.domain.exams.form import Form
from webapp.services.work import Work
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AttemptRow
from webapp.store.tables.mentoring import PairingRow
from webapp.store.tables.plans import GoalRow, PlanRow, StepRow


def open_attempt(work: Work, learner: UUID, *, exam: str = "mini", minutes: int = 10) -> UUID:
    """An attempt that started now and nobody has closed."""
    return _attempt(work, learner, exam=exam, deadline=work.now + timedelta(minutes=minutes), state="open")


def finished_attempt(
    work: Work,
    learner: UUID,
    *,
    exam: str = "mini",
    right: int = 2,
    by_task: Mapping[str, Sequence[int]] | None = None,
) -> UUID:
    """An attempt of six questions that was handed in now; four are the line."""
    return _attempt(
        work,
        learner,
        exam=exam,
        deadline=work.now,
        state="submitted",
        finished_at=work.now,
        right=right,
        answered=6,
        passed=right >= 4,
        by_task=by_task or {"P1": [right, 6]},
    )


def _attempt(work: Work, learner: UUID, **more: Any) -> UUID:
    row = AttemptRow(
        id=work.new_id(),
        learner_id=learner,
        edition="2026-01",
        seed=1,
        mode="rehearsal",
        conditions={"mode": "rehearsal", "minutes": 10},
        form=Form(()),
        shape="",
        questions=6,
        scored=6,
        repeats=0,
        pass_count=4,
        pass_rule={"share": "4/6", "official": True, "note": ""},
        section=0,
        rests=[],
        open_from=1,
        open_to=6,
        feedback=False,
        key_version=0,
        started_at=work.now,
        version=1,
        **more,
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def plan(
    work: Work, learner: UUID, *, state: str = "draft", goals: int = 1, due: Sequence[date | None] = ()
) -> UUID:
    """A plan with goals; the steps with these due dates belong to its first goal."""
    row = PlanRow(
        id=work.new_id(),
        learner_id=learner,
        title="A year of plans",
        created_at=work.now,
        minutes_a_week=120,
        state=state,
        sent_at=work.now if state == "in_review" else None,
        question="",
        version=1,
        goals=[_goal(work, place, due if place == 0 else ()) for place in range(goals)],
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def _goal(work: Work, place: int, due: Sequence[date | None]) -> GoalRow:
    return GoalRow(
        id=work.new_id(),
        place=place,
        title=f"Goal {place}",
        skill="planning",
        from_level=1,
        to_level=2,
        done_when="It is seen.",
        steps=[
            StepRow(id=work.new_id(), place=number, title=f"Step {number}", minutes=30, due=day)
            for number, day in enumerate(due)
        ],
    )


def pairing(
    work: Work, mentor: Account, learner: Account, *, state: str = "active", at: datetime | None = None
) -> UUID:
    """A mentor and a learner; `invited` leaves the learner an address only."""
    row = PairingRow(
        id=work.new_id(),
        mentor_id=mentor.id,
        learner_id=None if state == "invited" else learner.id,
        email=learner.email,
        state=state,
        invited_at=at or work.now,
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def remove_account(work: Work, account: UUID) -> None:
    """Take an account out of the database, with everything that goes with it."""
    work.session.execute(delete(AccountRow).where(AccountRow.id == account))
