"""The result, its questions and the comparison, as somebody at a browser finds them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask

from tests.domain.exams import values
from tests.support import exam_room, kinds, make
from tests.support.clock import HandClock
from tests.support.exam_room import answer_all, saves, seated, start, submit
from tests.support.markup import read
from tests.support.sat import TRAPS
from tests.support.statements import count_statements
from tests.support.visitor import Page, Visitor
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.accounts import Account
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.form import Form
from webapp.services.work import Workshop

RIGHT = ("b", "ac", "abc", "abc", "b", "ab", "12.5", "b")
WRONG = ("a", "ab", "bac", "bac", "a", "ba", "25", "a")


@pytest.fixture
def shelf() -> Catalog:
    """Small exams and large ones, and one question of every kind."""
    asked = tuple(replace(each, task="T1") for each in kinds.one_of_each())
    stocked = exam_room.restocked("mini", (*values.pool(), *asked))
    return replace(stocked, traps=tuple(TRAPS.values()))


@pytest.fixture
def account(app: Flask, visitor: Visitor, workshop: Workshop) -> Account:
    """Ada, signed in."""
    ada = make.account(workshop)
    visitor.signs_in_as(ada)
    return ada


@pytest.fixture
def ada(account: Account) -> Actor:
    return make.actor(account)


def every_kind(
    workshop: Workshop, ada: Actor, clock: HandClock, answers: tuple[str, ...], **marks: object
) -> Attempt:
    """An attempt over one question of every kind with these answers, a minute each, handed in."""
    asked = [replace(each, task="T1") for each in kinds.one_of_each()]
    form = Form(tuple(kinds.item(question) for question in asked))
    attempt = seated(workshop, ada.person, form)
    for position, answer in enumerate(answers, start=1):
        clock.forward(minutes=1)
        event = values.event(attempt.id.int + position, position, 0, answer, spent=50 + position, **marks)
        saves(workshop, ada, attempt.id, event)
    submit(workshop, ada, attempt.id)
    clock.forward(hours=24)
    return attempt


def sat(workshop: Workshop, ada: Actor, clock: HandClock, exam: str = "mini", *, wrong: int = 0) -> UUID:
    attempt_id = start(workshop, ada, exam)
    clock.forward(minutes=1)
    answer_all(workshop, ada, attempt_id, wrong=wrong)
    submit(workshop, ada, attempt_id)
    clock.forward(hours=24)
    return attempt_id


def url(attempt_id: UUID, tail: str) -> str:
    return f"/exams/attempts/{attempt_id}/{tail}"


def result(visitor: Visitor, attempt_id: UUID, query: str = "") -> Page:
    return visitor.opens(url(attempt_id, f"result{query}"))


def test_the_result_says_score_line_conditions_and_what_to_do_next(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    page = result(visitor, sat(workshop, ada, clock, wrong=1))
    page.sees("75 %", "3 of 4 questions right.", "The line is 3 of 4", "Passed")
    page.sees("Taken under these conditions", "Rehearsal: no pauses, reasons at the end")
    page.sees("Go through 1 wrong answer", "Every question, with its reasons")
    assert visitor.clicks("Go through").h1 == "Question 1 of 4"


def test_one_button_is_filled(visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock) -> None:
    page = result(visitor, sat(workshop, ada, clock, wrong=1))
    assert len(page.find_all("main .btn-go")) == 1


def test_every_picture_has_its_table_and_no_page_needs_a_script(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    page = result(visitor, every_kind(workshop, ada, clock, WRONG, sure=3).id)
    figures = page.find_all("figure")
    assert len(figures) >= 4
    assert all(figure.select("table") for figure in figures)
    page.sees("Sure and wrong: 8", "The trap to repair first", "Worth talking about")


def test_the_list_of_questions_is_narrowed_by_its_address(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    attempt_id = sat(workshop, ada, clock, wrong=2)
    page = result(visitor, attempt_id, "?show=wrong")
    assert [each.text for each in page.find_all(".marks a")] == ["1", "2"]
    assert page.find(".shows [aria-current]").text == "Wrong 2"
    assert [each.text for each in result(visitor, attempt_id, "?show=<b>").find_all(".marks a")] == list(
        "1234"
    )
    result(visitor, attempt_id, "?show=flagged").sees("No question is among these.")


@pytest.mark.parametrize("given", [(RIGHT, "Right"), (WRONG, "Wrong"), ((), "Not answered")])
def test_a_question_of_every_kind_has_its_page(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock, given: tuple[tuple[str, ...], str]
) -> None:
    answers, says = given
    attempt = every_kind(workshop, ada, clock, answers)
    for position, question in enumerate(kinds.one_of_each(), start=1):
        page = visitor.opens(url(attempt.id, f"result/questions/{position}"))
        assert page.h1 == f"Question {position} of 8"
        page.sees(says, "Rests on", "A book of plans, chapter 2", "Report this question")
        assert page.find(".stem").text == read(question.stem).root.text


def test_a_wrong_answer_hears_its_reason_first_and_the_trap_with_its_repair(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    attempt = every_kind(workshop, ada, clock, WRONG)
    page = visitor.opens(url(attempt.id, "result/questions/1"))
    assert [each.text.split()[0] for each in page.find_all(".opts .opt-key")] == ["A", "B", "C", "D"]
    page.sees("Your answer. Reason for Stop the work.", "Trap: Haste", "Look first.")
    assert [each.get("class") for each in page.find_all("ol.opts li")][:2] == [
        "opt opt-wrong",
        "opt opt-right",
    ]
    visitor.opens(url(attempt.id, "result/questions/3")).sees("It belongs to “Owner”.", "Belongs nowhere:")
    visitor.opens(url(attempt.id, "result/questions/4")).sees("It comes second.")
    visitor.opens(url(attempt.id, "result/questions/6")).sees("Reason for hide.", "wait: Reason for wait.")
    visitor.opens(url(attempt.id, "result/questions/7")).sees("25 days", "You counted both teams.")
    visitor.opens(url(attempt.id, "result/questions/8")).sees("Situation:", "The harbour desk")
    spot = visitor.opens(url(attempt.id, "result/questions/5"))
    assert [each.get("data-verdict") for each in spot.find_all("[data-region]")] == ["wrong", "right"]


def test_what_was_marked_in_the_room_is_shown_again(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    attempt = every_kind(workshop, ada, clock, RIGHT[:1], highlights="2-9", struck="d", flagged=True)
    page = visitor.opens(url(attempt.id, "result/questions/1"))
    assert [each.text for each in page.find_all(".stem mark")] == ["sponsor"]
    page.sees("You struck it out.", "Flagged", "51 s, usual for you")


def test_mistakes_are_walked_through_one_after_another(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    attempt = every_kind(workshop, ada, clock, WRONG)
    visitor.opens(url(attempt.id, "result/questions/1?show=wrong")).sees("1 of 8")
    assert visitor.clicks("Question 2").h1 == "Question 2 of 8"
    assert visitor.page is not None
    assert visitor.page.path.endswith("?show=wrong")


@pytest.mark.parametrize("position", [0, 9, 10**30])
def test_a_position_beyond_the_form_is_not_found(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock, position: int
) -> None:
    attempt = every_kind(workshop, ada, clock, RIGHT)
    visitor.opens(url(attempt.id, f"result/questions/{position}"), 404)


def test_an_earlier_attempt_stands_under_this_one_and_the_comparison_says_what_was_won(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    every_kind(workshop, ada, clock, WRONG)
    attempt = every_kind(workshop, ada, clock, RIGHT)
    result(visitor, attempt.id).sees("Better than the rehearsal before, by more than chance", "1 before,")
    page = visitor.clicks("Compare domains and questions")
    page.sees("Theory moved most", "Of the questions asked again, 8 won and 0 lost", "Missed then, right now")
    assert visitor.clicks("3").h1 == "Question 3 of 8"


def test_a_first_attempt_has_nothing_to_be_compared_with(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    attempt_id = sat(workshop, ada, clock)
    result(visitor, attempt_id).misses("Compare domains")
    visitor.opens(url(attempt_id, "comparison")).sees("Nothing to compare with yet")
    assert visitor.clicks("Back to the result").h1 == "Result of Mini"


@pytest.mark.parametrize("tail", ["result", "result/questions/1", "comparison"])
def test_a_running_attempt_shows_nothing_of_this_and_a_strangers_is_not_found(
    visitor: Visitor, workshop: Workshop, ada: Actor, tail: str
) -> None:
    running = start(workshop, ada)
    page = visitor.opens(url(running, tail), 409)
    page.sees("still running").misses("why 0")
    stranger = start(workshop, make.actor(make.account(workshop, name="Eve")))
    for absent in (stranger, UUID(int=404)):
        assert visitor.opens(url(absent, tail), 404).h1 == "There is nothing here"


@pytest.mark.parametrize("sittings", [["mini"], ["mini"] * 3, ["maxi"] * 2])
def test_the_pages_after_an_exam_take_the_same_statements_whatever_was_asked_and_sat(
    visitor: Visitor, workshop: Workshop, ada: Actor, clock: HandClock, sittings: list[str]
) -> None:
    for exam in sittings:
        attempt_id = sat(workshop, ada, clock, exam)
    for tail, most in (("result", 3), ("result/questions/1", 3), ("comparison", 4)):
        with count_statements(workshop.sessions.engine) as sent:
            visitor.opens(url(attempt_id, tail))
        assert len(sent) <= most, (tail, sent)
