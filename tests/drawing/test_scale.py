"""Scales and their ticks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import look
from webapp.drawing.scale import Scale, round_scale, tick_words

SPANS = st.fractions(min_value=Fraction(1, 100), max_value=10**6)


def test_a_value_stands_at_its_share_of_the_way() -> None:
    assert [Scale(1, 5).place(level) for level in (1, 2, 5)] == [0, 25, 100]


def test_a_value_beyond_the_ends_is_held_at_them() -> None:
    assert [Scale(1, 5).held(level) for level in (0, 3, 9)] == [1, 3, 5]


def test_a_scale_needs_extent() -> None:
    with pytest.raises(ValueError, match="a scale from 3 to 3 has no extent"):
        Scale(3, 3)


@pytest.mark.parametrize(
    ("high", "step"), [(1, "1/5"), (6, "1"), (8, "2"), (12, "2"), (26, "5"), (52, "10"), (800, "200")]
)
def test_steps_are_round(high: int, step: str) -> None:
    assert Scale(0, high).step == Fraction(step)


@given(SPANS)
def test_ticks_are_few_and_on_the_scale(high: Fraction) -> None:
    ticks = Scale(0, high).ticks
    assert ticks[0] == 0
    assert ticks[-1] <= high
    assert 3 <= len(ticks) <= 7


@given(st.fractions(-100, 0), SPANS)
def test_a_rounded_scale_holds_its_values_and_ends_on_ticks(low: Fraction, high: Fraction) -> None:
    scale = round_scale(low, high)
    assert scale.low <= low
    assert scale.high >= high
    assert (scale.low / scale.step).denominator == 1
    assert (scale.high / scale.step).denominator == 1


def test_the_outermost_ticks_lean_inwards() -> None:
    anchors = [each.get("text-anchor") for each in look(tick_words(Scale(0, 4))).iter("text")]
    assert (anchors[0], anchors[-1]) == ("start", "end")
    assert set(anchors[1:-1]) == {"middle"}


def test_steps_are_counted_whole_where_halves_mean_nothing() -> None:
    halves = [each.text for each in look(tick_words(Scale(0, 3))).iter("text")]
    whole = [each.text for each in look(tick_words(Scale(0, 3), whole=True)).iter("text")]
    assert (len(halves), whole) == (7, ["0", "1", "2", "3"])
