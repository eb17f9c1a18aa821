"""Weights become whole numbers of questions."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.exams.values import capm, csm, pmp, pmp_2021
from webapp.domain.exams.blueprint import apportion, fit, seats_of
from webapp.domain.exams.outline import Outline

wishes = st.fractions(0, 6, max_denominator=7)
cells = st.lists(st.tuples(wishes, st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4)


def test_the_csm_weights_give_the_counts_of_its_form() -> None:
    assert apportion({"T": 18, "A": 20, "E": 20, "R": 22, "M": 20}, 50) == {
        "T": 9,
        "A": 10,
        "E": 10,
        "R": 11,
        "M": 10,
    }


def test_the_pmp_weights_give_the_derived_counts() -> None:
    # 33/41/26 of 170 scored questions: 56, 70, 44, as the outline's own arithmetic has it
    assert apportion({"I": 33, "II": 41, "III": 26}, 170) == {"I": 56, "II": 70, "III": 44}


def test_equal_remainders_go_to_whoever_comes_first() -> None:
    assert apportion({"a": 1, "b": 1, "c": 1}, 4) == {"a": 2, "b": 1, "c": 1}


def test_no_weight_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="more than zero"):
        apportion({"a": 0}, 3)


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 100), min_size=1),
    st.integers(min_value=0, max_value=300),
)
def test_every_seat_is_given_and_nobody_is_off_by_one(weights: dict[str, int], seats: int) -> None:
    counts = apportion(weights, seats)
    total = sum(weights.values())
    assert sum(counts.values()) == seats
    assert all(abs(counts[key] - weight * seats / total) < 1 for key, weight in weights.items())


@pytest.mark.parametrize(
    ("outline", "seats"),
    [
        (pmp(), {"P": 59, "R": 74, "B": 47}),
        (pmp_2021(), {"PE": 76, "PR": 90, "BE": 14}),
        (capm(), {"F": 54, "P": 26, "A": 30, "B": 40}),
        (csm(), {"T": 9, "A": 10, "E": 10, "R": 11, "M": 10}),
    ],
    ids=["pmp", "pmp 2021", "capm", "csm"],
)
def test_the_seats_of_a_form_are_its_scored_and_its_unscored_questions(
    outline: Outline, seats: dict[str, int]
) -> None:
    assert seats_of(outline, outline.questions, outline.unscored) == seats
    assert sum(seats.values()) == outline.questions


def test_unscored_questions_can_move_a_seat() -> None:
    # 33/41/26 % of 180 at once would be the same here; shared out apart, the line stays that of the scored ones
    assert apportion({"P": 33, "R": 41, "B": 26}, 10) == {"P": 3, "R": 4, "B": 3}
    assert seats_of(pmp(), 170) == {"P": 56, "R": 70, "B": 44}


def squares(wanted: list[Fraction], counts: tuple[int, ...]) -> Fraction:
    """How far counts are from what was wished."""
    return sum(((wish - count) ** 2 for wish, count in zip(wanted, counts, strict=True)), Fraction(0))


@given(cells, st.integers(0, 12))
def test_a_fit_is_the_nearest_of_all_that_are_possible_and_none_only_where_there_is_none(
    asked: list[tuple[Fraction, int, int]], total: int
) -> None:
    keys = "abcd"[: len(asked)]
    found = fit(
        {key: wish for key, (wish, _, _) in zip(keys, asked, strict=True)},
        {key: (least, most) for key, (_, least, most) in zip(keys, asked, strict=True)},
        total,
    )
    ranges = [range(least, most + 1) for _, least, most in asked]
    possible = [counts for counts in product(*ranges) if sum(counts) == total]
    if not possible:
        assert found is None
    else:
        assert found is not None
        wanted = [wish for wish, _, _ in asked]
        counts = tuple(found[key] for key in keys)
        assert counts in possible
        assert squares(wanted, counts) == min(squares(wanted, each) for each in possible)


def test_equal_wishes_are_served_in_their_order() -> None:
    half = Fraction(5, 2)
    free = {"x": (0, 9), "y": (0, 9), "z": (0, 9)}
    assert fit({"x": half, "y": half, "z": half}, free, 8) == {"x": 3, "y": 3, "z": 2}
    assert fit({"x": half, "y": half, "z": half}, free, 5) == {"x": 1, "y": 2, "z": 2}


def test_bounds_that_contradict_themselves_fit_nothing() -> None:
    assert fit({"x": Fraction(1), "y": Fraction(1)}, {"x": (2, 1), "y": (0, 5)}, 3) is None
