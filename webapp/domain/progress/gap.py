"""The gap between where somebody is and where a role or an exam asks them to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from webapp.domain.errors import BadInput
from webapp.domain.progress.skills import LEVELS, RoleProfile, Skill


class TargetKind(StrEnum):
    """What somebody aims at."""

    ROLE = "role"
    EXAM = "exam"


@dataclass(frozen=True)
class Target:
    """A role profile or an exam, by its code."""

    kind: TargetKind
    code: str


@dataclass(frozen=True)
class Rating:
    """A level somebody gave themselves in one competency, and when. The last rating of a competency counts."""

    skill: str
    level: int
    at: datetime


@dataclass(frozen=True)
class Gap:
    """One competency against its target; `now` is None until it has been rated."""

    skill: Skill
    now: int | None
    target: int

    @property
    def missing(self) -> int:
        """Levels to go: 0 when the target is met, the whole target when nothing was rated."""
        return max(self.target - (self.now or 0), 0)

    @property
    def rated(self) -> bool:
        """Whether there is a rating to compare."""
        return self.now is not None


def check_level(level: int) -> int:
    """The level itself, or BadInput when it is not on the scale of 1 to 5."""
    if level not in LEVELS:
        raise BadInput("Levels run from 1 to 5.", field="level")
    return level


def latest(ratings: Sequence[Rating]) -> dict[str, int]:
    """The last level given to each competency."""
    return {rating.skill: rating.level for rating in sorted(ratings, key=lambda rating: rating.at)}


def gaps(skills: Sequence[Skill], profile: RoleProfile, now: Mapping[str, int]) -> tuple[Gap, ...]:
    """Every competency of the profile, widest rated gap first; what is not rated yet comes last."""
    found = [Gap(skill, now.get(skill.code), profile.targets[skill.code]) for skill in skills]
    order = {skill.code: place for place, skill in enumerate(skills)}
    return tuple(sorted(found, key=lambda gap: (not gap.rated, -gap.missing, order[gap.skill.code])))


def next_unrated(skills: Sequence[Skill], now: Mapping[str, int], *, after: str) -> Skill | None:
    """The next competency without a rating, from `after` on and then from the start; None when all have one."""
    codes = [skill.code for skill in skills]
    start = codes.index(after) + 1
    ordered = [*skills[start:], *skills[:start]]
    return next((skill for skill in ordered if skill.code not in now), None)
