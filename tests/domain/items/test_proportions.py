"""Shares of right answers."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.items import lsat
from webapp.domain.exams.scoring import Tally
from webapp.domain.items.proportions import EXPECTED, expected, shrunk, standard_error

TALLIES = st.integers(1, 500).flatmap(lambda n: st.builds(Tally, st.integers(0, n), st.just(n)))


def test_the_difficulties_of_lsat_6_are_those_printed() -> None:
    for place, printed in enumerate(lsat.P):
        right = sum(people for pattern, people in lsat.patterns() if pattern[place])
        assert f"{right / 1000:.3f}" == f"{printed:.3f}"


def test_the_standard_error_is_that_of_a_share() -> None:
    assert standard_error(Tally(64, 100)) == pytest.approx(0.048)
    assert standard_error(Tally(0, 10)) == 0
    with pytest.raises(ValueError, match="nothing was asked"):
        standard_error(Tally(0, 0))


def test_wilsons_interval_is_the_published_one() -> None:
    low, high = Tally(81, 263).interval()  # Newcombe 1998, table 1
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    low, high = Tally(0, 20).interval()
    assert (low, round(high, 4)) == (0, 0.1611)


@given(TALLIES)
def test_the_interval_holds_the_share_and_narrows_with_answers(tally: Tally) -> None:
    low, high = tally.interval()
    assert 0 <= low <= tally.right / tally.asked + 1e-12
    assert tally.right / tally.asked - 1e-12 <= high <= 1
    again = Tally(4 * tally.right, 4 * tally.asked).interval()
    assert again[1] - again[0] < high - low


def test_an_author_expects_ten_points_less_with_each_step() -> None:
    assert [expected(step) for step in range(1, 6)] == [0.85, 0.75, 0.65, 0.55, 0.45]
    with pytest.raises(KeyError):
        expected(6)


def test_the_prior_weighs_twenty_answers() -> None:
    assert shrunk(Tally(0, 0), 0.65) == pytest.approx(0.65)
    assert shrunk(Tally(20, 20), 0.5) == pytest.approx(0.75)
    assert shrunk(Tally(200, 200), 0.5) == pytest.approx(1 - 0.5 * 20 / 220)
    mean, answers = 0.65, 20
    assert sqrt(mean * (1 - mean) / (answers + 1)) == pytest.approx(0.104, abs=0.001)


@given(TALLIES, st.sampled_from(sorted(EXPECTED.values())))
def test_a_drawn_share_lies_between_what_was_seen_and_what_was_expected(tally: Tally, mean: float) -> None:
    seen = tally.right / tally.asked
    assert min(seen, mean) - 1e-12 <= shrunk(tally, mean) <= max(seen, mean) + 1e-12


@pytest.mark.parametrize(("mean", "answers"), [(-0.1, 20), (1.1, 20), (0.5, 0)])
def test_a_prior_that_is_none_is_refused(mean: float, answers: float) -> None:
    with pytest.raises(ValueError, match="no prior"):
        shrunk(Tally(1, 2), mean, answers)
