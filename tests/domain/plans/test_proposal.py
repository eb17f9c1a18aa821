"""Goals proposed from gaps."""

from __future__ import annotations

import pytest

from webapp.domain.plans.proposal import propose_goal, propose_goals
from webapp.domain.progress.gap import Gap
from webapp.domain.progress.skills import Skill

LEVELS = tuple(f"Does it at level {n}." for n in range(1, 6))


def _skill(code: str = "planning") -> Skill:
    return Skill(code, code.title(), "Meaning.", LEVELS)


@pytest.mark.parametrize(
    ("now", "target", "levels"),
    [
        (None, None, (1, 2)),
        (2, 4, (2, 4)),
        (2, None, (2, 3)),
        (4, 3, (4, 5)),
        (5, 5, (4, 5)),
        (None, 3, (1, 3)),
        (None, 1, (1, 2)),
    ],
)
def test_a_goal_leads_from_the_rated_level_to_the_target_or_one_up(
    now: int | None, target: int | None, levels: tuple[int, int]
) -> None:
    proposed = propose_goal(_skill(), now=now, target=target)
    assert (proposed.from_level, proposed.to_level) == levels
    assert proposed.done_when == f"Does it at level {levels[1]}."
    assert str(levels[1]) in proposed.title


def test_the_widest_rated_gaps_are_proposed_three_at_most() -> None:
    gaps = [
        Gap(_skill("a"), 1, 4),
        Gap(_skill("b"), 2, 4),
        Gap(_skill("met"), 4, 4),
        Gap(_skill("unrated"), None, 5),
        Gap(_skill("c"), 3, 4),
        Gap(_skill("d"), 3, 4),
    ]
    assert [each.skill.code for each in propose_goals(gaps)] == ["a", "b", "c"]
    assert propose_goals([]) == ()
