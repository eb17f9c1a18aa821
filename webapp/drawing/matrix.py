"""Matrices: a real table of rows and columns; a cell is a short text, or a level 1 to 5 drawn as heat."""

from dataclasses import dataclass
from typing import TypeAlias

from webapp.drawing.marks import Drawing, Form, Table, require_names, text
from webapp.drawing.regions import NOWHERE, Place, Regions, letter, opening

Cell: TypeAlias = int | str
_WIDE_FROM = 5


@dataclass(frozen=True)
class Row:
    """One row: its name and a cell for each column."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Rows against columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        """Refuse rows that do not fill the columns, and levels off the scale."""
        require_names("column", self.columns)
        require_names("row", (row.name for row in self.rows))
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"row “{row.name}” has {len(row.cells)} cells for {len(self.columns)} columns"
                )
            for cell in row.cells:
                if isinstance(cell, int) and not 1 <= cell <= 5:
                    raise ValueError(f"row “{row.name}” holds {cell}; a number is a level from 1 to 5")

    @property
    def places(self) -> tuple[Place, ...]:
        """Every cell by its row and its column."""
        return tuple((row.name, column) for row in self.rows for column in self.columns)

    @property
    def is_levels(self) -> bool:
        """Whether every cell is a level."""
        return all(isinstance(cell, int) for row in self.rows for cell in row.cells)


def draw(value: Matrix, regions: Regions = NOWHERE) -> Drawing:
    """Draw the matrix as the table it is; levels carry their heat and always their number."""
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in value.columns)
    rows = "".join(
        f'<tr><th scope="row">{text(row.name)}</th>{_cells(row, value.columns, regions)}</tr>'
        for row in value.rows
    )
    kind = "matrix matrix-levels" if value.is_levels else "matrix"
    body = (
        f'<table class="{kind}"><caption class="vh">{text(value.title)}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return Drawing(body, _table(value), Form.TABLE, wide=len(value.columns) >= _WIDE_FROM)


def _cells(row: Row, columns: tuple[str, ...], regions: Regions) -> str:
    cells = zip(columns, row.cells, strict=True)
    return "".join(_cell(cell, (row.name, column), regions) for column, cell in cells)


def _cell(cell: Cell, place: Place, regions: Regions) -> str:
    heat = f"level h{cell}" if isinstance(cell, int) else ""
    return f"{opening('td', place, regions, heat)}{letter(place, regions)}{text(str(cell))}</td>"


def _table(value: Matrix) -> Table:
    rows = tuple((row.name, *(str(cell) for cell in row.cells)) for row in value.rows)
    numeric = frozenset(
        at
        for at in range(1, len(value.columns) + 1)
        if all(isinstance(row.cells[at - 1], int) for row in value.rows)
    )
    return Table(value.title, ("", *value.columns), rows, numeric)
