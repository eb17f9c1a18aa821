"""Domains and tasks of a result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.drawing.eyes import column
from tests.support.sat import NOON, all_right, report, singles
from webapp.domain.exams.conditions import Mode, practise
from webapp.domain.exams.corrections import Correction, Rule
from webapp.pages.exams.result_areas import Areas, areas_of

PRACTICE = practise(Mode.CUSTOM, minutes=None, feedback=False)
THEORY, EVENTS = (1, 2, 5, 6, 9, 10, 13, 14, 17, 18), (3, 4, 7, 8, 11, 12, 15, 16, 19, 20)


@pytest.fixture(autouse=True)
def _within(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def areas(*wrong: int, count: int = 20, **more: Any) -> Areas:
    return areas_of(report(all_right(count, *wrong), asked=singles(count), **more))


@pytest.mark.parametrize(
    ("wrong", "title"),
    [
        ((), "Every domain is at the line or over it"),
        (EVENTS, "Events is holding you back"),
        ((3, 4, 7), "No domain stands out by more than chance"),
    ],
)
def test_the_title_names_what_holds_the_score_back_only_beyond_chance(
    wrong: tuple[int, ...], title: str
) -> None:
    assert areas(*wrong).title == title


def test_in_practice_a_domain_may_lie_behind_the_rest() -> None:
    assert areas(*EVENTS, conditions=PRACTICE).title == "Events lies behind the rest"


def test_where_one_domain_was_asked_it_is_named() -> None:
    made = report(all_right(4, 1), asked=singles(4, tasks=("T1",)), conditions=PRACTICE)
    assert areas_of(made).title == "Theory"


def test_every_domain_has_its_interval_and_its_standing() -> None:
    table = areas(*EVENTS[:8]).domains.table
    assert column(table, "Domain") == ["Theory", "Events"]
    assert column(table, "From") == ["72\u00a0%", "6\u00a0%"]
    assert column(table, "Note") == ["over the line, in doubt", "below the line"]


def test_a_task_is_shown_where_five_questions_were_asked_and_else_listed() -> None:
    full = areas(1, count=20)
    assert full.tasks is not None
    assert column(full.tasks.table, "Task")[0] == "One"
    assert len(column(full.tasks.table, "Task")) == 4
    assert full.too_few == ""
    few = areas(1, count=18)
    assert few.tasks is not None
    assert column(few.tasks.table, "Task") == ["One", "Two"]
    assert few.too_few == "Three (4 of 4); Four (4 of 4)"
    assert areas(count=4).tasks is None


def test_the_tasks_to_work_on_are_those_surely_weak_with_the_lesson_of_a_question_missed() -> None:
    found = areas(1, 5, 9, 13, count=18)
    assert found.weak_title == "Tasks to work on first"
    assert [(task.title, task.score) for task in found.weak] == [("One", "1 of 5 questions right")]
    assert found.weak[0].href == "/lessons/basics/who-decides#idea"
    assert found.weak[0].lesson == "1.2 Who decides, The idea"


def test_one_miss_of_one_does_not_come_before_a_task_that_is_surely_weak() -> None:
    asked = singles(9, tasks=("T1",))[:8] + singles(9, tasks=("E1",))[8:]
    made = report(all_right(9, 1, 2, 3, 4, 5, 9), asked=asked)
    assert [task.title for task in areas_of(made).weak] == ["One", "Three"]


def test_where_nothing_is_weak_it_says_so() -> None:
    assert areas().weak_title == "No task lies below the line"
    assert areas(conditions=PRACTICE).weak_title == "No task was missed"


def test_where_every_question_was_taken_out_no_domain_was_asked() -> None:
    asked = singles(2)
    out = {
        each.version: Correction(1, each.id, each.version, Rule.EXCLUDE, "Unclear.", NOON.date())
        for each in asked
    }
    found = areas_of(report(all_right(2), asked=asked, corrections=out))
    assert (found.title, found.weak, found.tasks) == ("No domain was asked", (), None)
