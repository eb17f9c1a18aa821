"""Goals and steps of a plan, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.support import make, pairs
from tests.support.clock import HandClock
from webapp.domain.accounts import Account
from webapp.domain.errors import BadInput, NotFound, Stale, WrongState
from webapp.domain.plans.plan import Goal, Plan
from webapp.domain.progress.gap import Rating
from webapp.services import goals, plans
from webapp.services.goals import GoalDraft, StepDraft
from webapp.services.work import Workshop
from webapp.store import progress

DRAFT = GoalDraft("Decide in time", "deciding", 1, 3, "Two choices brought in time.", date(2027, 1, 31))


def _plan(workshop: Workshop, person: Account, plan_id: UUID) -> Plan:
    with workshop.reading(make.actor(person)) as work:
        return plans.open_plan(work, plan_id).plan


def _begun(workshop: Workshop) -> tuple[Account, UUID, Goal]:
    ada = make.account(workshop)
    plan_id = pairs.plan(workshop, ada)
    return ada, plan_id, _plan(workshop, ada, plan_id).goals[0]


def test_a_goal_is_added_as_it_was_written(workshop: Workshop) -> None:
    ada, plan_id, first = _begun(workshop)
    with workshop.writing(make.actor(ada)) as work:
        goal_id = goals.add(work, plan_id, DRAFT)
    added = Goal(
        goal_id, "Decide in time", "deciding", 1, 3, "Two choices brought in time.", date(2027, 1, 31)
    )
    assert _plan(workshop, ada, plan_id).goals == (first, added)


def test_a_changed_goal_keeps_its_steps(workshop: Workshop) -> None:
    ada, plan_id, first = _begun(workshop)
    with workshop.writing(make.actor(ada)) as work:
        goals.change(work, plan_id, first.id, DRAFT, seen=1)
    changed = _plan(workshop, ada, plan_id).goals[0]
    assert (changed.id, changed.title, changed.skill, changed.steps) == (
        first.id,
        "Decide in time",
        "deciding",
        first.steps,
    )


def test_a_goal_that_moved_on_is_not_written_over(workshop: Workshop) -> None:
    ada, plan_id, first = _begun(workshop)
    with workshop.writing(make.actor(ada)) as work:
        goals.change(work, plan_id, first.id, DRAFT, seen=1)
    with pytest.raises(Stale), workshop.writing(make.actor(ada)) as work:
        goals.change(work, plan_id, first.id, replace(DRAFT, title="Too late"), seen=1)
    assert _plan(workshop, ada, plan_id).goals[0].title == "Decide in time"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"skill": "nonsense"}, "skill"),
        ({"to_level": 1}, "to_level"),
        ({"due": date(2026, 11, 21)}, "due"),
        ({"due": date(9999, 1, 1)}, "due"),
    ],
)
def test_a_goal_that_cannot_be_is_refused_at_its_field(
    workshop: Workshop, change: dict[str, object], field: str
) -> None:
    ada, plan_id, first = _begun(workshop)
    draft = replace(DRAFT, **change)  # type: ignore[arg-type]
    with pytest.raises(BadInput) as refusal, workshop.writing(make.actor(ada)) as work:
        goals.add(work, plan_id, draft)
    assert refusal.value.field == field
    assert _plan(workshop, ada, plan_id).goals == (first,)


def test_a_due_day_that_has_passed_since_may_stay(workshop: Workshop, clock: HandClock) -> None:
    ada, plan_id, _ = _begun(workshop)
    with workshop.writing(make.actor(ada)) as work:
        goal_id = goals.add(work, plan_id, DRAFT)
    clock.forward(days=200)
    with workshop.writing(make.actor(ada)) as work:
        goals.change(work, plan_id, goal_id, replace(DRAFT, title="Still"), seen=2)
    assert _plan(workshop, ada, plan_id).goal(goal_id).title == "Still"


def test_a_removed_goal_takes_its_steps_along(workshop: Workshop) -> None:
    ada, plan_id, first = _begun(workshop)
    with workshop.writing(make.actor(ada)) as work:
        goals.remove(work, plan_id, first.id)
    assert _plan(workshop, ada, plan_id).goals == ()


def test_a_goal_is_written_from_the_rated_level(workshop: Workshop) -> None:
    ada, plan_id, _ = _begun(workshop)
    with workshop.writing(make.actor(ada)) as work:
        progress.add_rating(work.session, ada.id, Rating("reporting", 2, work.now))
    with workshop.reading(make.actor(ada)) as work:
        proposed = goals.prepare(work, plan_id, skill="reporting").proposal
        assert goals.prepare(work, plan_id).proposal is None
        assert goals.prepare(work, plan_id, skill="nonsense").proposal is None
    assert proposed is not None
    assert (proposed.from_level, proposed.to_level, proposed.done_when) == (2, 3, "Warns in time.")


def test_goals_are_not_written_while_a_plan_is_in_review(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    goal = _plan(workshop, school.amara, school.amaras_plan).goals[0]
    pairs.send(workshop, school.amara, school.amaras_plan)
    with workshop.reading(make.actor(school.amara)) as work:
        with pytest.raises(WrongState):
            goals.prepare(work, school.amaras_plan)
        with pytest.raises(WrongState):
            goals.open_goal(work, school.amaras_plan, goal.id)
    with pytest.raises(WrongState), workshop.writing(make.actor(school.amara)) as work:
        goals.remove(work, school.amaras_plan, goal.id)


def test_a_lesson_lends_a_step_its_title_and_minutes(workshop: Workshop) -> None:
    ada, plan_id, first = _begun(workshop)
    lesson = workshop.catalog.lessons["basics/who-decides"]
    with workshop.writing(make.actor(ada)) as work:
        goals.add_step(work, plan_id, first.id, StepDraft(lesson=lesson.path, link="https://left.out"))
        goals.add_step(work, plan_id, first.id, StepDraft("Own words", 45, date(2026, 12, 1), lesson.path))
    _, lent, own = _plan(workshop, ada, plan_id).goals[0].steps
    assert (lent.title, lent.minutes, lent.link) == (
        f"Read “{lesson.title}”",
        lesson.minutes,
        f"lesson:{lesson.path}",
    )
    assert (own.title, own.minutes, own.due) == ("Own words", 45, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (StepDraft(minutes=30), "title"),
        (StepDraft("Ask Ines"), "minutes"),
        (StepDraft("Ask Ines", 0), "minutes"),
        (StepDraft("Ask Ines", 30, date(2026, 11, 1)), "due"),
        (StepDraft("Ask Ines", 30, lesson="basics/none"), "lesson"),
        (StepDraft("Ask Ines", 30, link="javascript:alert(1)"), "link"),
    ],
)
def test_a_step_that_cannot_be_is_refused_at_its_field(
    workshop: Workshop, draft: StepDraft, field: str
) -> None:
    ada, plan_id, first = _begun(workshop)
    with pytest.raises(BadInput) as refusal, workshop.writing(make.actor(ada)) as work:
        goals.add_step(work, plan_id, first.id, draft)
    assert refusal.value.field == field


def test_ticking_twice_keeps_the_first_moment_and_unticking_opens_again(
    workshop: Workshop, clock: HandClock
) -> None:
    ada, plan_id, first = _begun(workshop)
    step = first.steps[0]
    done_at = clock.now
    for _ in range(2):
        with workshop.writing(make.actor(ada)) as work:
            goals.tick(work, plan_id, first.id, step.id)
        clock.forward(minutes=5)
    assert _plan(workshop, ada, plan_id).goals[0].steps[0].done_at == done_at
    with workshop.writing(make.actor(ada)) as work:
        goals.untick(work, plan_id, first.id, step.id)
    assert _plan(workshop, ada, plan_id).goals[0].steps[0].done_at is None


def test_steps_can_be_ticked_while_the_mentor_reads(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    goal = _plan(workshop, school.amara, school.amaras_plan).goals[0]
    pairs.send(workshop, school.amara, school.amaras_plan)
    with workshop.writing(make.actor(school.amara)) as work:
        goals.tick(work, school.amaras_plan, goal.id, goal.steps[0].id)
    assert _plan(workshop, school.amara, school.amaras_plan).open_steps == 0


def test_a_step_is_removed(workshop: Workshop) -> None:
    ada, plan_id, first = _begun(workshop)
    with workshop.writing(make.actor(ada)) as work:
        goals.remove_step(work, plan_id, first.id, first.steps[0].id)
    assert _plan(workshop, ada, plan_id).goals[0].steps == ()


def test_what_is_not_in_the_plan_is_not_found(workshop: Workshop) -> None:
    ada, plan_id, first = _begun(workshop)
    missing = UUID(int=5)
    with workshop.writing(make.actor(ada)) as work:
        for attempt in (
            lambda: goals.open_goal(work, plan_id, missing),
            lambda: goals.change(work, plan_id, missing, DRAFT, seen=1),
            lambda: goals.remove(work, plan_id, missing),
            lambda: goals.add_step(work, plan_id, missing, StepDraft()),
            lambda: goals.tick(work, plan_id, first.id, missing),
            lambda: goals.untick(work, plan_id, missing, first.steps[0].id),
            lambda: goals.remove_step(work, plan_id, first.id, missing),
        ):
            with pytest.raises(NotFound):
                attempt()
