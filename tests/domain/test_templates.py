"""Templates: what a sheet computes of its worked example, and the files a template is made into."""

from __future__ import annotations

from decimal import Decimal

import pytest

from webapp.catalog.shelf import Catalog
from webapp.domain.templates import Form, plain


def test_a_sheet_is_filled_by_its_formulas_and_summed(shelf: Catalog) -> None:
    sheet = shelf.template("small-plan").sheet
    assert sheet is not None
    assert [row[-1] for row in sheet.filled] == ["12.5", "15"]
    assert sheet.totals == ("", "", "", "6", "", "27.5")
    assert [column.is_number for column in sheet.columns] == [False, False, False, True, True, True]


def test_a_document_and_a_sheet_are_made_into_two_files_each(shelf: Catalog) -> None:
    assert shelf.template("small-plan").forms == (Form.XLSX, Form.CSV)
    assert shelf.template("word-to-singers").forms == (Form.DOCX, Form.MARKDOWN)


@pytest.mark.parametrize(
    ("value", "text"), [("15.00", "15"), ("12.5", "12.5"), ("0.125", "0.12"), ("-0", "0"), ("100", "100")]
)
def test_a_number_says_no_more_than_it_has_to(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text
