"""Plans kept and read back, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier
from uuid import UUID

import pytest

from tests.support import make, pairs
from tests.support.statements import count_statements
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.errors import Collision, NotFound
from webapp.domain.plans.plan import Goal, Plan, PlanState, Step
from webapp.services.work import Work, Workshop
from webapp.store import plans as store


def _plan(work: Work, learner: Account, **changes: object) -> Plan:
    steps = (
        Step(work.new_id(), "Read", 25, date(2026, 12, 1), "lesson:basics/what-a-plan-is"),
        Step(work.new_id(), "Try", 60, None, None, work.now),
    )
    goals = (
        Goal(work.new_id(), "First", "planning", 1, 3, "One.\nTwo.", date(2027, 1, 1), steps),
        Goal(work.new_id(), "Second", "deciding", 2, 3, "Three."),
    )
    plan = Plan(work.new_id(), learner.id, "Lead", work.now, date(2027, 3, 31), 180, goals=goals)
    return replace(plan, **changes)  # type: ignore[arg-type]


def _kept(workshop: Workshop, learner: Account) -> Plan:
    with workshop.writing() as work:
        plan = _plan(work, learner)
        store.add(work.session, plan)
    return plan


def test_a_plan_is_read_as_it_was_kept(workshop: Workshop) -> None:
    ada = make.account(workshop)
    plan = _kept(workshop, ada)
    with workshop.reading() as work:
        assert store.get(work.session, plan.id, learner=ada.id) == plan
        assert store.find_current(work.session, ada.id) == plan
        assert store.find_latest(work.session, ada.id) == plan
        assert store.list_past(work.session, ada.id) == ()


def test_whole_plans_are_read_in_one_statement_whatever_they_hold(workshop: Workshop) -> None:
    ada = make.account(workshop)
    plan = _kept(workshop, ada)
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        store.get(work.session, plan.id, learner=ada.id, mentor=ada.id)
    assert len(statements) == 1


def test_changes_to_plan_goals_and_steps_are_kept_in_order(workshop: Workshop) -> None:
    ada = make.account(workshop)
    plan = _kept(workshop, ada)
    first, second = plan.goals
    with workshop.writing() as work:
        claimed = store.claim(work.session, plan.id, learner=ada.id)
        third = Goal(work.new_id(), "Third", "planning", 3, 4, "Four.")
        moved = replace(first, title="First, changed", steps=(first.steps[1],), due=None)
        changed = replace(claimed, title="Lead two", goals=(second, moved, third), state=PlanState.ACTIVE)
        store.keep(work.session, changed)
    with workshop.reading() as work:
        assert store.get(work.session, plan.id, learner=ada.id) == replace(changed, version=2)


def test_a_change_to_a_step_alone_is_a_new_version_of_the_plan(workshop: Workshop) -> None:
    ada = make.account(workshop)
    plan = _kept(workshop, ada)
    goal = plan.goals[0]
    with workshop.writing() as work:
        claimed = store.claim(work.session, plan.id, learner=ada.id)
        store.keep(work.session, claimed.tick(goal.id, goal.steps[0].id, at=work.now))
    with workshop.reading() as work:
        assert store.get(work.session, plan.id, learner=ada.id).version == 2


def test_the_second_of_two_writers_collides_and_nothing_is_lost(workshop: Workshop) -> None:
    ada = make.account(workshop)
    plan = _kept(workshop, ada)
    with workshop.writing() as work:
        store.keep(work.session, plan.without_goal(plan.goals[1].id))
    with pytest.raises(Collision), workshop.writing() as work:
        store.keep(work.session, plan.describe(title="Other", target_date=None, minutes_a_week=0))
    with workshop.reading() as work:
        kept = store.get(work.session, plan.id, learner=ada.id)
    assert (kept.title, len(kept.goals), kept.version) == ("Lead", 1, 2)


def test_a_plan_that_is_gone_cannot_be_kept(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with pytest.raises(Collision), workshop.writing() as work:
        store.keep(work.session, _plan(work, ada))


def test_writers_at_the_same_moment_wait_for_each_other_and_see_each_others_goals(workshop: Workshop) -> None:
    ada = make.account(workshop)
    plan = _kept(workshop, ada)
    ready = Barrier(4)

    def add(number: int) -> None:
        ready.wait()
        with workshop.writing() as work:
            claimed = store.claim(work.session, plan.id, learner=ada.id)
            goal = Goal(UUID(int=number), f"Goal {number}", "planning", 1, 2, "Rule.")
            store.keep(work.session, claimed.with_goal(goal))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(1, 5)))
    with workshop.reading() as work:
        kept = store.get(work.session, plan.id, learner=ada.id)
    assert {goal.title for goal in kept.goals} == {"First", "Second", "Goal 1", "Goal 2", "Goal 3", "Goal 4"}
    assert kept.version == 5


def test_a_learner_has_one_current_plan(workshop: Workshop) -> None:
    ada = make.account(workshop)
    plan = _kept(workshop, ada)
    with pytest.raises(Collision):
        _kept(workshop, ada)
    with workshop.writing() as work:
        store.keep(work.session, replace(plan, state=PlanState.COMPLETE))
    second = _kept(workshop, ada)
    with workshop.reading() as work:
        assert store.find_current(work.session, ada.id) == second
        assert [past.id for past in store.list_past(work.session, ada.id)] == [plan.id]
        assert store.find_latest(work.session, ada.id) == second


def test_the_latest_plan_is_the_current_one_else_the_one_begun_last(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.reading() as work:
        assert store.find_latest(work.session, ada.id) is None
        assert store.find_current(work.session, ada.id) is None
    with workshop.writing() as work:
        assert store.claim_current(work.session, ada.id) is None
        old = _plan(work, ada, created_at=work.now - timedelta(days=9), state=PlanState.COMPLETE)
        new = _plan(work, ada, state=PlanState.COMPLETE)
        store.add(work.session, new)
        store.add(work.session, old)
    with workshop.reading() as work:
        latest = store.find_latest(work.session, ada.id)
        assert latest is not None
        assert latest.id == new.id
        assert [past.id for past in store.list_past(work.session, ada.id)] == [new.id, old.id]


def test_a_plan_is_found_by_its_learner_and_their_active_mentor_alone(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    plan = school.amaras_plan
    invited = make.account(workshop, name="Iris Invites", role=Role.MENTOR)
    pairs.invite(workshop, invited, school.amara.email)
    with workshop.reading() as work:
        assert store.get(work.session, plan, learner=school.amara.id).id == plan
        assert store.get(work.session, plan, learner=school.tomasz.id, mentor=school.tomasz.id).id == plan
        for stranger in (school.tomasz, school.renee, school.former, school.bram, school.loner, invited):
            with pytest.raises(NotFound):
                store.get(work.session, plan, learner=stranger.id)
        for mentor in (school.renee, school.former, school.amara, school.loner, invited):
            with pytest.raises(NotFound):
                store.get(work.session, plan, learner=school.loner.id, mentor=mentor.id)


def test_a_plan_is_claimed_by_its_own_side_alone(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    plan = school.amaras_plan
    with workshop.writing() as work:
        assert store.claim(work.session, plan, learner=school.amara.id).id == plan
        assert store.claim_mentored(work.session, plan, mentor=school.tomasz.id).id == plan
        current = store.claim_current(work.session, school.amara.id)
        assert current is not None
        assert current.id == plan
        for stranger in (school.tomasz, school.renee, school.bram):
            with pytest.raises(NotFound):
                store.claim(work.session, plan, learner=stranger.id)
        for stranger in (school.amara, school.renee, school.former, school.bram):
            with pytest.raises(NotFound):
                store.claim_mentored(work.session, plan, mentor=stranger.id)
