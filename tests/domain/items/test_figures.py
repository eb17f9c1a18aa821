"""Figures and how far they can be trusted."""

from __future__ import annotations

import pytest

from webapp.domain.exams.scoring import Tally
from webapp.domain.items.correlation import Spread, interval
from webapp.domain.items.figures import (
    FEWEST_ANSWERS,
    FEWEST_RANKED,
    SETTLED,
    BankFigures,
    ChoiceFigures,
    QuestionFigures,
    Trust,
    trust,
)

FIGURES = QuestionFigures(
    "mini",
    "q-001",
    "v1",
    answers=100,
    right=60,
    ranked=80,
    r=0.3,
    choices=(ChoiceFigures("a", key=True, chosen=60), ChoiceFigures("", key=False, chosen=5)),
)


@pytest.mark.parametrize(
    ("count", "shares", "scores"),
    [
        (0, Trust.TOO_FEW, Trust.TOO_FEW),
        (19, Trust.TOO_FEW, Trust.TOO_FEW),
        (20, Trust.PROVISIONAL, Trust.TOO_FEW),
        (49, Trust.PROVISIONAL, Trust.TOO_FEW),
        (50, Trust.PROVISIONAL, Trust.PROVISIONAL),
        (199, Trust.PROVISIONAL, Trust.PROVISIONAL),
        (200, Trust.SETTLED, Trust.SETTLED),
    ],
)
def test_shares_are_shown_from_20_and_scores_from_50_and_both_are_settled_from_200(
    count: int, shares: Trust, scores: Trust
) -> None:
    assert (FEWEST_ANSWERS, FEWEST_RANKED, SETTLED) == (20, 50, 200)
    assert trust(count, FEWEST_ANSWERS) is shares
    assert trust(count, FEWEST_RANKED) is scores


def test_a_question_is_trusted_by_its_answers_and_its_scores_each_alone() -> None:
    few = QuestionFigures("mini", "q", "v", answers=300, right=10, ranked=40)
    assert (few.share_trust, few.score_trust) == (Trust.SETTLED, Trust.TOO_FEW)


def test_a_question_tells_its_share_its_interval_and_what_was_left_open() -> None:
    assert FIGURES.p == pytest.approx(0.6)
    assert FIGURES.tally == Tally(60, 100)
    assert FIGURES.open == 5
    assert FIGURES.share_of(FIGURES.choices[0]) == Tally(60, 100)
    assert FIGURES.r_interval == interval(0.3, 80)
    assert FIGURES.p_shrunk(3) == pytest.approx((20 * 0.65 + 60) / 120)
    assert FIGURES.r_shrunk(Spread(0.2, 0.1)) == pytest.approx(Spread(0.2, 0.1).shrunk(0.3, 80))


def test_a_question_nobody_answered_has_no_share_and_no_correlation() -> None:
    nothing = QuestionFigures("mini", "q", "v", answers=0, right=0)
    assert (nothing.p, nothing.open, nothing.r_interval, nothing.r_shrunk(Spread())) == (0, 0, None, None)


def test_a_bank_is_trusted_by_its_rehearsals() -> None:
    assert BankFigures("mini", records=500, whole=49).trust is Trust.TOO_FEW
    assert BankFigures("mini", records=500, whole=50).trust is Trust.PROVISIONAL
