"""Slots."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.drawing.eyes import look
from webapp.drawing.slots import Slots


def test_a_gap_parts_the_slots_where_a_section_ends() -> None:
    slots = Slots(6, (2, 4))
    assert [slots.start(number) for number in range(1, 7)] == [0, 1, 3, 4, 6, 7]
    assert [slots.width, slots.middle(2), slots.middle(4)] == [8, Fraction(5, 2), Fraction(11, 2)]


def test_a_gap_of_a_long_form_stays_visible() -> None:
    assert Slots(180, (14, 97)).gap == Fraction(18, 5)


@pytest.mark.parametrize(
    ("count", "numbers"),
    [
        (1, (1,)),
        (6, (1, 2, 3, 4, 5, 6)),
        (20, (1, 5, 10, 15, 20)),
        (50, (1, 10, 20, 30, 40, 50)),
        (180, (1, 30, 60, 90, 120, 150, 180)),
    ],
)
def test_the_first_the_last_and_round_numbers_are_written(count: int, numbers: tuple[int, ...]) -> None:
    assert Slots(count).numbered == numbers


def test_the_outermost_numbers_lean_inwards_on_a_long_form() -> None:
    def anchors(slots: Slots) -> set[str | None]:
        return {each.get("text-anchor") for each in look(slots.words).iter("text")}

    assert anchors(Slots(50)) == {"start", "middle", "end"}
    assert anchors(Slots(4)) == {"middle"}


@pytest.mark.parametrize(("count", "ends"), [(0, ()), (4, (4,)), (4, (0,))])
def test_a_form_has_questions_and_its_sections_end_inside_it(count: int, ends: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"a form needs|a section ends"):
        Slots(count, ends)
