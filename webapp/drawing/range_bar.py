"""The range bar: one score with its interval and the line to clear, on a scale that ends at 100.

The score is written rounded down, so that it never looks like a line it has missed.
"""

from dataclasses import dataclass
from math import floor

from webapp.drawing.marks import (
    NO_VALUE,
    Drawing,
    Exact,
    Table,
    bar,
    clearance,
    key,
    level,
    percent,
    picture,
    shown,
    upright,
)
from webapp.drawing.scale import Scale

_AXIS = 86  # how far down the axis lies, in per cent


@dataclass(frozen=True)
class RangeBar:
    """A score in per cent, where it may truly lie, and the line it is held against, if there is one."""

    title: str
    score: Exact
    low: Exact
    high: Exact
    line: Exact | None = None
    line_name: str = "Practice line"
    score_name: str = "Score and 95\u00a0% interval"
    floor: int = 0

    def __post_init__(self) -> None:
        """Refuse a score outside its own interval, and anything off the scale."""
        if self.floor % 10 or not 0 <= self.floor <= 80:
            raise ValueError(f"the scale begins at {self.floor}; it may begin at 0, 10, 20 … 80")
        if not self.floor <= self.low <= self.score <= self.high <= 100:
            raise ValueError(f"not in order: {self.floor}, {self.low}, {self.score}, {self.high}, 100")
        if self.line is not None and not self.floor <= self.line <= 100:
            raise ValueError(f"the line, {self.line}, lies outside the scale, {self.floor} to 100")

    @property
    def ticks(self) -> tuple[int, ...]:
        """The numbers under the axis, evenly spaced from end to end."""
        span = 100 - self.floor
        return tuple(range(self.floor, 101, 20 if span > 60 and span % 20 == 0 else 10))

    @property
    def says(self) -> str:
        """The drawing in one sentence."""
        line = "" if self.line is None else f"; {self.line_name.lower()} {percent(self.line)}"
        return f"{percent(floor(self.score))}, interval {percent(self.low)} to {percent(self.high)}{line}"


def draw(value: RangeBar) -> Drawing:
    """Draw the interval as a bar, the score as a tick in it, the line to clear across it."""
    scale = Scale(value.floor, 100)
    words = "".join(
        f"<span>{number if at else percent(number)}</span>" for at, number in enumerate(value.ticks)
    )
    body = (
        f'<div class="range">{picture(_axis(value, scale) + _marks(value, scale), says=value.says)}'
        f'<div class="scale" aria-hidden="true">{words}</div></div>{_key(value)}'
    )
    return Drawing(body, _table(value))


def _axis(value: RangeBar, scale: Scale) -> str:
    stubs = "".join(upright(scale.place(number), "k-edge", top=_AXIS) for number in value.ticks)
    return level(0, 100, "k-edge", at=_AXIS) + stubs


def _marks(value: RangeBar, scale: Scale) -> str:
    interval = bar(scale.place(value.low), scale.place(value.high), "f-mid", top=38, height=36)
    line = "" if value.line is None else clearance(scale.place(value.line), bottom=_AXIS - 1)
    return interval + line + upright(scale.place(value.score), "k-blue", width=3, top=28, bottom=_AXIS - 2)


def _key(value: RangeBar) -> str:
    interval = f"{shown(value.low, places=0)} to {percent(value.high)}"
    score = ("interval", "f-blue", f"{value.score_name}, {interval}")
    if value.line is None:
        return key(score)
    return key(score, ("tick", "f-ochre", f"{value.line_name}, {percent(value.line)}"))


def _table(value: RangeBar) -> Table:
    line = NO_VALUE if value.line is None else percent(value.line)
    columns = ("Score", "From", "To", value.line_name)
    row = (percent(floor(value.score)), percent(value.low), percent(value.high), line)
    return Table(value.title, columns, (row,), frozenset({1, 2, 3}))
