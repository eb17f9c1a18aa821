"""Grids: two axes from low to high, four named quadrants, and points with names."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from webapp.drawing.marks import NO_VALUE, Drawing, Exact, Table, length, require_names, shown, text
from webapp.drawing.nameplates import Spot, settle
from webapp.drawing.regions import NOWHERE, Place, Regions, letter, opening

_HALF = Fraction(1, 2)
_SIDE, _HEAD = 6, 13  # per cent kept clear at the sides, and above and below for the names of the quadrants


@dataclass(frozen=True)
class Axis:
    """What an axis measures, and the words at its ends."""

    label: str
    low: str
    high: str


@dataclass(frozen=True)
class Quadrants:
    """The names of the four fields."""

    top_left: str
    top_right: str
    bottom_left: str
    bottom_right: str

    @property
    def in_order(self) -> tuple[str, ...]:
        """The four names as they are read."""
        return (self.top_left, self.top_right, self.bottom_left, self.bottom_right)


@dataclass(frozen=True)
class Point:
    """Something placed on both axes, each from 0 to 1."""

    name: str
    x: Exact
    y: Exact
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a point off the grid."""
        for axis, value in (("x", self.x), ("y", self.y)):
            if not 0 <= value <= 1:
                raise ValueError(f"{axis} of “{self.name}” is {shown(value)}; points lie between 0 and 1")


@dataclass(frozen=True)
class Grid:
    """Points in four quadrants."""

    title: str
    x: Axis
    y: Axis
    quadrants: Quadrants
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        """Refuse names used twice."""
        require_names("point", (point.name for point in self.points))

    @property
    def places(self) -> tuple[Place, ...]:
        """Every quadrant by its name."""
        return tuple((name,) for name in self.quadrants.in_order)

    def quadrant_of(self, point: Point) -> str:
        """The name of the field a point lies in; the upper and right fields own the middle lines."""
        if point.y >= _HALF:
            return self.quadrants.top_right if point.x >= _HALF else self.quadrants.top_left
        return self.quadrants.bottom_right if point.x >= _HALF else self.quadrants.bottom_left


def draw(value: Grid, regions: Regions = NOWHERE) -> Drawing:
    """Draw numbered points over the four fields, with names beside them or, on a phone, in a list."""
    body = (
        f'<div class="grid">{_axis("y", value.y)}<div class="grid-field">{_fields(value.quadrants, regions)}'
        f'<svg aria-hidden="true">{"".join(_points(value.points))}</svg></div>{_axis("x", value.x)}</div>'
        f"{_list(value.points)}"
    )
    return Drawing(body, _table(value))


def _axis(which: str, axis: Axis) -> str:
    words = f"<span>{text(axis.low)}</span><b>{text(axis.label)}</b><span>{text(axis.high)}</span>"
    return f'<p class="grid-{which}">{words}</p>'


def _fields(names: Quadrants, regions: Regions) -> str:
    places = [(name,) for name in names.in_order]
    return "".join(f"{opening('p', p, regions)}{letter(p, regions)}{text(p[0])}</p>" for p in places)


def _place(point: Point) -> tuple[Exact, Exact]:
    return _SIDE + point.x * (100 - 2 * _SIDE), _HEAD + (1 - point.y) * (100 - 2 * _HEAD)


def _points(points: tuple[Point, ...]) -> Iterator[str]:
    spots = [Spot(point.name, *_place(point)) for point in points]
    plates = settle(spots)
    for number, (spot, plate) in enumerate(zip(spots, plates, strict=True), 1):
        place = f'x="{plate.dx}" y="{plate.dy}" text-anchor="{plate.anchor}"'
        yield (
            f'<svg x="{length(spot.x)}" y="{length(spot.y)}" overflow="visible">'
            f'<circle class="f-blue k-paper" stroke-width="2" r="11"/>'
            f'<text class="grid-no" y="4.5" text-anchor="middle">{number}</text>'
            f'<text class="grid-name" {place}>{text(spot.name)}</text></svg>'
        )


def _list(points: tuple[Point, ...]) -> str:
    """List the points by number; a wide page, with names in the field, keeps only those with a note."""
    bare = "" if any(point.note for point in points) else " grid-bare"
    items = "".join(_item(number, point) for number, point in enumerate(points, 1))
    return f'<ol class="grid-list{bare}">{items}</ol>'


def _item(number: int, point: Point) -> str:
    if point.note:
        return f"<li><b>{number}</b>{text(point.name)}<small>{text(point.note)}</small></li>"
    return f'<li class="grid-named"><b>{number}</b>{text(point.name)}</li>'


def _table(value: Grid) -> Table:
    columns = ("Name", value.x.label, value.y.label, "Quadrant", "Note")
    rows = tuple(
        (point.name, shown(point.x), shown(point.y), value.quadrant_of(point), point.note or NO_VALUE)
        for point in value.points
    )
    return Table(value.title, columns, rows, frozenset({1, 2}))
