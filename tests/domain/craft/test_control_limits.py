"""Control limits, against the published example of the NIST/SEMATECH e-Handbook."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.craft.control_limits import Limits, Signal, moving_ranges, natural_limits, signals
from webapp.domain.craft.exact import mean

FLOW_RATES = [
    Fraction(each)
    for each in ("49.6", "47.6", "49.9", "51.3", "47.8", "51.2", "52.6", "52.4", "53.6", "52.1")
]
LIMITS = Limits(0, 5, 10)


def test_the_flow_rates_of_the_e_handbook() -> None:
    """Section 6.3.2.2: mean 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041 with d2 to three places."""
    limits = natural_limits(FLOW_RATES)
    assert limits.centre == Fraction("50.81")
    assert float(mean(moving_ranges(FLOW_RATES))) == pytest.approx(1.8778, abs=5e-5)
    assert float(limits.lower) == pytest.approx(45.8159, abs=1e-3)
    assert float(limits.upper) == pytest.approx(55.8041, abs=1e-3)
    assert set(signals(FLOW_RATES, limits)) == {None}


def test_a_limit_stops_at_the_least_there_can_be() -> None:
    assert natural_limits([1, 9, 1, 9], least=0).lower == 0
    assert natural_limits([1, 9, 1, 9]).lower < 0


@given(st.lists(st.fractions(-1000, 1000), min_size=2, max_size=30))
def test_limits_lie_evenly_about_the_mean(values: list[Fraction]) -> None:
    limits = natural_limits(values)
    assert limits.upper - limits.centre == limits.centre - limits.lower
    assert min(values) <= limits.centre <= max(values)


@given(st.fractions(-100, 100), st.integers(2, 30))
def test_values_that_do_not_vary_signal_nothing(value: Fraction, count: int) -> None:
    values = [value] * count
    assert set(signals(values, natural_limits(values))) == {None}


def test_a_value_on_a_limit_is_within_it() -> None:
    assert signals([0, 10, -1, 11], LIMITS) == (None, None, Signal.BELOW, Signal.ABOVE)


@pytest.mark.parametrize(("length", "marked"), [(6, 0), (7, 7), (9, 9)])
def test_a_run_has_seven_on_one_side(length: int, marked: int) -> None:
    found = signals([4, *[6] * length, 4], LIMITS)
    assert sum(each is Signal.RUN for each in found) == marked


def test_a_value_on_the_centre_ends_a_run() -> None:
    assert set(signals([6, 6, 6, 6, 5, 6, 6, 6, 6], LIMITS)) == {None}
    assert set(signals([5] * 9, LIMITS)) == {None}


def test_within_a_run_a_value_beyond_a_limit_is_that() -> None:
    assert signals([6, 6, 6, 11, 6, 6, 6], LIMITS)[3] is Signal.ABOVE


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="limits rise"):
        Limits(5, 4, 6)
