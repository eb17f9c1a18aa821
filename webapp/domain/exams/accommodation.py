"""What has been granted to a person for every exam they sit.

An accommodation only ever adds: time, breaks, quiet. Whatever is taken back later, an attempt that has begun keeps
the more generous of what it had and what is granted now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from webapp.domain.errors import BadInput

BREAK = timedelta(minutes=10)
"""How long an extra break is before minutes are added to it."""


@dataclass(frozen=True)
class Accommodation:
    """Time in per cent of the base, minutes on top, minutes added to each break, extra breaks, and the two comforts."""

    percent: int = 100
    free_minutes: int = 0
    break_minutes: int = 0
    extra_breaks: int = 0
    untimed_practice: bool = False
    quiet_timer: bool = False

    def minutes(self, base: int) -> int:
        """The minutes granted in place of `base`, rounded up."""
        return ceil(base * self.percent / 100) + self.free_minutes

    def longer(self, scheduled: timedelta) -> timedelta:
        """A scheduled break with the minutes granted."""
        return scheduled + timedelta(minutes=self.break_minutes)

    def widened(self, other: Accommodation) -> Accommodation:
        """The more generous of two in every respect."""
        return Accommodation(
            percent=max(self.percent, other.percent),
            free_minutes=max(self.free_minutes, other.free_minutes),
            break_minutes=max(self.break_minutes, other.break_minutes),
            extra_breaks=max(self.extra_breaks, other.extra_breaks),
            untimed_practice=self.untimed_practice or other.untimed_practice,
            quiet_timer=self.quiet_timer or other.quiet_timer,
        )


NONE = Accommodation()
"""Nothing granted: the exam as its outline has it."""

LIMITS = {"percent": (100, 300), "free_minutes": (0, 240), "break_minutes": (0, 60), "extra_breaks": (0, 10)}


def check(accommodation: Accommodation, reason: str) -> None:
    """Refuse what cannot be meant; raises BadInput with its field."""
    for field, (least, most) in LIMITS.items():
        if not least <= getattr(accommodation, field) <= most:
            raise BadInput(f"Enter a number from {least} to {most}.", field=field)
    if not reason.strip():
        raise BadInput("Say why: the reason stands in the history, and the learner sees it.", field="reason")
