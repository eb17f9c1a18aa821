"""Control charts: single values in their order, their mean, the limits of the process, and what speaks of more."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from webapp.domain.craft.control_limits import (
    FACTOR,
    Limits,
    Signal,
    moving_ranges,
    natural_limits,
    signals,
)
from webapp.domain.craft.exact import mean
from webapp.drawing.marks import NO_VALUE, Drawing, Exact, Reading, Table, key, shown
from webapp.drawing.plane import Plane, Point
from webapp.drawing.scale import Scale, round_scale

FEWEST = 5
_MANY = 20
_DIAMOND = '<path class="f-ink k-paper" stroke-width="1.5" d="M0 -7.5 7.5 0 0 7.5 -7.5 0z"/>'
_RING = '<circle class="f-none k-ink" stroke-width="1.25" r="6.5"/>'


@dataclass(frozen=True)
class Specification:
    """What the customer asks for: a lower bound, an upper one, or both."""

    lower: Exact | None = None
    upper: Exact | None = None

    def __post_init__(self) -> None:
        """Refuse a specification of nothing, and bounds out of order."""
        if self.lower is None and self.upper is None:
            raise ValueError("a specification has a lower bound, an upper one, or both")
        if self.lower is not None and self.upper is not None and self.lower >= self.upper:
            raise ValueError("the lower bound of a specification lies below the upper")

    @property
    def bounds(self) -> tuple[tuple[str, Exact], ...]:
        """The bounds with their names."""
        named = (("LSL", self.lower), ("USL", self.upper))
        return tuple((name, at) for name, at in named if at is not None)


@dataclass(frozen=True)
class ControlChart:
    """Values in one unit; limits are computed unless given."""

    title: str
    unit: str
    along: str
    values: tuple[Exact, ...]
    given: Limits | None = None
    least: Exact | None = None
    specification: Specification | None = None
    solved: bool = True

    def __post_init__(self) -> None:
        """Refuse too few values to speak of a process, and a value below the least."""
        if len(self.values) < FEWEST:
            raise ValueError(f"a control chart needs {FEWEST} values or more")
        if self.least is not None and min(self.values) < self.least:
            raise ValueError(f"the value {shown(min(self.values))} is below the least, {shown(self.least)}")
        if self.least is not None and self.given is not None:
            raise ValueError("least bounds a computed limit; with given limits it has no use")

    @cached_property
    def limits(self) -> Limits:
        """The given limits, or those of the values."""
        return self.given or natural_limits(self.values, self.least)

    @cached_property
    def signals(self) -> tuple[Signal | None, ...]:
        """What each value says beyond chance; nothing where that is asked."""
        return signals(self.values, self.limits) if self.solved else (None,) * len(self.values)

    @property
    def points(self) -> tuple[Point, ...]:
        """The values at their places, from 1."""
        return tuple(enumerate(self.values, 1))

    @property
    def levels(self) -> tuple[tuple[str, Exact], ...]:
        """The limits that are shown, with their names."""
        if self.given is None and not self.solved:
            return ()
        centre = "Mean" if self.given is None else "Centre"
        return (("LCL", self.limits.lower), (centre, self.limits.centre), ("UCL", self.limits.upper))

    @property
    def bounds(self) -> tuple[tuple[str, Exact], ...]:
        """The bounds of the specification, with their names."""
        return self.specification.bounds if self.specification else ()

    @cached_property
    def plane(self) -> Plane:
        """The scales."""
        heights = [*self.values, *(at for _, at in (*self.levels, *self.bounds))]
        low, high = min(heights), max(heights)
        up = round_scale(low, high if high > low else low + 1)
        return Plane(Scale(Fraction(1, 2), len(self.values) + Fraction(1, 2)), up, self.along, self.unit)


def draw(value: ControlChart) -> Drawing:
    """Draw the values joined in their order, the levels named to the right, and each signal by its shape."""
    plane, small = value.plane, len(value.values) > _MANY
    lines = _levels(value) + plane.line(value.points, "k-blue", width="1.5")
    marks = plane.dots(value.points, radius="2.5" if small else "3.5") + _signals(value) + _names(value)
    body = plane.html(lines, marks, gutter="tight" if value.levels or value.bounds else "") + _key(value)
    return Drawing(body, _table(value), readings=_readings(value))


def _levels(value: ControlChart) -> str:
    ends = value.plane.across.low, value.plane.across.high
    inks = [("k-edge dash", "1.5"), ("k-edge", "1.5"), ("k-edge dash", "1.5")][: len(value.levels)]
    levels = zip(value.levels, inks, strict=True)
    drawn = [value.plane.line([(x, at) for x in ends], ink, width=width) for (_, at), (ink, width) in levels]
    drawn += [value.plane.line([(x, at) for x in ends], "k-ochre", width="2") for _, at in value.bounds]
    return "".join(drawn)


def _names(value: ControlChart) -> str:
    right = value.plane.across.high
    named = (*value.levels, *value.bounds)
    return value.plane.tags([((right, at), f"{name} {_short(at)}") for name, at in named], right=8)


def _short(at: Exact) -> str:
    """A number of a few characters: fewer decimals the larger it is."""
    size = abs(Fraction(at))
    return shown(at, 2 if size < 100 else 1 if size < 1000 else 0)


def _signals(value: ControlChart) -> str:
    return "".join(
        _signal(value, point, signal)
        for point, signal in zip(value.points, value.signals, strict=True)
        if signal is not None
    )


def _signal(value: ControlChart, point: Point, signal: Signal) -> str:
    if signal is Signal.RUN:
        return value.plane.stamp(point, _RING)
    down = -12 if signal is Signal.ABOVE else 22
    name = value.plane.words(point, shown(point[0]), down=down, anchor="middle")
    return value.plane.stamp(point, _DIAMOND) + name


def _key(value: ControlChart) -> str:
    beyond = {Signal.ABOVE, Signal.BELOW} & set(value.signals)
    entries = [("dot", "f-blue", f"Value, in {value.unit}")]
    entries += [("diamond", "f-ink", "Beyond a limit, with its number")] * bool(beyond)
    entries += [("ring", "f-blue", "In a run of seven or more")] * (Signal.RUN in value.signals)
    entries += [("line", "f-ochre", "Specification")] * bool(value.bounds)
    return key(*entries)


def _readings(value: ControlChart) -> tuple[Reading, ...]:
    if not value.solved or value.given is not None:
        return ()
    limits, factor = value.limits, shown(FACTOR)
    floor = value.least is not None and limits.lower == value.least
    return (
        Reading("Mean", shown(limits.centre)),
        Reading("Mean moving range", shown(mean(moving_ranges(value.values)))),
        Reading("UCL", shown(limits.upper), f"mean + {factor} × range"),
        Reading(
            "LCL", shown(limits.lower), "the least there can be" if floor else f"mean − {factor} × range"
        ),
    )


def _table(value: ControlChart) -> Table:
    ranges = (NO_VALUE, *map(shown, moving_ranges(value.values)))
    columns = (value.along.capitalize(), f"Value ({value.unit})", "Moving range", "Signal")
    rows = tuple(
        (str(at), shown(each), moved, signal.value if signal else NO_VALUE)
        for (at, each), moved, signal in zip(value.points, ranges, value.signals, strict=True)
    )
    if value.solved:
        return Table(value.title, columns, rows, frozenset({1, 2}))
    return Table(value.title, columns[:2], tuple(row[:2] for row in rows), frozenset({1}))
