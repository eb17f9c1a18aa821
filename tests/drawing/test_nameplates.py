"""Nameplates beside points."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.drawing.nameplates import Box, Spot, settle

SPOTS = st.builds(Spot, st.text("abc", min_size=1, max_size=22), st.integers(6, 94), st.integers(13, 87))


def test_a_name_stands_outside_its_point_towards_the_room() -> None:
    left, right = settle([Spot("Left", 10, 50), Spot("Right", 90, 50)])
    assert (left.anchor, left.dx > 0) == ("start", True)
    assert (right.anchor, right.dx < 0) == ("end", True)


def test_a_name_gives_way_to_a_neighbour() -> None:
    plate, _ = settle([Spot("First", 20, 40), Spot("Next", 25, 40)])
    assert plate.anchor != "start"


def test_a_name_prefers_its_own_half() -> None:
    (plate,) = settle([Spot("A rather long name", 40, 30)])
    assert plate.anchor == "end"


def test_a_name_without_any_room_keeps_its_first_side() -> None:
    crowd = [Spot("x" * 80, 50, 50), Spot("x" * 80, 10, 50)]
    assert [plate.anchor for plate in settle(crowd)] == ["end", "start"]


@given(st.lists(SPOTS, max_size=8))
def test_every_point_gets_one_plate(spots: list[Spot]) -> None:
    assert len(settle(spots)) == len(spots)


def test_boxes_that_only_meet_at_an_edge_do_not_touch() -> None:
    assert not Box(0, 0, 10, 10).touches(Box(10, 0, 20, 10))
    assert Box(0, 0, 10, 10).touches(Box(9, 9, 20, 20))
