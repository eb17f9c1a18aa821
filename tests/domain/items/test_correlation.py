"""Item-total and corrected correlations, their intervals, and how they are drawn towards the bank."""

from __future__ import annotations

from math import sqrt
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.items import lsat
from webapp.domain.items.correlation import (
    USUAL,
    Spread,
    corrected,
    correlation,
    interval,
    spread_of,
)

POINTS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 30), st.integers(1, 9)), min_size=3, max_size=40
)


def deviation(values: list[tuple[float, int]]) -> float:
    """The standard deviation, divisor n, of values with their counts."""
    n = sum(people for _, people in values)
    mean = sum(value * people for value, people in values) / n
    return sqrt(sum((value - mean) ** 2 * people for value, people in values) / n)


def test_item_total_and_corrected_r_of_lsat_6_are_those_printed() -> None:
    for place in range(5):
        total = correlation((p[place], sum(p), people) for p, people in lsat.patterns())
        rest = correlation((p[place], sum(p) - p[place], people) for p, people in lsat.patterns())
        assert total is not None
        assert rest is not None
        assert f"{total:.4f}" == f"{lsat.ITEM_TOTAL[place]:.4f}"
        assert f"{rest:.4f}" == f"{lsat.CORRECTED[place]:.4f}"


def test_the_formula_of_the_correction_gives_what_the_rest_score_gives() -> None:
    s_total = deviation([(sum(p), people) for p, people in lsat.patterns()])
    for place in range(5):
        s_item = deviation([(p[place], people) for p, people in lsat.patterns()])
        total = correlation((p[place], sum(p), people) for p, people in lsat.patterns())
        rest = correlation((p[place], sum(p) - p[place], people) for p, people in lsat.patterns())
        assert corrected(total or 0, s_total, s_item) == pytest.approx(rest)


def test_a_rest_score_that_does_not_vary_is_refused() -> None:
    with pytest.raises(ValueError, match="does not vary"):
        corrected(1.0, 0.5, 0.5)


@given(POINTS)
def test_correlation_lies_between_the_ends_and_turns_with_its_sign(
    points: list[tuple[int, int, int]],
) -> None:
    r = correlation(points)
    turned = correlation([(1 - x, y, w) for x, y, w in points])
    assume(r is not None)
    assert r is not None
    assert -1 <= r <= 1
    assert turned == pytest.approx(-r)


@given(POINTS, st.floats(0.1, 9), st.floats(-5, 5))
def test_correlation_does_not_hang_on_scale_order_or_how_people_are_counted(
    points: list[tuple[int, int, int]], scale: float, shift: float
) -> None:
    r = correlation(points)
    assume(r is not None)
    assert correlation([(x, scale * y + shift, w) for x, y, w in reversed(points)]) == pytest.approx(r)
    written_out = [(x, y, 1) for x, y, w in points for _ in range(w)]
    assert correlation(written_out) == pytest.approx(r)


@pytest.mark.parametrize(
    "points", [[], [(1, 3, 5)], [(1, 1, 4), (1, 9, 4)], [(0, 7, 4), (1, 7, 4)], [(1, 2, 0)]]
)
def test_without_variation_there_is_no_correlation(points: list[tuple[int, int, int]]) -> None:
    assert correlation(points) is None


def test_fishers_interval_is_the_one_of_the_textbook() -> None:
    low, high = interval(0.5, 28)
    assert (round(low, 3), round(high, 3)) == (0.156, 0.736)
    assert interval(0.5, 3) == (-1, 1)
    assert interval(1.0, 30) == (1.0, 1.0)


@given(st.floats(-0.99, 0.99), st.integers(5, 5000))
def test_the_interval_of_a_correlation_holds_it(r: float, n: int) -> None:
    low, high = interval(r, n)
    assert -1 <= low < r < high <= 1


def test_few_answers_are_drawn_to_the_bank_and_many_are_believed() -> None:
    bank = Spread(0.25, 0.1)
    assert bank.shrunk(-0.3, 1) == 0.25
    assert -0.3 < bank.shrunk(-0.3, 50) < 0.25
    assert bank.shrunk(-0.3, 50) > bank.shrunk(-0.3, 500) > bank.shrunk(-0.3, 50_000) > -0.3
    error = (1 - 0.25**2) ** 2 / 49
    assert bank.shrunk(-0.3, 50) == pytest.approx(0.25 - 0.55 * 0.01 / (0.01 + error))


def test_a_bank_without_spread_gives_everybody_its_mean() -> None:
    assert Spread(0.25, 0.0).shrunk(-0.3, 50) == 0.25


def test_the_spread_of_a_bank_is_found_again_from_noisy_correlations() -> None:
    dice, n = Random(3), 200
    found = []
    for _ in range(4000):
        true = dice.gauss(0.25, 0.12)
        found.append((true + dice.gauss(0, (1 - 0.25**2) / sqrt(n - 1)), n))
    spread = spread_of(found)
    assert spread.mean == pytest.approx(0.25, abs=0.01)
    assert spread.deviation == pytest.approx(0.12, abs=0.01)


def test_what_chance_alone_explains_has_no_spread_and_few_questions_teach_nothing() -> None:
    assert spread_of([(0.2, 60)] * 12).deviation == 0
    assert spread_of([(0.5, 60)] * 9) == USUAL
