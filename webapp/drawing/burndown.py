"""Burndown: what is left, step by step, against the even line from the whole scope to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from webapp.domain.craft.burn import Pace, ideal_left
from webapp.drawing.marks import NO_VALUE, Drawing, Exact, Reading, Table, shown
from webapp.drawing.plane import Plane, Point
from webapp.drawing.scale import Scale, round_scale
from webapp.drawing.timebox import Steps, against, mark_today, pace_readings


@dataclass(frozen=True)
class Burndown:
    """A scope, and what was left of it after each step so far."""

    title: str
    unit: str
    steps: Steps
    scope: Exact
    remaining: tuple[Exact, ...]
    solved: bool = True

    def __post_init__(self) -> None:
        """Refuse a scope of nothing, values below it, and values beyond the time box."""
        if self.scope <= 0:
            raise ValueError("scope must be above 0")
        self.steps.require_room("remaining", len(self.remaining))
        if min(self.remaining) < 0:
            raise ValueError("remaining falls below 0; when all is done, 0 is left")

    @property
    def today(self) -> int:
        """The last step with a value."""
        return len(self.remaining)

    @property
    def left(self) -> Exact:
        """What is left today."""
        return self.remaining[-1]

    @property
    def course(self) -> tuple[Point, ...]:
        """What was left, from the start."""
        return tuple(enumerate((self.scope, *self.remaining)))

    @property
    def pace(self) -> Pace:
        """How fast it went so far."""
        return Pace(self.scope - self.left, self.today, self.left)

    def ideal(self, at: int) -> Exact:
        """What would be left if the work went evenly."""
        return ideal_left(self.scope, self.steps.count, at)

    def ahead(self, at: int) -> Exact:
        """How far the course is below the ideal line; less than 0 is behind."""
        return self.ideal(at) - self.course[at][1]

    @property
    def forecast(self) -> tuple[Point, Point]:
        """From today at the pace so far, to nothing or to the end of the time box."""
        last = self.pace.until(self.steps.count)
        return (self.today, self.left), (last, self.plane.up.held(self.pace.left_at(last)))

    @cached_property
    def plane(self) -> Plane:
        """The scales."""
        up = round_scale(0, max(self.scope, *self.remaining))
        return Plane(Scale(0, self.steps.count), up, self.steps.many, self.unit)


def draw(value: Burndown) -> Drawing:
    """Draw the ideal line dashed, the course with its dots, today, and where the pace so far leads."""
    plane = value.plane
    ideal = plane.line([(0, value.scope), (value.steps.count, 0)], "k-edge dash", width="1.5")
    forecast = plane.line(value.forecast, "k-mid dots", width="2") if value.solved else ""
    lines = ideal + forecast + plane.line(value.course, "k-blue")
    marks = (
        mark_today(plane, value.steps, value.today, f"{shown(value.left)} left")
        + plane.dots(value.course)
        + _words(value)
    )
    return Drawing(plane.html(lines, marks), _table(value), readings=_readings(value))


def _words(value: Burndown) -> str:
    """Name the ideal line at its middle, on the side where the course is not."""
    middle = value.steps.count // 2
    is_behind = value.ahead(min(value.today, middle)) < 0
    down, right, anchor = (18, -4, "end") if is_behind else (-8, 6, "start")
    return value.plane.words((middle, value.ideal(middle)), "Ideal", down=down, right=right, anchor=anchor)


def _readings(value: Burndown) -> tuple[Reading, ...]:
    if not value.solved:
        return ()
    return (
        Reading(f"Left after {value.steps.when(value.today)}", shown(value.left)),
        Reading("Ideal", shown(value.ideal(value.today)), against(value.ahead(value.today))),
        *pace_readings(value.pace, value.steps),
    )


def _table(value: Burndown) -> Table:
    columns = (value.steps.one.capitalize(), f"Left ({value.unit})", "Ideal", "Against the ideal line")
    rows = tuple(_row(value, at) for at in range(value.steps.count + 1))
    if value.solved:
        return Table(value.title, columns, rows, frozenset({1, 2, 3}))
    return Table(value.title, columns[:2], tuple(row[:2] for row in rows), frozenset({1}))


def _row(value: Burndown, at: int) -> tuple[str, ...]:
    if at > value.today:
        return (str(at), NO_VALUE, shown(value.ideal(at)), NO_VALUE)
    return (str(at), shown(value.course[at][1]), shown(value.ideal(at)), against(value.ahead(at)))
