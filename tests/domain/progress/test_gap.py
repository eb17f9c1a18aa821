"""Levels, ratings and the distance to a role."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from webapp.domain.errors import BadInput
from webapp.domain.progress import gap as rules
from webapp.domain.progress.gap import Gap, Rating
from webapp.domain.progress.skills import RoleProfile, Skill

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SKILLS = tuple(
    Skill(code, code.title(), "", ("1", "2", "3", "4", "5")) for code in ("ask", "build", "check", "do")
)
ROLE = RoleProfile("lead", "Lead", "mid", "", {"ask": 2, "build": 4, "check": 3, "do": 5}, ())


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_level_is_one_of_five(level: int) -> None:
    assert rules.check_level(level) == level


@pytest.mark.parametrize("level", [-1, 0, 6, 100])
def test_a_level_off_the_scale_is_refused_at_its_field(level: int) -> None:
    with pytest.raises(BadInput) as refusal:
        rules.check_level(level)
    assert refusal.value.field == "level"


def test_the_last_rating_counts_in_whatever_order_they_come() -> None:
    late, early = Rating("ask", 4, NOON + timedelta(days=1)), Rating("ask", 2, NOON)
    assert rules.latest([late, early]) == {"ask": 4}
    assert rules.latest([early, late, Rating("do", 1, NOON)]) == {"ask": 4, "do": 1}


@pytest.mark.parametrize(("now", "target", "missing"), [(1, 4, 3), (4, 4, 0), (5, 3, 0), (None, 3, 3)])
def test_what_is_missing_is_never_negative(now: int | None, target: int, missing: int) -> None:
    found = Gap(SKILLS[0], now, target)
    assert found.missing == missing
    assert found.rated == (now is not None)


def test_the_widest_rated_gap_comes_first_and_what_is_not_rated_last() -> None:
    found = rules.gaps(SKILLS, ROLE, {"ask": 2, "check": 1, "do": 3})
    assert [(gap.skill.code, gap.missing) for gap in found] == [
        ("check", 2),
        ("do", 2),
        ("ask", 0),
        ("build", 4),
    ]


@pytest.mark.parametrize(
    ("rated", "after", "expected"),
    [
        ({"ask"}, "ask", "build"),
        ({"ask", "build"}, "ask", "check"),
        ({"do"}, "do", "ask"),
        ({"ask", "build", "do"}, "do", "check"),
        ({"ask", "build", "check", "do"}, "build", None),
    ],
)
def test_rating_goes_on_with_the_next_that_has_none(
    rated: set[str], after: str, expected: str | None
) -> None:
    following = rules.next_unrated(SKILLS, dict.fromkeys(rated, 3), after=after)
    assert (following.code if following else None) == expected
