"""Which answers stood, and what changing them did."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.domain.exams.values import NOON, attempt, event, item
from webapp.domain.exams.changes import STOOD, Change, change_of, given_answers
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.form import Form
from webapp.domain.exams.sheet import AnswerEvent
from webapp.domain.questions import Kind

SITTING = attempt(
    form_of=Form(
        (
            item("a"),
            item("b", number=2),
            item("abc", number=3, options=3, kind=Kind.ORDERING),
            item("12.5;0.5", number=4, options=0, kind=Kind.NUMERIC, choose=1),
        )
    )
)
LONG, SHORT = STOOD.total_seconds(), STOOD.total_seconds() - 1


def log(*answers: tuple[float, int, str]) -> list[tuple[AnswerEvent, datetime]]:
    """Saves: seconds after noon, position, answer."""
    seen: dict[int, int] = {}
    saved = []
    for number, (seconds, position, answer) in enumerate(answers):
        saved.append(
            (event(number, position, seen.get(position, 0), answer), NOON + timedelta(seconds=seconds))
        )
        seen[position] = seen.get(position, 0) + 1
    return saved


def test_an_option_stands_once_it_stayed_chosen_for_a_while() -> None:
    assert given_answers(SITTING, log((0, 1, "b"), (LONG, 1, "a"))) == {1: ("b", "a")}


def test_a_slip_of_the_hand_is_no_answer() -> None:
    assert given_answers(SITTING, log((0, 1, "b"), (SHORT, 1, "a"))) == {1: ("a",)}


def test_an_answer_stands_when_another_question_was_saved_in_between() -> None:
    assert given_answers(SITTING, log((0, 1, "b"), (1, 2, "a"), (2, 1, "c"))) == {1: ("b", "c"), 2: ("a",)}


def test_an_order_that_is_being_made_is_no_answer_however_long_it_takes() -> None:
    assert given_answers(SITTING, log((0, 3, "bca"), (60, 3, "bac"), (120, 3, "abc"))) == {3: ("abc",)}


def test_an_order_stands_when_its_maker_goes_on_to_another_question() -> None:
    gone = log((0, 3, "bca"), (9, 1, "a"), (20, 3, "bca"), (21, 3, "abc"))
    assert given_answers(SITTING, gone)[3] == ("bca", "abc")


def test_a_number_that_is_being_typed_is_no_answer() -> None:
    assert given_answers(SITTING, log((0, 4, "1"), (6, 4, "12"), (7, 4, "12.5"))) == {4: ("12.5",)}


def test_saving_the_same_again_changes_nothing_and_does_not_start_the_wait_anew() -> None:
    assert given_answers(SITTING, log((0, 1, "b"), (SHORT, 1, "b"), (LONG, 1, "a"))) == {1: ("b", "a")}


def test_half_an_answer_is_none_and_taking_an_answer_back_is_a_change() -> None:
    assert given_answers(SITTING, log((0, 3, "a--"), (9, 1, ""), (20, 3, ""))) == {3: (), 1: ()}
    assert given_answers(SITTING, log((0, 1, "b"), (60, 1, ""))) == {1: ("b", "")}


def test_going_back_and_forth_keeps_every_answer_that_stood() -> None:
    assert given_answers(SITTING, log((0, 1, "a"), (60, 1, "b"), (120, 1, "a")))[1] == ("a", "b", "a")


@pytest.mark.parametrize(
    ("answers", "change"),
    [
        ((), None),
        (("a",), None),
        (("b", "a"), Change.WON),
        (("a", "b"), Change.LOST),
        (("a", ""), Change.LOST),
        (("b", "c"), Change.MOVED),
        (("b", "a", "c"), Change.MOVED),
        (("a", "b", "a"), Change.RETURNED),
    ],
)
def test_a_change_is_judged_from_the_first_answer_to_the_last(
    answers: tuple[str, ...], change: Change | None
) -> None:
    assert change_of(item("a"), answers) is change


def test_a_change_is_judged_by_the_corrected_key() -> None:
    correction = Correction(1, "q-1", "v1", Rule.REKEY, "A slip.", NOON.date(), key=("y",))
    assert change_of(item("a"), ("a", "b"), correction) is Change.WON
