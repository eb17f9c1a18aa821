"""Pareto."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.craft.pareto import VITAL, Cause, rank


def causes(*counts: int) -> list[Cause]:
    return [Cause(str(at), count) for at, count in enumerate(counts)]


def test_the_vital_few_are_the_first_that_reach_four_fifths() -> None:
    ranked = rank(causes(8, 34, 18, 13, 7))
    assert [each.cause.count for each in ranked] == [34, 18, 13, 8, 7]
    assert [each.cumulative for each in ranked] == [Fraction(at, 80) for at in (34, 52, 65, 73, 80)]
    assert [each.is_vital for each in ranked] == [True, True, True, False, False]


def test_exactly_four_fifths_is_enough() -> None:
    assert [each.is_vital for each in rank(causes(80, 20))] == [True, False]
    assert [each.is_vital for each in rank(causes(79, 21))] == [True, True]


def test_causes_of_one_count_keep_their_order() -> None:
    assert [each.cause.name for each in rank(causes(5, 9, 5, 5))] == ["1", "0", "2", "3"]


@given(st.lists(st.integers(0, 500), min_size=2, max_size=20).filter(any))
def test_the_shares_fall_and_their_sum_rises_to_one(counts: list[int]) -> None:
    ranked = rank(causes(*counts))
    shares = [each.share for each in ranked]
    assert shares == sorted(shares, reverse=True)
    assert ranked[-1].cumulative == sum(shares) == 1
    vital = [each for each in ranked if each.is_vital]
    assert vital == list(ranked[: len(vital)])
    assert vital[-1].cumulative >= VITAL > vital[-1].cumulative - vital[-1].share


def test_nothing_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing was counted"):
        rank(causes(0, 0))
    with pytest.raises(ValueError, match="a count is 0 or more"):
        Cause("a", -1)
