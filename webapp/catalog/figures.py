"""Figures: the YAML of a figure fence → a checked drawing with its caption and table.

Here stands what may be written, key by key. What makes sense together (one A a row, a moment inside its axis)
is a rule of each drawing's value; making the value is part of reading, so both kinds of fault come out of
`read_figure` alike.
"""

from abc import abstractmethod
from collections.abc import Iterable
from fractions import Fraction
from math import isfinite
from typing import Annotated, Any, Literal, Self, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, model_validator

from webapp.drawing import bars, board, gantt, grid, matrix, raci, timeline
from webapp.drawing.marks import Drawing, Form, text

T = TypeVar("T")
_LARGEST = 1_000_000_000


def _exact(written: object) -> Fraction:
    """Take a number as it is written: 0.1 is a tenth, not its nearest binary neighbour."""
    if isinstance(written, bool) or not isinstance(written, int | float) or not isfinite(written):
        raise ValueError("write a number")
    if abs(written) > _LARGEST:
        raise ValueError("write a smaller number, in a larger unit")
    return Fraction(str(written))


Words: TypeAlias = Annotated[str, Field(min_length=1, max_length=300)]
Amount: TypeAlias = Annotated[Fraction, BeforeValidator(_exact)]
Several: TypeAlias = Annotated[tuple[T, ...], Field(strict=False, min_length=1, max_length=20)]
Any_number: TypeAlias = Annotated[tuple[T, ...], Field(strict=False, max_length=20)]
Level: TypeAlias = Annotated[int, Field(ge=1, le=5)]


class Keys(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, str_strip_whitespace=True)


class Pictured(Keys):
    """What every figure has: the finding, what the picture says, and how to read it."""

    title: Words
    alt: Annotated[str, Field(min_length=1, max_length=1000)]
    caption: Annotated[str, Field(max_length=1000)] = ""

    @abstractmethod
    def drawing(self) -> Drawing:
        """Draw the figure; raises ValueError where its values do not fit each other."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        self.drawing()
        return self


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

    def drawing(self) -> Drawing:
        """Draw the timeline."""
        phases, moments = _each(timeline.Phase, self.phases), _each(timeline.Moment, self.moments)
        return timeline.draw(timeline.Timeline(self.title, self.unit, phases, moments))


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

    def drawing(self) -> Drawing:
        """Draw the chart."""
        return gantt.draw(gantt.Gantt(self.title, self.unit, _each(gantt.Task, self.tasks), self.today))


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

    def drawing(self) -> Drawing:
        """Draw the grid."""
        (x, y), (quadrants,) = _each(grid.Axis, (self.x, self.y)), _each(grid.Quadrants, (self.quadrants,))
        return grid.draw(grid.Grid(self.title, x, y, quadrants, _each(grid.Point, self.points)))


class MatrixRowKeys(Keys):
    """A row of a matrix."""

    name: Words
    cells: Several[Level | Words]


class MatrixFigure(Pictured):
    """Rows against columns."""

    kind: Literal["matrix"]
    columns: Several[Words]
    rows: Several[MatrixRowKeys]

    def drawing(self) -> Drawing:
        """Draw the matrix."""
        return matrix.draw(matrix.Matrix(self.title, self.columns, _each(matrix.Row, self.rows)))


class RaciRowKeys(Keys):
    """A row of a RACI chart."""

    name: Words
    cells: Several[Literal["R", "A", "C", "I", "-"]]


class RaciFigure(Pictured):
    """Work against roles."""

    kind: Literal["raci"]
    roles: Several[Words]
    rows: Several[RaciRowKeys]

    def drawing(self) -> Drawing:
        """Draw the chart."""
        return raci.draw(raci.Raci(self.title, self.roles, _each(raci.Row, self.rows)))


class ColumnKeys(Keys):
    """A column of a board."""

    name: Words
    cards: Any_number[Words] = ()
    limit: int | None = None


class BoardFigure(Pictured):
    """A board of cards."""

    kind: Literal["board"]
    columns: Several[ColumnKeys]

    def drawing(self) -> Drawing:
        """Draw the board."""
        return board.draw(board.Board(self.title, _each(board.Column, self.columns)))


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

    def drawing(self) -> Drawing:
        """Draw the bars."""
        lines = _each(bars.Line, (self.line,) if self.line else ())
        return bars.draw(bars.Bars(self.title, self.unit, _each(bars.Bar, self.bars), *lines))


Figure: TypeAlias = Annotated[
    TimelineFigure | GanttFigure | GridFigure | MatrixFigure | RaciFigure | BoardFigure | BarsFigure,
    Field(discriminator="kind"),
]
_FIGURE: TypeAdapter[Figure] = TypeAdapter(Figure)


def read_figure(fields: dict[str, Any]) -> Figure:
    """Check the keys of a figure fence; raises ValidationError, whose messages an author can act on."""
    return _FIGURE.validate_python(fields)


def figure_html(figure: Figure, number: str) -> str:
    """Set a figure: plate, caption that opens with the finding, and the values as a table one click below."""
    drawing = figure.drawing()
    name = f"Figure {number}."
    stop = "" if figure.title.endswith((".", "?", "!")) else "."
    caption = f"<b>{text(name)}</b> {text(figure.title + stop)} {text(figure.caption)}".rstrip()
    details = "" if drawing.form is Form.TABLE else drawing.table.details
    wide = " wide" if drawing.wide else ""
    return (
        f'<figure class="figure figure-{figure.kind}{wide}">{_plate(drawing, figure.alt)}'
        f"<figcaption>{caption}</figcaption>{details}</figure>"
    )


def _plate(drawing: Drawing, alt: str) -> str:
    """Show a picture as one image; give real text, too wide for some phones, a region that scrolls by key."""
    if drawing.form is Form.PICTURE:
        return f'<div class="plate" role="img" aria-label="{text(alt)}">{drawing.body}</div>'
    return (
        f'<div class="plate scroll" tabindex="0" role="region" aria-label="{text(alt)}">{drawing.body}</div>'
    )


def _each(make: type[T], keys: Iterable[Keys]) -> tuple[T, ...]:
    """Make a drawing's values from mappings that bear the same names."""
    return tuple(make(**dict(each)) for each in keys)
