"""Grids."""

from fractions import Fraction

import pytest

from tests.drawing.eyes import column, marked, seen, words
from webapp.drawing.grid import Axis, Grid, Point, Quadrants, draw

FIELDS = Quadrants("Keep satisfied", "Manage closely", "Monitor", "Keep informed")
PEOPLE = Grid(
    "Two can stop it",
    Axis("Interest", "low", "high"),
    Axis("Influence", "low", "high"),
    FIELDS,
    (
        Point("Plant <A>", Fraction(8, 10), Fraction(9, 10), "signs"),
        Point("Press", 0, 0),
        Point("Board", 0, 1),
    ),
)


def _percent(written: str | None) -> float:
    return float((written or "").rstrip("%"))


def test_points_stand_right_and_up_with_their_values() -> None:
    plant, press, board = (each for each in seen(draw(PEOPLE)).iter("svg") if each.get("overflow"))
    assert _percent(plant.get("x")) > 50 > _percent(press.get("x")) == _percent(board.get("x"))
    assert _percent(board.get("y")) < _percent(plant.get("y")) < 50 < _percent(press.get("y"))


def test_the_middle_of_the_grid_is_the_middle_of_the_field() -> None:
    middle = Grid("t", PEOPLE.x, PEOPLE.y, FIELDS, (Point("a", Fraction(1, 2), Fraction(1, 2)),))
    (dot,) = (each for each in seen(draw(middle)).iter("svg") if each.get("overflow"))
    assert (dot.get("x"), dot.get("y")) == ("50%", "50%")


def test_every_point_is_numbered_and_listed() -> None:
    body = seen(draw(PEOPLE))
    assert [each.text for each in marked(body, "text", "grid-no")] == ["1", "2", "3"]
    assert [words(each) for each in body.iter("li")] == ["1 Plant <A> signs", "2 Press", "3 Board"]


def test_points_without_a_note_leave_the_list_where_names_stand_in_the_field() -> None:
    assert [each.get("class") for each in seen(draw(PEOPLE)).iter("li")] == [None, "grid-named", "grid-named"]
    bare = Grid("t", PEOPLE.x, PEOPLE.y, FIELDS, (Point("a", 0, 0),))
    assert marked(seen(draw(bare)), "ol", "grid-bare")


def test_quadrants_are_named_in_reading_order() -> None:
    field = next(each for each in seen(draw(PEOPLE)).iter("div") if each.get("class") == "grid-field")
    assert [each.text for each in field.iter("p")] == [
        "Keep satisfied",
        "Manage closely",
        "Monitor",
        "Keep informed",
    ]


@pytest.mark.parametrize(
    ("x", "y", "name"),
    [
        ("1/2", "1/2", "Manage closely"),
        ("0", "1/2", "Keep satisfied"),
        ("1", "0", "Keep informed"),
        ("0", "0", "Monitor"),
    ],
)
def test_the_table_computes_the_quadrant(x: str, y: str, name: str) -> None:
    drawn = draw(Grid("t", PEOPLE.x, PEOPLE.y, FIELDS, (Point("a", Fraction(x), Fraction(y)),)))
    assert column(drawn.table, "Quadrant") == [name]


@pytest.mark.parametrize(("x", "y", "axis"), [(2, 0, "x"), (0, -1, "y")])
def test_a_point_lies_on_the_grid(x: int, y: int, axis: str) -> None:
    with pytest.raises(ValueError, match=f"{axis} of “a” is .*; points lie between 0 and 1"):
        Point("a", x, y)
