"""Cones of uncertainty: the picture says what the data says."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, marked, seen, words
from webapp.domain.craft.uncertainty import Phase
from webapp.drawing.cone import Cone, Factors, draw

CONE = Cone(
    "Narrows",
    "weeks",
    40,
    (
        Phase("Idea", Fraction(1, 4), 4),
        Phase("Out<line>", Fraction(1, 2), 2),
        Phase("Design", Fraction("0.9"), Fraction("1.1")),
    ),
)


def test_a_half_lies_as_far_from_the_estimate_as_a_double() -> None:
    scale = Factors(Fraction(1, 4), 4)
    assert [round(scale.place(each)) for each in scale.ticks()] == [0, 25, 50, 75, 100]
    assert list(scale.ticks()) == [Fraction(1, 4), Fraction(1, 2), 1, 2, 4]


@given(st.fractions(Fraction(1, 10), 1), st.fractions(1, 10))
def test_a_factor_and_its_inverse_lie_evenly_about_one(low: Fraction, high: Fraction) -> None:
    scale = Factors(Fraction(1, 20), 20)
    for factor in (low, high):
        assert float(scale.place(factor) + scale.place(1 / factor)) == pytest.approx(100, abs=1e-4)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (Fraction(1, 20), 20, (Fraction(1, 16), Fraction(1, 4), 1, 4, 16)),
        (Fraction(9, 10), Fraction(3, 2), (Fraction(9, 10), 1, Fraction(3, 2))),
        (1, 2, (1, 2)),
    ],
)
def test_few_ticks_are_written(low: Fraction, high: Fraction, ticks: tuple[Fraction, ...]) -> None:
    assert Factors(low, high).ticks() == ticks


def test_every_range_runs_from_its_lowest_to_its_highest() -> None:
    lines = [each for each in marked(seen(draw(CONE)), "line", "k-blue") if each.get("y1") == each.get("y2")]
    assert [(each.get("x1"), each.get("x2")) for each in lines[:2]] == [("0%", "100%"), ("25%", "75%")]


def test_the_ranges_stand_beside_in_the_unit() -> None:
    rows = [words(each) for each in seen(draw(CONE)).iter("li")]
    assert rows[:4] == ["Idea 10 to 160", "Out<line> 20 to 80", "Design 36 to 44", "10 20 40 80 160 weeks"]
    assert column(draw(CONE).table, "Lowest (weeks)") == ["10", "20", "36"]


def test_unsolved_it_shows_factors() -> None:
    drawing = draw(replace(CONE, solved=False))
    rows = [words(each) for each in seen(drawing).iter("li")]
    assert rows[0] == "Idea × 0.25 to 4"
    assert drawing.table.columns == ("Phase", "Low factor", "High factor")
    assert "Estimate, 40 weeks" in rows[-1]


def test_long_words_leave_room_for_each_other() -> None:
    assert list(CONE.ticks) == [Fraction(1, 4), Fraction(1, 2), 1, 2, 4]
    assert list(replace(CONE, estimate=12_500).ticks) == [Fraction(1, 4), 1, 4]


def test_a_phase_can_be_pointed_at() -> None:
    (region,) = [each for each in seen(draw(CONE, {("Design",): "c"})).iter("li") if each.get("data-region")]
    assert words(region) == "C Design 36 to 44"


def test_a_cone_without_a_range_is_refused() -> None:
    with pytest.raises(ValueError, match="a range somewhere"):
        Cone("t", "u", 40, (Phase("a", 1, 1), Phase("b", 1, 1)))
