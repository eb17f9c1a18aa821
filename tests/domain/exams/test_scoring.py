"""Scores are whole numbers and fractions; intervals follow Wilson."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.domain.exams.values import form
from webapp.domain.exams.scoring import NOTHING, Tally, score


def test_every_question_stands_in_the_denominator() -> None:
    outcome = score(form("a", "b", "c", "d"), {1: "a", 2: "a"}, 3)
    assert (outcome.total.right, outcome.total.asked, outcome.answered) == (1, 4, 2)
    assert not outcome.passed


def test_nothing_answered_scores_zero() -> None:
    outcome = score(form("a", "b"), {}, 1)
    assert outcome.total == Tally(0, 2)
    assert not outcome.passed


def test_a_multiple_answer_is_all_or_nothing() -> None:
    items = form("ac", "bd", choose=2, options=5)
    outcome = score(items, {1: "ac", 2: "b"}, 1)
    assert outcome.total.right == 1


def test_the_tally_is_kept_per_task() -> None:
    outcome = score(form("a", "b", "c", "d"), {1: "a", 3: "c", 4: "a"}, 2)
    assert outcome.by_task == {"T1": Tally(2, 2), "T2": Tally(0, 2)}
    assert outcome.passed


def test_a_score_just_under_the_line_is_not_rounded_over_it() -> None:
    tally = Tally(8966, 10000)
    assert tally.percent == 89
    assert tally.share < Fraction(9, 10)


@pytest.mark.parametrize(
    ("right", "asked", "low", "high"),
    [  # Wilson score intervals, 95 %, computed by hand from the formula
        (41, 56, 0.6040, 0.8304),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_the_interval_is_wilsons(right: int, asked: int, low: float, high: float) -> None:
    assert Tally(right, asked).interval() == pytest.approx((low, high), abs=2e-3)


def test_nothing_asked_says_nothing() -> None:
    assert NOTHING.interval() == (0.0, 1.0)
    assert NOTHING.share == 0
