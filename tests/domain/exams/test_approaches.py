"""Which questions can stand for an approach, and how many of one a task can give."""

from __future__ import annotations

from tests.domain.exams.values import approaches, question
from webapp.domain.exams.approaches import bounds_of, leans, serves, takes

PREDICTIVE, ADAPTIVE = approaches(40)


def test_a_question_for_any_approach_can_stand_for_each_and_belongs_to_none() -> None:
    either = question(1, "T1", approach="any")
    assert takes(either, PREDICTIVE)
    assert takes(either, ADAPTIVE)
    assert not leans(either, PREDICTIVE)
    assert serves(either, (ADAPTIVE,))


def test_a_hybrid_question_stands_for_the_adaptive_share_alone() -> None:
    hybrid = question(1, "T1", approach="hybrid")
    assert leans(hybrid, ADAPTIVE)
    assert not takes(hybrid, PREDICTIVE)
    assert not serves(hybrid, (PREDICTIVE,))


def test_a_task_gives_no_more_than_it_has_and_no_less_than_the_later_ones_leave() -> None:
    stock = {
        "T1": [question(n, "T1", approach="predictive") for n in range(3)],
        "T2": [question(10 + n, "T2", approach="agile") for n in range(3)],
        "T3": [question(20, "T3", approach="any"), question(21, "T3", approach="predictive")],
    }
    seats = {"T1": 2, "T2": 2, "T3": 2}
    assert bounds_of(PREDICTIVE, (ADAPTIVE,), seats, stock) == {"T1": (2, 2), "T2": (0, 0), "T3": (1, 2)}
