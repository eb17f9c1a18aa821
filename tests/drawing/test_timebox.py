"""The time box of a burndown or a burnup."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.drawing.eyes import heard, look, marked
from webapp.domain.craft.burn import Pace
from webapp.drawing.marks import NO_BREAK
from webapp.drawing.plane import Plane
from webapp.drawing.scale import Scale
from webapp.drawing.timebox import Steps, against, mark_today, pace_readings

SPRINTS = Steps(8, "sprint", "sprints")


@pytest.mark.parametrize("count", [1, 41])
def test_a_time_box_has_two_steps_to_forty(count: int) -> None:
    with pytest.raises(ValueError, match=f"days number 2 to 40, not {count}"):
        Steps(count, "day", "days")


def test_there_are_no_more_values_than_steps() -> None:
    SPRINTS.require_room("done", 8)
    with pytest.raises(ValueError, match="done has 9 values for 8 sprints"):
        SPRINTS.require_room("done", 9)


@pytest.mark.parametrize(
    ("pace", "said"),
    [
        (Pace(18, 6, 24), ["3 a sprint", "done by sprint 14"]),
        (Pace(10, 4, 1), ["2.5 a sprint", "done by sprint 5"]),
        (Pace(-3, 2, 9), ["−1.5 a sprint", "never"]),
        (Pace(9, 3, 0), ["3 a sprint", "done"]),
    ],
)
def test_a_pace_is_told_with_where_it_leads(pace: Pace, said: list[str]) -> None:
    assert [each.value for each in pace_readings(pace, SPRINTS)] == said
    assert NO_BREAK not in said


def test_a_distance_is_told_by_its_side() -> None:
    assert [against(each) for each in (2, Fraction(-36, 5), 0)] == ["2 ahead", "7.2 behind", "on the line"]


def test_today_is_a_line_with_its_name() -> None:
    plane = Plane(Scale(0, 8), Scale(0, 10), "sprints", "points")
    tree = look(mark_today(plane, SPRINTS, 4, "6 left"))
    assert [each.get("x1") for each in marked(tree, "line", "k-ochre")] == ["50%"]
    assert heard(tree, "plot-word") == ["Today, sprint 4: 6 left"]
