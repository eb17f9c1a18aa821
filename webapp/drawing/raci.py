"""RACI charts: who is responsible, accountable, consulted and informed; one person answers for each row."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from webapp.drawing.marks import NO_VALUE, Drawing, Form, Table, require_names, text
from webapp.drawing.regions import NOWHERE, Place, Regions, letter, opening

Part: TypeAlias = Literal["R", "A", "C", "I", "-"]

PARTS = {"A": "Accountable", "R": "Responsible", "C": "Consulted", "I": "Informed"}
_KEY = {
    "A": "Accountable, one a row",
    "R": "Responsible, does it",
    "C": "Consulted before",
    "I": "Informed after",
}
_WIDE_FROM = 5


@dataclass(frozen=True)
class Row:
    """One piece of work: its name and the part of each role."""

    name: str
    cells: tuple[Part, ...]

    def held_by(self, part: str, roles: tuple[str, ...]) -> tuple[str, ...]:
        """The roles that hold a part in this row."""
        return tuple(role for role, cell in zip(roles, self.cells, strict=True) if cell == part)


@dataclass(frozen=True)
class Raci:
    """Work against roles."""

    title: str
    roles: tuple[str, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        """Refuse rows that do not fill the roles, unknown letters, and any row without exactly one A."""
        require_names("role", self.roles)
        require_names("row", (row.name for row in self.rows))
        for row in self.rows:
            self._check(row)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every cell by its row and its role."""
        return tuple((row.name, role) for row in self.rows for role in self.roles)

    def _check(self, row: Row) -> None:
        if len(row.cells) != len(self.roles):
            raise ValueError(f"row “{row.name}” has {len(row.cells)} cells for {len(self.roles)} roles")
        for cell in row.cells:
            if cell != "-" and cell not in PARTS:
                raise ValueError(f"row “{row.name}” holds “{cell}”; a cell is R, A, C, I or -")
        accountable = row.cells.count("A")
        if accountable != 1:
            raise ValueError(f"row “{row.name}” has {accountable} A; exactly one role is accountable")


def draw(value: Raci, regions: Regions = NOWHERE) -> Drawing:
    """Draw a table of letters, the accountable one filled; the table below names the roles part by part."""
    head = "".join(f'<th scope="col">{text(role)}</th>' for role in value.roles)
    rows = "".join(
        f'<tr><th scope="row">{text(row.name)}</th>{_cells(row, value.roles, regions)}</tr>'
        for row in value.rows
    )
    body = (
        f'<table class="matrix raci"><caption class="vh">{text(value.title)}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>{_key(value)}"
    )
    return Drawing(body, _table(value), Form.WORDS, wide=len(value.roles) >= _WIDE_FROM)


def _cells(row: Row, roles: tuple[str, ...], regions: Regions) -> str:
    cells = zip(roles, row.cells, strict=True)
    return "".join(_cell(cell, (row.name, role), regions) for role, cell in cells)


def _cell(cell: Part, place: Place, regions: Regions) -> str:
    return f"{opening('td', place, regions)}{letter(place, regions)}{_part(cell)}</td>"


def _part(cell: Part) -> str:
    if cell == "-":
        return f'<span class="faint">{NO_VALUE}</span>'
    return f'<abbr class="part part-{cell.lower()}" title="{PARTS[cell]}">{cell}</abbr>'


def _key(value: Raci) -> str:
    used = [part for part in PARTS if any(part in row.cells for row in value.rows)]
    items = "".join(
        f'<li><span class="part part-{part.lower()}">{part}</span>{_KEY[part]}</li>' for part in used
    )
    return f'<ul class="key">{items}</ul>'


def _table(value: Raci) -> Table:
    rows = tuple((row.name, *(_holders(row, part, value.roles) for part in PARTS)) for row in value.rows)
    return Table(value.title, ("Work", *PARTS.values()), rows)


def _holders(row: Row, part: str, roles: tuple[str, ...]) -> str:
    return ", ".join(row.held_by(part, roles)) or NO_VALUE
