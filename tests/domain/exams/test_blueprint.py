"""Weights become whole numbers of questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.exams.blueprint import apportion, spread


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


def test_every_task_gets_one_before_any_gets_two() -> None:
    assert spread(["x", "y", "z"], 5) == {"x": 2, "y": 2, "z": 1}
    assert spread(["x", "y", "z"], 2) == {"x": 1, "y": 1, "z": 0}
