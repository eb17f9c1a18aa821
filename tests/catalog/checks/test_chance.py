"""What chance does."""

from __future__ import annotations

from itertools import product
from math import comb, prod

import pytest

from webapp.catalog.checks.chance import too_many


@pytest.mark.parametrize(("trials", "limit"), [(50, 21), (100, 36), (200, 66), (300, 94)])
def test_the_limits_of_one_in_four_are_the_published_ones(trials: int, limit: int) -> None:
    assert too_many([0.25] * trials) == limit


@pytest.mark.parametrize(("trials", "chance"), [(1, 0.25), (9, 0.25), (78, 1 / 3), (1000, 0.25), (3000, 0.4)])
def test_the_limit_is_the_binomial_one(trials: int, chance: float) -> None:
    limit = too_many([chance] * trials)
    tail = [
        sum(
            comb(trials, hit) * chance**hit * (1 - chance) ** (trials - hit)
            for hit in range(least, trials + 1)
        )
        if trials <= 100
        else _tail(trials, chance, least)
        for least in (limit - 1, limit)
    ]
    assert tail[0] >= 0.01 > tail[1]


def _tail(trials: int, chance: float, least: int) -> float:
    """The tail of a binomial distribution by the ratio of neighbours, from the middle outwards."""
    weights = [1.0]
    for hit in range(1, trials + 1):
        weights.append(weights[-1] * (trials - hit + 1) / hit * chance / (1 - chance))
        if weights[-1] > 1e200:
            weights = [each * 1e-200 for each in weights]
    return sum(weights[least:]) / sum(weights)


def test_unequal_chances_are_counted_one_by_one() -> None:
    chances = [0.25, 0.25, 0.4, 1 / 3, 0.5, 0.2, 0.25]
    limit = too_many(chances)
    tails = []
    for least in (limit - 1, limit):
        ways = (way for way in product((0, 1), repeat=len(chances)) if sum(way) >= least)
        tails.append(
            sum(prod(p if hit else 1 - p for p, hit in zip(chances, way, strict=True)) for way in ways)
        )
    assert tails[0] >= 0.01 > tails[1]


def test_nothing_is_too_much_where_nothing_was_tried() -> None:
    assert too_many([]) == 1
