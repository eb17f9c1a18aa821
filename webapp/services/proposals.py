"""What a plan could be about: the target, the gaps to it, and the goals that would close the widest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from webapp.domain.plans import proposal
from webapp.domain.plans.proposal import Proposal
from webapp.domain.progress import gap as gaps
from webapp.domain.progress.gap import Gap, Target, TargetKind
from webapp.domain.progress.skills import RoleProfile
from webapp.services.work import Work
from webapp.store import progress as store


@dataclass(frozen=True)
class Aim:
    """What a learner aims at, as the catalogue calls it ("" without a target), the levels they gave, and the gaps."""

    target: Target | None
    title: str
    levels: Mapping[str, int]
    gaps: tuple[Gap, ...]


def find_aim(work: Work, learner: UUID) -> Aim:
    """What a learner aims at, and how far away it is."""
    target = store.find_target(work.session, learner)
    levels = gaps.latest(store.list_ratings(work.session, learner))
    return Aim(target, name_target(work, target), levels, _gaps(work, target, levels))


def name_target(work: Work, target: Target | None) -> str:
    """What the catalogue calls a target; empty without one, or when the catalogue has it no longer."""
    if target is None:
        return ""
    shelf = work.catalog.roles if target.kind is TargetKind.ROLE else work.catalog.exams
    return next((each.title for each in shelf if each.code == target.code), "")


def propose(work: Work, aim: Aim, skill: str = "") -> tuple[Proposal, ...]:
    """Goals for the widest gaps, and first of all one for the competency that was asked for."""
    wide = proposal.propose_goals(aim.gaps)
    if not skill:
        return wide
    asked = propose_one(work, aim, skill)
    return ((asked,) if asked else ()) + tuple(each for each in wide if each.skill.code != skill)


def propose_one(work: Work, aim: Aim, skill: str) -> Proposal | None:
    """A goal for one competency, as far as the target asks; None for one the catalogue does not have."""
    known = next((each for each in work.catalog.skills if each.code == skill), None)
    profile = _profile(work, aim.target)
    target = profile.targets.get(skill) if profile else None
    return proposal.propose_goal(known, now=aim.levels.get(skill), target=target) if known else None


def _gaps(work: Work, target: Target | None, levels: Mapping[str, int]) -> tuple[Gap, ...]:
    """Every competency a role asks for against its level; an exam asks for none by name."""
    profile = _profile(work, target)
    if profile is None:
        return ()
    asked = [skill for skill in work.catalog.skills if skill.code in profile.targets]
    return gaps.gaps(asked, profile, levels)


def _profile(work: Work, target: Target | None) -> RoleProfile | None:
    """What a role asks for; None when the target is no role of the catalogue."""
    if target is None or target.kind is not TargetKind.ROLE:
        return None
    return next((role for role in work.catalog.roles if role.code == target.code), None)
