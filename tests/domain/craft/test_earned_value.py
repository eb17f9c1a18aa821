"""Earned value, against a case worked by hand, and what must always hold."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from webapp.domain.craft.earned_value import EarnedValue, require_curves

LATE = EarnedValue(bac=500, pv=300, ev=260, ac=325)
SUMS = st.integers(1, 10**6)


def test_a_case_worked_by_hand() -> None:
    assert (LATE.cv, LATE.sv) == (-65, -40)
    assert (LATE.cpi, LATE.spi) == (Fraction(8, 10), Fraction(13, 15))
    assert (LATE.eac, LATE.etc, LATE.vac) == (Fraction(625), Fraction(300), Fraction(-125))
    assert LATE.tcpi == Fraction(240, 175)


@given(SUMS, SUMS, SUMS)
def test_the_signs_agree_with_the_indices(pv: int, ev: int, ac: int) -> None:
    at = EarnedValue(max(pv, ev), pv, ev, ac)
    assert at.cpi is not None
    assert at.spi is not None
    assert (at.cv > 0) == (at.cpi > 1)
    assert (at.sv > 0) == (at.spi > 1)
    assert at.vac is not None
    assert (at.vac > 0) == (at.cv > 0)


@given(SUMS, SUMS, SUMS)
def test_the_forecast_is_what_was_spent_and_what_is_to_come(pv: int, ev: int, ac: int) -> None:
    at = EarnedValue(max(pv, ev), pv, ev, ac)
    assert at.etc is not None
    assert at.eac == ac + at.etc
    assert at.etc >= 0


@given(SUMS, SUMS, SUMS)
def test_working_at_the_tcpi_from_here_ends_on_budget(pv: int, ev: int, ac: int) -> None:
    at = EarnedValue(max(pv, ev), pv, ev, ac)
    assume(at.ev < at.bac and at.ac < at.bac)
    assert at.tcpi is not None
    assert at.ac + (at.bac - at.ev) / at.tcpi == at.bac


def test_an_index_that_would_divide_by_nothing_is_none() -> None:
    first = EarnedValue(bac=100, pv=0, ev=0, ac=0)
    assert (first.cpi, first.spi, first.eac, first.etc, first.vac) == (None,) * 5
    assert first.tcpi == 1
    assert EarnedValue(bac=100, pv=50, ev=0, ac=10).eac is None


@pytest.mark.parametrize("ac", [100, 120])
def test_once_the_budget_is_spent_no_performance_brings_it_back(ac: int) -> None:
    assert EarnedValue(bac=100, pv=50, ev=40, ac=ac).tcpi is None


@pytest.mark.parametrize("numbers", [(0, 0, 0, 0), (100, 101, 0, 0), (100, 0, 101, 0), (100, 0, 0, -1)])
def test_numbers_of_no_project_are_refused(numbers: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"above 0|below 0|never pass"):
        EarnedValue(*numbers)


def test_curves_of_one_project_run_up_to_one_day() -> None:
    require_curves([10, 20, 30], [5, 15], [6, 18])
    with pytest.raises(ValueError, match="both run up to the same day"):
        require_curves([10, 20, 30], [5, 15], [6])
    with pytest.raises(ValueError, match="need a number each"):
        require_curves([10, 20, 30], [], [])
