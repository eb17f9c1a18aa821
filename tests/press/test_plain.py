"""Templates as text: Markdown that says what the source says, CSV in which nothing is a formula."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest
from markdown import Markdown

from webapp.catalog.shelf import Catalog
from webapp.domain.templates import CellKind, Column, Sheet
from webapp.press import plain


def test_a_sheet_is_csv_with_what_its_formulas_make(shelf: Catalog) -> None:
    sheet = shelf.template("small-plan").sheet
    assert sheet is not None
    text = plain.csv_of(sheet)
    assert text.startswith("\ufeffTask,")
    assert list(csv.reader(StringIO(text.removeprefix("\ufeff")))) == [
        ["Task", "Holder", "Begins", "Days", "Price", "Sum"],
        ["Book the hall", "Alto", "2027-01-04", "1", "12.5", "12.5"],
        ["Print “the posters”", "Bass", "2027-01-05", "5", "3", "15"],
    ]


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=cmd|" /C calc"!A0'])
def test_no_text_becomes_a_formula(hostile: str) -> None:
    sheet = Sheet((Column(hostile, "x"), Column("Text", "x")), ((hostile, hostile),))
    text = plain.csv_of(sheet).removeprefix("\ufeff")
    for row in csv.reader(StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), row


def test_a_number_below_nought_stays_a_number() -> None:
    sheet = Sheet((Column("Float", "x", kind=CellKind.NUMBER),), (("-3",),))
    assert plain.csv_of(sheet).splitlines()[-1] == "-3"


def test_a_document_is_markdown_to_fill_in_with_its_example(shelf: Catalog) -> None:
    template = shelf.template("word-to-singers")
    text = plain.markdown_of(template)
    html = Markdown(extensions=["tables"]).convert(text)
    assert text.startswith("# Word to the singers\n")
    for heading in ("At a glance", "What was decided", "Reasons", "Tasks", "Before you send it"):
        assert f"<h2>{heading}</h2>" in html
    assert "<h2>Worked example: A choir sings in June</h2>" in html
    assert "<em>Who and when.</em>" in html
    assert html.count("<td>The chair</td>") == 1
    assert "- [ ] Somebody else has read it" in text
    assert "the hall is *booked* | paid." in html, "nothing of the text is taken for markup"
    assert html.count("<h3>Before you send it</h3>") == 0


def test_a_bar_does_not_break_a_table(shelf: Catalog) -> None:
    template = shelf.template("word-to-singers")
    section = replace(template.sections[0], fields=(("A|B", "C | D"),))
    html = Markdown(extensions=["tables"]).convert(plain.markdown_of(replace(template, sections=(section,))))
    assert "<td>A|B</td>" in html
    assert "<td>C | D</td>" in html
