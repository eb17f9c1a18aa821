"""Lanes: rows of work under one axis, each with its words beside its marks; timeline and Gantt share them."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.drawing.marks import labelled, picture, text, upright
from webapp.drawing.regions import NOWHERE, Regions, letter, opening
from webapp.drawing.scale import Scale, tick_words


@dataclass(frozen=True)
class Lane:
    """One row: its name, a quieter note, its marks, and those that lie even over today (a diamond is never cut)."""

    name: str
    note: str
    marks: str
    moments: str = ""


def hang(
    lanes: Iterable[Lane], scale: Scale, unit: str, *, over: str = "", regions: Regions = NOWHERE
) -> str:
    """Hang the lanes under their axis; `over` crosses the work of every lane (today); regions are lanes by name."""
    grid = "".join(upright(scale.place(value), "k-hair") for value in scale.ticks)
    axis = picture(tick_words(scale))
    head = f'<li class="lanes-head" aria-hidden="true"><span>{text(unit)}</span>{axis}</li>'
    rows = "".join(_row(lane, grid, over, regions) for lane in lanes)
    return f'<ol class="lanes">{head}{rows}</ol>'


def _row(lane: Lane, grid: str, over: str, regions: Regions) -> str:
    place = (lane.name,)
    marks = picture(grid + lane.marks + over + lane.moments)
    name = labelled(lane.name, lane.note, before=letter(place, regions))
    return f'{opening("li", place, regions)}{name}<span class="lane">{marks}</span></li>'
