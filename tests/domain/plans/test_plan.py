"""The plan's moves, state by state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from webapp.domain.errors import BadInput, NotFound, Stale, WrongState
from webapp.domain.plans import plan as rules
from webapp.domain.plans.plan import Goal, Plan, PlanState, Step, check_day, check_link

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
STEP = Step(UUID(int=31), "Read the lesson", 25)
GOAL = Goal(UUID(int=21), "Keep a plan", "planning", 1, 3, "A plan kept for a month.", steps=(STEP,))
PLAN = Plan(UUID(int=11), UUID(int=1), "Lead a project", NOON, goals=(GOAL,))
UNKNOWN = UUID(int=99)
Move = Callable[[Plan], Plan]

MOVES: dict[str, Move] = {
    "describe": lambda plan: plan.describe(title="New", target_date=None, minutes_a_week=60),
    "with_goal": lambda plan: plan.with_goal(replace(GOAL, id=UUID(int=22))),
    "without_goal": lambda plan: plan.without_goal(GOAL.id),
    "with_step": lambda plan: plan.with_step(GOAL.id, replace(STEP, id=UUID(int=32))),
    "without_step": lambda plan: plan.without_step(GOAL.id, STEP.id),
    "tick": lambda plan: plan.tick(GOAL.id, STEP.id, at=NOON),
    "send": lambda plan: plan.send(question="Is it enough?", at=NOON),
    "withdraw": lambda plan: plan.withdraw(),
    "ask_for_changes": lambda plan: plan.ask_for_changes(),
    "approve": lambda plan: plan.approve(),
    "complete": lambda plan: plan.tick(GOAL.id, STEP.id, at=NOON).complete(),
}
WHILE_OPEN = {
    "describe",
    "with_goal",
    "without_goal",
    "with_step",
    "without_step",
    "tick",
    "send",
    "complete",
}
IN_REVIEW = {"tick", "withdraw", "ask_for_changes", "approve"}
ALLOWED = {
    PlanState.DRAFT: WHILE_OPEN,
    PlanState.CHANGES_ASKED: WHILE_OPEN,
    PlanState.ACTIVE: WHILE_OPEN,
    PlanState.IN_REVIEW: IN_REVIEW,
    PlanState.COMPLETE: set(),
}


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("move", MOVES)
def test_each_move_is_possible_in_its_states_and_in_no_other(state: PlanState, move: str) -> None:
    plan = replace(PLAN, state=state, sent_at=NOON if state is PlanState.IN_REVIEW else None)
    if move in ALLOWED[state]:
        assert MOVES[move](plan) != plan
    else:
        with pytest.raises(WrongState):
            MOVES[move](plan)


@pytest.mark.parametrize(
    ("move", "state"),
    [
        ("withdraw", PlanState.DRAFT),
        ("ask_for_changes", PlanState.CHANGES_ASKED),
        ("approve", PlanState.ACTIVE),
    ],
)
def test_a_plan_leaves_review_into_its_state_and_waits_no_longer(move: str, state: PlanState) -> None:
    left = MOVES[move](PLAN.send(question="Is it enough?", at=NOON))
    assert (left.state, left.sent_at) == (state, None)


def test_sending_keeps_the_question_without_its_edges_and_the_moment() -> None:
    sent = PLAN.send(question="  Is it enough?\n", at=NOON)
    assert (sent.state, sent.question, sent.sent_at) == (PlanState.IN_REVIEW, "Is it enough?", NOON)


@pytest.mark.parametrize("question", ["", "  \n", "x" * (rules.MAX_QUESTION + 1)])
def test_a_plan_is_not_sent_without_a_question_that_can_be_read(question: str) -> None:
    with pytest.raises(BadInput) as refusal:
        PLAN.send(question=question, at=NOON)
    assert refusal.value.field == "question"


def test_a_plan_without_a_goal_has_nothing_to_review() -> None:
    with pytest.raises(WrongState, match="Add a goal"):
        PLAN.without_goal(GOAL.id).send(question="Is it enough?", at=NOON)


@pytest.mark.parametrize("minutes", [-1, 7 * 24 * 60 + 1])
def test_a_week_has_its_hours_and_no_more(minutes: int) -> None:
    with pytest.raises(BadInput) as refusal:
        PLAN.describe(title="New", target_date=None, minutes_a_week=minutes)
    assert refusal.value.field == "hours_a_week"


@pytest.mark.parametrize(("low", "high"), [(0, 2), (3, 3), (4, 2), (2, 6)])
def test_a_goal_leads_up_the_scale(low: int, high: int) -> None:
    with pytest.raises(BadInput) as refusal:
        PLAN.with_goal(replace(GOAL, from_level=low, to_level=high))
    assert refusal.value.field == "to_level"


def test_a_changed_goal_takes_the_place_of_the_old_one() -> None:
    second = replace(GOAL, id=UUID(int=22), title="Second")
    changed = PLAN.with_goal(second).with_goal(replace(GOAL, title="First, changed"))
    assert [goal.title for goal in changed.goals] == ["First, changed", "Second"]


def test_goals_and_steps_are_limited_so_that_a_plan_stays_a_plan() -> None:
    full = replace(PLAN, goals=tuple(replace(GOAL, id=UUID(int=100 + n)) for n in range(rules.MAX_GOALS)))
    with pytest.raises(BadInput, match="at most"):
        full.with_goal(GOAL)
    packed = replace(GOAL, steps=tuple(replace(STEP, id=UUID(int=200 + n)) for n in range(rules.MAX_STEPS)))
    with pytest.raises(BadInput, match="at most"):
        replace(PLAN, goals=(packed,)).with_step(GOAL.id, STEP)


@pytest.mark.parametrize("minutes", [0, 6001])
def test_a_step_takes_a_believable_time(minutes: int) -> None:
    with pytest.raises(BadInput) as refusal:
        PLAN.with_step(GOAL.id, replace(STEP, id=UUID(int=32), minutes=minutes))
    assert refusal.value.field == "minutes"


@pytest.mark.parametrize(
    "move",
    [
        lambda plan: plan.goal(UNKNOWN),
        lambda plan: plan.without_goal(UNKNOWN),
        lambda plan: plan.with_step(UNKNOWN, STEP),
        lambda plan: plan.without_step(GOAL.id, UNKNOWN),
        lambda plan: plan.tick(GOAL.id, UNKNOWN, at=NOON),
    ],
)
def test_what_is_not_in_the_plan_is_not_found(move: Callable[[Plan], object]) -> None:
    with pytest.raises(NotFound):
        move(PLAN)


def test_only_the_named_goal_and_step_change() -> None:
    other_step = replace(STEP, id=UUID(int=32))
    other_goal = replace(GOAL, id=UUID(int=22))
    plan = PLAN.with_step(GOAL.id, other_step).with_goal(other_goal)
    ticked = plan.tick(GOAL.id, STEP.id, at=NOON)
    assert ticked.goal(other_goal.id) == other_goal
    assert ticked.goal(GOAL.id).steps == (replace(STEP, done_at=NOON), other_step)
    assert ticked.tick(GOAL.id, STEP.id, at=None) == plan
    assert plan.without_step(GOAL.id, STEP.id).goal(GOAL.id).steps == (other_step,)


def test_a_plan_is_complete_only_when_every_step_is_done() -> None:
    with pytest.raises(WrongState, match="still open"):
        PLAN.complete()
    with pytest.raises(WrongState, match="no steps"):
        PLAN.without_step(GOAL.id, STEP.id).complete()
    assert PLAN.tick(GOAL.id, STEP.id, at=NOON).complete().state is PlanState.COMPLETE


def test_effort_counts_open_steps_alone() -> None:
    plan = PLAN.with_step(GOAL.id, replace(STEP, id=UUID(int=32), minutes=90)).tick(GOAL.id, STEP.id, at=NOON)
    assert (plan.minutes_left, plan.open_steps, plan.goal(GOAL.id).done_steps) == (90, 1, 1)


@pytest.mark.parametrize(
    ("minutes_left", "a_week", "days"),
    [(120, 120, 7), (121, 120, 8), (60, 120, 4), (6000, 1, None), (60, 0, None)],
)
def test_the_end_follows_from_effort_and_hours(minutes_left: int, a_week: int, days: int | None) -> None:
    steps = (replace(STEP, minutes=minutes_left),)
    plan = replace(PLAN, goals=(replace(GOAL, steps=steps),), minutes_a_week=a_week)
    assert plan.ends_on(TODAY) == (None if days is None else TODAY + timedelta(days=days))


def test_a_change_to_what_has_moved_on_is_refused() -> None:
    PLAN.require_version(1)
    with pytest.raises(Stale):
        PLAN.require_version(2)


def test_a_mentor_answers_only_what_they_have_read() -> None:
    sent = PLAN.send(question="Is it enough?", at=NOON)
    sent.require_sent(NOON)
    PLAN.require_sent(None)
    for seen in (None, NOON - timedelta(seconds=1)):
        with pytest.raises(Stale):
            sent.require_sent(seen)


def test_days_lie_between_today_and_ten_years() -> None:
    assert check_day(None, today=TODAY, field="due") is None
    assert check_day(TODAY, today=TODAY, field="due") == TODAY
    for day in (TODAY - timedelta(days=1), date(9999, 12, 31), date(1, 1, 1)):
        with pytest.raises(BadInput) as refusal:
            check_day(day, today=TODAY, field="due")
        assert refusal.value.field == "due"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://a b",
        'https://"x',
        "JaVaScript:x",
    ],
)
def test_a_link_that_is_no_web_address_is_refused(link: str) -> None:
    with pytest.raises(BadInput) as refusal:
        check_link(link)
    assert refusal.value.field == "link"


def test_links_are_trimmed_and_may_be_missing() -> None:
    assert check_link(" https://example.org/x ") == "https://example.org/x"
    assert check_link("lesson:basics/what-a-plan-is") == "lesson:basics/what-a-plan-is"
    assert check_link("  ") is None
    assert check_link(None) is None
