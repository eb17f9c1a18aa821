"""Burndowns: the picture says what the data says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, heard, marked, seen, strokes
from webapp.drawing.burndown import Burndown, draw
from webapp.drawing.timebox import Steps

DAYS = Steps(10, "day", "days")
SPRINT = Burndown("At <risk>", "points", DAYS, 42, (40, 36, 36, 35, 29, 24))


def test_the_course_starts_at_the_scope_and_passes_every_value() -> None:
    (course,) = strokes(seen(draw(SPRINT)), "k-blue")
    assert course == [(at * 100, (50 - left) * 20) for at, left in enumerate((42, *SPRINT.remaining))]
    dots = marked(seen(draw(SPRINT)), "circle", "f-blue")
    assert [(each.get("cx"), each.get("cy")) for each in dots][-1] == ("60%", "52%")


def test_the_ideal_line_leads_from_the_scope_to_nothing() -> None:
    (ideal,) = strokes(seen(draw(SPRINT)), "dash")
    assert ideal == [(0, 160), (1000, 1000)]


def test_the_pace_leads_from_today_to_the_end_of_the_time_box() -> None:
    (forecast,) = strokes(seen(draw(SPRINT)), "dots")
    assert forecast == [(600, 520), (1000, 760)]
    ahead = replace(SPRINT, remaining=(30, 20))
    assert strokes(seen(draw(ahead)), "dots") == [[(200, 600), (381.8, 1000)]]


def test_today_is_the_last_value() -> None:
    assert heard(seen(draw(SPRINT)), "plot-word") == ["Today, day 6: 24 left", "Ideal"]
    assert [each.get("x1") for each in marked(seen(draw(SPRINT)), "line", "k-ochre")] == ["60%"]


def test_the_readings_compute_distance_and_pace() -> None:
    said = [(each.name, each.value, each.how) for each in draw(SPRINT).readings]
    assert said == [
        ("Left after day 6", "24", ""),
        ("Ideal", "16.8", "7.2 behind"),
        ("Pace so far", "3 a day", "18 / 6"),
        ("At this pace", "done by day 14", ""),
    ]


def test_the_table_runs_to_the_end_of_the_time_box() -> None:
    table = draw(SPRINT).table
    assert column(table, "Left (points)")[5:9] == ["29", "24", "–", "–"]
    assert column(table, "Ideal")[5:7] == ["21", "16.8"]
    assert column(table, "Against the ideal line")[5:8] == ["8 behind", "7.2 behind", "–"]


def test_unsolved_it_keeps_the_ideal_line_and_computes_nothing() -> None:
    drawing = draw(replace(SPRINT, solved=False))
    assert not strokes(seen(drawing), "dots")
    assert strokes(seen(drawing), "dash")
    assert drawing.table.columns == ("Day", "Left (points)")
    assert drawing.readings == ()


@given(st.lists(st.integers(0, 500), min_size=1, max_size=10), st.booleans())
def test_nothing_leaves_the_plane(remaining: list[int], solved: bool) -> None:  # noqa: FBT001
    drawn = seen(draw(Burndown("t", "u", DAYS, 100, tuple(remaining), solved)))
    for ink in ("k-blue", "dots", "dash"):
        for line in strokes(drawn, ink):
            assert all(0 <= x <= 1000 and 0 <= y <= 1000 for x, y in line)
