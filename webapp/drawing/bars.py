"""Bars: one value a row from zero, and optionally the line to clear."""

from dataclasses import dataclass

from webapp.drawing.marks import (
    NO_VALUE,
    Drawing,
    Exact,
    Table,
    beam,
    clearance,
    key,
    labelled,
    picture,
    require_names,
    shown,
    text,
    upright,
)
from webapp.drawing.regions import NOWHERE, Place, Regions, letter, opening
from webapp.drawing.scale import Scale, round_scale, tick_words


@dataclass(frozen=True)
class Bar:
    """A named value."""

    name: str
    value: Exact
    note: str = ""


@dataclass(frozen=True)
class Line:
    """The value to clear, or not to pass."""

    value: Exact
    label: str


@dataclass(frozen=True)
class Bars:
    """Values in one unit."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    line: Line | None = None

    def __post_init__(self) -> None:
        """Refuse a chart with nothing to show."""
        require_names("bar", (each.name for each in self.bars))
        if not any(each.value for each in self.bars):
            raise ValueError("a bar chart needs a value other than 0")

    @property
    def places(self) -> tuple[Place, ...]:
        """Every bar by its name."""
        return tuple((each.name,) for each in self.bars)

    @property
    def scale(self) -> Scale:
        """From zero (or the lowest value) to the next round number."""
        values = [each.value for each in self.bars] + ([self.line.value] if self.line else [])
        return round_scale(min(0, *values), max(0, *values))


def draw(value: Bars, regions: Regions = NOWHERE) -> Drawing:
    """Draw every bar from zero on one scale, its number beside it, the line to clear across all."""
    rows = "".join(_row(each, value, regions) for each in value.bars)
    ticks = picture(tick_words(value.scale))
    axis = f'<li class="bars-axis" aria-hidden="true"><span></span>{ticks}<span></span></li>'
    line = (("tick", "f-ochre", f"{value.line.label}, {shown(value.line.value)}"),) if value.line else ()
    legend = key(("bar", "f-blue", value.unit), *line)
    return Drawing(f'<ul class="bars fig-bars">{rows}{axis}</ul>{legend}', _table(value))


def _row(each: Bar, value: Bars, regions: Regions) -> str:
    place = (each.name,)
    start, end = sorted((value.scale.place(0), value.scale.place(each.value)))
    grid = "".join(upright(value.scale.place(tick), "k-hair") for tick in value.scale.ticks)
    body = beam(start, end, "f-blue", thick=14) if end > start else ""
    line = clearance(value.scale.place(value.line.value)) if value.line else ""
    zero = upright(value.scale.place(0), "k-edge")
    words = f'<span class="num"><b>{text(shown(each.value))}</b></span>'
    lane = f'<span class="lane">{picture(grid + zero + body + line)}</span>'
    name = labelled(each.name, each.note, before=letter(place, regions))
    return f"{opening('li', place, regions)}{name}{lane}{words}</li>"


def _table(value: Bars) -> Table:
    columns = ["Name", value.unit] + ([f"Against {value.line.label}"] if value.line else []) + ["Note"]
    rows = tuple(_cells(each, value.line) for each in value.bars)
    return Table(value.title, tuple(columns), rows, frozenset({1, 2} if value.line else {1}))


def _cells(each: Bar, line: Line | None) -> tuple[str, ...]:
    against = (_against(each.value - line.value),) if line else ()
    return (each.name, shown(each.value), *against, each.note or NO_VALUE)


def _against(difference: Exact) -> str:
    if difference == 0:
        return "on the line"
    return f"{shown(difference)} over" if difference > 0 else f"{shown(-difference)} under"
