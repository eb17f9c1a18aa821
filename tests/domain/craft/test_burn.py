"""Burndown and burnup."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.craft.burn import Change, Pace, ideal_done, ideal_left, scope_at


def test_the_ideal_line_falls_evenly() -> None:
    assert [ideal_left(42, 10, at) for at in (0, 6, 10)] == [42, Fraction(84, 5), 0]


@given(st.integers(1, 500), st.integers(2, 40), st.data())
def test_what_is_left_and_what_is_done_make_the_scope(scope: int, steps: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, steps))
    assert ideal_left(scope, steps, at) + ideal_done(scope, steps, at) == scope


def test_a_pace_leads_to_its_end() -> None:
    pace = Pace(done=18, steps=6, left=24)
    assert (pace.rate, pace.finish) == (Fraction(3), Fraction(14))
    assert [pace.left_at(at) for at in (10, 14, 20)] == [12, 0, 0]
    assert (pace.until(10), pace.until(20)) == (10, 14)


@pytest.mark.parametrize("done", [0, -5])
def test_a_pace_of_nothing_never_ends(done: int) -> None:
    pace = Pace(done, 3, 20)
    assert (pace.finish, pace.until(10)) == (None, 10)
    assert pace.left_at(6) == 20 - done


def test_what_is_done_is_done_today() -> None:
    assert Pace(20, 4, 0).finish == 4


@given(st.integers(1, 300), st.integers(1, 40), st.integers(1, 300))
def test_at_the_forecast_end_nothing_is_left(done: int, steps: int, left: int) -> None:
    pace = Pace(done, steps, left)
    assert pace.finish is not None
    assert pace.left_at(pace.finish) == 0
    assert pace.left_at(pace.finish - 1) == min(pace.rate, left + pace.rate)


def test_a_change_holds_from_its_own_step_on() -> None:
    changes = (Change(3, 150), Change(6, 140))
    assert [scope_at(120, changes, at) for at in (0, 2, 3, 5, 6, 9)] == [120, 120, 150, 150, 140, 140]
