"""S-curves: planned value, earned value and actual cost as sums from the start, and where the cost leads."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from webapp.domain.craft.earned_value import EarnedValue, require_curves
from webapp.drawing.marks import NO_BREAK, NO_VALUE, Drawing, Exact, Reading, Table, clearance, key, shown
from webapp.drawing.plane import Plane, Point
from webapp.drawing.scale import Scale, round_scale

_HEADROOM = Fraction(17, 16)  # room above the highest level for its word
_REST = f"(BAC{NO_BREAK}−{NO_BREAK}EV) / (BAC{NO_BREAK}−{NO_BREAK}AC)"
_LATE = Fraction(9, 10)  # beyond it the names stand to the left of today, where they are not cut off
_SQUARE = '<path class="f-ink" d="M-3.5 -3.5h7v7h-7z"/>'


@dataclass(frozen=True)
class SCurve:
    """The plan to its end, and what was earned and spent up to today."""

    title: str
    unit: str
    along: str
    pv: tuple[Exact, ...]
    ev: tuple[Exact, ...]
    ac: tuple[Exact, ...]
    solved: bool = True

    def __post_init__(self) -> None:
        """Refuse curves that do not belong together, and a plan of one period."""
        require_curves(self.pv, self.ev, self.ac)
        if len(self.pv) < 2:
            raise ValueError("pv needs two periods or more")
        self.at(self.today)

    @property
    def today(self) -> int:
        """The last period with a value."""
        return len(self.ev)

    def at(self, period: int) -> EarnedValue:
        """Where the project stood after a period, from 1."""
        here = period - 1
        return EarnedValue(self.pv[-1], self.pv[here], self.ev[here], self.ac[here])

    @property
    def stand(self) -> EarnedValue:
        """Where the project stands today."""
        return self.at(self.today)

    @property
    def forecast(self) -> tuple[Point, ...]:
        """From the cost of today to the estimate at completion; none where the plan has ended or nothing is earned."""
        eac = self.stand.eac
        if not self.solved or eac is None or self.today == len(self.pv):
            return ()
        return (self.today, self.ac[-1]), (len(self.pv), eac)

    @cached_property
    def plane(self) -> Plane:
        """The scales."""
        highest = max(self.pv[-1], self.ac[-1], *(point[1] for point in self.forecast))
        return Plane(Scale(0, len(self.pv)), round_scale(0, highest * _HEADROOM), self.along, self.unit)


def draw(value: SCurve) -> Drawing:
    """Draw the three curves, each named where it stands today, the budget as a level, and the forecast of the cost."""
    plane = value.plane
    pv, ev, ac = (list(enumerate((0, *curve))) for curve in (value.pv, value.ev, value.ac))
    forecast = plane.line(value.forecast, "k-ink dots", width="2") if value.forecast else ""
    curves = (
        plane.line(pv, "k-mid", width="2") + plane.line(ac, "k-ink", width="2") + plane.line(ev, "k-blue")
    )
    today = clearance(plane.across.place(value.today))
    squares = "".join(plane.stamp(point, _SQUARE) for point in ac[1:])
    marks = today + squares + plane.dots(ev[1:]) + _words(value)
    body = plane.html(_levels(value) + forecast + curves, marks, tall=True) + _key(value)
    return Drawing(body, _table(value), readings=_readings(value))


def _ends(value: SCurve) -> list[tuple[str, Exact]]:
    """What plan and forecast come to, the higher first."""
    ends: list[tuple[str, Exact]] = [("BAC", value.pv[-1])]
    ends += [("EAC", value.forecast[1][1])] if value.forecast else []
    return sorted(ends, key=lambda each: -each[1])


def _levels(value: SCurve) -> str:
    levels = ([(0, at), (len(value.pv), at)] for _, at in _ends(value))
    return "".join(value.plane.line(level, "k-edge dash", width="1") for level in levels)


def _words(value: SCurve) -> str:
    """Name today, the curves beside it, and the levels at the left, where no curve is yet."""
    plane, stand = value.plane, value.stand
    along = value.along if value.today > 1 else value.along.removesuffix("s")
    head = plane.head(value.today, f"Today, at {value.today} {along}")
    tags = [((value.today, at), name) for name, at in (("PV", stand.pv), ("EV", stand.ev), ("AC", stand.ac))]
    right, anchor = (-9, "end") if value.today > _LATE * len(value.pv) else (9, "start")
    names = plane.tags(tags, right=right, anchor=anchor, tall=True)
    levels = zip(_ends(value), (-6, 16), strict=False)
    ends = (plane.words((0, at), f"{name} {shown(at, 0)}", down=down, right=5) for (name, at), down in levels)
    return head + names + "".join(ends)


def _key(value: SCurve) -> str:
    stand = value.stand
    entries = [
        ("line", "f-mid", f"PV, planned: {shown(stand.pv)}"),
        ("disc", "f-blue", f"EV, earned: {shown(stand.ev)}"),
        ("square", "f-ink", f"AC, spent: {shown(stand.ac)}"),
    ]
    return key(*entries, *([("dots", "f-ink", "Forecast of the cost")] if value.forecast else []))


def _readings(value: SCurve) -> tuple[Reading, ...]:
    if not value.solved:
        return ()
    at = value.stand
    return (
        Reading("CV", shown(at.cv), "EV − AC"),
        Reading("SV", shown(at.sv), "EV − PV"),
        Reading("CPI", _shown(at.cpi), "EV / AC"),
        Reading("SPI", _shown(at.spi), "EV / PV"),
        Reading("EAC", _shown(at.eac), "BAC / CPI"),
        Reading("ETC", _shown(at.etc), "EAC − AC"),
        Reading("VAC", _shown(at.vac), "BAC − EAC"),
        Reading("TCPI", _shown(at.tcpi), _REST),
    )


def _shown(value: Exact | None) -> str:
    return NO_VALUE if value is None else shown(value)


def _table(value: SCurve) -> Table:
    columns = (value.along.capitalize(), "PV", "EV", "AC", "CV", "SV", "CPI", "SPI")
    rows = tuple(_row(value, at) for at in range(1, len(value.pv) + 1))
    kept = len(columns) if value.solved else 4
    caption = f"{value.title} ({value.unit})"
    return Table(caption, columns[:kept], tuple(row[:kept] for row in rows), frozenset(range(1, kept)))


def _row(value: SCurve, period: int) -> tuple[str, ...]:
    if period > value.today:
        return (str(period), shown(value.pv[period - 1]), *(NO_VALUE,) * 6)
    at = value.at(period)
    indices = (_shown(at.cpi), _shown(at.spi))
    return (str(period), *(shown(each) for each in (at.pv, at.ev, at.ac, at.cv, at.sv)), *indices)
