"""One question of a finished attempt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.support import kinds
from tests.support.sat import report, singles
from webapp.domain.answers import Way
from webapp.domain.errors import NotFound
from webapp.domain.exams.review import Show
from webapp.pages.exams.reviewed_presenters import ReviewedPage, answer_words, reviewed_page


@pytest.fixture(autouse=True)
def _within(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def page(position: int = 1, show: Show = Show.ALL, **more: Any) -> ReviewedPage:
    return reviewed_page(
        report(**{"answers": {1: "a", 2: "b", 3: "c"}, "asked": singles(4), **more}), position, show
    )


def test_a_question_says_its_place_its_verdict_and_its_task() -> None:
    said = page(1)
    assert (said.number, said.of, said.verdict, said.kind) == (1, 4, "Wrong", "bad")
    assert said.area == "Theory: One"
    assert (page(2).kind, page(4).verdict) == ("ok", "Not answered")


def test_a_position_beyond_the_form_does_not_exist() -> None:
    for position in (0, 5):
        with pytest.raises(NotFound):
            page(position)


def test_previous_and_next_walk_through_what_is_looked_at() -> None:
    said = page(1, Show.WRONG)
    assert (said.place, said.previous) == ("1 of 2", None)
    assert said.next is not None
    assert said.next[0].endswith("/questions/3?show=wrong")
    assert said.next[1] == "Question 3"
    last = page(3, Show.WRONG)
    assert last.previous is not None
    assert (last.previous[1], last.next) == ("Question 1", None)


def test_a_question_beside_those_looked_at_still_leads_to_them() -> None:
    said = page(2, Show.WRONG)
    assert said.place == "2 questions"
    assert said.previous is not None
    assert said.next is not None
    assert (said.previous[1], said.next[1]) == ("Question 1", "Question 3")


def test_what_was_highlighted_and_struck_is_shown_again() -> None:
    said = page(events={1: {"highlights": "2-9", "struck": "d"}})
    assert said.stem == "<p>A <mark>sponsor</mark> asks for <em>one more</em> report. What next?</p>"
    assert [each.tag for each in said.reasons.options if each.label == "D"] == ["You struck it out."]


def test_badges_set_a_question_apart() -> None:
    said = page(
        items={1: {"scored": False, "repeat": True}},
        events={1: {"flagged": True, "spent": 900}, 2: {"spent": 9}, 3: {"spent": 9}},
    )
    assert said.badges == ("On trial: it did not count", "Given to you before", "Flagged", "Longer than most")
    assert page(2).badges == ()


def test_how_it_was_answered_is_told() -> None:
    facts = dict(page(answers={1: ["b", "a"]}, events={1: {"sure": 3, "spent": 61}}).facts)
    assert facts == {
        "Time": "1\u00a0min 1\u00a0s, usual for you 1\u00a0min 1\u00a0s",
        "Changed": "Right, then wrong",
        "You said": "Sure",
        "Difficulty": "2 of 5",
        "Rests on": "A book of plans, chapter 2",
    }
    assert set(dict(page(4).facts)) == {"Difficulty", "Rests on"}


def test_the_steps_to_an_answer_stand_with_their_times() -> None:
    said = page(answers={1: ["b", "b", "", "a"], 2: "a"})
    assert said.steps == (("12:01:00", "B"), ("12:03:00", "Taken back"), ("12:04:00", "A"))
    assert page().steps == ()


def test_a_flag_is_a_step_too() -> None:
    made = report({1: ["b", "b", "b"]}, asked=singles(1))
    first, second, third = made.events
    flagged = (replace(second[0], flagged=True), second[1])
    said = reviewed_page(replace(made, events=(first, flagged, third)), 1)
    assert said.steps == (("12:01:00", "B"), ("12:02:00", "flagged"), ("12:03:00", "flag taken off"))


@pytest.mark.parametrize(
    ("answer", "way", "words"),
    [
        ("bd", Way.CHOOSE, "B, D"),
        ("c-a", Way.PLACE, "C, –, A"),
        ("-12.5", Way.ENTER, "−12.5"),
        ("", Way.CHOOSE, ""),
    ],
)
def test_an_answer_is_written_as_its_reader_saw_it(answer: str, way: Way, words: str) -> None:
    assert answer_words(answer, way) == words


def test_every_kind_of_question_has_its_page() -> None:
    made = report({})
    for position, question in enumerate(kinds.one_of_each(), start=1):
        said = reviewed_page(made, position)
        assert said.reasons.kind == question.kind.value
        assert (said.exhibit == "", "data-verdict" in said.reasons.exhibit) == (
            True,
            question.kind.value == "hotspot",
        )
    assert said.case is not None
    assert said.case.title == "The harbour desk"


def test_an_exhibit_stands_beside_the_stem() -> None:
    asked = (kinds.single(1, task="T1", exhibit="<p>A table.</p>"),)
    assert page(answers={1: "a"}, asked=asked).exhibit == "<p>A table.</p>"


def test_the_notes_of_the_attempt_and_the_way_to_report_are_there() -> None:
    said = page(3)
    assert said.note == "EV 120"
    assert said.report_url.endswith("/questions/3/report")


def test_a_task_the_outline_does_not_know_is_named_by_its_code() -> None:
    assert page(items={1: {"task": "X9"}}).area == "X9"
