"""Timelines: phases as bars, gates and milestones as diamonds, on one axis from 0."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.drawing.lanes import Lane, hang
from webapp.drawing.marks import (
    NO_VALUE,
    Drawing,
    Exact,
    Table,
    beam,
    diamond,
    key,
    require_names,
    shown,
    upright,
)
from webapp.drawing.scale import Scale


@dataclass(frozen=True)
class Phase:
    """A stretch of work."""

    name: str
    start: Exact
    end: Exact
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a phase that ends before it has begun."""
        if self.start < 0:
            raise ValueError(f"phase “{self.name}” starts at {shown(self.start)}; the axis begins at 0")
        if self.end <= self.start:
            raise ValueError(
                f"phase “{self.name}” starts at {shown(self.start)} and ends at {shown(self.end)}"
            )


@dataclass(frozen=True)
class Moment:
    """A gate or a milestone: it takes no time."""

    name: str
    at: Exact
    note: str = ""


@dataclass(frozen=True)
class Timeline:
    """Phases and moments in one unit of time."""

    title: str
    unit: str
    phases: tuple[Phase, ...]
    moments: tuple[Moment, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an empty axis and moments beside it."""
        if not self.phases:
            raise ValueError("a timeline needs a phase")
        require_names("phase", (phase.name for phase in self.phases))
        for moment in self.moments:
            if not 0 <= moment.at <= self.end:
                axis = f"0 to {shown(self.end)}"
                raise ValueError(f"moment “{moment.name}” at {shown(moment.at)} is outside the axis, {axis}")

    @property
    def end(self) -> Exact:
        """Where the last phase ends."""
        return max(phase.end for phase in self.phases)

    @property
    def in_order(self) -> tuple[Phase | Moment, ...]:
        """Everything as it comes about; a gate stands before the phase it opens."""
        return tuple(sorted((*self.moments, *self.phases), key=_begins))


def draw(value: Timeline) -> Drawing:
    """Draw the phases as a staircase, each gate on its step, with a thread down through the work it parts."""
    scale = Scale(0, value.end)
    threads = "".join(upright(scale.place(moment.at), "k-edge dash") for moment in value.moments)
    lanes = (Lane(each.name, each.note, threads + _marks(each, scale)) for each in value.in_order)
    moments = (("diamond", "f-ink", "Gate or milestone"),) if value.moments else ()
    legend = key(("bar", "f-blue", "Phase"), *moments)
    return Drawing(hang(lanes, scale, value.unit) + legend, _table(value))


def _begins(each: Phase | Moment) -> tuple[Exact, int]:
    return (each.at, 0) if isinstance(each, Moment) else (each.start, 1)


def _marks(each: Phase | Moment, scale: Scale) -> str:
    if isinstance(each, Moment):
        return diamond(scale.place(each.at))
    return beam(scale.place(each.start), scale.place(each.end), "f-blue")


def _table(value: Timeline) -> Table:
    columns = ("What", f"Start ({value.unit})", f"End ({value.unit})", "Note")
    return Table(value.title, columns, tuple(_rows(value)), frozenset({1, 2}))


def _rows(value: Timeline) -> Iterator[tuple[str, str, str, str]]:
    for each in value.in_order:
        if isinstance(each, Moment):
            yield each.name, shown(each.at), NO_VALUE, each.note or NO_VALUE
        else:
            yield each.name, shown(each.start), shown(each.end), each.note or NO_VALUE
