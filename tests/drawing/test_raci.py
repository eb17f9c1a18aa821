"""RACI charts."""

from typing import Any

import pytest

from tests.drawing.eyes import column, look, seen, words
from webapp.drawing.raci import Raci, Row, draw

CHART = Raci(
    "One answers",
    ("Owner", "TPM <T>", "Lead", "Ops"),
    (Row("Choose the date", ("A", "R", "R", "-")), Row("Accept the risk", ("C", "A", "-", "I"))),
)


def test_each_letter_says_its_word() -> None:
    letters = [(each.text, each.get("title")) for each in seen(draw(CHART)).iter("abbr")]
    assert letters[:3] == [("A", "Accountable"), ("R", "Responsible"), ("R", "Responsible")]
    assert len(letters) == 6


def test_no_part_is_a_quiet_dash() -> None:
    assert [each.text for each in seen(draw(CHART)).iter("span") if each.get("class") == "faint"] == [
        "–",
        "–",
    ]


def test_the_key_explains_only_the_letters_in_use() -> None:
    only_a = Raci("t", ("Owner",), (Row("r", ("A",)),))
    assert [words(each) for each in seen(draw(only_a)).iter("li")] == ["A Accountable, one a row"]
    assert len(list(seen(draw(CHART)).iter("li"))) == 4


def test_the_table_names_the_roles_part_by_part() -> None:
    table = draw(CHART).table
    assert column(table, "Accountable") == ["Owner", "TPM <T>"]
    assert column(table, "Responsible") == ["TPM <T>, Lead", "–"]
    look(table.html)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (("A", "A"), "row “r” has 2 A; exactly one role is accountable"),
        (("R", "C"), "row “r” has 0 A; exactly one role is accountable"),
        (("A",), "row “r” has 1 cells for 2 roles"),
        (("A", "S"), "row “r” holds “S”; a cell is R, A, C, I or -"),
    ],
)
def test_exactly_one_role_answers_for_each_row(cells: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Raci("t", ("Owner", "TPM"), (Row("r", cells),))
