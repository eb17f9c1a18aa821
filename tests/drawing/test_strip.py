"""The strip."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, marked, seen
from webapp.drawing.strip import Segment, State, Strip, draw

READ = Strip(
    "Two of <five> sections read",
    (Segment("a", 1, 1), Segment("b", 1, 1), Segment("c", 1, Fraction(1, 4)), Segment("d"), Segment("e")),
    here=2,
)


def test_what_is_passed_is_blue_and_where_someone_is_is_ochre() -> None:
    body = seen(draw(READ))
    assert [(each.get("x"), each.get("width")) for each in marked(body, "rect", "f-blue")] == [
        ("0%", "20%"),
        ("20%", "20%"),
    ]
    assert [(each.get("x"), each.get("width")) for each in marked(body, "rect", "f-ochre")] == [("40%", "5%")]


def test_without_a_place_nothing_is_ochre() -> None:
    sat = Strip("73 of 180 questions passed", (Segment("1", 60, 60), Segment("2", 60, 13), Segment("3", 60)))
    body = seen(draw(sat))
    assert not marked(body, "rect", "f-ochre")
    assert [sat.state(at) for at in range(3)] == [State.DONE, State.HERE, State.TO_COME]


def test_gaps_part_the_segments() -> None:
    gaps = [each.get("x") for each in seen(draw(READ)).iter("svg") if each.get("overflow")]
    assert gaps == ["20%", "40%", "60%", "80%"]


def test_the_strip_is_described_in_its_own_words() -> None:
    (image,) = (each for each in seen(draw(READ)).iter("svg") if each.get("role") == "img")
    assert image.get("aria-label") == "Two of <five> sections read"


def test_the_table_says_where_each_segment_stands() -> None:
    table = draw(READ).table
    assert column(table, "State") == ["done", "done", "here", "to come", "to come"]
    assert column(table, "Passed") == ["1", "1", "0.25", "0", "0"]


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 90)), min_size=1, max_size=9))
def test_bars_never_leave_the_strip(sizes: list[tuple[int, int]]) -> None:
    segments = tuple(Segment(str(at), size, min(size, passed)) for at, (size, passed) in enumerate(sizes))
    for each in marked(seen(draw(Strip("t", segments))), "rect", "f-blue"):
        right = sum(float((each.get(name) or "").rstrip("%")) for name in ("x", "width"))
        assert 0 < right <= 100.02


@pytest.mark.parametrize(("size", "passed"), [(0, 0), (2, 3), (2, -1)])
def test_a_segment_has_length_and_no_more_passed_than_that(size: int, passed: int) -> None:
    with pytest.raises(ValueError, match="segment “a” has"):
        Segment("a", size, passed)


def test_a_course_has_segments_and_its_place_is_on_it() -> None:
    with pytest.raises(ValueError, match="needs a segment"):
        Strip("t", ())
    with pytest.raises(ValueError, match="there is no segment 1"):
        Strip("t", (Segment("a"),), here=1)
