"""Pareto charts: causes by their counts, the line that adds them up, and the vital few."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from webapp.domain.craft.pareto import VITAL, Cause, Ranked, rank
from webapp.drawing.marks import (
    NO_BREAK,
    NO_VALUE,
    Drawing,
    Reading,
    Table,
    beam,
    clearance,
    key,
    labelled,
    length,
    percent,
    picture,
    require_names,
    upright,
)
from webapp.drawing.regions import NOWHERE, Place, Regions, letter, opening
from webapp.drawing.scale import Scale, round_scale, tick_words

_SHARES = Scale(0, 100)


@dataclass(frozen=True)
class Pareto:
    """Causes and how often each was seen."""

    title: str
    unit: str
    causes: tuple[Cause, ...]
    solved: bool = True

    def __post_init__(self) -> None:
        """Refuse one cause alone, names used twice, and counts of nothing."""
        if len(self.causes) < 2:
            raise ValueError("a Pareto chart compares two causes or more")
        require_names("cause", (each.name for each in self.causes))
        rank(self.causes)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every cause by its name."""
        return tuple((each.name,) for each in self.causes)

    @cached_property
    def ranked(self) -> tuple[Ranked, ...]:
        """The causes, largest first, with their shares."""
        return rank(self.causes)

    @property
    def vital(self) -> tuple[Ranked, ...]:
        """The vital few."""
        return tuple(each for each in self.ranked if each.is_vital)


def draw(value: Pareto, regions: Regions = NOWHERE) -> Drawing:
    """Draw the bars, largest first, on one scale with the line of their sums; or the bare counts as written."""
    if not value.solved:
        return Drawing(_plain(value, regions), _counts(value))
    rows = (_row(value, at, regions) for at in range(len(value.ranked)))
    axis = _axis(tick_words(_SHARES))
    legend = key(
        ("bar", "f-blue", f"{value.unit.capitalize()}, the vital few"),
        ("bar", "f-mid", "The others"),
        ("disc", "f-ink", "Share of all so far, per cent"),
        ("tick", "f-ochre", percent(VITAL * 100)),
    )
    return Drawing(
        f'<ul class="bars fig-bars pareto">{"".join(rows)}{axis}</ul>{legend}',
        _table(value),
        readings=(_few(value),),
    )


def _axis(ticks: str) -> str:
    return f'<li class="bars-axis" aria-hidden="true"><span></span>{picture(ticks)}<span></span></li>'


def _few(value: Pareto) -> Reading:
    counted = sum(each.cause.count for each in value.vital)
    total = sum(each.count for each in value.causes)
    reached = percent(value.vital[-1].cumulative * 100)
    how = f"{counted} of {total} {value.unit}, {reached}"
    return Reading("The vital few", f"{len(value.vital)} of {len(value.causes)} causes", how)


def _row(value: Pareto, at: int, regions: Regions) -> str:
    each = value.ranked[at]
    grid = "".join(upright(tick, "k-hair") for tick in _SHARES.ticks)
    body = beam(0, each.share * 100, "f-blue" if each.is_vital else "f-mid", thick=14) if each.share else ""
    over = clearance(VITAL * 100) + _sums(value.ranked, at)
    share = f'<span class="share">{percent(each.cumulative * 100)}</span>'
    numbers = f'<span class="num"><b>{each.cause.count}</b> {share}</span>'
    first_other = at == len(value.vital)
    marks = grid + upright(0, "k-edge") + body + over
    return _item(each.cause, marks, numbers, regions, own="pareto-cut" if first_other else "")


def _sums(ranked: tuple[Ranked, ...], at: int) -> str:
    """The line of sums through one row: from halfway to the row before to halfway to the next, with its dot."""
    here = ranked[at].cumulative * 100
    line = ""
    if at:
        line += _stroke((_halfway(ranked, at - 1), 0), (here, 50))
    if at + 1 < len(ranked):
        line += _stroke((here, 50), (_halfway(ranked, at), 100))
    return f'{line}<circle class="f-ink k-paper" stroke-width="1.5" cx="{length(here)}" cy="50%" r="4.5"/>'


def _halfway(ranked: tuple[Ranked, ...], at: int) -> Fraction:
    return (ranked[at].cumulative + ranked[at + 1].cumulative) * 50


def _stroke(start: tuple[Fraction, int], end: tuple[Fraction, int]) -> str:
    return (
        f'<line class="k-ink" stroke-width="2" x1="{length(start[0])}" y1="{start[1]}%" '
        f'x2="{length(end[0])}" y2="{end[1]}%"/>'
    )


def _item(cause: Cause, marks: str, numbers: str, regions: Regions, own: str = "") -> str:
    place = (cause.name,)
    name = labelled(cause.name, cause.note, before=letter(place, regions))
    return (
        f'{opening("li", place, regions, own)}{name}<span class="lane">{picture(marks)}</span>{numbers}</li>'
    )


def _plain(value: Pareto, regions: Regions) -> str:
    scale = round_scale(0, max(each.count for each in value.causes))
    grid = "".join(upright(scale.place(tick), "k-hair") for tick in scale.ticks) + upright(0, "k-edge")
    rows = "".join(
        _item(
            each,
            grid + (beam(0, scale.place(each.count), "f-blue", thick=14) if each.count else ""),
            f'<span class="num"><b>{each.count}</b></span>',
            regions,
        )
        for each in value.causes
    )
    axis = _axis(tick_words(scale))
    return f'<ul class="bars fig-bars">{rows}{axis}</ul>{key(("bar", "f-blue", value.unit))}'


def _counts(value: Pareto) -> Table:
    rows = tuple((each.name, str(each.count), each.note or NO_VALUE) for each in value.causes)
    return Table(value.title, ("Cause", value.unit, "Note"), rows, frozenset({1}))


def _table(value: Pareto) -> Table:
    rows = tuple(
        (
            each.cause.name,
            str(each.cause.count),
            percent(each.share * 100),
            percent(each.cumulative * 100),
            f"vital{NO_BREAK}few" if each.is_vital else NO_VALUE,
            each.cause.note or NO_VALUE,
        )
        for each in value.ranked
    )
    columns = ("Cause", value.unit, "Share", "Share so far", "One of the", "Note")
    return Table(value.title, columns, rows, frozenset({1, 2, 3}))
