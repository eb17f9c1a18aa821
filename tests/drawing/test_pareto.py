"""Pareto charts: the picture says what the data says."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, marked, seen, words
from webapp.domain.craft.pareto import Cause
from webapp.drawing.marks import NO_BREAK
from webapp.drawing.pareto import Pareto, draw

REOPENED = Pareto(
    "Three",
    "tickets",
    (Cause("Late", 8), Cause("No <test>", 34, "legacy"), Cause("Unclear", 18), Cause("Wrong", 13), Cause("Typo", 7)),
)  # fmt: skip


def test_the_bars_fall_and_the_vital_few_are_of_their_own_ink() -> None:
    tree = seen(draw(REOPENED))
    assert [each.get("width") for each in marked(tree, "rect", "f-blue")] == ["42.5%", "22.5%", "16.25%"]
    assert [each.get("width") for each in marked(tree, "rect", "f-mid")] == ["10%", "8.75%"]
    (cut,) = [each for each in tree.iter("li") if each.get("class") == "pareto-cut"]
    assert words(cut) == "Late 8 91 %"


def test_the_dots_add_the_shares_up() -> None:
    dots = [each for each in marked(seen(draw(REOPENED)), "circle", "f-ink") if each.get("cy") == "50%"]
    assert [each.get("cx") for each in dots] == ["42.5%", "65%", "81.25%", "91.25%", "100%"]


@given(st.lists(st.integers(0, 99), min_size=2, max_size=12).filter(any))
def test_the_line_is_of_one_piece(counts: list[int]) -> None:
    value = Pareto("t", "u", tuple(Cause(str(at), each) for at, each in enumerate(counts)))
    lines = marked(seen(draw(value)), "line", "k-ink")
    ends = [(each.get("x1"), each.get("x2")) for each in lines]
    assert all(before[1] == after[0] for before, after in pairwise(ends))
    assert len(lines) == 2 * (len(counts) - 1)


def test_counts_and_shares_stand_beside_the_bars() -> None:
    rows = [words(each) for each in seen(draw(REOPENED)).iter("li")]
    assert rows[0] == "No <test> legacy 34 43 %"
    assert draw(REOPENED).readings[0].value == "3 of 5 causes"
    assert draw(REOPENED).readings[0].how == f"65 of 80 tickets, 81{NO_BREAK}%"


def test_the_table_is_sorted_and_adds_up() -> None:
    table = draw(REOPENED).table
    assert column(table, "tickets") == ["34", "18", "13", "8", "7"]
    assert column(table, "Share so far") == [f"{at}{NO_BREAK}%" for at in (43, 65, 81, 91, 100)]


def test_unsolved_the_counts_stand_as_they_are_written() -> None:
    drawing = draw(replace(REOPENED, solved=False))
    assert column(drawing.table, "tickets") == ["8", "34", "18", "13", "7"]
    assert [each.get("width") for each in marked(seen(drawing), "rect", "f-blue")][1] == "85%"
    assert "%" not in words(seen(drawing))
    assert drawing.readings == ()


@pytest.mark.parametrize("solved", [True, False])
def test_a_cause_can_be_pointed_at(solved: bool) -> None:  # noqa: FBT001
    tree = seen(draw(replace(REOPENED, solved=solved), {("Late",): "b"}))
    (region,) = [each for each in tree.iter("li") if each.get("data-region")]
    assert words(region).startswith("B Late 8")
