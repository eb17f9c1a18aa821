"""The shared vocabulary is made of values that nobody can change, on one scale."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from webapp.domain.progress.gap import check_level
from webapp.domain.progress.skills import LEVELS, RoleProfile, Skill, Trap

SKILL = Skill("risk-management", "Risk management", "Sees trouble early.", ("a", "b", "c", "d", "e"))


def test_the_scale_runs_from_one_to_five_and_every_level_is_described() -> None:
    assert list(LEVELS) == [1, 2, 3, 4, 5]
    assert [SKILL.levels[check_level(level) - 1] for level in LEVELS] == list("abcde")


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (SKILL, "title"),
        (RoleProfile("tpm", "Technical project manager", "mid", "", {"risk-management": 3}, ()), "targets"),
        (
            Trap("waits-too-long", "Waits too long", "It may pass.", "Decide by a date.", "track/lesson"),
            "better",
        ),
    ],
)
def test_a_word_of_the_vocabulary_cannot_be_changed_in_place(value: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, field, "")
    assert replace(value) == value  # type: ignore[type-var]
