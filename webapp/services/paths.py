"""Learning paths: listed, and one of them with how far its reader is. Nothing on a path is ever locked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.domain import access
from webapp.domain import paths as rules
from webapp.domain.access import Action
from webapp.domain.exams.outline import Exam
from webapp.domain.lessons import Lesson, Trail
from webapp.domain.paths import Advance, LearningPath
from webapp.services.work import Work
from webapp.store import lessons as store


@dataclass(frozen=True)
class OnPath:
    """A path with how far its reader is."""

    path: LearningPath
    advance: Advance


@dataclass(frozen=True)
class Listed:
    """Every path; `keeps` says whether the reader's lessons are kept at all."""

    paths: tuple[OnPath, ...]
    keeps: bool


@dataclass(frozen=True)
class OpenPath:
    """One path with its lessons and exams, and the reader's trails by lesson path."""

    on: OnPath
    lessons: Mapping[str, Lesson]
    exams: Mapping[str, Exam]
    trails: Mapping[str, Trail]
    keeps: bool


def list_paths(work: Work) -> Listed:
    """Show every path."""
    trails, keeps = _trails(work)
    done = rules.done_of(trails)
    return Listed(tuple(OnPath(path, rules.advance(path, done)) for path in work.catalog.paths), keeps)


def open_path(work: Work, slug: str) -> OpenPath:
    """Show one path; raises NotFound."""
    path = work.catalog.path(slug)
    trails, keeps = _trails(work)
    codes = {each.exam for each in path.exercises}
    return OpenPath(
        on=OnPath(path, rules.advance(path, rules.done_of(trails))),
        lessons=work.catalog.lessons,
        exams={exam.code: exam for exam in work.catalog.exams if exam.code in codes},
        trails=trails,
        keeps=keeps,
    )


def _trails(work: Work) -> tuple[dict[str, Trail], bool]:
    """The reader's trails, and whether there can be any."""
    if not access.may(work.actor, Action.STUDY):
        return {}, False
    return {trail.path: trail for trail in store.list_trails(work.session, work.actor.person)}, True
