"""Networks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, look, seen, words
from webapp.drawing.marks import Form
from webapp.drawing.network import Activity, Network, draw

LINE = re.compile(r'k-edge" d="M([^"]*)"')
MOVE = Network(
    "The move",
    "days",
    (
        Activity("A", "Back <up>", 2),
        Activity("B", "Prepare", 4, ("A",)),
        Activity("C", "Label", 3, ("A",)),
        Activity("D", "Move", 3, ("B",)),
        Activity("E", "Test", 2, ("C", "D")),
    ),
)


def test_an_activity_stands_one_column_after_the_last_before_it() -> None:
    assert MOVE.columns == {"A": 0, "B": 1, "C": 1, "D": 2, "E": 3}


def test_every_box_says_its_id_and_its_duration() -> None:
    boxes = [words(each) for each in seen(draw(MOVE)).iter("g")]
    assert boxes == ["A 2", "B 4", "C 3", "D 3", "E 2"]


def test_every_predecessor_has_an_arrow_that_ends_at_a_box() -> None:
    body = draw(MOVE).body
    lines = re.findall(LINE, body)
    assert len(lines) == 5
    boxes = {
        (float(x) - 38, float(y))
        for x, y in re.findall(r'<g transform="translate\(([\d.]+) ([\d.]+)\)', body)
    }
    ends = [tuple(map(float, line.split("L")[-1].split())) for line in lines]
    assert set(ends) <= boxes


def test_an_arrow_that_passes_a_column_has_a_lane_there() -> None:
    longest = max(re.findall(LINE, draw(MOVE).body), key=lambda line: line.count("L"))
    points = [tuple(map(float, point.split())) for point in longest.split("L")]
    heights = [y for x, y in points[1:-1]]
    boxes = re.findall(r'translate\(([\d.]+) ([\d.]+)\)"><rect', draw(MOVE).body)
    passed = {float(y) for x, y in boxes if float(x) - 38 == points[1][0]}
    assert len(points) == 4
    assert all(abs(height - y) >= 50 for height in heights for y in passed)


def test_the_names_stand_below_as_words() -> None:
    drawing = draw(MOVE)
    assert drawing.form is Form.WORDS
    assert next(words(each) for each in seen(drawing).iter("li")) == "A Back <up>"
    assert "Durations in days." in words(seen(drawing))


def test_the_table_says_what_comes_after_what() -> None:
    table = draw(MOVE).table
    assert column(table, "After") == ["–", "A", "A", "B", "C, D"]
    assert column(table, "Duration (days)") == ["2", "4", "3", "3", "2"]
    look(table.html)


def test_a_region_bears_its_letter() -> None:
    tree = seen(draw(MOVE, {("C",): "a"}))
    (region,) = [each for each in tree.iter("g") if each.get("data-region")]
    assert (region.get("class"), words(region)) == ("region", "C 3 A")


@pytest.mark.parametrize(
    ("activities", "fault"),
    [
        ((Activity("A", "a", 1), Activity("A", "b", 1)), "activity “A” stands twice"),
        ((Activity("A", "a", 1, ("B",)),), "activity “A” comes after “B”, which is not there"),
        ((Activity("A", "a", 1, ("B",)), Activity("B", "b", 1, ("A",))), "in a circle: A, B"),
        ((Activity("A", "a", 1, ("A",)),), "in a circle: A"),
    ],
)
def test_what_cannot_be_drawn_is_refused(activities: tuple[Activity, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Network("t", "days", activities)


def test_a_duration_below_zero_and_a_predecessor_named_twice_are_refused() -> None:
    with pytest.raises(ValueError, match="lasts −1; time does not run backwards"):
        Activity("A", "a", -1)
    with pytest.raises(ValueError, match="names one of its predecessors twice"):
        Activity("A", "a", 1, ("B", "B"))


@given(st.lists(st.sets(st.integers(0, 11), max_size=3), min_size=1, max_size=12))
def test_any_network_is_drawn_without_one_box_over_another(wanted_each: list[set[int]]) -> None:
    activities = tuple(
        Activity(str(at), "x", at, tuple(str(before) for before in sorted(wanted) if before < at))
        for at, wanted in enumerate(wanted_each)
    )
    boxes = re.findall(r'translate\(([\d.]+) ([\d.]+)\)"><rect', draw(Network("t", "days", activities)).body)
    places = [(float(x), float(y)) for x, y in boxes]
    assert len(places) == len(activities)
    for at, (x, y) in enumerate(places):
        assert all(x != other or abs(y - below) >= 50 for other, below in places[at + 1 :])
