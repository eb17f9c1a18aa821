"""Cones of uncertainty: one estimate and the range it may come to, phase by phase, on a scale of factors."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import log

from webapp.domain.craft.uncertainty import Phase, require_narrowing
from webapp.drawing.marks import (
    NO_BREAK,
    Drawing,
    Exact,
    Table,
    key,
    labelled,
    length,
    level,
    picture,
    require_names,
    shown,
    text,
    upright,
)
from webapp.drawing.regions import NOWHERE, Place, Regions, letter, opening

_MOST_TICKS, _FEW_TICKS, _SHORT = 5, 3, 5
_NEAR_EDGE = 8
_EXACT = 10**6


@dataclass(frozen=True)
class Factors:
    """A scale of factors: a half lies as far from 1 as a double."""

    low: Exact
    high: Exact

    def __post_init__(self) -> None:
        """Refuse a scale without extent."""
        if self.high <= self.low:
            raise ValueError("a cone has a range somewhere; low and high cannot all be 1")

    def place(self, factor: Exact) -> Fraction:
        """Where a factor stands, in per cent from the left."""
        share = log(factor / Fraction(self.low)) / log(Fraction(self.high) / self.low)
        return Fraction(share * 100).limit_denominator(_EXACT)

    def ticks(self, most: int = _MOST_TICKS) -> tuple[Fraction, ...]:
        """1 and the powers of two around it, or of four or sixteen; the ends instead where no power lies between."""
        for base in (2, 4, 16):
            powers = (Fraction(base) ** power for power in range(-5, 6))
            held = tuple(each for each in powers if self.low <= each <= self.high)
            if 1 < len(held) <= most:
                return held
        return tuple(map(Fraction, sorted({self.low, 1, self.high})))


@dataclass(frozen=True)
class Cone:
    """An estimate and the phases through which its range narrows."""

    title: str
    unit: str
    estimate: Exact
    phases: tuple[Phase, ...]
    solved: bool = True

    def __post_init__(self) -> None:
        """Refuse an estimate of nothing, one phase alone, and a cone that widens."""
        if self.estimate <= 0:
            raise ValueError("the estimate must be above 0")
        if len(self.phases) < 2:
            raise ValueError("a cone has two phases or more")
        require_names("phase", (each.name for each in self.phases))
        require_narrowing(self.phases)
        _ = self.scale

    @property
    def places(self) -> tuple[Place, ...]:
        """Every phase by its name."""
        return tuple((each.name,) for each in self.phases)

    @cached_property
    def scale(self) -> Factors:
        """From the lowest factor to the highest."""
        return Factors(min(each.low for each in self.phases), max(each.high for each in self.phases))

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        """The factors that are written: fewer where their words are long."""
        long = max(len(self.word(each)) for each in self.scale.ticks()) > _SHORT
        return self.scale.ticks(_FEW_TICKS if long else _MOST_TICKS)

    def word(self, factor: Fraction) -> str:
        """A factor of the scale, in the unit or as it is."""
        return shown(self.estimate * factor, 1) if self.solved else shown(factor, 3)

    def said(self, phase: Phase) -> str:
        """The range of a phase, in the unit or, where that is asked, in factors."""
        if not self.solved:
            return f"×{NO_BREAK}{shown(phase.low)} to {shown(phase.high)}"
        low, high = phase.range(self.estimate)
        return f"{shown(low, 1)} to {shown(high, 1)}"


def draw(value: Cone, regions: Regions = NOWHERE) -> Drawing:
    """Draw a lane a phase, its range as part of one narrowing shape, and the estimate through all of them."""
    rows = "".join(_row(value, at, regions) for at in range(len(value.phases)))
    ticks = picture("".join(_tick(value, each) for each in value.ticks))
    unit = text(value.unit) if value.solved else "factor"
    axis = (
        f'<li class="bars-axis" aria-hidden="true"><span></span>{ticks}<span class="num">{unit}</span></li>'
    )
    named = f"Estimate, {shown(value.estimate)}{NO_BREAK}{value.unit}"
    legend = key(("bar", "f-wash", "Range"), ("tick", "f-ochre", named))
    return Drawing(f'<ul class="bars fig-bars cone">{rows}{axis}</ul>{legend}', _table(value))


def _tick(value: Cone, factor: Fraction) -> str:
    place = value.scale.place(factor)
    anchor = "start" if place < _NEAR_EDGE else "end" if place > 100 - _NEAR_EDGE else "middle"
    return f'<text x="{length(place)}" y="1em" text-anchor="{anchor}">{text(value.word(factor))}</text>'


def _row(value: Cone, at: int, regions: Regions) -> str:
    phase, scale = value.phases[at], value.scale
    place = (phase.name,)
    grid = "".join(upright(scale.place(each), "k-hair") for each in value.ticks)
    low, high = scale.place(phase.low), scale.place(phase.high)
    ends = "".join(upright(each, "k-blue", width=2, top=30, bottom=70) for each in (low, high))
    marks = _flank(value, at) + grid + level(low, high, "k-blue", width=2) + ends
    name = labelled(phase.name, before=letter(place, regions))
    lane = f'<span class="lane">{picture(marks + upright(scale.place(1), "k-ochre", width=2))}</span>'
    words = f'<span class="num"><b>{text(value.said(phase))}</b></span>'
    return f"{opening('li', place, regions)}{name}{lane}{words}</li>"


def _flank(value: Cone, at: int) -> str:
    """The part of the cone in one lane: from halfway to the phase before to halfway to the next."""
    here, last = value.phases[at], len(value.phases) - 1
    before, after = value.phases[max(at - 1, 0)], value.phases[min(at + 1, last)]
    place = value.scale.place
    left = [
        (place(before.low) + place(here.low)) / 2,
        place(here.low),
        (place(here.low) + place(after.low)) / 2,
    ]
    right = [
        (place(before.high) + place(here.high)) / 2,
        place(here.high),
        (place(here.high) + place(after.high)) / 2,
    ]
    points = [*zip(left, (0, 50, 100), strict=True), *reversed([*zip(right, (0, 50, 100), strict=True)])]
    way = " ".join(f"{float(x):.2f} {y}" for x, y in points)
    return (
        '<svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<path class="f-wash" d="M{way}z"/></svg>'
    )


def _table(value: Cone) -> Table:
    columns = ("Phase", "Low factor", "High factor", f"Lowest ({value.unit})", f"Highest ({value.unit})")
    kept = len(columns) if value.solved else 3
    rows = tuple(_cells(value, each)[:kept] for each in value.phases)
    return Table(value.title, columns[:kept], rows, frozenset(range(1, kept)))


def _cells(value: Cone, phase: Phase) -> tuple[str, ...]:
    low, high = phase.range(value.estimate)
    return (phase.name, shown(phase.low), shown(phase.high), shown(low), shown(high))
