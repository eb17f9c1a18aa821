"""Reading lessons: open one, answer its checks, keep the place, call it done.

Lessons are open to everybody. Whoever may study has a trail that is kept; for anybody else nothing is stored, and
an answer lives only in the page that shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from webapp.domain import access
from webapp.domain import lessons as rules
from webapp.domain.access import Action
from webapp.domain.errors import BadInput, NotFound
from webapp.domain.exams.outline import Exam
from webapp.domain.glossary import Term
from webapp.domain.lessons import Lesson, Neighbours, Track, Trail
from webapp.domain.progress.gap import TargetKind
from webapp.domain.progress.skills import Skill, Trap
from webapp.domain.questions import Question
from webapp.domain.templates import Template
from webapp.services import hours
from webapp.services.work import Work
from webapp.store import lessons as store
from webapp.store import progress as targets


@dataclass(frozen=True)
class Preparation:
    """A task of an exam that a lesson prepares for; `title` is empty while the exam is not in the catalogue.

    `domain` and its `weight` in per cent are those of the exam's outline, `own` says that the reader prepares for it.
    """

    exam: str
    task: str
    title: str = ""
    domain: str = ""
    weight: int = 0
    own: bool = False


@dataclass(frozen=True)
class Reading:
    """A lesson as one reader has it open; `keeps` says whether their trail is stored."""

    lesson: Lesson
    track: Track
    neighbours: Neighbours
    trail: Trail
    skills: tuple[Skill, ...]
    preparations: tuple[Preparation, ...]
    requires: tuple[Lesson, ...]
    traps: Mapping[str, Trap]
    keeps: bool
    terms: tuple[Term, ...] = ()
    templates: tuple[Template, ...] = ()


@dataclass(frozen=True)
class Contents:
    """All tracks with the reader's trails by lesson path, and the lesson to read on."""

    tracks: tuple[Track, ...]
    trails: Mapping[str, Trail]
    resume: Lesson | None
    keeps: bool


@dataclass(frozen=True)
class Selection:
    """The tracks, whole or with only what prepares for an exam; `own` is the code of the one the reader aims at."""

    contents: Contents
    exam: Exam | None
    exams: tuple[Exam, ...]
    own: str | None


def list_tracks(work: Work, exam: str = "") -> Selection:
    """Show every track and how far the reader is in each; of an exam that is named only what prepares for it."""
    chosen = work.catalog.exam(exam) if exam else None
    tracks = rules.only_for(work.catalog.tracks, chosen.code) if chosen else work.catalog.tracks
    target = None
    if access.may(work.actor, Action.STUDY):
        target = targets.find_target(work.session, work.actor.person)
    own = target.code if target and target.kind is TargetKind.EXAM else None
    return Selection(_contents(work, tracks), chosen, work.catalog.exams, own)


def open_track(work: Work, slug: str) -> tuple[Track, Contents]:
    """Show one track; raises NotFound."""
    return work.catalog.track(slug), _contents(work, work.catalog.tracks)


def _contents(work: Work, tracks: tuple[Track, ...]) -> Contents:
    """These tracks with the reader's trails."""
    keeps = access.may(work.actor, Action.STUDY)
    trails = store.list_trails(work.session, work.actor.person) if keeps else ()
    return Contents(tracks, {trail.path: trail for trail in trails}, rules.resume(tracks, trails), keeps)


def open_lesson(work: Work, track: str, slug: str) -> Reading:
    """Show a lesson with the reader's place in it; one statement for somebody signed in, none for a visitor."""
    lesson = work.catalog.lesson(track, slug)
    if work.actor.id is None:
        return _reading(work, lesson, Trail(lesson.path))
    trail = store.find_reading(work.session, work.actor, lesson.path, requires=lesson.requires)
    return _reading(work, lesson, trail)


def answer_check(work: Work, track: str, slug: str, check_id: str, given: str) -> Reading:
    """Answer a check question; the answer is kept where the reader has a trail."""
    lesson = work.catalog.lesson(track, slug)
    check = _check(lesson, check_id)
    answer = rules.answer_check(check, given)
    if not access.may(work.actor, Action.STUDY):
        return _reading(work, lesson, Trail(lesson.path, answers=(answer,)))
    store.keep_answer(work.session, work.actor.person, lesson.path, answer, at=work.now)
    section = rules.section_of(lesson, check_id)
    store.keep_place(work.session, work.actor.person, lesson.path, section, at=work.now)
    hours.count_check(work, lesson)
    return _reading(work, lesson, Trail(lesson.path, answers=(answer,)))


def try_again(work: Work, track: str, slug: str, check_id: str) -> None:
    """Forget the answer to a check question."""
    lesson = work.catalog.lesson(track, slug)
    check = _check(lesson, check_id)
    store.clear_answer(work.session, work.actor.person, lesson.path, check.id)


def keep_place(work: Work, track: str, slug: str, anchor: str) -> None:
    """Remember how far somebody has read; an anchor the lesson does not have is refused."""
    lesson = work.catalog.lesson(track, slug)
    if anchor not in lesson.anchors:
        raise BadInput("This lesson has no such place.", field="place")
    store.keep_place(work.session, work.actor.person, lesson.path, anchor, at=work.now)


def mark_done(work: Work, track: str, slug: str) -> Lesson | None:
    """Call a lesson done; what comes back is the next lesson of the track, None after the last."""
    lesson = work.catalog.lesson(track, slug)
    store.mark_done(work.session, work.actor.person, lesson.path, at=work.now)
    return rules.neighbours(work.catalog.track(track), slug).next


def unmark(work: Work, track: str, slug: str) -> None:
    """Call a lesson not done yet."""
    lesson = work.catalog.lesson(track, slug)
    store.unmark(work.session, work.actor.person, lesson.path, at=work.now)


def _reading(work: Work, lesson: Lesson, trail: Trail) -> Reading:
    """Put together what a lesson page shows."""
    track = work.catalog.track(lesson.track)
    return Reading(
        lesson=lesson,
        track=track,
        neighbours=rules.neighbours(track, lesson.slug),
        trail=replace(trail, answers=rules.current_answers(lesson, trail.answers)),
        skills=tuple(work.catalog.skill(code) for code in lesson.skills),
        preparations=_preparations(work, lesson, trail.exam),
        requires=tuple(
            work.catalog.lessons[path] for path in lesson.requires if path in work.catalog.lessons
        ),
        traps=_traps(work, lesson),
        keeps=access.may(work.actor, Action.STUDY),
        terms=tuple(work.catalog.term(slug) for slug in lesson.terms),
        templates=tuple(work.catalog.template(slug) for slug in lesson.templates),
    )


def _preparations(work: Work, lesson: Lesson, own: str | None) -> tuple[Preparation, ...]:
    """The tasks a lesson prepares for, those of the reader's own exam first."""
    named = (_preparation(work, task, own) for task in lesson.prepares_for)
    return tuple(sorted(named, key=lambda each: not each.own))


def _preparation(work: Work, target: str, own: str | None) -> Preparation:
    """Name a task such as `csm:T1`."""
    code, _, task_code = target.partition(":")
    exam = next((exam for exam in work.catalog.exams if exam.code == code), None)
    found = (
        Preparation(code.upper(), task_code, task.title, domain.title, domain.weight, own=code == own)
        for domain in (exam.outline.domains if exam else ())
        for task in domain.tasks
        if task.code == task_code
    )
    return next(found, Preparation(code.upper(), task_code))


def _traps(work: Work, lesson: Lesson) -> dict[str, Trap]:
    """The traps behind the wrong options of a lesson's checks."""
    codes = {option.trap for check in lesson.checks for option in check.options if option.trap}
    return {code: work.catalog.trap(code) for code in codes}


def _check(lesson: Lesson, check_id: str) -> Question:
    """The check question; raises NotFound."""
    check = lesson.check(check_id)
    if check is None:
        raise NotFound
    return check
