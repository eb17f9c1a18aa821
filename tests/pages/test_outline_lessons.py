"""The lessons of an exam, task by task, and the list of lessons narrowed to one exam."""

from __future__ import annotations

import pytest

from tests.support import make
from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.services.work import Workshop

TASKS = "/exams/mini/lessons"


@pytest.fixture
def ada(visitor: Visitor, workshop: Workshop) -> Visitor:
    visitor.signs_in_as(make.account(workshop))
    return visitor


def test_every_task_shows_its_lessons_and_where_to_practise(ada: Visitor) -> None:
    ada.opens("/exams/mini")
    page = ada.clicks("The lessons for it").sees(
        "Lessons for the Mini practice exam", "3 lessons, 11 minutes"
    )
    page.sees("50 % of the exam", "0 of 2 lessons done", "Tasks and what they wait for", "1.1 What a plan is")
    assert page.find("#P1 a", text="Practise").get("href") == "/exams/mini/practice?task=P1"
    assert len(page.find_all("a", text="1.2 Who decides")) == 2


def test_what_is_done_and_begun_is_said(ada: Visitor) -> None:
    ada.opens("/lessons/basics/what-a-plan-is")
    ada.submits("Done, next")
    page = ada.opens(TASKS).sees("1 of 2 lessons done")
    assert page.find("#P1 .state").text == "Done"


def test_a_task_without_a_lesson_says_so(ada: Visitor) -> None:
    ada.opens("/exams/round/lessons").sees("No lesson yet.")
    ada.opens("/exams/maxi/lessons", status=404)


def test_the_page_is_two_statements(ada: Visitor, workshop: Workshop) -> None:
    with count_statements(workshop.sessions.engine) as statements:
        ada.opens(TASKS)
    assert len(statements) == 2


def test_the_list_is_narrowed_to_an_exam_by_anybody(visitor: Visitor) -> None:
    page = visitor.opens("/lessons?exam=mini").sees("3 lessons in 1 track prepare for the Mini practice exam")
    assert page.find(".lesson-filter a[aria-current=page]").text == "For MINI"
    page.misses("task by task", "my exam")
    visitor.opens("/lessons?exam=round").sees("0 lessons in 0 tracks prepare for", "No lessons yet")
    visitor.opens("/lessons?exam=maxi", status=404)


def test_the_exam_somebody_aims_at_comes_first(ada: Visitor, workshop: Workshop) -> None:
    ada.opens("/progress/target")
    ada.posts("/progress/target", {"target": "exam:round"})
    page = ada.opens("/lessons")
    words = [link.text for link in page.find_all(".lesson-filter a")]
    assert words == ["All lessons", "For my exam, ROUND", "For MINI"]
    ada.clicks("For MINI")
    ada.clicks("task by task").sees("Lessons for the Mini practice exam")
    with count_statements(workshop.sessions.engine) as statements:
        ada.opens("/lessons?exam=mini")
    assert len(statements) == 3


def test_a_lesson_says_first_what_it_does_for_ones_own_exam(ada: Visitor) -> None:
    lesson = "/lessons/basics/who-decides"
    ada.opens(lesson).misses("Prepares for your exam")
    ada.opens("/progress/target")
    ada.posts("/progress/target", {"target": "exam:mini"})
    ada.opens(lesson).sees("Prepares for your exam", "MINI P2, Changing a plan (The plan, 50 %)")
