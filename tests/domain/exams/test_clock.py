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


def test_what_is_not_timed_is_never_over() -> None:
    assert not clock.is_over(clock.NEVER, NOON + 365_000 * timedelta(days=1))
    assert clock.NEVER.tzinfo is NOON.tzinfo


def test_the_timer_speaks_less_and_less_time_before_the_end_and_within_the_shortest_exam() -> None:
    assert list(clock.THRESHOLDS) == sorted(set(clock.THRESHOLDS), reverse=True)
    assert clock.GRACE < min(clock.THRESHOLDS) < max(clock.THRESHOLDS) < HOUR
