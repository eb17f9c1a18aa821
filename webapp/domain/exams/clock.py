"""The exam clock. Deadlines are instants in UTC, fixed when the attempt starts; the browser only shows them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""The deadline of whatever is not timed, and of a clock that stands still."""

GRACE = timedelta(seconds=5)
"""How long after the deadline an answer that was on its way is still taken in; the record shows that it was late."""

THRESHOLDS = (timedelta(minutes=30), timedelta(minutes=10), timedelta(minutes=5), timedelta(minutes=1))
"""Time left at which the timer speaks up, once each (WCAG 2.2 technique for quiet timers)."""


def deadline(started_at: datetime, allowance: timedelta) -> datetime:
    """The instant after which no answer counts."""
    return started_at + allowance


def remaining(until: datetime, at: datetime) -> timedelta:
    """Time left, never negative."""
    return max(until - at, timedelta(0))


def is_over(until: datetime, at: datetime) -> bool:
    """Whether the time is up: an answer that arrives at the deadline itself is late."""
    return at >= until
