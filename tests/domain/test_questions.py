"""Responses to questions: what letters mean, what is right, what is no answer."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.domain.errors import BadInput
from webapp.domain.questions import Kind, Option, Question


def question(*, right: int = 1) -> Question:
    """Four options with ids of their own, the first `right` of them right."""
    return Question(
        id="q-1",
        version="v1",
        kind=Kind.SINGLE if right == 1 else Kind.MULTIPLE,
        stem="<p>What next?</p>",
        options=tuple(
            Option(known, f"option {known}", "why", correct=n < right) for n, known in enumerate("wxyz")
        ),
        difficulty=1,
        cognitive="apply",
        approach="any",
        skills=(),
        lesson="t/l",
        reference="",
        reviewed=date(2026, 11, 22),
    )


def test_a_response_is_right_as_a_whole_or_not_at_all() -> None:
    two = question(right=2)
    assert (two.key, two.choose) == (frozenset("wx"), 2)
    assert two.is_right(frozenset("wx"))
    assert not two.is_right(frozenset("w"))
    assert not two.is_right(frozenset("wxy"))
    assert not two.is_right(frozenset())


def test_letters_stand_for_the_options_as_they_are_written() -> None:
    assert question().response(["c"]) == frozenset("y")
    assert question(right=2).response(["d", "a"]) == frozenset("wz")
    assert question(right=2).response(["a", "b", "b"]) == frozenset("wx")


@pytest.mark.parametrize(
    ("right", "letters", "says"),
    [
        (1, [], "Choose one answer: none is marked."),
        (1, ["a", "b"], "Choose one answer: 2 are marked."),
        (2, ["a"], "Choose 2 answers: one is marked."),
        (1, ["e"], "That option does not belong to this question."),
        (1, ["w"], "That option does not belong to this question."),
        (1, [""], "That option does not belong to this question."),
    ],
)
def test_letters_that_are_no_response_are_refused_at_their_field(
    right: int, letters: list[str], says: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        question(right=right).response(letters)
    assert str(refusal.value) == says
    assert refusal.value.field == "choice"


def test_an_option_is_found_by_its_id() -> None:
    assert question().option("y").text == "option y"
    with pytest.raises(KeyError):
        question().option("a")
