"""An accommodation adds and never takes away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.errors import BadInput
from webapp.domain.exams import accommodation as rules
from webapp.domain.exams.accommodation import LIMITS, NONE, Accommodation

granted = st.builds(
    Accommodation,
    percent=st.integers(100, 300),
    free_minutes=st.integers(0, 240),
    break_minutes=st.integers(0, 60),
    extra_breaks=st.integers(0, 10),
    untimed_practice=st.booleans(),
    quiet_timer=st.booleans(),
)
minutes = st.integers(1, 600)


def test_nothing_granted_changes_nothing() -> None:
    assert NONE.minutes(60) == 60
    assert NONE.longer(timedelta(minutes=10)) == timedelta(minutes=10)


def test_half_as_much_again_of_sixty_minutes_is_ninety() -> None:
    assert Accommodation(percent=150).minutes(60) == 90
    assert Accommodation(percent=150, free_minutes=15).minutes(240) == 375


def test_a_part_of_a_minute_is_granted_whole() -> None:
    assert Accommodation(percent=125).minutes(230) == 288
    assert Accommodation(percent=110).minutes(230) == 253


@given(granted, minutes)
def test_the_minutes_are_exact(given_: Accommodation, base: int) -> None:
    assert given_.minutes(base) == ceil(Fraction(base * given_.percent, 100)) + given_.free_minutes


@given(granted, minutes)
def test_it_never_shortens_anything(given_: Accommodation, base: int) -> None:
    assert given_.minutes(base) >= base
    assert given_.longer(timedelta(minutes=base)) >= timedelta(minutes=base)


@given(granted, granted, minutes)
def test_the_wider_of_two_is_at_least_as_generous_as_each(
    one: Accommodation, other: Accommodation, base: int
) -> None:
    both = one.widened(other)
    for each in (one, other):
        assert both.minutes(base) >= each.minutes(base)
        assert both.longer(timedelta(minutes=base)) >= each.longer(timedelta(minutes=base))
        assert both.extra_breaks >= each.extra_breaks
        assert both.untimed_practice >= each.untimed_practice
        assert both.quiet_timer >= each.quiet_timer


@given(granted, granted, granted)
def test_widening_has_no_order_and_twice_is_once(
    one: Accommodation, other: Accommodation, third: Accommodation
) -> None:
    assert one.widened(other) == other.widened(one)
    assert one.widened(other).widened(other) == one.widened(other)
    assert one.widened(other).widened(third) == one.widened(other.widened(third))
    assert one.widened(one) == one
    assert one.widened(NONE) == one


@given(granted)
def test_what_can_be_meant_is_granted(given_: Accommodation) -> None:
    rules.check(given_, "A letter of 3 May.")


def with_field(field: str, value: Any) -> Accommodation:
    """Nothing granted but this."""
    return replace(NONE, **{field: value})


@pytest.mark.parametrize("field", LIMITS)
def test_what_cannot_be_meant_is_refused_at_its_field(field: str) -> None:
    least, most = LIMITS[field]
    for fitting in (least, most):
        rules.check(with_field(field, fitting), "why")
    for beyond in (least - 1, most + 1):
        with pytest.raises(BadInput) as refusal:
            rules.check(with_field(field, beyond), "why")
        assert refusal.value.field == field
        assert str(refusal.value) == f"Enter a number from {least} to {most}."


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nothing_is_granted_without_a_reason(reason: str) -> None:
    with pytest.raises(BadInput) as refusal:
        rules.check(NONE, reason)
    assert refusal.value.field == "reason"
