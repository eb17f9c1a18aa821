"""Where the boxes of a network stand."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from webapp.drawing.network_layout import MARGIN, Layout, Size

BOX = Size(wide=80, tall=50, across=130, down=90)
BEFORE = {"A": (), "B": ("A",), "C": ("A",), "D": ("B",), "E": ("C", "D")}
COLUMNS = {"A": 0, "B": 1, "C": 1, "D": 2, "E": 3}


def test_columns_stand_beside_each_other_and_boxes_of_one_share_its_height() -> None:
    layout = Layout(BEFORE, COLUMNS, BOX)
    assert layout.size == (3 * 130 + 80 + 2 * MARGIN, 2 * 90)
    assert [layout.middle(name)[0] for name in "ABDE"] == [MARGIN + 40 + 130 * n for n in range(4)]
    assert {layout.middle("B")[1], layout.middle("C")[1]} == {45, 135}


def test_an_arrow_leaves_at_the_right_edge_and_arrives_at_the_left() -> None:
    layout = Layout(BEFORE, COLUMNS, BOX)
    way = layout.way("A", "B")
    assert way[0] == (layout.middle("A")[0] + 40, layout.middle("A")[1])
    assert way[-1] == (layout.middle("B")[0] - 40, layout.middle("B")[1])


def test_an_arrow_over_a_column_passes_it_level_and_beside_its_boxes() -> None:
    layout = Layout(BEFORE, COLUMNS, BOX)
    _, enters, leaves, _ = layout.way("C", "E")
    assert enters[1] == leaves[1] != layout.middle("D")[1]


@given(st.integers(2, 8))
def test_no_two_boxes_of_a_column_overlap(width: int) -> None:
    names = [f"N{at}" for at in range(width)]
    layout = Layout({"S": (), **dict.fromkeys(names, ("S",))}, {"S": 0, **dict.fromkeys(names, 1)}, BOX)
    heights = sorted(layout.middle(name)[1] for name in names)
    assert all(below - above >= BOX.tall for above, below in pairwise(heights))
