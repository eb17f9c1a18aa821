"""Gantt charts: tasks as bars with the share that is done, moments as diamonds, today as a line."""

from dataclasses import dataclass
from fractions import Fraction

from webapp.drawing.lanes import Lane, hang
from webapp.drawing.marks import (
    NO_VALUE,
    Drawing,
    Exact,
    Table,
    beam,
    clearance,
    diamond,
    key,
    percent,
    require_names,
    shown,
)
from webapp.drawing.regions import NOWHERE, Place, Regions
from webapp.drawing.scale import Scale


@dataclass(frozen=True)
class Task:
    """A row of work: either start and duration, or the moment `at`."""

    name: str
    start: Exact | None = None
    duration: Exact | None = None
    done: Exact | None = None
    at: Exact | None = None

    def __post_init__(self) -> None:
        """Refuse a row that is neither work nor a moment, or both."""
        if (self.start is None, self.duration is None) != ((self.at is not None),) * 2:
            raise ValueError(f"task “{self.name}” needs either start and duration, or at")
        if (self.at if self.at is not None else self.start or 0) < 0:
            raise ValueError(f"task “{self.name}” begins before 0")
        if self.duration is not None and self.duration <= 0:
            raise ValueError(f"task “{self.name}” lasts {shown(self.duration)}; work takes time")
        if self.done is not None and self.at is not None:
            raise ValueError(f"task “{self.name}” is a moment and has no share done")
        if not 0 <= (self.done or 0) <= 100:
            raise ValueError(
                f"task “{self.name}” is {shown(self.done or 0)} per cent done; the share is 0 to 100"
            )

    @property
    def begin(self) -> Exact:
        """Where the row begins."""
        return self.at if self.at is not None else self.start or 0

    @property
    def end(self) -> Exact:
        """Where the row ends."""
        return self.begin + (self.duration or 0)

    @property
    def reached(self) -> Exact:
        """The point up to which the work is done, were it spread evenly."""
        return self.begin + Fraction(self.done or 0) / 100 * (self.duration or 0)


@dataclass(frozen=True)
class Gantt:
    """Tasks in one unit of time, and today if the chart is about one day."""

    title: str
    unit: str
    tasks: tuple[Task, ...]
    today: Exact | None = None

    def __post_init__(self) -> None:
        """Refuse an empty chart, names used twice, and a today beside the axis."""
        if not self.tasks or self.end <= 0:
            raise ValueError("a Gantt chart needs a task")
        require_names("task", (task.name for task in self.tasks))
        if self.today is not None and not 0 <= self.today <= self.end:
            raise ValueError(f"today, {shown(self.today)}, lies outside the axis, 0 to {shown(self.end)}")

    @property
    def places(self) -> tuple[Place, ...]:
        """Every row by its name."""
        return tuple((task.name,) for task in self.tasks)

    @property
    def end(self) -> Exact:
        """Where the last row ends."""
        return max((task.end for task in self.tasks), default=0)


def draw(value: Gantt, regions: Regions = NOWHERE) -> Drawing:
    """Draw each task under the axis; the dark part of a bar is its share done."""
    scale = Scale(0, value.end)
    today = "" if value.today is None else clearance(scale.place(value.today))
    lanes = (_lane(task, scale) for task in value.tasks)
    rows = hang(lanes, scale, value.unit, over=today, regions=regions)
    return Drawing(rows + _key(value), _table(value))


def _state(task: Task) -> str:
    return "" if task.done is None else f"{percent(task.done)} done"


def _lane(task: Task, scale: Scale) -> Lane:
    if task.at is not None:
        return Lane(task.name, "", "", diamond(scale.place(task.at)))
    return Lane(task.name, _state(task), _marks(task, scale))


def _marks(task: Task, scale: Scale) -> str:
    start, reached, end = (scale.place(each) for each in (task.begin, task.reached, task.end))
    done = beam(start, reached, "f-blue") if reached > start else ""
    left = beam(reached, end, "f-mid") if end > reached else ""
    return done + left


def _key(value: Gantt) -> str:
    entries: list[tuple[str, str, str]] = []
    if any(task.done for task in value.tasks):
        entries.append(("bar", "f-blue", "Done"))
    if any(task.at is None and task.done != 100 for task in value.tasks):
        entries.append(("bar", "f-mid", "Planned"))
    if any(task.at is not None for task in value.tasks):
        entries.append(("diamond", "f-ink", "Milestone"))
    if value.today is not None:
        entries.append(("tick", "f-ochre", f"Today, at {shown(value.today)} {value.unit}"))
    return key(*entries)


def _table(value: Gantt) -> Table:
    columns = ("Task", f"Start ({value.unit})", f"End ({value.unit})", f"Duration ({value.unit})", "Done")
    return Table(value.title, columns, tuple(_row(task) for task in value.tasks), frozenset({1, 2, 3, 4}))


def _row(task: Task) -> tuple[str, str, str, str, str]:
    duration = NO_VALUE if task.duration is None else shown(task.duration)
    done = NO_VALUE if task.done is None else percent(task.done)
    return task.name, shown(task.begin), shown(task.end), duration, done
