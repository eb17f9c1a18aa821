"""One thing to do next, as a table: what fits first is offered, however much else fits too."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from webapp.domain.progress.next_step import NextStep, Standing, choose

SETTLED = Standing(
    begun=True, lesson_left=False, rated_all=True, aims=True, plan="active", plan_goals=1, mentored=True
)

TABLE: list[tuple[NextStep, dict[str, Any]]] = [
    (NextStep.RETURN_TO_EXAM, {"exam_running": True}),
    (NextStep.SEE_RESULT, {"exam_ran_out": True}),
    (NextStep.MENTOR_DESK, {"plans_waiting": 2}),
    (NextStep.ANSWER_INVITATION, {"invited": True}),
    (NextStep.CHANGE_PLAN, {"plan": "changes_asked"}),
    (NextStep.DO_STEP, {"step_overdue": True}),
    (NextStep.READ_ON, {"midway": True, "lesson_left": True}),
    (NextStep.RATE_SELF, {"rated_all": False}),
    (NextStep.CHOOSE_TARGET, {"aims": False}),
    (NextStep.SEE_GAP, {"plan_goals": 0}),
    (NextStep.SEND_PLAN, {"plan": "draft"}),
    (NextStep.READ_ON, {"lesson_left": True}),
    (NextStep.SIT_EXAM, {}),
]


@pytest.mark.parametrize(("step", "change"), TABLE)
def test_each_step_has_its_occasion(step: NextStep, change: dict[str, Any]) -> None:
    assert choose(replace(SETTLED, **change)) is step


@pytest.mark.parametrize("place", range(len(TABLE)))
def test_whatever_comes_later_in_the_table_waits(place: int) -> None:
    later: dict[str, Any] = {}
    for _, change in reversed(TABLE[place:]):
        later |= change
    assert choose(replace(SETTLED, **later)) is TABLE[place][0]


def test_somebody_new_begins_to_read() -> None:
    assert choose(Standing()) is NextStep.READ_ON


def test_a_school_without_lessons_lets_somebody_new_rate_themselves() -> None:
    assert choose(Standing(lesson_left=False)) is NextStep.RATE_SELF


@pytest.mark.parametrize("plan", ["in_review", "active"])
def test_a_plan_that_is_with_the_mentor_or_runs_asks_for_nothing(plan: str) -> None:
    assert choose(replace(SETTLED, plan=plan)) is NextStep.SIT_EXAM


def test_a_draft_is_not_to_be_sent_without_a_mentor() -> None:
    assert choose(replace(SETTLED, plan="draft", mentored=False)) is NextStep.SIT_EXAM


def test_without_a_plan_the_gap_is_shown() -> None:
    assert choose(replace(SETTLED, plan=None)) is NextStep.SEE_GAP


def test_every_step_is_in_the_table_and_every_fact_is_used() -> None:
    assert {step for step, _ in TABLE} == set(NextStep)
    used = {name for _, change in TABLE for name in change} | {"begun", "mentored"}
    assert used == {each.name for each in fields(Standing)}
