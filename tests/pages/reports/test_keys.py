"""The key of a question of every kind, as those who answer reports see it."""

from __future__ import annotations

import pytest

from tests.support import kinds
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Kind, Question
from webapp.pages.reports.keys import key_lines

TRAPS = {"haste": Trap("haste", "Haste", "Acting looks strong.", "Look first.", "basics/who-decides")}


@pytest.mark.parametrize("question", kinds.one_of_each(), ids=lambda question: question.kind.value)
def test_every_reason_stands_on_the_page_and_something_is_right(question: Question) -> None:
    lines = key_lines(question, TRAPS)
    shown = {str(line.why) for line in lines}
    assert any(line.verdict == "right" for line in lines)
    assert {option.why for option in question.options if question.kind is not Kind.MATCHING} <= shown
    assert {place.why for place in question.places} <= shown
    assert {
        option.why for place in question.places for option in place.options if option.id != place.answer
    } <= shown
    if question.number:
        assert question.number.working in shown
        assert {miss.why for miss in question.number.misses} <= shown


def test_options_are_named_by_their_ids_and_the_key_is_said_in_words() -> None:
    lines = key_lines(kinds.single(), TRAPS)
    assert [(line.label, line.tag, line.trap) for line in lines] == [
        ("A", "", "Haste"),
        ("B", "Key.", ""),
        ("C", "", ""),
        ("D", "", ""),
    ]


def test_steps_stand_in_their_right_order_and_places_with_what_belongs_there() -> None:
    ordering, matching = kinds.ordering(), kinds.matching()
    assert [line.label for line in key_lines(ordering, {})] == [
        str(rank) for rank in range(1, len(ordering.options) + 1)
    ]
    first = key_lines(matching, {})[0]
    right = matching.option(matching.places[0].answer)
    assert str(first.text) == f"{matching.places[0].text} → {right.text}"


def test_a_number_stands_with_its_unit_and_how_far_it_may_be_missed() -> None:
    question = kinds.numeric()
    assert question.number
    first = key_lines(question, {})[0]
    assert str(first.text) == (
        f"{question.number.value} {question.number.unit}, give or take {question.number.tolerance}"
    )
