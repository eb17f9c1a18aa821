"""Timelines."""

import pytest

from tests.drawing.eyes import column, marked, seen, words
from webapp.drawing.timeline import Moment, Phase, Timeline, draw

LIFE = Timeline(
    "Each phase ends at a gate",
    "weeks",
    (Phase("Start <up>", 0, 4, "charter"), Phase("Plan", 4, 10), Phase("Build", 9, 20)),
    (Moment("Gate 1", 4, "go or stop"), Moment("Live", 20)),
)


def test_phases_are_bars_at_their_places() -> None:
    bars = marked(seen(draw(LIFE)), "rect", "f-blue")
    assert [(each.get("x"), each.get("width")) for each in bars] == [
        ("0%", "20%"),
        ("20%", "30%"),
        ("45%", "55%"),
    ]


def test_moments_are_diamonds_at_their_places() -> None:
    places = [each.get("x") for each in seen(draw(LIFE)).iter("svg") if each.get("overflow")]
    assert places == ["20%", "100%"]


def test_everything_stands_in_the_order_it_comes_about_gates_before_the_phase_they_open() -> None:
    assert [each.name for each in LIFE.in_order] == ["Start <up>", "Gate 1", "Plan", "Build", "Live"]


def test_a_thread_runs_down_from_each_moment() -> None:
    threads = marked(seen(draw(LIFE)), "line", "dash")
    assert len(threads) == len(LIFE.moments) * len(LIFE.in_order)


def test_the_table_says_the_same() -> None:
    table = draw(LIFE).table
    assert column(table, "Start (weeks)") == ["0", "4", "4", "9", "20"]
    assert column(table, "End (weeks)") == ["4", "–", "10", "20", "–"]
    assert column(table, "Note") == ["charter", "go or stop", "–", "–", "–"]


def test_without_moments_the_key_names_none() -> None:
    body = seen(draw(Timeline("t", "days", (Phase("a", 0, 1),))))
    assert "Gate" not in words(body)


@pytest.mark.parametrize(("start", "end"), [(4, 4), (4, 3), (-1, 3)])
def test_a_phase_runs_forward_from_0(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="phase “a” starts at"):
        Phase("a", start, end)


@pytest.mark.parametrize("at", [-1, 5])
def test_a_moment_lies_on_the_axis(at: int) -> None:
    with pytest.raises(ValueError, match="is outside the axis, 0 to 4"):
        Timeline("t", "weeks", (Phase("a", 0, 4),), (Moment("Gate", at),))


def test_a_timeline_needs_a_phase() -> None:
    with pytest.raises(ValueError, match="needs a phase"):
        Timeline("t", "weeks", ())
