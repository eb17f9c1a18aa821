"""Which questions of a finished attempt to look at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.support.sat import report, singles
from webapp.domain.exams.review import Show
from webapp.pages.exams.verdicts import LABELS, filters_of, read_show, reviewed_url


@pytest.fixture(autouse=True)
def _within(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.mark.parametrize(("value", "show"), [("wrong", Show.WRONG), ("", Show.ALL), ("<b>", Show.ALL)])
def test_an_address_asks_for_questions_and_anything_strange_for_all(value: str, show: Show) -> None:
    assert read_show(value) is show


def test_every_choice_has_a_label() -> None:
    assert set(LABELS) == set(Show)


def test_beside_a_question_a_choice_stays_with_it_or_leads_to_its_first() -> None:
    made = report({1: "b", 2: "a", 3: "a"}, asked=singles(3), events={3: {"flagged": True}})
    filters = {each.label: each for each in filters_of(made, made.review, Show.WRONG, position=2)}
    assert filters["All"].href.endswith("/questions/2")
    assert filters["Wrong"].href.endswith("/questions/2?show=wrong")
    assert filters["Flagged"].href.endswith("/questions/3?show=flagged")
    assert filters["Guessed"].href == ""


def test_an_address_names_what_is_looked_at_unless_it_is_all() -> None:
    attempt = report({}, asked=singles(1)).attempt
    assert reviewed_url(attempt, 4).endswith("/result/questions/4")
    assert reviewed_url(attempt, 4, Show.SLOW).endswith("/result/questions/4?show=slow")
