"""Exact numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from webapp.domain.craft.exact import mean, ratio, require_rising


def test_three_thirds_are_one() -> None:
    assert mean([Fraction(1, 3), Fraction(2, 3), 2]) == 1
    assert ratio(1, 3) == Fraction(1, 3)


def test_there_is_no_mean_of_nothing_and_no_ratio_to_nothing() -> None:
    assert ratio(1, 0) is None
    with pytest.raises(ValueError, match="no mean of nothing"):
        mean([])


def test_sums_from_the_start_never_fall() -> None:
    require_rising("ev", [0, 0, 3, 3])
    with pytest.raises(ValueError, match="ev: number 3 is less than the one before"):
        require_rising("ev", [0, 4, 3])
    with pytest.raises(ValueError, match="ev: number 1 is below 0"):
        require_rising("ev", [-1])
