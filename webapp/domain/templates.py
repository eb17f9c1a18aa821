"""Templates: papers a person takes to work, each a document to write in or a sheet to fill, with a worked example.

A cell of a sheet is kept as it was written; its column says what it is. What a formula makes is computed exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from webapp.domain import formulas
from webapp.domain.formulas import Formula

BLANK_ROWS = 30


class CellKind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class Form(StrEnum):
    """The kinds of file a template is made into, each named by its ending."""

    DOCX = "docx"
    XLSX = "xlsx"
    MARKDOWN = "md"
    CSV = "csv"


@dataclass(frozen=True)
class Column:
    """A column: `choices` are all it may hold; `formula` computes it; `total` says that its sum stands below."""

    name: str
    meaning: str
    width: int = 16
    kind: CellKind = CellKind.TEXT
    choices: tuple[str, ...] = ()
    formula: Formula | None = None
    total: bool = False

    @property
    def is_number(self) -> bool:
        """Whether its values stand under one another as figures do."""
        return self.kind is CellKind.NUMBER or self.formula is not None


@dataclass(frozen=True)
class Sheet:
    """A table to fill in; `rows` are its worked example, with "" where a formula computes."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def filled(self) -> tuple[tuple[str, ...], ...]:
        """The rows with what the formulas make of them."""
        return tuple(self._fill(row) for row in self.rows)

    @property
    def totals(self) -> tuple[str, ...]:
        """The line of sums, empty where no column has one."""
        if not any(column.total for column in self.columns):
            return ()
        return tuple(
            plain(sum((Decimal(row[at]) for row in self.filled if row[at]), Decimal(0)))
            if column.total
            else ""
            for at, column in enumerate(self.columns)
        )

    def _fill(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """One row, its formulas computed from left to right."""
        names = [column.name for column in self.columns]
        values = list(row)
        for at, column in enumerate(self.columns):
            if column.formula is not None:
                made = formulas.value(column.formula, dict(zip(names, values, strict=True)))
                values[at] = "" if made is None else plain(made)
        return tuple(values)


@dataclass(frozen=True)
class Table:
    """A table inside a document; `rows` are its example, `blanks` the empty lines to begin with."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    blanks: int = 3


@dataclass(frozen=True)
class Section:
    """A section of a document: what to write there, and one kind of place to write it.

    `text` and `points` are an example's paragraphs and list; `fields` are labels, each with an example; `checks` stand
    in the paper itself, to be ticked.
    """

    heading: str
    prompt: str
    text: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    checks: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Template:
    """A template: what it is for, when and how it is used, and its one document or sheet."""

    slug: str
    title: str
    summary: str
    use: str
    purpose: str
    when: tuple[str, ...]
    steps: tuple[str, ...]
    example: str
    updated: date
    sections: tuple[Section, ...] = ()
    sheet: Sheet | None = None
    etag: str = ""

    @property
    def forms(self) -> tuple[Form, Form]:
        """The kinds of file it is made into: the one to work in, and the plain one."""
        return (Form.XLSX, Form.CSV) if self.sheet else (Form.DOCX, Form.MARKDOWN)


USES = ("Start", "Plan", "Deliver", "Learn", "Your career")
"""What templates are used for, in the order of their list."""


def plain(value: Decimal) -> str:
    """A number as it is written: at most two places, none that say nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
