"""Templates as .xlsx: opened again, each holds its columns, lists, formulas and its example; no word is a formula."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.support import real_content
from webapp.catalog.shelf import Catalog
from webapp.domain.templates import BLANK_ROWS, CellKind, Column, Sheet, Template
from webapp.press.workbooks import xlsx_of

SHEETS = sorted(path.stem for path in (real_content.CONTENT / "templates").glob("*.yaml"))


def opened(template: Template) -> Workbook:
    assert template.sheet is not None
    return load_workbook(BytesIO(xlsx_of(template, template.sheet)))


def values(page: Any, row: int) -> list[Any]:
    return [cell.value for cell in page[row]]


def test_it_holds_a_sheet_to_fill_an_example_and_how_to_use_it(shelf: Catalog) -> None:
    book = opened(shelf.template("small-plan"))
    assert book.sheetnames == ["Small plan", "Example", "How to use"]
    told = [row[1].value for row in book["How to use"].iter_rows()]
    assert "What it costs in all. Computed: Days × Price." in told


def test_the_sheet_to_fill_is_empty_but_for_its_formulas(shelf: Catalog) -> None:
    page = opened(shelf.template("small-plan"))["Small plan"]
    assert values(page, 1) == ["Task", "Holder", "Begins", "Days", "Price", "Sum"]
    assert values(page, 2) == [None, None, None, None, None, '=IF(COUNT(D2,E2)<2,"",D2*E2)']
    last = BLANK_ROWS + 1
    assert page.cell(last, 6).value == f'=IF(COUNT(D{last},E{last})<2,"",D{last}*E{last})'
    assert values(page, last + 1) == ["Total", None, None, f"=SUM(D2:D{last})", None, f"=SUM(F2:F{last})"]


def test_the_example_holds_days_as_days_and_numbers_as_numbers(shelf: Catalog) -> None:
    page = opened(shelf.template("small-plan"))["Example"]
    assert values(page, 2)[:5] == ["Book the hall", "Alto", datetime(2027, 1, 4), 1, 12.5]  # noqa: DTZ001 - a day
    assert page["C2"].number_format == "yyyy-mm-dd"


def test_lists_are_offered_and_every_column_says_what_it_holds(shelf: Catalog) -> None:
    page = opened(shelf.template("small-plan"))["Small plan"]
    rules = page.data_validations.dataValidation
    offered = {str(rule.sqref): rule.formula1 for rule in rules if rule.type == "list"}
    assert offered == {f"B2:B{BLANK_ROWS + 1}": '"Alto,Bass"'}
    assert [rule.prompt for rule in rules][3:5] == ["How long it takes.", "What a day of it costs."]


def test_the_head_is_marked_as_one(shelf: Catalog) -> None:
    page = opened(shelf.template("small-plan"))["Small plan"]
    table = page.tables["ToFill"]
    assert (table.ref, table.headerRowCount) == (f"A1:F{BLANK_ROWS + 1}", 1)
    assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")


def test_language_and_title_are_said(shelf: Catalog) -> None:
    properties = opened(shelf.template("small-plan")).properties
    assert (properties.title, properties.creator, properties.language) == ("Small plan", "Gantry", "en-GB")


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_no_word_becomes_a_formula(shelf: Catalog, hostile: str) -> None:
    sheet = Sheet((Column(hostile, hostile),), ((hostile,),))
    template = replace(shelf.template("small-plan"), sheet=sheet, purpose=hostile)
    book = opened(template)
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value == hostile]
    assert len(cells) == 5, "two heads, a cell, the purpose, and what the column holds"
    assert {cell.data_type for cell in cells} == {"s"}


def test_it_is_the_same_each_time(shelf: Catalog) -> None:
    template = shelf.template("small-plan")
    assert template.sheet is not None
    assert xlsx_of(template, template.sheet) == xlsx_of(template, template.sheet)


def as_read(column: Column, cell: Any) -> str:
    """A cell of a file as its source has it."""
    if cell is None:
        return ""
    if column.kind is CellKind.DATE:
        return str(cell.date().isoformat())
    return f"{cell:g}" if column.kind is CellKind.NUMBER else str(cell)


@pytest.mark.parametrize("slug", SHEETS)
def test_every_sheet_of_ours_holds_all_that_its_source_holds(slug: str) -> None:
    template = real_content.catalog().template(slug)
    sheet = template.sheet
    if sheet is None:
        assert template.sections
        return
    page = opened(template)["Example"]
    assert values(page, 1) == [column.name for column in sheet.columns]
    for place, row in enumerate(sheet.rows, start=2):
        for column, words, cell in zip(sheet.columns, row, page[place], strict=True):
            if column.formula is None:
                assert as_read(column, cell.value) == words
            else:
                assert str(cell.value).startswith("=IF(")
