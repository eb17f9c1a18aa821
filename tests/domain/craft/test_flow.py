"""Flow and Little's law."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.craft.flow import Flow, State

STEADY = Flow(
    (State("Waiting", (30, 27, 24, 21)), State("At work", (12, 12, 12, 12)), State("Done", (0, 3, 6, 9)))
)


def test_twelve_at_work_and_three_a_day_take_four_days() -> None:
    assert STEADY.wip == 12
    assert STEADY.throughput == 3
    assert STEADY.cycle_time == 4


def test_work_in_progress_is_what_neither_waits_nor_is_done() -> None:
    flow = Flow((State("a", (9, 8)), State("b", (2, 2)), State("c", (1, 1)), State("d", (0, 1))))
    assert flow.in_progress == (3, 3)
    assert [flow.entered(at) for at in range(4)] == [(12, 12), (3, 4), (1, 2), (0, 1)]


def test_where_nothing_was_finished_there_is_no_cycle_time() -> None:
    assert Flow((State("a", (3, 2)), State("b", (0, 1)), State("c", (4, 4)))).cycle_time is None


@given(st.integers(1, 30), st.integers(1, 20), st.integers(2, 20))
def test_in_a_steady_flow_every_item_takes_as_long_as_the_law_says(rate: int, days: int, length: int) -> None:
    """So many come in a day and each stays so many days: the law finds the days again."""
    steps = range(length)
    flow = Flow(
        (
            State("Waiting", tuple(rate * (length - at) for at in steps)),
            State("At work", (rate * days,) * length),
            State("Done", tuple(rate * at for at in steps)),
        )
    )
    assert flow.cycle_time == Fraction(days)


@pytest.mark.parametrize(
    ("counts", "fault"),
    [
        (((1, 1), (1, 1)), "three states or more"),
        (((1, 1), (1, 1), (1,)), "equally many counts"),
        (((1,), (1,), (1,)), "two or more"),
        (((1, 1), (-1, 1), (1, 1)), "counts less than nothing"),
        (((1, 2), (1, 1), (1, 0)), "“b” or gone on falls from 2 to 1 at 1"),
    ],
)
def test_counts_that_are_no_flow_are_refused(counts: tuple[tuple[int, ...], ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Flow(tuple(State(name, each) for name, each in zip("abc", counts, strict=False)))
