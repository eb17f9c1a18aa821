"""D of 27 % groups."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.items import lsat
from webapp.domain.items.discrimination import discrimination, groups

SCORES = st.dictionaries(st.integers(0, 20), st.integers(1, 30), min_size=1)


def test_d_of_lsat_6_is_that_computed_for_it() -> None:
    scores: Counter[float] = Counter()
    for pattern, people in lsat.patterns():
        scores[sum(pattern)] += people
    assert tuple(scores[score] for score in range(6)) == lsat.SCORES
    for place, printed in enumerate(lsat.D):
        right: Counter[float] = Counter()
        for pattern, people in lsat.patterns():
            right[sum(pattern)] += people * pattern[place]
        assert f"{discrimination(right, scores):.4f}" == f"{printed:.4f}"


def test_people_with_the_score_at_the_edge_belong_to_the_group_by_the_same_fraction() -> None:
    made = groups({10: 5, 9: 40, 1: 55})
    assert made.size == pytest.approx(27)
    assert made.upper == {10: 1.0, 9: pytest.approx(22 / 40)}
    assert made.lower == {1: pytest.approx(27 / 55)}


@given(SCORES)
def test_both_groups_are_full_and_apart(scores: dict[float, int]) -> None:
    made = groups(scores)
    for side in (made.upper, made.lower):
        assert sum(fraction * scores[score] for score, fraction in side.items()) == pytest.approx(made.size)
        assert all(0 <= fraction <= 1 for fraction in side.values())
    for score in made.upper.keys() & made.lower.keys():
        assert made.upper[score] + made.lower[score] <= 1 + 1e-12


@given(SCORES, st.data())
def test_d_lies_between_the_ends_and_turns_with_right_and_wrong(
    scores: dict[float, int], data: st.DataObject
) -> None:
    right = {score: data.draw(st.integers(0, people)) for score, people in scores.items()}
    wrong = {score: people - right[score] for score, people in scores.items()}
    d = discrimination(right, scores)
    assert -1 - 1e-12 <= d <= 1 + 1e-12
    assert discrimination(wrong, scores) == pytest.approx(-d)


def test_when_only_the_best_are_right_d_is_whole() -> None:
    assert discrimination({9: 40}, {9: 40, 2: 60}) == pytest.approx(1.0)


@pytest.mark.parametrize(("scores", "share"), [({}, 0.27), ({1: 0}, 0.27), ({1: 4}, 0.6), ({1: 4}, 0.0)])
def test_groups_that_cannot_be_are_refused(scores: dict[float, int], share: float) -> None:
    with pytest.raises(ValueError, match="no groups"):
        groups(scores, share)
