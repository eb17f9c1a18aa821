"""Networks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, heard, look, marked, seen, words
from webapp.domain.craft.critical_path import Link, Tie
from webapp.drawing.marks import NO_BREAK, Form
from webapp.drawing.network import Activity, Network, draw, tie_words

LINE = re.compile(r'k-edge" d="M([^"]*)"')
MOVE = Network(
    "The move",
    "days",
    (
        Activity("A", "Back <up>", 2),
        Activity("B", "Prepare", 4, (Link("A"),)),
        Activity("C", "Label", 3, (Link("A"),)),
        Activity("D", "Move", 3, (Link("B"),)),
        Activity("E", "Test", 2, (Link("C"), Link("D"))),
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


SOLVED = Network(
    "The move, solved",
    "days",
    (*MOVE.activities[:-1], Activity("E", "Test", 2, (Link("C"), Link("D", Tie.FINISH_TO_START, 1)))),
    solved=True,
)


def test_a_solved_box_says_early_dates_above_and_late_dates_with_the_float_below() -> None:
    tree = seen(draw(SOLVED))
    boxes = {words(each).split()[2]: words(each) for each in tree.iter("g")}
    assert boxes["C"] == "2 5 C 3 7 5 10"
    assert boxes["E"] == "10 12 E 2 10 0 12"


def test_what_is_critical_by_the_rules_has_the_heavy_edges() -> None:
    tree = seen(draw(SOLVED))
    heavy = [words(box).split()[2] for box in tree.iter("g") if box.findall("rect[@stroke-width]")]
    assert heavy == list(SOLVED.schedule.critical) == ["A", "B", "D", "E"]
    lines = [each for each in marked(tree, "path", "k-ink") if not each.get("transform")]
    assert len(lines) == len(SOLVED.schedule.driving) == 3


def test_a_link_with_a_lag_says_so_and_a_plain_one_says_nothing() -> None:
    assert heard(seen(draw(SOLVED)), "tie") == ["FS + 1"]
    assert tie_words(Link("A", Tie.START_TO_START)) == "SS"
    assert tie_words(Link("A", Tie.FINISH_TO_FINISH, -2)).replace(NO_BREAK, " ") == "FF − 2"


def test_the_table_of_a_solved_network_has_every_date_and_both_floats() -> None:
    table = draw(SOLVED).table
    assert column(table, "After") == ["–", "A", "A", "B", f"C, D (FS{NO_BREAK}+{NO_BREAK}1)"]
    assert column(table, "Total float") == ["0", "0", "5", "0", "0"]
    assert column(table, "Free float") == ["0", "0", "5", "0", "0"]
    assert column(table, "Late start") == ["0", "2", "7", "6", "10"]


def test_an_unsolved_network_tells_no_dates() -> None:
    drawing = draw(MOVE)
    assert heard(seen(drawing), "box-date") == []
    assert drawing.table.columns == ("Activity", "Name", "Duration (days)", "After")


@pytest.mark.parametrize(
    ("activities", "fault"),
    [
        ((Activity("A", "a", 1), Activity("A", "b", 1)), "activity “A” stands twice"),
        ((Activity("A", "a", 1, (Link("B"),)),), "activity “A” comes after “B”, which is not there"),
        ((Activity("A", "a", 1, (Link("B"),)), Activity("B", "b", 1, (Link("A"),))), "in a circle: A, B"),
        ((Activity("A", "a", 1, (Link("A"),)),), "in a circle: A"),
    ],
)
def test_what_cannot_be_drawn_is_refused(activities: tuple[Activity, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Network("t", "days", activities)


def test_a_duration_below_zero_and_a_predecessor_named_twice_are_refused() -> None:
    with pytest.raises(ValueError, match="lasts −1; time does not run backwards"):
        Activity("A", "a", -1)
    with pytest.raises(ValueError, match="names one of its predecessors twice"):
        Activity("A", "a", 1, (Link("B"), Link("B")))


@given(st.lists(st.sets(st.integers(0, 11), max_size=3), min_size=1, max_size=12))
def test_any_network_is_drawn_without_one_box_over_another(wanted_each: list[set[int]]) -> None:
    activities = tuple(
        Activity(str(at), "x", at, tuple(Link(str(before)) for before in sorted(wanted) if before < at))
        for at, wanted in enumerate(wanted_each)
    )
    boxes = re.findall(r'translate\(([\d.]+) ([\d.]+)\)"><rect', draw(Network("t", "days", activities)).body)
    places = [(float(x), float(y)) for x, y in boxes]
    assert len(places) == len(activities)
    for at, (x, y) in enumerate(places):
        assert all(x != other or abs(y - below) >= 50 for other, below in places[at + 1 :])
