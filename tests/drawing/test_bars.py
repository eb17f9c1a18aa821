"""Bars."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, marked, seen, words
from webapp.drawing.bars import Bar, Bars, Line, draw

COSTS = Bars(
    "Two pass the line",
    "€ thousand",
    (
        Bar("Licences <x>", 140, "paid up front"),
        Bar("Move", Fraction(331, 2)),
        Bar("Training", 24),
        Bar("Desk", 120),
    ),
    Line(120, "Budget"),
)


def test_bars_run_from_zero_to_their_values() -> None:
    bars = marked(seen(draw(COSTS)), "rect", "f-blue")
    assert [(each.get("x"), each.get("width")) for each in bars] == [
        ("0%", "70%"),
        ("0%", "82.75%"),
        ("0%", "12%"),
        ("0%", "60%"),
    ]


def test_values_stand_beside_their_bars() -> None:
    assert [each.text for each in seen(draw(COSTS)).iter("b")] == ["140", "165.5", "24", "120"]


def test_the_line_to_clear_crosses_every_bar_and_is_named() -> None:
    body = seen(draw(COSTS))
    assert [each.get("x1") for each in marked(body, "line", "k-ochre")] == ["60%"] * 4
    assert "Budget, 120" in words(body)


def test_the_table_computes_the_distance_to_the_line() -> None:
    table = draw(COSTS).table
    assert column(table, "Against Budget") == ["20 over", "45.5 over", "96 under", "on the line"]
    assert table.numeric == {1, 2}


def test_without_a_line_nothing_is_measured_against_it() -> None:
    drawn = draw(Bars("t", "days", (Bar("a", 3),)))
    assert drawn.table.columns == ("Name", "days", "Note")
    assert not marked(seen(drawn), "line", "k-ochre")


def test_values_below_zero_run_to_the_left() -> None:
    drawn = draw(Bars("t", "days", (Bar("late", -3), Bar("early", 1), Bar("on time", 0))))
    late, early = marked(seen(drawn), "rect", "f-blue")
    assert (late.get("x"), late.get("width")) == ("0%", "75%")
    assert (early.get("x"), early.get("width")) == ("75%", "25%")
    assert column(drawn.table, "days") == ["−3", "1", "0"]


@given(st.lists(st.integers(-1000, 1000).filter(bool), min_size=1, max_size=8))
def test_no_bar_leaves_the_scale(values: list[int]) -> None:
    chart = Bars("t", "u", tuple(Bar(str(at), value) for at, value in enumerate(values)))
    assert all(0 <= chart.scale.place(value) <= 100 for value in values)


@pytest.mark.parametrize("bars", [(), (Bar("a", 0),)])
def test_a_chart_needs_something_to_show(bars: tuple[Bar, ...]) -> None:
    with pytest.raises(ValueError, match="needs a value other than 0"):
        Bars("t", "u", bars)
