"""S-curves: the picture says what the data says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drawing.eyes import column, heard, marked, seen, strokes, words
from webapp.drawing.marks import Exact
from webapp.drawing.s_curve import SCurve, draw

LATE = SCurve(
    "Late", "€ thousand", "months", (30, 80, 150, 230, 300, 390, 460, 500), (25, 70, 130, 200, 260),
    (30, 85, 165, 250, 325),
)  # fmt: skip


def curve(values: tuple[Exact, ...]) -> list[tuple[float, float]]:
    return [
        (at * 125, round(1000 - value * 1.25 + 0.001, 1))
        for at, value in enumerate((0.0, *map(float, values)))
    ]


def test_the_curves_begin_at_nothing_and_pass_their_sums() -> None:
    tree = seen(draw(LATE))
    assert LATE.plane.up.high == 800
    assert [points for points in strokes(tree, "k-mid") if len(points) > 2] == [curve(LATE.pv)]
    assert curve(LATE.ev) in strokes(tree, "k-blue")
    assert curve(LATE.ac) in strokes(tree, "k-ink")


def test_the_forecast_leads_from_the_cost_of_today_to_the_estimate_at_completion() -> None:
    assert strokes(seen(draw(LATE)), "dots") == [[(625, 593.8), (1000, 218.8)]]


def test_budget_and_estimate_are_levels() -> None:
    levels = strokes(seen(draw(LATE)), "dash")
    assert [points[0][1] for points in levels] == [218.8, 375]
    assert heard(seen(draw(LATE)), "plot-word")[-2:] == ["EAC 625", "BAC 500"]


def test_the_curves_are_named_beside_today() -> None:
    tree = seen(draw(LATE))
    assert heard(tree, "plot-tag") == ["PV", "EV", "AC"]
    assert [each.get("x1") for each in marked(tree, "line", "k-ochre")] == ["62.5%"]
    assert "PV, planned: 300" in words(tree)


def test_the_readings_are_the_indices_with_their_formulas() -> None:
    said = {each.name: each.value for each in draw(LATE).readings}
    assert said == {
        "CV": "−65", "SV": "−40", "CPI": "0.8", "SPI": "0.87",
        "EAC": "625", "ETC": "300", "VAC": "−125", "TCPI": "1.37",
    }  # fmt: skip
    assert all(each.how for each in draw(LATE).readings)


def test_the_table_computes_period_by_period() -> None:
    table = draw(LATE).table
    assert column(table, "CPI") == ["0.83", "0.82", "0.79", "0.8", "0.8", "–", "–", "–"]
    assert column(table, "SV")[:2] == ["−5", "−10"]


def test_unsolved_there_are_three_curves_and_the_budget() -> None:
    drawing = draw(replace(LATE, solved=False))
    assert drawing.table.columns == ("Months", "PV", "EV", "AC")
    assert not strokes(seen(drawing), "dots")
    assert "EAC" not in drawing.body


def test_where_the_plan_has_ended_or_nothing_is_earned_there_is_no_forecast_line() -> None:
    ended = SCurve("t", "u", "weeks", (1, 4), (1, 3), (2, 5))
    nothing = SCurve("t", "u", "weeks", (1, 4), (0,), (2,))
    assert not strokes(seen(draw(ended)), "dots")
    assert not strokes(seen(draw(nothing)), "dots")
    assert {each.name: each.value for each in draw(nothing).readings}["EAC"] == "–"
    assert heard(seen(draw(nothing)), "plot-word")[0] == "Today, at 1 week"


def test_a_plan_has_two_periods() -> None:
    with pytest.raises(ValueError, match="two periods or more"):
        SCurve("t", "u", "weeks", (4,), (1,), (1,))
