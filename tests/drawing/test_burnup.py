"""Burnups: the picture says what the data says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, heard, seen, strokes
from webapp.domain.craft.burn import Change
from webapp.drawing.burnup import Burnup, draw
from webapp.drawing.timebox import Steps

SPRINTS = Steps(8, "sprint", "sprints")
GROWN = Burnup("Grown", "points", SPRINTS, 120, (12, 27, 41, 56, 70), (Change(3, 150, "audit <x>"),))


def test_the_scope_is_a_line_of_steps() -> None:
    (scope,) = strokes(seen(draw(GROWN)), "k-ink")
    assert scope == [(0, 400), (375, 400), (375, 250), (1000, 250)]


def test_what_is_done_rises_from_nothing() -> None:
    (course,) = strokes(seen(draw(GROWN)), "k-blue")
    assert course == [(at * 125, 1000 - done * 5) for at, done in enumerate((0, *GROWN.done))]


def test_the_even_line_leads_to_the_scope_of_the_start() -> None:
    assert strokes(seen(draw(GROWN)), "dash") == [[(0, 1000), (1000, 400)]]


def test_the_forecast_keeps_the_pace() -> None:
    assert strokes(seen(draw(GROWN)), "dots") == [[(625, 650), (1000, 440)]]


def test_a_change_says_what_it_adds_or_takes() -> None:
    assert heard(seen(draw(GROWN)), "plot-word") == [
        "Today, sprint 5: 70 done",
        "Scope 120",
        "+30 audit <x>",
    ]
    cut = replace(GROWN, changes=(Change(7, 90),))
    assert heard(seen(draw(cut)), "plot-word")[-1] == "−30"


def test_changes_close_to_each_other_leave_their_notes_to_the_table() -> None:
    busy = (Change(2, 130, "a second language"), Change(3, 135, "x"), Change(4, 150, "audit"))
    drawing = draw(replace(GROWN, changes=busy))
    assert heard(seen(drawing), "plot-word")[2:] == ["+10", "+5", "+15 audit"]
    assert column(drawing.table, "Change")[2] == "a second language"


def test_the_readings_count_against_the_scope_as_it_is_known() -> None:
    assert [each.value for each in draw(GROWN).readings] == [
        "70 of 150",
        "75",
        "14 a sprint",
        "done by sprint 11",
    ]


def test_the_table_tells_the_scope_of_every_step() -> None:
    table = draw(GROWN).table
    assert column(table, "Scope (points)") == ["120"] * 3 + ["150"] * 6
    assert column(table, "Against the even line")[5:7] == ["5 behind", "–"]
    assert column(table, "Change")[3] == "audit <x>"


def test_unsolved_it_computes_nothing() -> None:
    drawing = draw(replace(GROWN, solved=False))
    assert not strokes(seen(drawing), "dots")
    assert drawing.table.columns == ("Sprint", "Scope (points)", "Done (points)", "Change")
    assert draw(replace(GROWN, changes=(), solved=False)).table.columns[-1] == "Done (points)"


@given(st.lists(st.integers(0, 120), min_size=1, max_size=8))
def test_the_forecast_never_passes_the_scope(done: list[int]) -> None:
    value = Burnup("t", "u", SPRINTS, 120, tuple(sorted(done)))
    (_, end) = value.forecast
    assert end[1] <= 120
    assert end[0] <= 8
