"""Words one above the other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.drawing.spread import spread


def test_what_is_far_enough_apart_stays() -> None:
    assert spread([10, 50, 90], apart=17, low=0, high=100) == (10, 50, 90)


def test_what_is_close_is_moved_apart_in_its_order() -> None:
    assert spread([50, 49, 90], apart=10, low=0, high=100) == (59, 49, 90)


def test_what_would_leave_the_room_is_pushed_back() -> None:
    assert spread([98, 99, 120], apart=10, low=0, high=100) == (80, 90, 100)


def test_where_there_is_no_room_it_is_shared() -> None:
    assert spread([5, 5, 5], apart=10, low=0, high=10) == (0, 5, 10)
    assert spread([], apart=10, low=0, high=10) == ()


@given(st.lists(st.floats(0, 240), max_size=8))
def test_nothing_covers_anything_and_all_stay_in_the_room(places: list[float]) -> None:
    moved = spread(places, apart=17, low=0, high=240)
    ordered = sorted(moved)
    assert all(after - before >= 17 - 1e-9 for before, after in pairwise(ordered))
    assert all(-1e-9 <= each <= 240 + 1e-9 for each in moved)
    ranks = sorted(range(len(places)), key=lambda at: places[at])
    assert [moved[at] for at in ranks] == pytest.approx(ordered)
