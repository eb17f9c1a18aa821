"""A frozen form: its items, its sections, and the string of shapes that guards a save."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.domain.exams.values import form, item, sectioned
from webapp.domain.answers import SHAPES, Shape, Way
from webapp.domain.exams.form import Form, Section
from webapp.domain.questions import Kind

NUMBER = item("12.5;0.5", kind=Kind.NUMERIC, order=(), choose=0)


def test_an_item_shows_as_many_letters_as_it_has_options() -> None:
    assert item("a", options=3).letters == "abc"
    assert NUMBER.letters == ""


@pytest.mark.parametrize(
    ("one", "shape"),
    [
        (item("a"), Shape(Way.CHOOSE, 4, 1)),
        (item("ac", options=5, kind=Kind.MULTIPLE), Shape(Way.CHOOSE, 5, 2)),
        (item("bca", kind=Kind.MATCHING), Shape(Way.PLACE, 4, 3)),
        (item("dbca", kind=Kind.ORDERING), Shape(Way.ORDER, 4, 4)),
        (NUMBER, Shape(Way.ENTER)),
    ],
)
def test_a_form_says_the_shape_of_every_item_in_one_character(one: object, shape: Shape) -> None:
    items = (item("a"), one, item("b"))
    code = Form(items).shape  # type: ignore[arg-type]
    assert len(code) == 3
    assert SHAPES[code[1]] == shape


def test_an_answer_is_complete_when_all_is_given() -> None:
    assert item("bca", kind=Kind.MATCHING).is_complete("aaa")
    assert not item("bca", kind=Kind.MATCHING).is_complete("a-a")
    assert NUMBER.is_complete("0")
    assert not NUMBER.is_complete("")


def test_an_item_is_judged_by_its_own_key_or_by_another() -> None:
    assert item("a").is_right("a")
    assert not item("a").is_right("b")
    assert item("a").is_right("b", "b")
    assert not item("a").is_right("a", "b")
    assert NUMBER.is_right("13")
    assert not NUMBER.is_right("13.1")
    assert NUMBER.is_right("13.1", "13.1;0")


def test_a_form_without_sections_is_one() -> None:
    whole = form("a", "b", "c")
    assert whole.sections == (Section("all", "All questions", 1, 3),)
    assert [len(section) for section in whole.sections] == [3]


def test_sections_keep_their_breaks_and_their_sizes() -> None:
    assert [len(section) for section in sectioned().sections] == [2, 2, 2]
    assert [section.break_after for section in sectioned().sections][-1] == timedelta(0)


def test_unscored_items_and_repeats_are_counted() -> None:
    mixed = Form((item("a"), item("b", scored=False), item("c", repeat=True)))
    assert (len(mixed), mixed.scored, mixed.repeats) == (3, 2, 1)


def test_positions_count_from_one() -> None:
    assert [position for position, _ in form("a", "b").numbered()] == [1, 2]


def test_a_shape_nobody_can_answer_is_no_form() -> None:
    with pytest.raises(KeyError):
        _ = Form((replace(item("a"), choose=9),)).shape
