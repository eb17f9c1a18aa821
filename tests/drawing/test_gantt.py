"""Gantt charts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, marked, seen, words
from webapp.drawing.gantt import Gantt, Task, draw

PLAN = Gantt(
    "Late, and it still fits",
    "weeks",
    (
        Task("Freeze", 0, 2, done=100),
        Task("Move <it>", 2, 4, done=25),
        Task("Train", 6, 4),
        Task("Live", at=10),
    ),
    today=5,
)


def test_the_dark_part_of_a_bar_is_its_share_done() -> None:
    body = seen(draw(PLAN))
    done = [(each.get("x"), each.get("width")) for each in marked(body, "rect", "f-blue")]
    left = [(each.get("x"), each.get("width")) for each in marked(body, "rect", "f-mid")]
    assert done == [("0%", "20%"), ("20%", "10%")]
    assert left == [("30%", "30%"), ("60%", "40%")]


@given(st.integers(0, 100), st.integers(1, 50))
def test_done_and_left_make_up_the_whole(done: int, duration: int) -> None:
    task = Task("a", 3, duration, done=done)
    assert task.begin <= task.reached <= task.end
    assert (task.reached - task.begin) * 100 == done * duration


def test_a_moment_is_a_diamond() -> None:
    assert [each.get("x") for each in seen(draw(PLAN)).iter("svg") if each.get("overflow")] == ["100%"]


def test_today_crosses_every_row() -> None:
    lines = marked(seen(draw(PLAN)), "line", "k-ochre")
    assert {each.get("x1") for each in lines} == {"50%"}
    assert len(lines) == len(PLAN.tasks)


def test_the_share_done_stands_beside_the_bar_in_words() -> None:
    said = words(seen(draw(PLAN)))
    assert "Move <it> 25 % done" in said
    assert "Today, at 5 weeks" in said


def test_the_key_names_only_what_is_drawn() -> None:
    said = words(seen(draw(Gantt("t", "days", (Task("a", 0, 1),)))))
    assert "Planned" in said
    assert not [each for each in ("Done", "Milestone", "Today") if each in said]


def test_where_all_is_done_nothing_is_planned() -> None:
    said = words(seen(draw(Gantt("t", "days", (Task("a", 0, 1, done=100),)))))
    assert "Done" in said
    assert "Planned" not in said


def test_the_table_computes_the_end() -> None:
    table = draw(PLAN).table
    assert column(table, "End (weeks)") == ["2", "6", "10", "10"]
    assert column(table, "Done") == ["100\u00a0%", "25\u00a0%", "–", "–"]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({}, "either start and duration, or at"),
        ({"start": 1}, "either start and duration, or at"),
        ({"start": 1, "duration": 2, "at": 3}, "either start and duration, or at"),
        ({"start": 1, "at": 3}, "either start and duration, or at"),
        ({"start": 1, "duration": 0}, "work takes time"),
        ({"start": -1, "duration": 2}, "begins before 0"),
        ({"at": -1}, "begins before 0"),
        ({"at": 1, "done": 50}, "no share done"),
        ({"start": 1, "duration": 2, "done": 101}, "the share is 0 to 100"),
    ],
)
def test_a_row_is_work_or_a_moment(fields: dict[str, int], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Task("a", **fields)


@pytest.mark.parametrize("tasks", [(), (Task("a", at=0),)])
def test_a_chart_needs_work(tasks: tuple[Task, ...]) -> None:
    with pytest.raises(ValueError, match="needs a task"):
        Gantt("t", "weeks", tasks)


def test_today_lies_on_the_axis() -> None:
    with pytest.raises(ValueError, match=r"today, 2\.5, lies outside the axis, 0 to 2"):
        Gantt("t", "weeks", (Task("a", 0, 2),), today=Fraction(5, 2))
