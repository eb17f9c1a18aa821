"""KR-20, KR-21, alpha, the error of measurement, and alpha from pairs that were asked together."""

from __future__ import annotations

from math import sqrt
from random import Random
from statistics import fmean, pvariance

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.items import lsat
from webapp.domain.items.reliability import (
    Covariation,
    Pairs,
    alpha,
    covariation,
    kr20,
    kr21,
    sem,
    spearman_brown,
)

MATRIX = st.integers(2, 6).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 1), min_size=k, max_size=k), min_size=3, max_size=25)
)


def forms(matrix: list[list[int]]) -> list[list[tuple[str, int]]]:
    """Rows of a matrix as forms."""
    return [[(f"v{place}", right) for place, right in enumerate(row)] for row in matrix]


def shares(matrix: list[list[int]]) -> dict[str, float]:
    """Right answers by version."""
    return {f"v{place}": fmean(row[place] for row in matrix) for place in range(len(matrix[0]))}


def test_lsat_6_has_the_printed_mean_and_variance() -> None:
    scores = [sum(pattern) for pattern, people in lsat.patterns() for _ in range(people)]
    assert fmean(scores) == pytest.approx(lsat.MEAN)
    assert f"{pvariance(scores):.6f}" == f"{lsat.VARIANCE:.6f}"


def test_reliability_of_lsat_6_is_that_printed() -> None:
    assert f"{kr20(lsat.P, lsat.VARIANCE):.5f}" == f"{lsat.ALPHA:.5f}"
    assert f"{alpha([p * (1 - p) for p in lsat.P], lsat.VARIANCE):.5f}" == f"{lsat.ALPHA:.5f}"
    assert f"{kr21(5, lsat.MEAN, lsat.VARIANCE):.5f}" == f"{lsat.KR21:.5f}"
    assert f"{sem(sqrt(lsat.SAMPLE_VARIANCE), lsat.ALPHA):.4f}" == f"{lsat.SEM:.4f}"


def test_two_divisors_in_one_formula_would_inflate_it() -> None:
    assert kr20(lsat.P, lsat.SAMPLE_VARIANCE) > kr20(lsat.P, lsat.VARIANCE)


def test_alpha_without_each_question_of_lsat_6_is_that_printed() -> None:
    people = [list(pattern) for pattern, count in lsat.patterns() for _ in range(count)]
    found = covariation(forms(people), shares(people))
    for place, printed in enumerate(lsat.ALPHA_WITHOUT):
        pairs = found.pairs(without=f"v{place}")
        assert pairs is not None
        assert f"{pairs.alpha(4):.4f}" == f"{printed:.4f}"


@given(MATRIX)
def test_on_one_common_form_alpha_from_pairs_is_kr_20(matrix: list[list[int]]) -> None:
    held = shares(matrix)
    total, k = pvariance([sum(row) for row in matrix]), len(matrix[0])
    assume(total > 1e-9)
    pairs = covariation(forms(matrix), held).pairs()
    assert pairs is not None
    assert pairs.total_variance(k) == pytest.approx(total)
    assert pairs.alpha(k) == pytest.approx(kr20(list(held.values()), total))


@given(MATRIX)
def test_alpha_without_a_question_is_alpha_of_the_others(matrix: list[list[int]]) -> None:
    rest = [row[1:] for row in matrix]
    total = pvariance([sum(row) for row in rest])
    assume(len(rest[0]) > 1 and total > 1e-9)
    pairs = covariation(forms(matrix), shares(matrix)).pairs(without="v0")
    assert pairs is not None
    assert pairs.alpha(len(rest[0])) == pytest.approx(kr20(list(shares(rest).values()), total))


@given(MATRIX)
def test_kr_21_is_never_above_kr_20(matrix: list[list[int]]) -> None:
    scores = [sum(row) for row in matrix]
    total = pvariance(scores)
    assume(total > 1e-9)
    lower = kr21(len(matrix[0]), fmean(scores), total)
    assert lower <= kr20(list(shares(matrix).values()), total) + 1e-9


def test_forms_drawn_from_one_bank_give_the_alpha_of_the_whole_bank() -> None:
    dice, size, length = Random(11), 60, 20
    hard = [dice.gauss(0, 0.8) for _ in range(size)]
    whole, drawn = [], []
    for _ in range(1500):
        able = dice.gauss(0, 1)
        row = [int(dice.random() < 1 / (1 + 2.718281828 ** (each - able))) for each in hard]
        whole.append(row)
        drawn.append([(f"v{place}", row[place]) for place in dice.sample(range(size), length)])
    complete = covariation(forms(whole), shares(whole)).pairs()
    asked = {f"v{n}": [right for form in drawn for v, right in form if v == f"v{n}"] for n in range(size)}
    partial = covariation(drawn, {version: fmean(rights) for version, rights in asked.items()}).pairs()
    assert complete is not None
    assert partial is not None
    assert partial.alpha(length) == pytest.approx(complete.alpha(length), abs=0.02)


@given(st.floats(0.01, 0.98), st.floats(0.2, 8))
def test_spearman_brown_there_and_back_is_where_it_began(reliability: float, times: float) -> None:
    longer = spearman_brown(reliability, times)
    assert spearman_brown(longer, 1 / times) == pytest.approx(reliability)


def test_alpha_from_pairs_grows_with_length_as_spearman_and_brown_say() -> None:
    pairs = Pairs(0.2, 0.02)
    short = pairs.alpha(20)
    assert short is not None
    assert pairs.alpha(60) == pytest.approx(spearman_brown(short, 3))


def test_what_has_no_value_is_refused_or_missing() -> None:
    with pytest.raises(ValueError, match="reliability needs"):
        alpha([0.2], 1.0)
    with pytest.raises(ValueError, match="reliability needs"):
        kr20([0.5, 0.5], 0.0)
    with pytest.raises(ValueError, match="reliability needs"):
        kr21(1, 1, 1)
    with pytest.raises(ValueError, match="error of measurement"):
        sem(1.0, 1.2)
    with pytest.raises(ValueError, match="no test of"):
        spearman_brown(0.5, 0)
    assert Pairs(0.2, -0.2).alpha(10) is None
    assert Pairs(0.2, 0.1).alpha(1) is None
    assert Covariation().pairs() is None
    assert covariation([[("v1", 1)]], {"v1": 1.0}).pairs() is None
