"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class HandClock:
    """The product's clock in tests: call it for the present instant, move it by hand."""

    def __init__(self, now: datetime = START) -> None:
        """Stand at `now`."""
        self.now = now

    def __call__(self) -> datetime:
        """The present instant, in UTC."""
        return self.now

    def forward(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> datetime:
        """Move on and return the new present."""
        self.now += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self.now
