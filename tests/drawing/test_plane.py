"""Planes."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import heard, look, marked, strokes, words
from webapp.drawing.plane import Plane
from webapp.drawing.scale import Scale

PLANE = Plane(Scale(0, 10), Scale(0, 50), "days", "points <x>")


def test_a_point_is_measured_from_the_left_and_from_the_top() -> None:
    assert PLANE.place((5, 40)) == (Fraction(50), Fraction(20))


def test_a_line_goes_through_its_points() -> None:
    tree = look(PLANE.line([(0, 50), (5, 25), (10, 0)], "k-blue"))
    assert strokes(tree, "k-blue") == [[(0, 0), (500, 500), (1000, 1000)]]


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 50)), min_size=2, max_size=9))
def test_what_is_within_the_scales_is_within_the_plane(points: list[tuple[int, int]]) -> None:
    (line,) = strokes(look(PLANE.line(points, "k-blue")), "k-blue")
    assert all(0 <= x <= 1000 and 0 <= y <= 1000 for x, y in line)


def test_an_area_goes_back_along_its_lower_line() -> None:
    tree = look(PLANE.area([(0, 50), (10, 50)], [(0, 0), (10, 0)], "f-blue"))
    assert strokes(tree, "f-blue") == [[(0, 0), (1000, 0), (1000, 1000), (0, 1000)]]


def test_a_line_of_steps_is_level_up_to_each() -> None:
    assert PLANE.steps([(0, 20), (3, 30)]) == [(0, 20), (3, 20), (3, 30)]


def test_the_scales_are_written_and_only_whole_steps_are() -> None:
    tree = look(Plane(Scale(0, 3), Scale(0, 50), "days", "points <x>").html("", ""))
    assert heard(tree, "y") == ["50 40 30 20 10 0"]
    assert heard(tree, "x") == ["0 1 2 3 days"]
    assert heard(tree, "plot-unit") == ["points <x>"]
    assert len(marked(tree, "line", "k-hair")) == 6


def test_words_over_the_plane_lean_inwards_near_an_edge() -> None:
    anchors = [next(look(PLANE.head(at, "Today")).iter("text")).get("text-anchor") for at in (1, 5, 9)]
    assert anchors == ["start", "middle", "end"]


def test_tags_that_would_cover_each_other_are_moved() -> None:
    tree = look(PLANE.tags([((10, 25), "a"), ((10, 24), "b")], right=8))
    offsets = [int(each.get("y") or 0) for each in tree.iter("text")]
    places = [float((each.get("y") or "").rstrip("%")) * 240 / 100 for each in tree.iter("svg")]
    lines = [place + offset for place, offset in zip(places, offsets, strict=True)]
    assert lines[1] - lines[0] >= 16


def test_dots_stand_at_their_points() -> None:
    (dot,) = look(PLANE.dots([(Fraction(5, 2), 25)])).iter("circle")
    assert (dot.get("cx"), dot.get("cy")) == ("25%", "50%")
    assert words(look(PLANE.words((0, 0), "<b>"))) == "<b>"
