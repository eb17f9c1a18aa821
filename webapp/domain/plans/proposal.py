"""Goals a plan may begin with: the widest gaps, each as one goal whose proof is the level's own description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain.progress.gap import Gap
from webapp.domain.progress.skills import LEVELS, Skill

PROPOSED = 3


@dataclass(frozen=True)
class Proposal:
    """A goal that is only offered: the learner may take it, change it or leave it."""

    skill: Skill
    from_level: int
    to_level: int

    @property
    def title(self) -> str:
        """What the goal would be called."""
        return f"{self.skill.title}: reach level {self.to_level}"

    @property
    def done_when(self) -> str:
        """What would show that it is met: the description of the level aimed at."""
        return self.skill.levels[self.to_level - 1]


def propose_goal(skill: Skill, *, now: int | None, target: int | None) -> Proposal:
    """A goal for one competency: from the rated level (1 when not rated) to the target, or one level up."""
    from_level = min(now or 1, LEVELS[-2])
    to_level = target if target is not None and target > from_level else from_level + 1
    return Proposal(skill, from_level, to_level)


def propose_goals(gaps: Sequence[Gap], *, count: int = PROPOSED) -> tuple[Proposal, ...]:
    """The widest rated gaps as goals, in the order they are given; nothing that is met, nothing that is a guess."""
    wide = [gap for gap in gaps if gap.rated and gap.missing]
    return tuple(propose_goal(gap.skill, now=gap.now, target=gap.target) for gap in wide[:count])
