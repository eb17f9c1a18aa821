"""Questions counted from each side."""

from __future__ import annotations

from tests.support.shelf import SHELF
from webapp.catalog.loader import inspect


def test_each_bank_and_the_checks_are_counted() -> None:
    bank, mixed, checks = inspect(SHELF).tallies
    assert str(bank).split("\n") == [
        "mini: 10 questions",
        "  domain     people 5  plan 5",
        "  task       D1 3  D2 2  P1 3  P2 2",
        "  kind       multiple 1  single 9",
        "  cognitive  analyse 1  apply 4  evaluate 1  remember 2  understand 2",
        "  difficulty 1 3  2 5  3 1  4 1",
        "  approach   any 10",
    ]
    assert str(mixed).split("\n")[3:4] + str(mixed).split("\n")[-2:] == [
        "  kind       dropdown 1  hotspot 1  matching 2  multiple 1  numeric 1  ordering 1  single 2",
        "  approach   any 9",
        "  case       village-fair 2",
    ]
    assert str(checks).split("\n")[:2] == [
        "checks in lessons: 4 questions",
        "  kind       multiple 1  single 3",
    ]
