"""Networks: activities as boxes with their durations, and arrows from each to what waits for it.

Boxes stand in columns by how many steps lead to them, and an arrow that passes a column has a free lane there. Unlike
the other drawings this one is in pixels and scrolls where it does not fit: arrows between boxes that widened with the
page would point beside them.
"""

from dataclasses import dataclass
from functools import cached_property
from math import atan2, degrees
from typing import TypeAlias

from webapp.drawing.marks import NO_VALUE, Drawing, Exact, Form, Table, require_names, shown, text
from webapp.drawing.regions import NOWHERE, Place, Regions

_WIDE, _TALL = 76, 50  # a box
_ACROSS, _DOWN = 132, 84  # from one box to the next
_MARGIN = 14
_WIDE_FROM = 6

Point: TypeAlias = tuple[float, float]
Stop: TypeAlias = tuple[str, str]
"""Where a line passes: an activity (twice its id), or the lane that the arrow from one id to another has."""


@dataclass(frozen=True)
class Activity:
    """A piece of work and the ids of what must be finished before it begins."""

    id: str
    name: str
    duration: Exact
    after: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse time that runs backwards, and a follower of itself."""
        if self.duration < 0:
            raise ValueError(
                f"activity “{self.id}” lasts {shown(self.duration)}; time does not run backwards"
            )
        if len(set(self.after)) < len(self.after):
            raise ValueError(f"activity “{self.id}” names one of its predecessors twice")


@dataclass(frozen=True)
class Network:
    """Activities in one unit of time."""

    title: str
    unit: str
    activities: tuple[Activity, ...]

    def __post_init__(self) -> None:
        """Refuse ids used twice, predecessors that do not exist, and circles."""
        require_names("activity", (each.id for each in self.activities))
        known = {each.id for each in self.activities}
        for each in self.activities:
            for before in each.after:
                if before not in known:
                    raise ValueError(f"activity “{each.id}” comes after “{before}”, which is not there")
        if len(self.columns) < len(self.activities):
            left = ", ".join(each.id for each in self.activities if each.id not in self.columns)
            raise ValueError(f"activities wait for each other in a circle: {left}")

    @property
    def places(self) -> tuple[Place, ...]:
        """Every activity by its id."""
        return tuple((each.id,) for each in self.activities)

    @cached_property
    def columns(self) -> dict[str, int]:
        """The column of each activity: one after the last of its predecessors; those in a circle have none."""
        found: dict[str, int] = {}
        for _ in self.activities:
            for each in self.activities:
                if each.id not in found and all(before in found for before in each.after):
                    found[each.id] = max((found[before] + 1 for before in each.after), default=0)
        return found


def draw(value: Network, regions: Regions = NOWHERE) -> Drawing:
    """Draw the boxes and the arrows between them; what the ids stand for is listed below."""
    layout = _Layout(value)
    arrows = "".join(_arrow(layout.way(each, before)) for each in value.activities for before in each.after)
    boxes = "".join(_box(each, layout.middle((each.id, each.id)), regions) for each in value.activities)
    wide, tall = layout.size
    picture = f'<svg aria-hidden="true" width="{wide}" height="{tall}">{arrows}{boxes}</svg>'
    body = f'<div class="network">{picture}</div>{_names(value)}'
    return Drawing(body, _table(value), Form.WORDS, wide=max(value.columns.values()) + 1 >= _WIDE_FROM)


class _Layout:
    """Where everything stands: columns by rank, and in each column boxes and passing lanes one above the other."""

    def __init__(self, value: Network) -> None:
        self._columns = value.columns
        self._lanes: list[list[Stop]] = [[] for _ in range(max(value.columns.values()) + 1)]
        for each in value.activities:
            self._lanes[value.columns[each.id]].append((each.id, each.id))
            for before in each.after:
                for column in range(value.columns[before] + 1, value.columns[each.id]):
                    self._lanes[column].append((before, each.id))
        self._came_from = {(each.id, each.id): each.after for each in value.activities}
        self._heights: dict[tuple[int, Stop], float] = {}
        for column, stops in enumerate(self._lanes):
            stops.sort(key=lambda stop: self._pull(column, stop))
            for row, stop in enumerate(stops):
                self._heights[column, stop] = (row + 0.5) * self._height / len(stops)

    @property
    def _height(self) -> int:
        return max(len(stops) for stops in self._lanes) * _DOWN

    @property
    def size(self) -> tuple[int, int]:
        """How wide and how tall the drawing is."""
        return (len(self._lanes) - 1) * _ACROSS + _WIDE + 2 * _MARGIN, self._height

    def _pull(self, column: int, stop: Stop) -> float:
        """How far down the lines come from that lead here; those without any keep their written order."""
        sources = self._came_from.get(stop, (stop[0],))
        heights = [self._height_before(column - 1, before, stop[1]) for before in sources]
        return sum(heights) / len(heights) if heights else 0

    def _height_before(self, column: int, before: str, target: str) -> float:
        stop = (before, before) if self._columns[before] == column else (before, target)
        return self._heights[column, stop]

    def middle(self, stop: Stop) -> Point:
        """The middle of a box."""
        return self._at(self._columns[stop[0]], stop)

    def _at(self, column: int, stop: Stop) -> Point:
        return _MARGIN + _WIDE / 2 + column * _ACROSS, self._heights[column, stop]

    def way(self, each: Activity, before: str) -> list[Point]:
        """The points of the arrow from one box to another, straight through each lane in between."""
        start, end = self.middle((before, before)), self.middle((each.id, each.id))
        points = [(start[0] + _WIDE / 2, start[1])]
        for column in range(self._columns[before] + 1, self._columns[each.id]):
            x, y = self._at(column, (before, each.id))
            points += [(x - _WIDE / 2, y), (x + _WIDE / 2, y)]
        return [*points, (end[0] - _WIDE / 2, end[1])]


def _arrow(points: list[Point]) -> str:
    line = "L".join(f"{x:g} {y:g}" for x, y in points)
    (x1, y1), (x2, y2) = points[-2:]
    turn = f"translate({x2:g} {y2:g}) rotate({degrees(atan2(y2 - y1, x2 - x1)):.1f})"
    head = f'<path class="f-none k-edge" transform="{turn}" d="M-9 -4.5L0 0L-9 4.5"/>'
    return f'<path class="f-none k-edge" d="M{line}"/>{head}'


def _box(each: Activity, middle: Point, regions: Regions) -> str:
    x, y = middle
    region = regions.get((each.id,))
    hook = f' class="region" data-region="{text(region)}"' if region else ""
    printed = f'<text class="region-letter" x="-32" y="-11">{text(region.upper())}</text>' if region else ""
    return (
        f'<g{hook} transform="translate({x:g} {y:g})">'
        f'<rect class="box f-leaf k-edge" x="-{_WIDE // 2}" y="-{_TALL // 2}" width="{_WIDE}" height="{_TALL}"/>'
        f'<text class="box-id" y="-2" text-anchor="middle">{text(each.id)}</text>'
        f'<text class="box-time" y="16" text-anchor="middle">{text(shown(each.duration))}</text>{printed}</g>'
    )


def _names(value: Network) -> str:
    items = "".join(f"<li><b>{text(each.id)}</b> {text(each.name)}</li>" for each in value.activities)
    unit = f'<p class="network-unit">Durations in {text(value.unit)}.</p>'
    return f'<ul class="network-names">{items}</ul>{unit}'


def _table(value: Network) -> Table:
    rows = tuple(
        (each.id, each.name, shown(each.duration), ", ".join(each.after) or NO_VALUE)
        for each in value.activities
    )
    columns = ("Activity", "Name", f"Duration ({value.unit})", "After")
    return Table(value.title, columns, rows, frozenset({2}))
