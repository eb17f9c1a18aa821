"""What a home page needs comes in three statements, with the latest first and nothing of anybody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support import history, make
from tests.support.clock import START, HandClock
from tests.support.statements import count_statements
from webapp.domain.access import Role
from webapp.domain.errors import SignedOut
from webapp.domain.lessons import Trail
from webapp.domain.progress.gap import Rating, Target, TargetKind
from webapp.services.work import Workshop
from webapp.store import home as store
from webapp.store import lessons as lesson_store
from webapp.store import progress as progress_store
from webapp.store.home import Facts
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.plans import PlanRow, StepRow

NOTHING = Facts(0, None, None, None, None, 0, 0, 0, 0, 0)


def test_somebody_new_has_nothing(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.reading() as work:
        assert store.find_facts(work.session, make.actor(ada)) == NOTHING
        assert store.list_sittings(work.session, ada.id) == ()
        assert store.list_lines(work.session, ada.id) == store.Lines((), (), ())


@pytest.mark.parametrize("change", [{"session_version": 2}, {"role": "mentor"}, {"active": False}], ids=str)
def test_a_session_that_no_longer_stands_gets_nothing(workshop: Workshop, change: dict[str, object]) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        row = work.session.get_one(AccountRow, ada.id)
        for name, value in change.items():
            setattr(row, name, value)
    with workshop.reading() as work, pytest.raises(SignedOut):
        store.find_facts(work.session, make.actor(ada))


def test_the_facts_of_a_learner(workshop: Workshop, clock: HandClock) -> None:
    ada, mia = make.account(workshop), make.account(workshop, name="Mia", role=Role.MENTOR)
    with workshop.writing() as work:
        progress_store.add_rating(work.session, ada.id, Rating("planning", 2, work.now))
        progress_store.add_rating(work.session, ada.id, Rating("planning", 3, clock.forward(days=1)))
        progress_store.add_rating(work.session, ada.id, Rating("deciding", 3, work.now))
        progress_store.keep_target(work.session, ada.id, Target(TargetKind.ROLE, "lead"), at=work.now)
        history.pairing(work, mia, ada)
        history.plan(work, ada.id, state="complete", goals=3)
        history.plan(work, ada.id, state="active", goals=2, due=[None, date(2026, 12, 1)])
        work.session.query(StepRow).filter_by(title="Step 0").update({"done_at": work.now})
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        facts = store.find_facts(work.session, make.actor(ada))
    assert len(statements) == 1
    assert facts == Facts(2, "role", "lead", "active", "A year of plans", 2, 1, 1, 0, 0)


def test_the_facts_of_a_mentor(workshop: Workshop) -> None:
    mia = make.account(workshop, name="Mia", role=Role.MENTOR)
    ada, ben, cy = (make.account(workshop, name=name) for name in ("Ada", "Ben", "Cy"))
    with workshop.writing() as work:
        for learner, state in ((ada, "active"), (ben, "active"), (cy, "ended")):
            history.pairing(work, mia, learner, state=state)
        for learner, state in ((ada, "in_review"), (ben, "draft"), (cy, "in_review")):
            history.plan(work, learner.id, state=state)
    with workshop.reading() as work:
        facts = store.find_facts(work.session, make.actor(mia))
    assert (facts.learners, facts.plans_waiting) == (2, 1)


def test_sittings_are_what_is_open_and_the_last_three(workshop: Workshop, clock: HandClock) -> None:
    ada, ben = make.account(workshop), make.account(workshop, name="Ben")
    for right in range(6):
        clock.forward(days=1)
        with workshop.writing() as work:
            history.finished_attempt(work, ada.id, right=right)
            history.finished_attempt(work, ben.id, right=right)
    with workshop.writing() as work:
        running = history.open_attempt(work, ada.id)
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        sittings = store.list_sittings(work.session, ada.id)
    assert len(statements) == 1
    assert {(each.state, each.right) for each in sittings} == {
        ("open", None),
        ("submitted", 5),
        ("submitted", 4),
        ("submitted", 3),
    }
    found = next(each for each in sittings if each.id == running)
    assert found.deadline == clock.now + timedelta(minutes=10)
    assert [each.right for each in sittings if each.right is not None] == [5, 4, 3]


def test_lines_hold_trails_steps_and_invitations_in_order(workshop: Workshop, clock: HandClock) -> None:
    ada, ben = make.account(workshop), make.account(workshop, name="Ben")
    mentors = [make.account(workshop, name=name, role=Role.MENTOR) for name in ("Mia", "Max")]
    with workshop.writing() as work:
        lesson_store.keep_place(work.session, ada.id, "basics/one", "idea", at=work.now)
        lesson_store.mark_done(work.session, ada.id, "basics/two", at=work.now)
        lesson_store.keep_place(work.session, ben.id, "basics/three", "idea", at=work.now)
        days = [None, date(2026, 12, 24), date(2026, 11, 1), None, date(2026, 11, 30)]
        history.plan(work, ada.id, due=days)
        history.plan(work, ben.id, due=[date(2026, 1, 1)])
        for number, mentor in enumerate(mentors):
            history.pairing(work, mentor, ada, state="invited", at=START + timedelta(hours=number))
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        lines = store.list_lines(work.session, ada.id)
    assert len(statements) == 1
    assert set(lines.trails) == {
        Trail("basics/one", "idea", None, START),
        Trail("basics/two", None, START, START),
    }
    assert [(step.title, step.due) for step in lines.steps] == [
        ("Step 2", date(2026, 11, 1)),
        ("Step 4", date(2026, 11, 30)),
        ("Step 1", date(2026, 12, 24)),
        ("Step 0", None),
    ]
    assert [(each.mentor, each.at) for each in lines.invitations] == [
        ("Max", START + timedelta(hours=1)),
        ("Mia", START),
    ]


def test_steps_that_are_done_or_of_a_closed_plan_are_no_lines(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        history.plan(work, ada.id, due=[None, None])
        work.session.query(StepRow).filter_by(title="Step 0").update({"done_at": work.now})
    with workshop.reading() as work:
        assert [step.title for step in store.list_lines(work.session, ada.id).steps] == ["Step 1"]
    with workshop.writing() as work:
        work.session.query(PlanRow).update({"state": "complete"})
    with workshop.reading() as work:
        assert store.list_lines(work.session, ada.id).steps == ()


def test_nobody_is_invited_by_a_closed_account_or_by_somebody_who_is_no_mentor(workshop: Workshop) -> None:
    ada = make.account(workshop)
    closed = make.account(workshop, name="Mia", role=Role.MENTOR, active=False)
    former = make.account(workshop, name="Max")
    with workshop.writing() as work:
        history.pairing(work, closed, ada, state="invited")
        history.pairing(work, former, ada, state="invited")
    with workshop.reading() as work:
        assert store.list_lines(work.session, ada.id).invitations == ()
