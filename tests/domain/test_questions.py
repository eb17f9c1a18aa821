"""Questions of every kind: what is right, whatever order it is shown in, and which trap a wrong answer is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.exams.values import letters, number_asked, question
from webapp.domain import questions as rules
from webapp.domain.answers import BLANK, LETTERS, Shape, Way
from webapp.domain.errors import BadInput
from webapp.domain.questions import Kind, Miss, Option, Place, Question

SINGLE = question(1, "T1")
MULTIPLE = question(2, "T1", right=2)
HOTSPOT = question(3, "T1", kind=Kind.HOTSPOT)
MATCHING = question(4, "T1", kind=Kind.MATCHING, right=3)
DROPDOWN = question(5, "T1", kind=Kind.DROPDOWN, right=2, options=3)
ORDERING = question(6, "T1", kind=Kind.ORDERING)
NUMERIC = question(7, "T1", kind=Kind.NUMERIC)
SHARED = replace(MATCHING, places=tuple(replace(place, answer="y") for place in MATCHING.places))
SHOWN = [SINGLE, MULTIPLE, HOTSPOT, MATCHING, DROPDOWN, ORDERING, SHARED]
by_kind = pytest.mark.parametrize("asked", SHOWN, ids=lambda asked: f"{asked.kind.value}-{asked.id}")


def possible(shape: Shape) -> list[str]:
    """Every text that a small shape takes, without asking the shape."""
    shown = LETTERS[: shape.letters]
    if shape.way is Way.CHOOSE:
        subsets = product([False, True], repeat=shape.letters)
        texts = [
            "".join(each for each, taken in zip(shown, chosen, strict=True) if taken) for chosen in subsets
        ]
        return [text for text in texts if len(text) <= shape.size]
    texts = ["".join(placed) for placed in product(shown + BLANK, repeat=shape.size)]
    if shape.way is Way.ORDER:
        texts = [text for text in texts if all(text.count(each) <= 1 for each in shown)]
    return ["", *texts]


@pytest.mark.parametrize(
    ("asked", "shape", "key"),
    [
        (SINGLE, Shape(Way.CHOOSE, 4, 1), ("z",)),
        (MULTIPLE, Shape(Way.CHOOSE, 4, 2), ("z", "y")),
        (HOTSPOT, Shape(Way.CHOOSE, 4, 1), ("z",)),
        (MATCHING, Shape(Way.PLACE, 4, 3), ("z", "y", "x")),
        (DROPDOWN, Shape(Way.PLACE, 3, 2), ("z", "y")),
        (ORDERING, Shape(Way.ORDER, 4, 4), ("z", "y", "x", "w")),
        (NUMERIC, Shape(Way.ENTER), ()),
    ],
    ids=lambda value: value.kind.value if isinstance(value, Question) else "",
)
def test_every_kind_has_its_shape_and_its_key(asked: Question, shape: Shape, key: tuple[str, ...]) -> None:
    assert (asked.shape, asked.key, asked.choose) == (shape, key, shape.size)
    assert asked.kind.way is shape.way


def test_every_kind_has_a_way_to_answer_it() -> None:
    assert set(rules.WAYS) == set(Kind)


@by_kind
def test_in_any_order_one_answer_is_right_and_it_is_the_one_that_shows_the_key(asked: Question) -> None:
    for order in permutations(asked.option_ids):
        key = asked.key_as_shown(order)
        right = [text for text in possible(asked.shape) if rules.is_right(text, key, asked.kind)]
        shown = letters(asked.key, order)
        assert right == ["".join(sorted(shown)) if asked.kind.way is Way.CHOOSE else shown]


@by_kind
def test_the_written_order_is_what_checks_in_lessons_use(asked: Question) -> None:
    assert asked.is_right(asked.key_as_shown(asked.own_order))
    assert not asked.is_right("")


@given(st.decimals(-1000, 1000, places=3), st.decimals(0, 10, places=3), st.decimals(-2000, 2000, places=3))
def test_a_number_is_right_up_to_the_edge_of_its_tolerance(
    value: Decimal, wide: Decimal, given_: Decimal
) -> None:
    asked = replace(NUMERIC, number=number_asked(str(value), str(wide)))
    assert asked.is_right(f"{given_:f}") == (value - wide <= given_ <= value + wide)
    assert asked.is_right(f"{value + wide:f}")
    assert asked.is_right(f"{value - wide:f}")
    assert not asked.is_right(f"{value + wide + Decimal('0.001'):f}")
    assert not asked.is_right(f"{value - wide - Decimal('0.001'):f}")


def test_a_number_is_the_same_number_however_it_is_written() -> None:
    assert NUMERIC.is_right("12.50")
    assert NUMERIC.is_right("012")
    assert not NUMERIC.is_right("-12.5")
    assert not NUMERIC.is_right("")


def test_half_an_answer_to_several_is_wrong() -> None:
    assert not MULTIPLE.is_right("a")
    assert not MATCHING.is_right("ab-")
    assert not ORDERING.is_right("abc-")


@pytest.mark.parametrize(
    ("asked", "answer", "traps"),
    [
        (SINGLE, "b", ("trap-1",)),
        (MULTIPLE, "cd", ("trap-2", "trap-3")),
        (MULTIPLE, "ad", ("trap-3",)),
        (HOTSPOT, "d", ("trap-3",)),
        (MATCHING, "bac", ("trap-1", "trap-0")),
        (MATCHING, "a-b", ("trap-1",)),
        (MATCHING, "ddd", ("trap-3",)),
        (DROPDOWN, "ca", ("trap-2", "trap-0")),
        (DROPDOWN, "-c", ("trap-2",)),
        (ORDERING, "bacd", ("trap-1", "trap-0")),
        (ORDERING, "ab--", ()),
        (NUMERIC, "25", ("trap-doubled",)),
        (NUMERIC, "25.5", ("trap-doubled",)),
        (NUMERIC, "26", ()),
        (NUMERIC, "-12", ()),
    ],
)
def test_a_wrong_answer_names_its_traps_once_and_in_the_order_of_the_question(
    asked: Question, answer: str, traps: tuple[str, ...]
) -> None:
    assert rules.traps_of(asked, answer, asked.option_ids) == traps


@pytest.mark.parametrize("asked", [*SHOWN, NUMERIC], ids=lambda asked: f"{asked.kind.value}-{asked.id}")
def test_neither_the_right_answer_nor_none_falls_for_a_trap(asked: Question) -> None:
    key = "12.5" if asked.number else asked.key_as_shown(asked.option_ids)
    assert rules.traps_of(asked, key, asked.option_ids) == ()
    assert rules.traps_of(asked, "", asked.option_ids) == ()


def test_a_right_number_near_a_known_error_falls_for_nothing() -> None:
    near = number_asked("10", "1", [Miss(Decimal(11), "rounded up", "trap-rounding")])
    asked = replace(NUMERIC, number=near)
    assert rules.traps_of(asked, "10.5", ()) == ()
    assert rules.traps_of(asked, "11.5", ()) == ("trap-rounding",)


@by_kind
def test_traps_follow_the_options_wherever_they_are_shown(asked: Question) -> None:
    order = tuple(reversed(asked.option_ids))
    turned = str.maketrans(LETTERS[: len(order)], LETTERS[: len(order)][::-1])
    for answer in possible(asked.shape):
        elsewhere = answer.translate(turned)
        if asked.kind.way is Way.CHOOSE:
            elsewhere = "".join(sorted(elsewhere))
        found = rules.traps_of(asked, answer, asked.option_ids)
        assert set(rules.traps_of(asked, elsewhere, order)) == set(found)


def test_an_option_of_another_gap_has_the_trap_it_has_there() -> None:
    gaps = (gap("one", "x"), gap("two", "y"))
    asked = replace(DROPDOWN, places=gaps)
    assert rules.traps_of(asked, "ba", "xy") == ("one-y", "two-x")
    assert rules.traps_of(asked, "aa", "xy") == ("two-x",)


def gap(name: str, answer: str) -> Place:
    """A gap of a dropdown with two options whose traps bear its name."""
    options = tuple(
        Option(each, each, "", trap=None if each == answer else f"{name}-{each}") for each in "xy"
    )
    return Place(name, answer, "", options)


@pytest.mark.parametrize(
    ("asked", "answer", "says"),
    [
        (SINGLE, "", "Choose one answer: none is marked."),
        (SINGLE, "ab", "Choose 1: 2 are marked."),
        (SINGLE, "e", "That option does not belong to this question."),
        (MULTIPLE, "", "Choose 2 answers: none is marked."),
        (MULTIPLE, "a", "Choose 2 answers: one is marked."),
        (question(8, "T1", right=3, options=5), "ab", "Choose 3 answers: 2 are marked."),
        (MATCHING, "", "Fill every place first."),
        (MATCHING, "ab-", "Fill every place first."),
        (MATCHING, "ab", "That option does not belong to this question."),
        (ORDERING, "abca", "Each step has one place only."),
        (ORDERING, "abc-", "Fill every place first."),
        (NUMERIC, "", "Enter a number."),
        (NUMERIC, "many", "Enter a number."),
    ],
)
def test_half_an_answer_and_a_strange_one_are_refused_at_their_field(
    asked: Question, answer: str, says: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        asked.require_complete(answer)
    assert str(refusal.value) == says
    assert refusal.value.field == "choice"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (SINGLE, "d"),
        (MULTIPLE, "bd"),
        (MATCHING, "aaa"),
        (DROPDOWN, "cc"),
        (ORDERING, "dcba"),
        (NUMERIC, "-1.5"),
    ],
)
def test_a_whole_answer_can_be_judged(asked: Question, answer: str) -> None:
    assert asked.require_complete(answer) == answer


@pytest.mark.parametrize(
    ("ids", "order", "kind", "shown"),
    [
        ("zw", "wxyz", Kind.MULTIPLE, "ad"),
        ("zw", "wxyz", Kind.MATCHING, "da"),
        ("zz", "zw", Kind.DROPDOWN, "aa"),
        ("wxyz", "zyxw", Kind.ORDERING, "dcba"),
    ],
)
def test_ids_are_shown_as_letters_and_sorted_only_where_order_says_nothing(
    ids: Sequence[str], order: Sequence[str], kind: Kind, shown: str
) -> None:
    assert rules.show(ids, order, kind) == shown


def test_an_option_is_found_by_its_id() -> None:
    assert SINGLE.option("x").text == "option 2"
    with pytest.raises(KeyError):
        SINGLE.option("a")


@pytest.mark.parametrize("kind", [Kind.MATCHING, Kind.ORDERING])
def test_outside_of_a_form_the_order_does_not_tell_the_answer(kind: Kind) -> None:
    for number in range(40):
        asked = question(number, "T1", kind=kind, right=3, options=3)
        assert asked.own_order != asked.option_ids
        assert sorted(asked.own_order) == sorted(asked.option_ids)
        assert asked.own_order == question(number, "T1", kind=kind, right=3, options=3).own_order


def test_options_that_are_chosen_stand_outside_of_a_form_as_they_were_written() -> None:
    asked = question(1, "T1")
    assert asked.own_order == asked.option_ids
