"""The exam clock knows instants only."""

from __future__ import annotations

from datetime import timedelta

from tests.domain.exams.values import NOON
from webapp.domain.exams import clock

HOUR = timedelta(hours=1)


def test_the_deadline_is_an_instant() -> None:
    assert clock.deadline(NOON, HOUR) == NOON + HOUR


def test_time_left_is_never_negative() -> None:
    assert clock.remaining(NOON, NOON - HOUR) == HOUR
    assert clock.remaining(NOON, NOON + HOUR) == timedelta(0)


def test_an_answer_at_the_deadline_itself_is_late() -> None:
    assert clock.is_over(NOON, NOON)
    assert not clock.is_over(NOON, NOON - timedelta(microseconds=1))


def test_the_lead_is_measured_against_an_even_pace() -> None:
    pace = timedelta(seconds=72)
    assert clock.lead(NOON, NOON + timedelta(minutes=10), 10, pace) == timedelta(minutes=2)
    assert clock.lead(NOON, NOON + timedelta(minutes=10), 5, pace) == -timedelta(minutes=4)
