"""The nearest questions: by the overlap that the content check knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from webapp.catalog.checks.duplicates import overlap, shingles
from webapp.catalog.shelf import Catalog
from webapp.catalog.similar import LEAST, Library, texts_of
from webapp.domain.questions import Question


@pytest.fixture
def questions(shelf: Catalog) -> list[Question]:
    return [question for bank in shelf.banks.values() for question in bank]


def test_the_words_of_a_question_come_without_markup(questions: list[Question]) -> None:
    texts = texts_of(next(each for each in questions if each.id == "mini-p1-001"))
    assert texts[0] == "What does a plan say about each task?"
    assert "What it waits for" in texts
    assert all("<" not in each for each in texts)


def test_a_question_is_nearest_to_itself(questions: list[Question]) -> None:
    library = Library(questions)
    for question in questions:
        first = library.nearest(texts_of(question), most=1)[0]
        assert (first.question.id, first.overlap) == (question.id, 1.0)


def test_a_question_is_not_compared_with_the_one_it_replaces(questions: list[Question]) -> None:
    asked = questions[0]
    near = Library(questions).nearest(texts_of(asked), most=5, but=asked.id)
    assert asked.id not in [each.question.id for each in near]


def test_the_nearest_are_those_that_comparing_all_would_find(questions: list[Question]) -> None:
    changed = replace(questions[1], id="x", stem=questions[1].stem.replace("Tuesday", "Wednesday"))
    wanted = shingles(texts_of(changed))
    every = sorted((overlap(wanted, shingles(texts_of(each))) for each in questions), reverse=True)
    near = Library(questions).nearest(texts_of(changed), most=5)
    assert [each.overlap for each in near] == [each for each in every[:5] if each >= LEAST]
    assert near[0].question.id == questions[1].id


def test_words_that_nobody_uses_are_near_to_nothing(questions: list[Question]) -> None:
    assert Library(questions).nearest(["zeppelins over quuxland tonight"], most=5) == ()


def test_straight_and_curly_apostrophes_are_one(questions: list[Question]) -> None:
    told = replace(questions[0], id="y", stem="<p>The lead’s own plan says so</p>", options=())
    near = Library([told]).nearest(["The lead's own plan says so"], most=1)
    assert near[0].overlap == 1.0
