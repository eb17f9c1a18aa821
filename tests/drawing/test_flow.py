"""Cumulative flow: the picture says what the data says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drawing.eyes import column, heard, seen, strokes
from webapp.domain.craft.flow import Flow, State
from webapp.drawing.flow import FlowDiagram, draw

STATES = (
    State("To do", (10, 8, 6)),
    State("Build <x>", (2, 3, 3)),
    State("Test", (0, 1, 2)),
    State("Done", (0, 0, 1)),
)
BOARD = FlowDiagram("Waits", "cards", "days", Flow(STATES))


def test_each_band_lies_on_the_next() -> None:
    tree = seen(draw(BOARD))
    bands = [strokes(tree, ink) for ink in ("f-wash", "f-soft", "f-mid", "f-blue")]
    edges = {0: (12, 12, 12), 1: (2, 4, 6), 2: (0, 1, 3), 3: (0, 0, 1), 4: (0, 0, 0)}
    high = float(BOARD.plane.up.high)
    for at, ((points,), ink) in enumerate(zip(bands, BOARD.inks, strict=True)):
        upper = [(x, 1000 - y * 1000 / high) for x, y in zip((0, 500, 1000), edges[at], strict=True)]
        lower = [
            (x, 1000 - y * 1000 / high) for x, y in zip((1000, 500, 0), reversed(edges[at + 1]), strict=True)
        ]
        assert sum(points, ()) == pytest.approx(sum(upper + lower, ()), abs=0.06), ink


def test_the_bands_are_named_at_their_end_and_below() -> None:
    tree = seen(draw(BOARD))
    assert heard(tree, "plot-tag") == ["To do 6", "Build <x> 3", "Test 2", "Done 1"]
    assert heard(tree, "plot-names") == ["From the top: To do Build <x> Test Done"]


def test_the_work_in_progress_is_an_upright_through_its_bands() -> None:
    (span,) = strokes(seen(draw(BOARD)), "k-ink")
    high = float(BOARD.plane.up.high)
    assert span == [(500, pytest.approx(1000 - 4000 / high, abs=0.06)), (500, 1000)]
    assert heard(seen(draw(BOARD)), "plot-word")[-1] == "In progress 4"


def test_the_readings_apply_little_s_law() -> None:
    said = [(each.value, each.how) for each in draw(BOARD).readings]
    assert said == [
        ("3.7 cards", ""),
        ("0.5 per day", "1 in 2 days"),
        ("7.3 days", "work in progress / throughput"),
    ]


def test_where_nothing_was_finished_there_is_no_cycle_time() -> None:
    stuck = FlowDiagram(
        "t", "cards", "days", Flow((State("a", (2, 1)), State("b", (0, 1)), State("c", (0, 0))))
    )
    assert draw(stuck).readings[-1].value == "–"


def test_the_table_counts_every_state() -> None:
    table = draw(BOARD).table
    assert column(table, "Build <x>") == ["2", "3", "3"]
    assert column(table, "In progress") == ["2", "4", "5"]


def test_unsolved_it_only_counts() -> None:
    drawing = draw(replace(BOARD, solved=False))
    assert drawing.table.columns == ("Days", "To do", "Build <x>", "Test", "Done")
    assert "In progress" not in drawing.body
    assert not strokes(seen(drawing), "k-ink")


def test_more_bands_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="9 states; a figure shows 8"):
        FlowDiagram("t", "u", "days", Flow(tuple(State(str(at), (1, 1)) for at in range(9))))
