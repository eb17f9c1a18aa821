"""The time box of a burndown or a burnup: its steps, and what is said of a pace through them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from webapp.domain.craft.burn import Pace
from webapp.drawing.marks import Exact, Reading, clearance, shown
from webapp.drawing.plane import Plane

MOST_STEPS = 40


@dataclass(frozen=True)
class Steps:
    """How many steps there are, and what one and many of them are called."""

    count: int
    one: str
    many: str

    def __post_init__(self) -> None:
        """Refuse a time box that nothing can be read from."""
        if not 2 <= self.count <= MOST_STEPS:
            raise ValueError(f"{self.many} number 2 to {MOST_STEPS}, not {self.count}")

    def when(self, at: int) -> str:
        """A step by its number: “day 6”."""
        return f"{self.one} {at}"

    def require_room(self, what: str, values: int) -> None:
        """Refuse more values than steps."""
        if values > self.count:
            raise ValueError(f"{what} has {values} values for {self.count} {self.many}")


def mark_today(plane: Plane, steps: Steps, today: int, state: str) -> str:
    """Draw the line of today, named above the plane with what stands then."""
    return clearance(plane.across.place(today)) + plane.head(today, f"Today, {steps.when(today)}: {state}")


def pace_readings(pace: Pace, steps: Steps) -> tuple[Reading, ...]:
    """The pace so far and where it leads."""
    return (
        Reading("Pace so far", f"{shown(pace.rate)} a {steps.one}", f"{shown(pace.done)} / {pace.steps}"),
        Reading("At this pace", _finished(pace, steps)),
    )


def _finished(pace: Pace, steps: Steps) -> str:
    if pace.finish is None:
        return "never"
    return "done" if pace.left <= 0 else f"done by {steps.when(ceil(pace.finish))}"


def against(ahead: Exact) -> str:
    """A distance from the ideal line in words."""
    if ahead == 0:
        return "on the line"
    return f"{shown(ahead)} ahead" if ahead > 0 else f"{shown(-ahead)} behind"
