"""What the pages of progress show: competencies to rate, targets to choose, and the gap between the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from webapp.domain.exams.outline import Exam
from webapp.domain.progress.gap import Target, TargetKind
from webapp.domain.progress.skills import RoleProfile, Skill
from webapp.pages.exams.lesson_links import lesson_url
from webapp.pages.filters import minutes, plural
from webapp.pages.progress.gaps import Chart, Finding, exam_finding, role_finding
from webapp.services.progress import ExamGap, Overview, Rated, Ratings, RoleGap, Targets

MINUTES_A_RATING = 0.5
STAGES = {"entry": "Entry", "mid": "Mid-level", "senior": "Senior"}


@dataclass(frozen=True)
class OverviewPage:
    """Where somebody stands; without a target `finding` is None."""

    title: str
    opening: str
    rated: int
    skills: int
    share: int
    rate_label: str
    rate_url: str
    target: str
    go_label: str
    go_url: str
    finding: Finding | None
    chart: Chart | None


@dataclass(frozen=True)
class RatingLine:
    """A competency in the list."""

    title: str
    url: str
    level: str
    says: str


@dataclass(frozen=True)
class RatingsPage:
    """Every competency."""

    title: str
    opening: str
    go_label: str
    go_url: str
    lines: tuple[RatingLine, ...]


@dataclass(frozen=True)
class LevelChoice:
    """One of the five levels of a competency."""

    value: int
    text: str
    chosen: bool


@dataclass(frozen=True)
class RatingPage:
    """One competency to rate."""

    code: str
    title: str
    meaning: str
    position: str
    share: int
    levels: tuple[LevelChoice, ...]
    saved: str
    go_label: str
    error: str
    lesson_url: str
    previous: tuple[str, str] | None
    next: tuple[str, str] | None


@dataclass(frozen=True)
class TargetChoice:
    """Something to aim at."""

    value: str
    title: str
    summary: str
    chosen: bool


@dataclass(frozen=True)
class TargetGroup:
    """The choices of one stage."""

    title: str
    choices: tuple[TargetChoice, ...]


@dataclass(frozen=True)
class TargetPage:
    """What one may aim at."""

    groups: tuple[TargetGroup, ...]
    error: str


def first_error(errors: Mapping[str, Sequence[str]]) -> str:
    """The first reason a form gives."""
    return next((str(reason) for reasons in errors.values() for reason in reasons), "That does not fit.")


def overview_page(overview: Overview) -> OverviewPage:
    """Where somebody stands."""
    ratings, aim = overview.ratings, overview.aim
    finding, chart = None, None
    if isinstance(aim, RoleGap):
        finding, chart = role_finding(aim)
    elif isinstance(aim, ExamGap):
        finding, chart = exam_finding(aim)
    label, url = _go_on(ratings)
    return OverviewPage(
        title=finding.title if finding else "No target yet",
        opening=finding.words if finding else _NO_TARGET,
        rated=ratings.rated,
        skills=len(ratings.skills),
        share=100 * ratings.rated // max(len(ratings.skills), 1),
        rate_label=label,
        rate_url=url,
        target=_target_title(aim),
        go_label=f"Look at the {aim.exam.title}" if isinstance(aim, ExamGap) else label,
        go_url=url_for("exams.show", code=aim.exam.code) if isinstance(aim, ExamGap) else url,
        finding=finding,
        chart=chart,
    )


_NO_TARGET = (
    "A gap needs two ends: where you stand and where you want to be. Choose a role or an exam to aim at, "
    "and rate yourself; this page then draws the distance."
)


def _target_title(aim: RoleGap | ExamGap | None) -> str:
    """What somebody aims at, by name."""
    if isinstance(aim, RoleGap):
        return aim.profile.title
    return aim.exam.title if isinstance(aim, ExamGap) else ""


def _go_on(ratings: Ratings) -> tuple[str, str]:
    """The button that leads to the next rating, and where it leads."""
    left = len(ratings.skills) - ratings.rated
    if ratings.first_open is None:
        return "See or change your ratings", url_for("progress.ratings")
    time = minutes(max(round(left * MINUTES_A_RATING), 1))
    verb = "Go on rating" if ratings.rated else "Rate yourself"
    return f"{verb}: {left} left, {time}", url_for("progress.rating", code=ratings.first_open.code)


def ratings_page(ratings: Ratings) -> RatingsPage:
    """Every competency."""
    count = len(ratings.skills)
    label, url = _go_on(ratings)
    done = ratings.first_open is None
    return RatingsPage(
        title=f"All {count} rated" if done else f"{ratings.rated} of {count} rated",
        opening=(
            "A level is a sentence about what a mentor could see you do. Take the one that fits the last "
            "months. Rate again whenever one no longer fits: every rating is kept, the last one counts."
        ),
        go_label="See the gap" if done else label,
        go_url=url_for("progress.index") if done else url,
        lines=tuple(_rating_line(skill, ratings.levels.get(skill.code)) for skill in ratings.skills),
    )


def _rating_line(skill: Skill, level: int | None) -> RatingLine:
    """A competency in the list."""
    url = url_for("progress.rating", code=skill.code)
    if level is None:
        return RatingLine(skill.title, url, "not rated", "")
    return RatingLine(skill.title, url, f"Level {level}", skill.levels[level - 1])


def rating_page(rated: Rated, *, error: str = "") -> RatingPage:
    """One competency to rate."""
    skills, skill = rated.ratings.skills, rated.skill
    levels = enumerate(skill.levels, start=1)
    left = [each for each in skills if each.code not in rated.ratings.levels and each is not skill]
    return RatingPage(
        code=skill.code,
        title=skill.title,
        meaning=skill.meaning,
        position=f"Competency {skills.index(skill) + 1} of {len(skills)}, {rated.ratings.rated} rated",
        share=100 * rated.ratings.rated // len(skills),
        levels=tuple(LevelChoice(value, text, value == rated.level) for value, text in levels),
        saved=f"You rated yourself at level {rated.level}." if rated.level else "",
        go_label=f"Save and go on, {len(left)} left" if left else "Save",
        error=error,
        lesson_url=lesson_url(skill.lesson) if skill.lesson else "",
        previous=_neighbour(rated.previous),
        next=_neighbour(rated.next),
    )


def _neighbour(skill: Skill | None) -> tuple[str, str] | None:
    """The competency before or after, by address and name."""
    return (url_for("progress.rating", code=skill.code), skill.title) if skill else None


def target_page(targets: Targets, *, error: str = "") -> TargetPage:
    """What one may aim at: roles by stage, then exams."""
    groups = [
        TargetGroup(name, tuple(_role(role, targets.now) for role in targets.roles if role.stage == stage))
        for stage, name in STAGES.items()
    ]
    groups.append(TargetGroup("An exam", tuple(_exam(exam, targets.now) for exam in targets.exams)))
    return TargetPage(tuple(group for group in groups if group.choices), error)


def _role(role: RoleProfile, now: Target | None) -> TargetChoice:
    """A role to aim at."""
    chosen = now == Target(TargetKind.ROLE, role.code)
    return TargetChoice(f"role:{role.code}", role.title, role.summary, chosen)


def _exam(exam: Exam, now: Target | None) -> TargetChoice:
    """An exam to aim at."""
    chosen = now == Target(TargetKind.EXAM, exam.code)
    outline = exam.outline
    facts = (
        f"{plural(outline.questions, 'question')}, {outline.minutes} minutes, {outline.pass_count} to pass."
    )
    return TargetChoice(f"exam:{exam.code}", exam.title, facts, chosen)
