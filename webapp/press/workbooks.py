"""A sheet template as .xlsx: the sheet to fill with its lists and formulas, its worked example, and how it is used."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from webapp.domain import formulas
from webapp.domain.templates import BLANK_ROWS, CellKind, Column, Sheet, Template
from webapp.press.sealing import sealed

LANGUAGE = "en-GB"
LONGEST_PROMPT = 255
_HEAD = PatternFill("solid", fgColor="1F3A6E")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
Row = tuple[str, ...]


def xlsx_of(template: Template, sheet: Sheet) -> bytes:
    """The workbook: first the sheet to fill, then the worked example, then how to use it."""
    book = Workbook()
    properties = book.properties
    properties.title, properties.subject = template.title, template.summary
    properties.creator = properties.lastModifiedBy = "Gantry"
    properties.language = LANGUAGE
    properties.created = datetime.combine(template.updated, time(), UTC).replace(tzinfo=None)
    first = book.active
    first.title = template.title[:31]
    _fill(first, sheet, ((),) * BLANK_ROWS, "ToFill")
    _fill(book.create_sheet("Example"), sheet, sheet.rows, "WorkedExample")
    _tell(book.create_sheet("How to use"), template, sheet)
    out = BytesIO()
    book.save(out)
    return sealed(out.getvalue(), template.updated)


def _fill(page: Worksheet, sheet: Sheet, rows: tuple[Row, ...], name: str) -> None:
    """A page with its head, its rows, and the sums below them."""
    last = len(rows) + 1
    for at, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = column.width
        _write_head(page.cell(1, at), column.name)
        for place, row in enumerate(rows, start=2):
            _write(page.cell(place, at), column, row[at - 1] if row else "", sheet)
        if column.total:
            page.cell(last + 1, at, f"=SUM({letter}2:{letter}{last})").font = Font(bold=True)
        _offer(page, column, f"{letter}2:{letter}{last}")
    if any(column.total for column in sheet.columns) and not sheet.columns[0].total:
        page.cell(last + 1, 1, "Total").font = Font(bold=True)
    _frame(page, f"A1:{get_column_letter(len(sheet.columns))}{last}", name)


def _frame(page: Worksheet, span: str, name: str) -> None:
    """Mark the head as one: for the eye, for paper, and for those who hear the sheet."""
    table = Table(displayName=name, ref=span)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    page.add_table(table)
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _write_head(cell: Cell, words: str) -> None:
    _write_text(cell, words)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = _HEAD


def _write_text(cell: Cell, words: str) -> None:
    """Words as words, whatever they begin with."""
    cell.value = words
    cell.data_type = "s"
    cell.alignment = _WRAPPED


def _write(cell: Cell, column: Column, words: str, sheet: Sheet) -> None:
    """One cell as what its column holds; a formula stands in empty rows too."""
    cell.alignment = _WRAPPED
    if column.kind is CellKind.DATE:
        cell.number_format = "yyyy-mm-dd"
    if column.formula is not None:
        letters = {each.name: get_column_letter(at) for at, each in enumerate(sheet.columns, start=1)}
        cell.value = formulas.for_cells(column.formula, lambda name: f"{letters[name]}{cell.row}")
    elif not words:
        return
    elif column.kind is CellKind.NUMBER:
        number = Decimal(words)
        cell.value = int(number) if number == number.to_integral_value() else float(number)
    elif column.kind is CellKind.DATE:
        cell.value = date.fromisoformat(words)
    else:
        _write_text(cell, words)


def _offer(page: Worksheet, column: Column, span: str) -> None:
    """Say at each cell what belongs there, and offer the choices where there are some."""
    rule = DataValidation(
        type="list" if column.choices else None,
        formula1=f'"{",".join(column.choices)}"' if column.choices else None,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=bool(column.choices),
        promptTitle=column.name[:32],
        prompt=column.meaning[:LONGEST_PROMPT],
        errorTitle=column.name[:32] if column.choices else None,
        error="Choose one from the list." if column.choices else None,
    )
    rule.add(span)
    page.add_data_validation(rule)


def _tell(page: Worksheet, template: Template, sheet: Sheet) -> None:
    """What the sheet is for, how it is filled, and what each column holds."""
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 90
    lines = [("What it is for", template.purpose)]
    lines += [("When to use it" if not at else "", when) for at, when in enumerate(template.when)]
    lines += [(f"Step {number}", step) for number, step in enumerate(template.steps, start=1)]
    lines += [("The example", template.example)]
    lines += [(f"Column: {column.name}", _meaning(column)) for column in sheet.columns]
    for place, (name, words) in enumerate(lines, start=1):
        _write_text(page.cell(place, 1), name)
        page.cell(place, 1).font = Font(bold=True)
        _write_text(page.cell(place, 2), words)


def _meaning(column: Column) -> str:
    """What a column holds, with its formula in words."""
    computed = f" Computed: {formulas.in_words(column.formula)}." if column.formula else ""
    return column.meaning + computed
