"""Formulas of sheets: read, refused, computed exactly, and told to a spreadsheet."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import formulas
from webapp.domain.formulas import UnfitFormula

COLUMNS = ["A", "Two words", "C"]


def computed(text: str, **row: str) -> Decimal | None:
    return formulas.value(formulas.read(text, list(row)), row)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{A} * {B}", "6"),
        ("{A} + {B} * 10", "32"),
        ("({A} + {B}) * 10", "50"),
        ("{A} - {B} - 1", "-2"),
        ("{B} / {A}", "1.5"),
        ("0.1 + 0.2", "0.3"),
        ("((({A})))", "2"),
    ],
)
def test_arithmetic_is_exact(text: str, value: str) -> None:
    assert computed(text, A="2", B="3") == Decimal(value)


def test_nothing_is_computed_of_an_empty_cell_nor_by_nought() -> None:
    assert computed("{A} * {B}", A="2", B="") is None
    assert computed("{A} / {B}", A="2", B="0") is None
    assert computed("{A} / ({B} - {B})", A="0", B="4") is None


def test_marks_are_counted_from_one_column_to_another() -> None:
    row = {"Do": "A", "Ann": "A/R", "Bob": "R", "Cem": "", "Dee": "A"}
    assert computed("count A in {Ann}..{Cem}", **row) == 1
    assert computed("count R in {Ann}..{Dee}", **row) == 2
    assert computed("count A in {Cem}..{Cem}", **row) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{D} * 2", "reads {D}, which is no column before it"),
        ("{A} *", "ends too soon"),
        ("", "ends too soon"),
        ("* {A}", "needs a column or a number before “*”"),
        ("({A}", "has a parenthesis that is never closed"),
        ("{A} {C}", "has “C” where it should end"),
        ("{A})", "has “)” where it should end"),
        ('=HYPERLINK("http://x")', "cannot be read at “=HYPERLINK"),
        ("SUM(A1)", "cannot be read at “SUM"),
        ("count A in {C}..{A}", "counts from {C}, which stands after {A}"),
        ("count A in {A}..{Z}", "reads {Z}"),
    ],
)
def test_what_is_no_formula_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnfitFormula) as refused:
        formulas.read(text, COLUMNS)
    assert str(refused.value).startswith(reason)


def test_a_formula_is_told_in_words() -> None:
    assert formulas.in_words(formulas.read("({A} - 1) * {C} / 100", COLUMNS)) == "(A − 1) × C ÷ 100"
    counted = formulas.read("count A in {A}..{C}", COLUMNS)
    assert formulas.in_words(counted) == "the number of A from A to C"


def test_a_formula_is_told_to_a_spreadsheet_and_keeps_empty_rows_empty() -> None:
    cells = {"A": "D2", "Two words": "E2", "C": "F2"}
    formula = formulas.read("{A} * ({Two words} + 1)", COLUMNS)
    assert formulas.for_cells(formula, cells.__getitem__) == '=IF(COUNT(D2,E2)<2,"",D2*(E2+1))'
    counted = formulas.read("count A in {A}..{C}", COLUMNS)
    assert formulas.for_cells(counted, cells.__getitem__) == '=IF(COUNTA(D2:F2)=0,"",COUNTIF(D2:F2,"*A*"))'


@given(st.text(alphabet="{}A+-*/()1. =@", max_size=30))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        formula = formulas.read(text, ["A"])
    except UnfitFormula:
        return
    told = formulas.for_cells(formula, lambda _name: "B2")
    assert told.startswith("=IF(")
