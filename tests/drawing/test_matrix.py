"""Matrices."""

import pytest

from tests.drawing.eyes import column, seen
from webapp.drawing.marks import Form
from webapp.drawing.matrix import Cell, Matrix, Row, draw

LEVELS = Matrix("Thin at the top", ("Risk", "Scope"), (Row("Amara", (4, 1)), Row("Ines <B>", (2, 5))))
MIXED = Matrix("t", ("Owns", "Level"), (Row("PM", ("the <plan>", 3)),))


def test_a_matrix_is_the_table_itself() -> None:
    drawn = draw(LEVELS)
    assert drawn.form is Form.TABLE
    assert len(list(seen(drawn).iter("table"))) == 1


def test_a_level_carries_its_heat_and_always_its_number() -> None:
    cells = [(each.get("class"), each.text) for each in seen(draw(LEVELS)).iter("td") if each.text]
    assert cells == [("level h4", "4"), ("level h1", "1"), ("level h2", "2"), ("level h5", "5")]


def test_words_stay_words() -> None:
    cells = [(each.get("class"), each.text) for each in seen(draw(MIXED)).iter("td") if each.text]
    assert cells == [(None, "the <plan>"), ("level h3", "3")]


def test_rows_and_columns_are_headed() -> None:
    heads = [(each.get("scope"), each.text) for each in seen(draw(LEVELS)).iter("th")]
    assert heads == [("col", "Risk"), ("col", "Scope"), ("row", "Amara"), ("row", "Ines <B>")]


def test_the_table_knows_its_columns_of_numbers() -> None:
    assert draw(MIXED).table.numeric == {2}
    assert column(draw(MIXED).table, "Level") == ["3"]


@pytest.mark.parametrize(("columns", "wide"), [(4, False), (5, True)])
def test_many_columns_take_the_wide_measure(columns: int, wide: bool) -> None:  # noqa: FBT001
    names = tuple(f"c{at}" for at in range(columns))
    assert draw(Matrix("t", names, (Row("r", (1,) * columns),))).wide is wide


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ((1,), "row “r” has 1 cells for 2 columns"),
        ((1, 6), "row “r” holds 6; a number is a level from 1 to 5"),
    ],
)
def test_rows_fill_the_columns_with_levels_on_the_scale(cells: tuple[Cell, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Matrix("t", ("a", "b"), (Row("r", cells),))
