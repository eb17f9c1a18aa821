"""The cone of uncertainty."""

from __future__ import annotations

from fractions import Fraction

import pytest

from webapp.domain.craft.uncertainty import Phase, require_narrowing


def test_the_range_is_the_estimate_times_its_factors() -> None:
    assert Phase("Concept", Fraction(1, 4), 4).range(40) == (Fraction(10), Fraction(160))


@pytest.mark.parametrize(("low", "high"), [(0, 2), (2, 3), (Fraction(1, 2), Fraction(9, 10))])
def test_a_range_holds_the_estimate(low: Fraction, high: Fraction) -> None:
    with pytest.raises(ValueError, match="must hold the estimate"):
        Phase("Concept", low, high)


@pytest.mark.parametrize(("low", "high"), [(Fraction(1, 21), 2), (Fraction(1, 2), 21)])
def test_a_range_has_an_end(low: Fraction, high: int) -> None:
    with pytest.raises(ValueError, match="wider than a factor of 20"):
        Phase("Concept", low, high)


def test_a_cone_never_widens() -> None:
    wide, narrow = Phase("a", Fraction(1, 2), 2), Phase("b", Fraction(3, 4), Fraction(3, 2))
    require_narrowing([wide, narrow, narrow])
    with pytest.raises(ValueError, match="“a” is wider than that of “b”"):
        require_narrowing([narrow, wide])
