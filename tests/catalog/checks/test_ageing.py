"""Facts that have aged."""

from __future__ import annotations

from datetime import date

from tests.support.shelf import SHELF
from webapp.catalog.loader import inspect


def _lines(today: date) -> list[int]:
    return [fact.line for fact in inspect(SHELF, today=today).ageing]


def test_a_fact_ages_after_a_year() -> None:
    assert _lines(date(2026, 6, 1)) == []
    assert _lines(date(2026, 6, 2)) == [39]


def test_attempt_rules_age_too() -> None:
    assert _lines(date(2027, 1, 2)) == [36, 38, 39, 43]


def test_facts_of_a_retired_outline_do_not_age() -> None:
    files = {fact.file for fact in inspect(SHELF, today=date(2027, 1, 2)).ageing}
    assert files == {"exams/mini/outlines/2026-01.yaml", "exams/round/outlines/2026-01.yaml"}
