"""Templates: one file each → drafts, and drafts → templates with their documents and sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from webapp.catalog.drafts import TemplateDraft
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Written, fit
from webapp.catalog.library_models import (
    ColumnEntry,
    SectionEntry,
    SheetEntry,
    TableEntry,
    TemplateEntry,
)
from webapp.catalog.markdown import Renderer
from webapp.catalog.questions import fingerprint
from webapp.catalog.reading import Desk
from webapp.domain import formulas
from webapp.domain.formulas import UnfitFormula
from webapp.domain.templates import CellKind, Column, Section, Sheet, Table, Template

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""How text begins that a spreadsheet would take for a formula."""


LONGEST_CHOICES = 255
"""How long a list may be that a spreadsheet offers for a cell."""


def read_templates(desk: Desk) -> tuple[TemplateDraft, ...]:
    """Every template that fits, in the order of their names."""
    found: list[TemplateDraft] = []
    for path in desk.files("templates/*.yaml"):
        sheet = desk.sheet(path)
        written = sheet and fit(TemplateEntry, sheet, desk.faults)
        if not written:
            continue
        faults = list(_faults(written))
        desk.faults += faults
        if not faults:
            found.append(TemplateDraft(path.stem, written))
    return tuple(found)


def _faults(written: Written[TemplateEntry]) -> Iterator[Fault]:
    """What the model cannot say of the tables of a template."""
    entry = written.entry
    for at, section in enumerate(entry.sections):
        for place, row in enumerate(section.table.rows if section.table else ()):
            if section.table and len(row) != len(section.table.columns):
                reason = f"fills {len(row)} of {len(section.table.columns)} columns"
                yield written.fault(reason, "sections", at, "table", "rows", place)
    if entry.sheet:
        yield from _formula_faults(written, entry.sheet)
        for place, row in enumerate(entry.sheet.rows):
            yield from _row_faults(written, entry.sheet, place, row)


def _formula_faults(written: Written[TemplateEntry], sheet: SheetEntry) -> Iterator[Fault]:
    names = [column.name for column in sheet.columns]
    for at, column in enumerate(sheet.columns):
        blame = written.blame("sheet", "columns", at, "formula")
        if names.index(column.name) != at:
            yield written.fault(f"the column {column.name} stands twice", "sheet", "columns", at)
        if column.choices and (
            "," in "".join(column.choices) or len(",".join(column.choices)) > LONGEST_CHOICES
        ):
            reason = f"may have no comma, and take {LONGEST_CHOICES} characters at most"
            yield written.fault(f"`choices` of {column.name} {reason}", "sheet", "columns", at, "choices")
        try:
            formulas.read(column.formula or "0", names[:at])
        except UnfitFormula as unfit:
            yield blame(f"the formula of {column.name} {unfit}")


def _row_faults(
    written: Written[TemplateEntry], sheet: SheetEntry, place: int, row: tuple[str, ...]
) -> Iterator[Fault]:
    if len(row) != len(sheet.columns):
        reason = f"fills {len(row)} of {len(sheet.columns)} columns"
        yield written.fault(reason, "sheet", "rows", place)
        return
    for at, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
        reason = _unfit(column, cell) if cell or column.formula else ""
        if reason:
            yield written.fault(f"{column.name} {reason}", "sheet", "rows", place, at)


def _unfit(column: ColumnEntry, cell: str) -> str:
    """Why a cell cannot stand in its column, or nothing."""
    if column.formula:
        return "is computed; leave its cell empty" if cell else ""
    if column.choices:
        return "" if cell in column.choices else f"is “{cell}”, which is none of its choices"
    try:
        if column.kind == "number":
            return "" if Decimal(cell).is_finite() else "must be a number"
        if column.kind == "date":
            date.fromisoformat(cell)
    except InvalidOperation:
        return "must be a number"
    except ValueError:
        return "must be a day, such as 2026-11-22"
    return "begins as a formula does" if column.kind == "text" and cell.startswith(FORMULA_SIGNS) else ""


def render_template(draft: TemplateDraft, renderer: Renderer) -> Template:
    """The template with its quotes turned."""
    entry, words = draft.written.entry, renderer.words
    template = Template(
        slug=draft.slug,
        title=words(entry.title),
        summary=words(entry.summary),
        use=entry.use,
        purpose=words(entry.purpose),
        when=_each(entry.when, renderer),
        steps=_each(entry.steps, renderer),
        example=words(entry.example),
        updated=entry.updated,
        sections=tuple(_section(section, renderer) for section in entry.sections),
        sheet=_sheet(entry.sheet, renderer) if entry.sheet else None,
    )
    return replace(template, etag=fingerprint(repr(template)))


def _section(entry: SectionEntry, renderer: Renderer) -> Section:
    return Section(
        heading=renderer.words(entry.heading),
        prompt=renderer.words(entry.prompt),
        text=_each(entry.text, renderer),
        points=_each(entry.points, renderer),
        fields=tuple((renderer.words(name), renderer.words(given)) for name, given in entry.fields.items()),
        checks=_each(entry.checks, renderer),
        table=_table(entry.table, renderer) if entry.table else None,
    )


def _table(entry: TableEntry, renderer: Renderer) -> Table:
    rows = tuple(_each(row, renderer) for row in entry.rows)
    return Table(_each(entry.columns, renderer), rows, entry.blanks)


def _sheet(entry: SheetEntry, renderer: Renderer) -> Sheet:
    names = [column.name for column in entry.columns]
    columns = (_column(column, names[:at], renderer) for at, column in enumerate(entry.columns))
    return Sheet(tuple(columns), tuple(_each(row, renderer) for row in entry.rows))


def _column(entry: ColumnEntry, before: list[str], renderer: Renderer) -> Column:
    return Column(
        name=entry.name,
        meaning=renderer.words(entry.meaning),
        width=entry.width,
        kind=CellKind(entry.kind),
        choices=entry.choices,
        formula=formulas.read(entry.formula, before) if entry.formula else None,
        total=entry.total,
    )


def _each(texts: tuple[str, ...], renderer: Renderer) -> tuple[str, ...]:
    return tuple(renderer.words(text) for text in texts)
