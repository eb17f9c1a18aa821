"""Control charts: the picture says what the data says."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, heard, marked, seen, strokes, words
from webapp.domain.craft.control_limits import Limits
from webapp.drawing.control_chart import ControlChart, Specification, draw

BUILDS = ControlChart(
    "One signal", "minutes", "builds", (12, 13, 11, 12, 14, 12, 11, 13, 12, 13, 26, 12, 13, 11, 12, 11),
    least=0, specification=Specification(upper=30),
)  # fmt: skip
RUN = ControlChart("t", "u", "weeks", (5, 6, 4, 7, 8, 7, 7, 8, 7, 7, 6, 1), Limits(2, 6, 10))


def height(at: float) -> float:
    low, high = map(float, (BUILDS.plane.up.low, BUILDS.plane.up.high))
    return round(1000 - (at - low) * 1000 / (high - low), 1)


def test_the_values_stand_in_their_order() -> None:
    (line,) = strokes(seen(draw(BUILDS)), "k-blue")
    assert [y for _, y in line] == [height(float(each)) for each in BUILDS.values]
    assert [x for x, _ in line] == [round((at + 0.5) * 1000 / 16, 1) for at in range(16)]


def test_mean_and_limits_are_levels_with_their_names() -> None:
    tree = seen(draw(BUILDS))
    assert [points[0][1] for points in strokes(tree, "k-edge")] == [height(5.02), height(13), height(20.98)]
    assert heard(tree, "plot-tag") == ["LCL 5.02", "Mean 13", "UCL 20.98", "USL 30"]
    assert [points[0][1] for points in strokes(tree, "k-ochre")] == [height(30)]


def test_a_value_beyond_a_limit_is_a_diamond_with_its_number() -> None:
    tree = seen(draw(BUILDS))
    (diamond,) = [each for each in tree.iter("svg") if [mark for mark in each if "f-ink" in mark.get("class", "")]
                  and each.get("overflow")]  # fmt: skip
    assert diamond.get("x") == "65.62%"
    assert "11" in heard(tree, "plot-word")
    assert column(draw(BUILDS).table, "Signal")[10] == "above the upper limit"
    assert column(draw(BUILDS).table, "Moving range")[9:12] == ["1", "13", "14"]


def test_a_run_is_ringed_and_said() -> None:
    drawing = draw(RUN)
    assert len([each for each in seen(drawing).iter("circle") if each.get("r") == "6.5"]) == 7
    assert "In a run of seven or more" in words(seen(drawing))
    assert column(drawing.table, "Signal")[3:10] == ["in a run on one side"] * 7
    assert column(drawing.table, "Signal")[-1] == "below the lower limit"


def test_the_readings_tell_how_the_limits_come_about() -> None:
    assert [each.value for each in draw(BUILDS).readings] == ["13", "3", "20.98", "5.02"]
    assert draw(RUN).readings == ()
    floored = ControlChart("t", "u", "weeks", (1, 9, 1, 9, 1), least=0)
    assert draw(floored).readings[-1].how == "the least there can be"


def test_unsolved_it_shows_neither_computed_limits_nor_signals() -> None:
    drawing = draw(replace(BUILDS, solved=False))
    assert heard(seen(drawing), "plot-tag") == ["USL 30"]
    assert heard(seen(drawing), "plot-word") == ["USL 30"]
    assert drawing.table.columns == ("Builds", "Value (minutes)")
    given_limits = draw(replace(RUN, solved=False))
    assert heard(seen(given_limits), "plot-tag") == ["LCL 2", "Centre 6", "UCL 10"]
    assert not [each for each in seen(given_limits).iter("circle") if each.get("r") == "6.5"]


@given(st.lists(st.fractions(-5000, 5000), min_size=5, max_size=40))
def test_values_and_limits_stay_on_the_plane(values: list[Fraction]) -> None:
    tree = seen(draw(ControlChart("t", "u", "weeks", tuple(values))))
    for ink in ("k-blue", "k-edge"):
        for line in strokes(tree, ink):
            assert all(0 <= y <= 1000 for _, y in line)
    assert len(marked(tree, "circle", "f-blue")) >= len(values)
