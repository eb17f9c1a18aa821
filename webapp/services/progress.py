"""Progress: rate oneself against described levels, aim at a role or an exam, and see the gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.domain.errors import BadInput, NotFound
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.records import FinishedAttempt
from webapp.domain.exams.scoring import NOTHING, Tally
from webapp.domain.progress import gap as rules
from webapp.domain.progress.gap import Gap, Rating, Target, TargetKind
from webapp.domain.progress.skills import RoleProfile, Skill
from webapp.services.work import Work
from webapp.store import exams as exam_store
from webapp.store import progress as store


@dataclass(frozen=True)
class Ratings:
    """Every competency in the order of the curriculum, with the level the learner gave themselves last."""

    skills: tuple[Skill, ...]
    levels: Mapping[str, int]

    @property
    def rated(self) -> int:
        """How many competencies have a level."""
        return sum(skill.code in self.levels for skill in self.skills)

    @property
    def first_open(self) -> Skill | None:
        """The first competency without a level."""
        return next((skill for skill in self.skills if skill.code not in self.levels), None)


@dataclass(frozen=True)
class RoleGap:
    """The distance to a role, competency by competency."""

    profile: RoleProfile
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class ExamGap:
    """The last result at an exam, per learning area, against its line; `result` is None before the first."""

    exam: Exam
    result: FinishedAttempt | None
    areas: tuple[tuple[str, Tally], ...]


@dataclass(frozen=True)
class Overview:
    """What the progress page shows."""

    ratings: Ratings
    aim: RoleGap | ExamGap | None


@dataclass(frozen=True)
class Rated:
    """One competency to be rated, with its neighbours among all."""

    ratings: Ratings
    skill: Skill
    level: int | None
    previous: Skill | None
    next: Skill | None


@dataclass(frozen=True)
class Targets:
    """What one may aim at, and what the learner aims at now."""

    roles: tuple[RoleProfile, ...]
    exams: tuple[Exam, ...]
    now: Target | None


def list_ratings(work: Work) -> Ratings:
    """Show every competency with the learner's level."""
    kept = store.list_ratings(work.session, work.actor.person)
    known = {skill.code for skill in work.catalog.skills}
    levels = {code: level for code, level in rules.latest(kept).items() if code in known}
    return Ratings(work.catalog.skills, levels)


def open_rating(work: Work, code: str) -> Rated:
    """Show one competency to rate; raises NotFound."""
    skill = work.catalog.skill(code)
    ratings = list_ratings(work)
    here = ratings.skills.index(skill)
    after = here + 1
    return Rated(
        ratings=ratings,
        skill=skill,
        level=ratings.levels.get(code),
        previous=ratings.skills[here - 1] if here else None,
        next=ratings.skills[after] if after < len(ratings.skills) else None,
    )


def rate(work: Work, code: str, level: int) -> Skill | None:
    """Keep a level; what comes back is the next competency that has none, None when all have one."""
    skill = work.catalog.skill(code)
    rating = Rating(skill.code, rules.check_level(level), work.now)
    store.add_rating(work.session, work.actor.person, rating)
    return rules.next_unrated(work.catalog.skills, list_ratings(work).levels, after=skill.code)


def list_targets(work: Work) -> Targets:
    """Show what one may aim at."""
    now = store.find_target(work.session, work.actor.person)
    return Targets(work.catalog.roles, work.catalog.exams, now)


def aim_at(work: Work, kind: str, code: str) -> None:
    """Choose a role or an exam to aim at; BadInput for anything else."""
    codes = {
        TargetKind.ROLE: {role.code for role in work.catalog.roles},
        TargetKind.EXAM: {exam.code for exam in work.catalog.exams},
    }
    target = next((Target(each, code) for each in TargetKind if each == kind and code in codes[each]), None)
    if target is None:
        raise BadInput("Choose a role or an exam from the list.", field="target")
    store.keep_target(work.session, work.actor.person, target, at=work.now)


def see_gap(work: Work) -> Overview:
    """Show where the learner stands against what they aim at."""
    ratings = list_ratings(work)
    target = store.find_target(work.session, work.actor.person)
    return Overview(ratings, _aim(work, ratings, target))


def _aim(work: Work, ratings: Ratings, target: Target | None) -> RoleGap | ExamGap | None:
    """The gap to a target; a target the catalogue no longer has counts as none."""
    if target is None:
        return None
    try:
        if target.kind is TargetKind.ROLE:
            profile = work.catalog.role(target.code)
            asked = tuple(skill for skill in work.catalog.skills if skill.code in profile.targets)
            return RoleGap(profile, rules.gaps(asked, profile, ratings.levels))
        return _exam_gap(work, work.catalog.exam(target.code))
    except NotFound:
        return None


def _exam_gap(work: Work, exam: Exam) -> ExamGap:
    """The last result at the exam, its tasks gathered into the outline's learning areas."""
    result = exam_store.find_last_finished(work.session, work.actor.person, exam.code)
    by_task = result.by_task if result else {}
    areas = tuple(
        (
            domain.title,
            sum((Tally(*by_task[task.code]) for task in domain.tasks if task.code in by_task), NOTHING),
        )
        for domain in exam.outline.domains
    )
    return ExamGap(exam, result, areas)
