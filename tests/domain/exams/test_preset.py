"""Saved practices: their names, their number, and that they can be drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.exams.values import outline
from webapp.domain.errors import BadInput
from webapp.domain.exams import preset
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.preset import LONGEST_NAME, MOST
from webapp.domain.exams.wish import Wish

WISH = Wish(Mode.CUSTOM, count=5, tasks=("T1", "E2"))
FULL = [f"Practice {number}" for number in range(MOST)]


def test_a_practice_with_a_name_of_its_own_is_saved() -> None:
    preset.check("Missed ones", WISH, outline(), ["Evening"])
    preset.check("x" * LONGEST_NAME, WISH, outline(), FULL[1:])


def test_a_practice_keeps_its_name_when_it_is_changed() -> None:
    preset.check("evening", WISH, outline(), ["Evening"], replacing="Evening")
    preset.check(FULL[0], WISH, outline(), FULL, replacing=FULL[0])


@pytest.mark.parametrize(
    ("name", "wish", "taken", "field"),
    [
        ("", WISH, [], "name"),
        ("x" * (LONGEST_NAME + 1), WISH, [], "name"),
        ("EVENING", WISH, ["Evening"], "name"),
        ("One more", WISH, FULL, "name"),
        ("Strange", replace(WISH, tasks=("Z9",)), [], "tasks"),
        ("None", replace(WISH, count=0), [], "count"),
        ("Endless", replace(WISH, minutes=9999), [], "minutes"),
    ],
)
def test_what_cannot_be_saved_is_refused_at_its_field(
    name: str, wish: Wish, taken: list[str], field: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        preset.check(name, wish, outline(), taken)
    assert refusal.value.field == field


def test_a_practice_cannot_take_the_name_of_another() -> None:
    with pytest.raises(BadInput):
        preset.check("Morning", WISH, outline(), ["Evening", "Morning"], replacing="Evening")


def test_capitals_do_not_make_another_name() -> None:
    assert preset.same_name("STRASSE", "straße")
    assert not preset.same_name("one", "two")
