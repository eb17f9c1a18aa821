"""The language of answers: what each shape takes, and the codes that the store keeps."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import answers
from webapp.domain.answers import BLANK, CODES, LETTERS, SHAPES, Shape, Way, fitting_codes
from webapp.domain.errors import BadInput

STRANGE = "That option does not belong to this question."

# What attempts of the first release have stored, as (letters, size). These never change.
FIRST_CODES = {
    "a": (2, 1),
    "b": (3, 1),
    "c": (3, 2),
    "d": (4, 1),
    "e": (4, 2),
    "f": (4, 3),
    "g": (5, 1),
    "h": (5, 2),
    "i": (5, 3),
    "j": (5, 4),
    "k": (6, 1),
    "l": (6, 2),
    "m": (6, 3),
    "n": (6, 4),
    "o": (7, 1),
    "p": (7, 2),
    "q": (7, 3),
    "r": (7, 4),
    "s": (8, 1),
    "t": (8, 2),
    "u": (8, 3),
    "v": (8, 4),
}

shapes = st.sampled_from(list(SHAPES.values()))
texts = st.text(alphabet=LETTERS + BLANK + "xA.0 1", max_size=9)


@st.composite
def a_shape_with_an_answer(draw: st.DrawFn) -> tuple[Shape, str]:
    """A shape, and a text that answers it in part or whole, built from the words of the language."""
    shape = draw(shapes)
    shown = LETTERS[: shape.letters]
    if shape.way is Way.ENTER:
        number = draw(st.decimals(-999_999_999_999, 999_999_999_999, places=draw(st.integers(0, 6))))
        return shape, f"{number:f}"
    if shape.way is Way.CHOOSE:
        return shape, "".join(sorted(draw(st.sets(st.sampled_from(shown), max_size=shape.size))))
    if shape.way is Way.ORDER:
        ranks = draw(st.permutations(shown))
        return shape, "".join(each if draw(st.booleans()) else BLANK for each in ranks)
    placed = st.lists(st.sampled_from(shown + BLANK), min_size=shape.size, max_size=shape.size)
    return shape, "".join(draw(placed))


def test_the_codes_of_the_first_release_stand_for_what_they_stood_for() -> None:
    assert {code: (shape.letters, shape.size) for code, shape in list(SHAPES.items())[:22]} == FIRST_CODES
    assert {SHAPES[code].way for code in FIRST_CODES} == {Way.CHOOSE}


def test_the_later_codes_are_frozen_too() -> None:
    assert SHAPES["а"] == Shape(Way.PLACE, 2, 1)  # the Cyrillic alphabet begins where the Latin letters end
    assert SHAPES["б"] == Shape(Way.PLACE, 2, 2)
    assert SHAPES["з"] == Shape(Way.PLACE, 3, 1)
    assert SHAPES[chr(0x0430 + 48)] == Shape(Way.PLACE, 8, 7)
    assert SHAPES[chr(0x0430 + 49)] == Shape(Way.ORDER, 2, 2)
    assert SHAPES[chr(0x0430 + 56)] == Shape(Way.ENTER)
    assert len(SHAPES) == 22 + 57


def test_every_shape_has_one_code_of_one_character() -> None:
    assert len(CODES) == len(SHAPES)
    assert {len(code) for code in SHAPES} == {1}
    assert all(SHAPES[code] == shape for shape, code in CODES.items())


def test_no_code_means_something_to_like_or_is_an_ascii_letter_of_later_shapes() -> None:
    assert not set(SHAPES) & set("%_\\")
    assert {code for code in SHAPES if code.isascii()} == set("abcdefghijklmnopqrstuv")


def test_a_code_is_like_itself_alone_in_sqlite() -> None:
    database = sqlite3.connect(":memory:")
    for code in SHAPES:
        others = "".join(other for other in SHAPES if other != code)
        asked = database.execute(
            "select ? like ?, ? like ?", (others, f"%{code}%", others + code, f"%{code}%")
        )
        assert asked.fetchone() == (0, 1)
    database.close()


@given(a_shape_with_an_answer())
def test_what_is_said_in_the_language_of_a_shape_is_taken(given_: tuple[Shape, str]) -> None:
    shape, answer = given_
    assert shape.fault_of(answer) is None


@given(shapes, texts)
def test_the_codes_of_an_answer_are_those_of_the_shapes_without_a_fault(shape: Shape, answer: str) -> None:
    assert (CODES[shape] in fitting_codes(answer)) == (shape.fault_of(answer) is None)


@given(a_shape_with_an_answer())
def test_the_code_of_a_shape_is_among_those_of_its_answers(given_: tuple[Shape, str]) -> None:
    shape, answer = given_
    assert CODES[shape] in fitting_codes(answer)


@given(shapes, texts)
def test_what_is_taken_is_made_of_what_is_shown(shape: Shape, answer: str) -> None:
    if shape.way is not Way.ENTER and shape.fault_of(answer) is None:
        assert set(answer) <= set(LETTERS[: shape.letters] + BLANK)
        assert len(answer) <= shape.size


def test_nothing_is_an_answer_to_everything() -> None:
    assert fitting_codes("") == "".join(SHAPES)
    assert not any(shape.is_complete("") for shape in SHAPES.values())


@pytest.mark.parametrize(
    ("shape", "answer", "says"),
    [
        (Shape(Way.CHOOSE, 4, 1), "e", STRANGE),
        (Shape(Way.CHOOSE, 4, 1), "-", STRANGE),
        (Shape(Way.CHOOSE, 4, 1), "A", STRANGE),
        (Shape(Way.CHOOSE, 4, 2), "db", STRANGE),
        (Shape(Way.CHOOSE, 4, 2), "bb", STRANGE),
        (Shape(Way.CHOOSE, 4, 1), "ab", "Choose 1: 2 are marked."),
        (Shape(Way.CHOOSE, 5, 2), "acd", "Choose 2: 3 are marked."),
        (Shape(Way.PLACE, 3, 3), "ab", STRANGE),
        (Shape(Way.PLACE, 3, 3), "abca", STRANGE),
        (Shape(Way.PLACE, 3, 3), "bad", STRANGE),
        (Shape(Way.ORDER, 3, 3), "aba", "Each step has one place only."),
        (Shape(Way.ORDER, 3, 3), "ab", STRANGE),
        (Shape(Way.ORDER, 3, 3), "bad", STRANGE),
        (Shape(Way.ENTER), "a", "Enter a number."),
        (Shape(Way.ENTER), "1e9", "Enter a number."),
        (Shape(Way.ENTER), "1.", "Enter a number."),
        (Shape(Way.ENTER), ".5", "Enter a number."),
        (Shape(Way.ENTER), "1.1234567", "Enter a number."),
        (Shape(Way.ENTER), "1234567890123", "Enter a number."),
        (Shape(Way.ENTER), "NaN", "Enter a number."),
        (Shape(Way.ENTER), "5\n", "Enter a number."),
        (Shape(Way.ENTER), "٥", "Enter a number."),
    ],
)
def test_what_is_no_answer_hears_why(shape: Shape, answer: str, says: str) -> None:
    assert shape.fault_of(answer) == says
    assert CODES[shape] not in fitting_codes(answer)


@pytest.mark.parametrize(
    ("shape", "half", "whole"),
    [
        (Shape(Way.CHOOSE, 4, 1), "", "c"),
        (Shape(Way.CHOOSE, 4, 3), "ab", "acd"),
        (Shape(Way.PLACE, 3, 3), "a-a", "aaa"),
        (Shape(Way.ORDER, 3, 3), "-ca", "bca"),
        (Shape(Way.ENTER), "", "-0.5"),
    ],
)
def test_half_an_answer_is_kept_but_not_complete(shape: Shape, half: str, whole: str) -> None:
    assert (shape.fault_of(half), shape.fault_of(whole)) == (None, None)
    assert (shape.is_complete(half), shape.is_complete(whole)) == (False, True)


@given(st.lists(st.sampled_from(LETTERS)))
def test_letters_are_chosen_in_any_order_and_once(letters: list[str]) -> None:
    assert answers.chosen(letters) == "".join(sorted(set(letters)))


@pytest.mark.parametrize("sent", ["z", "1", "A", "ä", " ", "", "-", "ab"])
def test_what_is_no_letter_is_not_chosen(sent: str) -> None:
    with pytest.raises(BadInput) as refusal:
        answers.chosen(["a", sent])
    assert refusal.value.field == "choice"


@pytest.mark.parametrize(
    ("sent", "answer"),
    [(["c", "a", "", "b"], "ca-b"), (["", ""], ""), ([], ""), (["-", "a"], None), (["a", "a"], "aa")],
)
def test_letters_are_placed_in_the_order_of_the_places(sent: list[str], answer: str | None) -> None:
    if answer is None:
        with pytest.raises(BadInput):
            answers.placed(sent)
    else:
        assert answers.placed(sent) == answer


@pytest.mark.parametrize("sent", ["z", "A", " ", "ab", "abc"])
def test_one_place_takes_one_letter_and_nothing_else(sent: str) -> None:
    with pytest.raises(BadInput) as refusal:
        answers.placed(["a", sent])
    assert refusal.value.field == "choice"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", ""),
        ("  ", ""),
        ("12.5", "12.5"),
        (" 12.5 ", "12.5"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("1,250", "1250"),
        ("1 250", "1250"),
        ("1\N{NARROW NO-BREAK SPACE}250\N{NARROW NO-BREAK SPACE}000.75", "1250000.75"),
        ("1'250", "1250"),
        ("1’250", "1250"),
        ("1_250", "1250"),
        ("-12,500.5", "-12500.5"),
        ("0.85", "0.85"),
        ("007", "007"),
        ("0,85", "0.85"),
        ("−12,5", "-12.5"),
        ("0,850", "0.850"),
        ("1,2500", "1.2500"),
        ("1250,75", "1250.75"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, answer: str) -> None:
    assert answers.entered(typed) == answer
    assert Shape(Way.ENTER).fault_of(answer) is None


@pytest.mark.parametrize(
    "typed",
    [
        *("1,25,000", "0,,85", "0,85,5", ",5", "5,", "1,2.5", "1.250,75", "1 250,75", "0,1234567"),
        *("1 2", "five", "5 days", "1e3", "--1", "1.2.3", "0,85\n0,9"),
    ],
)
def test_a_number_that_could_be_misread_is_refused_with_the_way_to_write_it(typed: str) -> None:
    with pytest.raises(BadInput, match=r"for example 1250 or 0\.85") as refusal:
        answers.entered(typed)
    assert refusal.value.field == "number"


@given(st.integers(-999_999_999_999, 999_999_999_999), st.sampled_from(",_' \N{NO-BREAK SPACE}"))
def test_grouping_does_not_change_a_number(number: int, sign: str) -> None:
    assert answers.entered(f"{number:,}".replace(",", sign)) == str(number)


@given(st.decimals(-999_999, 999_999, places=2))
def test_a_comma_before_decimals_reads_as_a_point(number: Decimal) -> None:
    written = f"{number:f}"
    assert answers.entered(written.replace(".", ",")) == answers.entered(written) == written


@pytest.mark.parametrize(
    ("answer", "inside"),
    [("12", True), ("13", True), ("11.999999", False), ("13.000001", False), ("12.5", True)],
)
def test_the_edges_of_a_tolerance_belong_to_it(answer: str, *, inside: bool) -> None:
    assert answers.within(answer, Decimal("12.5"), Decimal("0.5")) is inside
