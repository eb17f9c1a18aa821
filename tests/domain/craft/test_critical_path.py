"""The critical path method, against a worked example and by its own laws."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.craft.critical_path import Link, Tie, Work, in_order, slack, solve

FF, FS, SS, SF = Tie.FINISH_TO_FINISH, Tie.FINISH_TO_START, Tie.START_TO_START, Tie.START_TO_FINISH
MOVE = (
    Work("A", 5),
    Work("B", 8, (Link("A"),)),
    Work("C", 18, (Link("A"),)),
    Work("D", 14, (Link("B"),)),
    Work("E", 6, (Link("B"), Link("C"))),
    Work("F", 6, (Link("D", SS, 4),)),
    Work("G", 7, (Link("D"), Link("E"), Link("F"))),
    Work("H", 4, (Link("D"),)),
    Work("I", 6, (Link("D"), Link("G", FF, 1))),
    Work("J", 3, (Link("G"), Link("H"))),
    Work("K", 2, (Link("I"), Link("J", FS, 2))),
)
"""Worked by hand in the lesson on the critical path."""


def test_the_worked_example_comes_out_as_by_hand() -> None:
    plan = solve(MOVE)
    assert plan.finish == 43
    assert plan.critical == ("A", "C", "E", "G", "J", "K")
    floats = {name: dates.total_float for name, dates in plan.dates.items()}
    assert floats == {"A": 0, "B": 2, "C": 0, "D": 2, "E": 0, "F": 6, "G": 0, "H": 5, "I": 4, "J": 0, "K": 0}
    assert (plan.dates["G"].early_start, plan.dates["G"].early_finish) == (29, 36)
    assert plan.dates["I"].early_start == 31
    assert ("C", "E") in plan.driving
    assert ("B", "E") not in plan.driving


def test_free_float_is_what_no_follower_feels() -> None:
    plan = solve(MOVE)
    assert {name: plan.dates[name].free_float for name in "BDFHI"} == {"B": 0, "D": 0, "F": 6, "H": 5, "I": 4}


def test_a_lead_lets_the_next_begin_before_the_end() -> None:
    plan = solve((Work("A", 10), Work("B", 4, (Link("A", FS, -3),))))
    assert plan.dates["B"].early_start == 7
    assert plan.finish == 11


def test_an_early_finish_may_be_held_by_a_start() -> None:
    plan = solve((Work("A", 5), Work("B", 3, (Link("A"),)), Work("C", 2, (Link("B", SF, 2),))))
    assert plan.dates["C"].early_finish == 7
    assert plan.finish == 8


def test_fractions_stay_exact() -> None:
    plan = solve((Work("A", Fraction(1, 10)), Work("B", Fraction(1, 5), (Link("A"),))))
    assert plan.finish == Fraction(3, 10)


def test_a_circle_and_a_stranger_are_refused() -> None:
    with pytest.raises(ValueError, match="circle: A, B"):
        in_order((Work("A", 1, (Link("B"),)), Work("B", 1, (Link("A"),))))
    with pytest.raises(ValueError, match="comes after “Z”"):
        in_order((Work("A", 1, (Link("Z"),)),))


@st.composite
def networks(draw: st.DrawFn) -> tuple[Work, ...]:
    """Networks of up to nine activities, each tied to earlier ones."""
    works: list[Work] = []
    for number in range(draw(st.integers(1, 9))):
        earlier = [work.id for work in works]
        chosen = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=3)) if earlier else []
        links = tuple(Link(of, draw(st.sampled_from(Tie)), draw(st.integers(-2, 4))) for of in chosen)
        works.append(Work(f"W{number}", draw(st.integers(0, 9)), links))
    return tuple(works)


@given(networks())
def test_every_link_holds_by_early_and_by_late_dates(works: tuple[Work, ...]) -> None:
    plan = solve(works)
    by_id = {work.id: work for work in works}
    early = {name: dates.early_start for name, dates in plan.dates.items()}
    late = {name: dates.late_start for name, dates in plan.dates.items()}
    for work in works:
        for link in work.after:
            assert slack(by_id[link.of], link, work, early) >= 0
            assert slack(by_id[link.of], link, work, late) >= 0


@given(networks())
def test_no_float_is_below_zero_and_something_is_critical(works: tuple[Work, ...]) -> None:
    plan = solve(works)
    assert all(0 <= dates.free_float <= dates.total_float for dates in plan.dates.values())
    assert plan.critical
    assert max(dates.early_finish for dates in plan.dates.values()) == plan.finish


@given(networks(), st.integers(0, 8), st.integers(1, 5))
def test_a_slip_within_the_float_moves_nothing_and_one_beyond_moves_the_finish(
    works: tuple[Work, ...], place: int, slip: int
) -> None:
    work = works[place % len(works)]
    plan = solve(works)
    longer = [Work(w.id, w.duration, w.after) for w in works]
    held = Work("held", plan.dates[work.id].early_start + slip)
    longer[place % len(works)] = Work(work.id, work.duration, (*work.after, Link("held")))
    room = plan.dates[work.id].total_float
    assert solve([held, *longer]).finish == plan.finish + max(0, slip - room)
