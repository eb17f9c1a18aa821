"""Cumulative flow: how much work stands in each state, stacked, and the time it takes by Little's law."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from webapp.domain.craft.flow import Flow
from webapp.drawing.marks import NO_VALUE, Drawing, Reading, Table, key, require_names, shown
from webapp.drawing.plane import Plane, Point
from webapp.drawing.scale import Scale, round_scale

_MOST_STATES = 8
_MIDDLE = ("f-soft", "f-mid")


@dataclass(frozen=True)
class FlowDiagram:
    """The counts of each state, step by step from 0."""

    title: str
    unit: str
    along: str
    flow: Flow
    solved: bool = True

    def __post_init__(self) -> None:
        """Refuse names used twice, and more bands than can be told apart."""
        require_names("state", self.names)
        if len(self.names) > _MOST_STATES:
            raise ValueError(f"{len(self.names)} states; a figure shows {_MOST_STATES} at most")
        if not any(self.flow.entered(0)):
            raise ValueError("nothing is counted anywhere")

    @property
    def names(self) -> tuple[str, ...]:
        """The states in the order of the work."""
        return tuple(each.name for each in self.flow.states)

    @property
    def last(self) -> int:
        """The last step."""
        return len(self.flow.in_progress) - 1

    @property
    def middle(self) -> int:
        """A step about the middle."""
        return max(1, self.last // 2)

    @property
    def inks(self) -> tuple[str, ...]:
        """Pale for what waits, dark for what is done, and two in turn between."""
        return ("f-wash", *(_MIDDLE[at % 2] for at in range(len(self.names) - 2)), "f-blue")

    def edge(self, state: int) -> tuple[Point, ...]:
        """The upper edge of a band; below the last lies the axis."""
        if state == len(self.names):
            return tuple((at, 0) for at in range(self.last + 1))
        return tuple(enumerate(self.flow.entered(state)))

    @cached_property
    def plane(self) -> Plane:
        """The scales."""
        return Plane(Scale(0, self.last), round_scale(0, max(self.flow.entered(0))), self.along, self.unit)


def draw(value: FlowDiagram) -> Drawing:
    """Draw a band a state, named where it ends; a phone names them below, from the top band down."""
    plane, bands = value.plane, range(len(value.names))
    areas = "".join(plane.area(value.edge(at), value.edge(at + 1), value.inks[at]) for at in bands)
    edges = "".join(plane.line(value.edge(at), "k-paper", width="1.5") for at in bands[1:])
    top = plane.line(value.edge(0), "k-mid", width="1.5")
    body = plane.html(areas + edges + top + _span(value), _names(value), tall=True, gutter="loose")
    return Drawing(body + _key(value), _table(value), readings=_readings(value))


def _names(value: FlowDiagram) -> str:
    """The name of each band at the middle of its right end, with what stands there last; and the work in progress."""
    last = value.last
    tags: list[tuple[Point, str]] = []
    for at, state in enumerate(value.flow.states):
        middle = Fraction(value.edge(at)[last][1] + value.edge(at + 1)[last][1]) / 2
        tags.append(((last, middle), f"{state.name} {state.counts[last]}"))
    named = value.plane.tags(tags, right=9, tall=True)
    if not value.solved:
        return named
    words = f"In progress {value.flow.in_progress[value.middle]}"
    return named + value.plane.words(value.edge(1)[value.middle], words, down=-8, anchor="middle")


def _span(value: FlowDiagram) -> str:
    """The work in progress as an upright through its bands."""
    upper, lower = value.edge(1)[value.middle], value.edge(len(value.names) - 1)[value.middle]
    return value.plane.line([upper, lower], "k-ink", width="2") if value.solved and upper != lower else ""


def _key(value: FlowDiagram) -> str:
    """The names for a phone, where there is no room beside the bands."""
    first, *others = zip(value.inks, value.names, strict=True)
    entries = [(first[0], f"From the top: {first[1]}"), *others]
    return key(*(("bar", ink, name) for ink, name in entries), own="plot-names")


def _readings(value: FlowDiagram) -> tuple[Reading, ...]:
    if not value.solved:
        return ()
    flow = value.flow
    time = f"{shown(flow.cycle_time, 1)} {value.along}" if flow.cycle_time is not None else NO_VALUE
    done, one = flow.states[-1].counts, value.along.removesuffix("s")
    return (
        Reading("Work in progress, average", f"{shown(flow.wip, 1)} {value.unit}"),
        Reading(
            "Throughput",
            f"{shown(flow.throughput)} per {one}",
            f"{done[-1] - done[0]} in {value.last} {value.along}",
        ),
        Reading("Cycle time, average", time, "work in progress / throughput"),
    )


def _table(value: FlowDiagram) -> Table:
    columns = [value.along.capitalize(), *value.names] + ["In progress"] * value.solved
    counts = [each.counts for each in value.flow.states] + [value.flow.in_progress] * value.solved
    rows = tuple((str(at), *(str(each[at]) for each in counts)) for at in range(value.last + 1))
    return Table(f"{value.title} ({value.unit})", tuple(columns), rows, frozenset(range(1, len(columns))))
