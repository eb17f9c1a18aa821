"""What may be written in a figure, key by key.

What makes sense together (one A a row, a moment inside its axis) is a rule of each drawing's value; making the value
is part of reading, so both kinds of fault come out alike.
"""

from fractions import Fraction
from functools import partial
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from webapp.catalog.chart_keys import (
    BurndownFigure,
    BurnupFigure,
    ConeFigure,
    ControlChartFigure,
    FlowFigure,
    ParetoFigure,
    SCurveFigure,
)
from webapp.catalog.pictured import Amount, Any_number, Keys, Level, Pictured, Several, Sketch, Words, each
from webapp.catalog.tree_keys import DecisionTreeFigure, WbsFigure
from webapp.domain.craft.critical_path import Link, Tie
from webapp.drawing import bars, board, gantt, grid, matrix, network, raci, timeline


class PhaseKeys(Keys):
    """A phase of a timeline."""

    name: Words
    start: Amount
    end: Amount
    note: str = ""


class MomentKeys(Keys):
    """A gate or milestone of a timeline."""

    name: Words
    at: Amount
    note: str = ""


class TimelineFigure(Pictured):
    """Phases, gates and milestones on one axis."""

    kind: Literal["timeline"]
    unit: Words
    phases: Several[PhaseKeys]
    moments: Any_number[MomentKeys] = ()

    def sketch(self) -> Sketch:
        """Bars and diamonds; none of them can be pointed at."""
        phases, moments = each(timeline.Phase, self.phases), each(timeline.Moment, self.moments)
        value = timeline.Timeline(self.title, self.unit, phases, moments)
        return Sketch((), lambda _: timeline.draw(value))


class TaskKeys(Keys):
    """A row of a Gantt chart."""

    name: Words
    start: Amount | None = None
    duration: Amount | None = None
    done: Amount | None = None
    at: Amount | None = None


class GanttFigure(Pictured):
    """Work as rows."""

    kind: Literal["gantt"]
    unit: Words
    tasks: Several[TaskKeys]
    today: Amount | None = None

    def sketch(self) -> Sketch:
        """Rows that can be pointed at."""
        value = gantt.Gantt(self.title, self.unit, each(gantt.Task, self.tasks), self.today)
        return Sketch(value.places, partial(gantt.draw, value))


class AxisKeys(Keys):
    """An axis of a grid."""

    label: Words
    low: Words
    high: Words


class QuadrantKeys(Keys):
    """The names of the four fields of a grid."""

    top_left: Words = Field(alias="top-left")
    top_right: Words = Field(alias="top-right")
    bottom_left: Words = Field(alias="bottom-left")
    bottom_right: Words = Field(alias="bottom-right")


class PointKeys(Keys):
    """A point on a grid."""

    name: Words
    x: Amount
    y: Amount
    note: str = ""


class GridFigure(Pictured):
    """Two axes, four quadrants, named points."""

    kind: Literal["grid"]
    x: AxisKeys
    y: AxisKeys
    quadrants: QuadrantKeys
    points: Several[PointKeys]

    def sketch(self) -> Sketch:
        """Quadrants that can be pointed at."""
        (x, y), (quadrants,) = each(grid.Axis, (self.x, self.y)), each(grid.Quadrants, (self.quadrants,))
        value = grid.Grid(self.title, x, y, quadrants, each(grid.Point, self.points))
        return Sketch(value.places, partial(grid.draw, value))


class MatrixRowKeys(Keys):
    """A row of a matrix."""

    name: Words
    cells: Several[Level | Words]


class MatrixFigure(Pictured):
    """Rows against columns."""

    kind: Literal["matrix"]
    columns: Several[Words]
    rows: Several[MatrixRowKeys]

    def sketch(self) -> Sketch:
        """Cells that can be pointed at."""
        value = matrix.Matrix(self.title, self.columns, each(matrix.Row, self.rows))
        return Sketch(value.places, partial(matrix.draw, value))


class RaciRowKeys(Keys):
    """A row of a RACI chart."""

    name: Words
    cells: Several[Literal["R", "A", "C", "I", "-"]]


class RaciFigure(Pictured):
    """Work against roles."""

    kind: Literal["raci"]
    roles: Several[Words]
    rows: Several[RaciRowKeys]

    def sketch(self) -> Sketch:
        """Cells that can be pointed at."""
        value = raci.Raci(self.title, self.roles, each(raci.Row, self.rows))
        return Sketch(value.places, partial(raci.draw, value))


class ColumnKeys(Keys):
    """A column of a board."""

    name: Words
    cards: Any_number[Words] = ()
    limit: int | None = None


class BoardFigure(Pictured):
    """A board of cards."""

    kind: Literal["board"]
    columns: Several[ColumnKeys]

    def sketch(self) -> Sketch:
        """Columns that can be pointed at."""
        value = board.Board(self.title, each(board.Column, self.columns))
        return Sketch(value.places, partial(board.draw, value))


class BarKeys(Keys):
    """A bar of a bar chart."""

    name: Words
    value: Amount
    note: str = ""


class LineKeys(Keys):
    """The line to clear."""

    value: Amount
    label: Words


class BarsFigure(Pictured):
    """Horizontal bars."""

    kind: Literal["bars"]
    unit: Words
    bars: Several[BarKeys]
    line: LineKeys | None = None

    def sketch(self) -> Sketch:
        """Bars that can be pointed at."""
        lines = each(bars.Line, (self.line,) if self.line else ())
        value = bars.Bars(self.title, self.unit, each(bars.Bar, self.bars), *lines)
        return Sketch(value.places, partial(bars.draw, value))


class LinkKeys(Keys):
    """What an activity waits for otherwise than for its end: which ends are tied, and for how long after."""

    of: str
    type: Literal["FS", "SS", "FF", "SF"] = "FS"
    lag: Amount = Fraction(0)


class ActivityKeys(Keys):
    """An activity of a network; `after` names the ids of what it waits for."""

    id: Annotated[str, Field(min_length=1, max_length=6)]
    name: Words
    duration: Amount
    after: Any_number[str | LinkKeys] = ()

    @property
    def activity(self) -> network.Activity:
        """The activity with its links."""
        links = tuple(
            Link(link) if isinstance(link, str) else Link(link.of, Tie(link.type), link.lag)
            for link in self.after
        )
        return network.Activity(self.id, self.name, self.duration, links)


class NetworkFigure(Pictured):
    """Activities as boxes, with arrows to what waits for them; dates and float are shown where it is solved."""

    kind: Literal["network"]
    unit: Words
    solved: bool = False
    activities: Several[ActivityKeys]

    def sketch(self) -> Sketch:
        """Boxes that can be pointed at."""
        activities = tuple(keys.activity for keys in self.activities)
        value = network.Network(self.title, self.unit, activities, self.solved)
        return Sketch(value.places, partial(network.draw, value))


AnyFigure: TypeAlias = (
    TimelineFigure
    | GanttFigure
    | GridFigure
    | MatrixFigure
    | RaciFigure
    | BoardFigure
    | BarsFigure
    | NetworkFigure
    | BurndownFigure
    | BurnupFigure
    | WbsFigure
    | SCurveFigure
    | DecisionTreeFigure
    | ControlChartFigure
    | ParetoFigure
    | FlowFigure
    | ConeFigure
)
