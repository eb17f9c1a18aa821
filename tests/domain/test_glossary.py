"""Terms in their order, under their letters, and found by what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import glossary
from webapp.domain.glossary import MOST_FOUND, OTHER, Term

CPI = Term("cost-performance-index", "Cost performance index", "Earned value divided by cost.", ("CPI",))
COST = Term("cost", "Cost", "What something takes in money.")
DIRECT = Term("direct-cost", "Direct cost", "What one project alone causes.")
VALUE = Term("earned-value", "Earned value", "The budgeted cost of what is done.", ("EV", "BCWP"))
RESUME = Term("resume", "Résumé", "A page about one’s work.")
FIVES = Term("5s", "5S", "Five steps that put a workplace in order.")
TERMS = glossary.in_order([VALUE, RESUME, DIRECT, CPI, COST, FIVES])


def names(terms: tuple[Term, ...]) -> list[str]:
    return [term.name for term in terms]


def test_terms_stand_as_in_a_dictionary() -> None:
    assert names(TERMS) == [
        "5S",
        "Cost",
        "Cost performance index",
        "Direct cost",
        "Earned value",
        "Résumé",
    ]


def test_letters_stand_in_order_with_what_is_no_letter_at_the_end() -> None:
    assert glossary.letters(TERMS) == ("C", "D", "E", "R", OTHER)
    assert names(glossary.under(TERMS, "C")) == ["Cost", "Cost performance index"]
    assert names(glossary.under(TERMS, OTHER)) == ["5S"]
    assert glossary.under(TERMS, "X") == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cost", ["Cost", "Cost performance index", "Direct cost", "Earned value"]),
        ("CPI", ["Cost performance index"]),
        ("cpi ", ["Cost performance index"]),
        ("ev", ["Earned value"]),
        ("index cost", ["Cost performance index"]),
        ("perf", ["Cost performance index"]),
        ("resume", ["Résumé"]),
        ("rÉSUMÉ", ["Résumé"]),
        ("budgeted", ["Earned value"]),
        ("mance index", []),
        ("cost potato", []),
        ("", []),
        ("  \t", []),
        ("%_*\"'(", []),
    ],
)
def test_what_is_typed_is_found_names_first(query: str, found: list[str]) -> None:
    assert names(glossary.find(TERMS, query)) == found


def test_at_most_so_many_are_found() -> None:
    many = glossary.in_order(Term(f"t-{n}", f"Task {n}", "A piece of work.") for n in range(MOST_FOUND + 9))
    assert len(glossary.find(many, "task")) == MOST_FOUND


def test_who_finds_nothing_hears_what_looks_like_it() -> None:
    assert names(glossary.near(TERMS, "earnd valew")) == ["Earned value"]
    assert names(glossary.near(TERMS, "bcpw")) == ["Earned value"]
    assert glossary.near(TERMS, "xyzzy") == ()


@given(st.text(max_size=300))
def test_no_text_breaks_the_search(query: str) -> None:
    assert set(glossary.find(TERMS, query)) <= set(TERMS)
    assert set(glossary.near(TERMS, query)) <= set(TERMS)
