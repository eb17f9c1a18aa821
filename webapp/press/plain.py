"""Templates as text: a document as Markdown, a sheet as CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from webapp.domain.templates import Column, Section, Sheet, Table, Template

BYTE_ORDER_MARK = "\ufeff"
"""What tells spreadsheets that a CSV file is UTF-8."""
_FORMULA = re.compile(r"[=+\-@\t\r]")
_MARKUP = re.compile(r"([\\*_`<|])")


def csv_of(sheet: Sheet) -> str:
    """The columns and the worked example, as spreadsheets and scripts read them."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(guarded(column.name) for column in sheet.columns)
    for row in sheet.filled:
        writer.writerow(_cell(column, cell) for column, cell in zip(sheet.columns, row, strict=True))
    return BYTE_ORDER_MARK + out.getvalue()


def _cell(column: Column, cell: str) -> str:
    """A number stands as it is; a word never begins as a formula does."""
    return cell if column.is_number else guarded(cell)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def markdown_of(template: Template) -> str:
    """The document to write in, then its worked example and how it is used."""
    return "\n".join(_markdown(template)).rstrip() + "\n"


def _markdown(template: Template) -> Iterator[str]:
    yield from (f"# {_escaped(template.title)}", "", _escaped(template.summary), "")
    for section in template.sections:
        yield from (f"## {_escaped(section.heading)}", "", f"*{_escaped(section.prompt)}*", "")
        yield from _blank(section)
    yield from ("---", "", f"## Worked example: {_escaped(template.example)}", "")
    for section in template.sections:
        if not section.checks:
            yield from (f"### {_escaped(section.heading)}", "", *_example(section))
    yield from ("---", "", "## How to use this template", "", _escaped(template.purpose), "")
    yield from (f"{number}. {_escaped(step)}" for number, step in enumerate(template.steps, start=1))


def _blank(section: Section) -> Iterator[str]:
    """The place to write in."""
    if section.checks:
        yield from (*(f"- [ ] {_escaped(check)}" for check in section.checks), "")
    elif section.fields:
        yield from _table(("Field", "Entry"), [(name, "") for name, _ in section.fields])
    elif section.table:
        blank = [""] * len(section.table.columns)
        yield from _table(section.table.columns, [blank] * section.table.blanks)
    elif section.points:
        yield from ("- ", "- ", "- ", "")
    else:
        yield from ("…", "")


def _example(section: Section) -> Iterator[str]:
    """The same place as the worked example fills it."""
    for paragraph in section.text:
        yield from (_escaped(paragraph), "")
    if section.points:
        yield from (*(f"- {_escaped(point)}" for point in section.points), "")
    if section.fields:
        yield from _table(("Field", "Entry"), section.fields)
    if section.table:
        yield from _rows(section.table)


def _rows(table: Table) -> Iterator[str]:
    return _table(table.columns, table.rows)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _line(columns)
    yield "|" + " --- |" * len(columns)
    yield from (_line(row) for row in rows)
    yield ""


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_escaped(cell) for cell in cells) + " |"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
