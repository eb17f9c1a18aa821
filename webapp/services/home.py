"""Home: what waits for somebody today, and what a stranger sees first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from webapp.domain import access
from webapp.domain import lessons as reading
from webapp.domain.access import Action
from webapp.domain.exams import clock
from webapp.domain.exams.outline import Exam
from webapp.domain.lessons import Lesson, Track, Trail
from webapp.domain.progress import next_step
from webapp.domain.progress.next_step import NextStep, Standing
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Kind, Question
from webapp.services.work import Work
from webapp.store import home as store
from webapp.store.home import Facts, Invitation, Lines, Sitting, StepLine

MIDWAY_FOR = timedelta(days=60)
"""How long a lesson that was opened counts as begun; after that it may be read on, but does not press."""


@dataclass(frozen=True)
class Today:
    """What waits for somebody who is signed in. `titles` names the exams their attempts are of."""

    next: NextStep
    facts: Facts
    lesson: Lesson | None
    trail: Trail | None
    lessons: int
    lessons_done: int
    running: tuple[Sitting, ...]
    ran_out: tuple[Sitting, ...]
    results: tuple[Sitting, ...]
    titles: Mapping[str, str]
    steps: tuple[StepLine, ...]
    invitations: tuple[Invitation, ...]
    skills: int
    target: str | None


@dataclass(frozen=True)
class Welcome:
    """What a stranger sees: the contents, the exam, and one question to try."""

    tracks: tuple[Track, ...]
    exam: Exam | None
    bank_size: int
    question: Question | None
    response: str | None = None
    traps: Mapping[str, Trap] | None = None


def see_today(work: Work) -> Today:
    """Gather what waits, in three statements; somebody who does not study is asked for nothing but their session."""
    facts = store.find_facts(work.session, work.actor)
    lines = Lines((), (), ())
    sittings: tuple[Sitting, ...] = ()
    if access.may(work.actor, Action.STUDY):
        lines = store.list_lines(work.session, work.actor.person)
        sittings = store.list_sittings(work.session, work.actor.person)
    return _today(work, facts, lines, sittings)


def welcome(work: Work) -> Welcome:
    """Show a stranger what there is."""
    exam = _shown_exam(work)
    bank = work.catalog.bank(exam.code) if exam else ()
    checks = [check for lesson in work.catalog.lessons.values() for check in lesson.checks]
    return Welcome(work.catalog.tracks, exam, len(bank), _shown_question(checks))


def try_question(work: Work, given: str) -> Welcome:
    """Answer the stranger's question; nothing is kept. BadInput when it is no answer."""
    shown = welcome(work)
    if shown.question is None:
        return shown
    response = shown.question.require_complete(given)
    codes = {option.trap for option in shown.question.options if option.trap}
    traps = {code: work.catalog.trap(code) for code in codes}
    return Welcome(shown.tracks, shown.exam, shown.bank_size, shown.question, response, traps)


def _today(work: Work, facts: Facts, lines: Lines, sittings: tuple[Sitting, ...]) -> Today:
    """Put the rows together with the catalogue and choose the next step."""
    lesson = reading.resume(work.catalog.tracks, lines.trails)
    trails = {trail.path: trail for trail in lines.trails}
    open_now = [each for each in sittings if each.state == "open"]
    ran_out = tuple(each for each in open_now if clock.is_over(each.deadline, work.now))
    today = Today(
        next=NextStep.READ_ON,
        facts=facts,
        lesson=lesson,
        trail=trails.get(lesson.path) if lesson else None,
        lessons=len(work.catalog.lessons),
        lessons_done=sum(trail.done and trail.path in work.catalog.lessons for trail in lines.trails),
        running=tuple(each for each in open_now if each not in ran_out),
        ran_out=ran_out,
        results=tuple(each for each in sittings if each.state != "open"),
        titles={exam.code: exam.title for exam in work.catalog.exams},
        steps=lines.steps,
        invitations=lines.invitations,
        skills=len(work.catalog.skills),
        target=_target_title(work, facts),
    )
    return replace(today, next=next_step.choose(_standing(work, today)))


def _standing(work: Work, today: Today) -> Standing:
    """Where somebody stands, as the rule of the next step asks it."""
    facts, trail = today.facts, today.trail
    return Standing(
        exam_running=any(each.deadline != clock.NEVER for each in today.running),
        exam_ran_out=bool(today.ran_out),
        plans_waiting=facts.plans_waiting,
        invited=bool(today.invitations),
        mentored=facts.mentors > 0,
        begun=today.lessons_done > 0,
        midway=_midway(trail, work.now),
        lesson_left=today.lesson is not None,
        rated_all=facts.rated >= today.skills,
        aims=today.target is not None,
        plan=facts.plan_state,
        plan_goals=facts.goals,
        step_overdue=any(step.due is not None and step.due < work.now.date() for step in today.steps),
    )


def _midway(trail: Trail | None, at: datetime) -> bool:
    """Whether the lesson to read on was opened lately."""
    return trail is not None and trail.touched_at is not None and at - trail.touched_at < MIDWAY_FOR


def _target_title(work: Work, facts: Facts) -> str | None:
    """The name of what somebody aims at; None when the catalogue does not have it."""
    if facts.target_kind is None or facts.target_code is None:
        return None
    roles = {("role", role.code): role.title for role in work.catalog.roles}
    exams = {("exam", exam.code): exam.title for exam in work.catalog.exams}
    return (roles | exams).get((facts.target_kind, facts.target_code))


def _shown_exam(work: Work) -> Exam | None:
    """The exam a stranger is shown: the first whose bank is complete, else the first there is."""
    exams = work.catalog.exams
    return next((exam for exam in exams if not exam.growing), next(iter(exams), None))


def _shown_question(checks: Sequence[Question]) -> Question | None:
    """The question a stranger may try: the same for all, so that a reload asks nothing new.

    It comes from the lessons and not from a bank, whose keys nobody may learn before an exam. It asks for one answer
    in a situation, and most of its wrong options are traps with a name; among those the one with the shortest stem,
    since a stranger gives it a minute.
    """
    single = [question for question in checks if question.kind is Kind.SINGLE]
    return min(single, key=_dullness, default=None)


def _dullness(question: Question) -> tuple[bool, int, int, str]:
    """How little a question has to show: no situation, few traps, a long stem."""
    traps = len({option.trap for option in question.options if option.trap})
    return (question.cognitive not in {"apply", "analyse"}, -traps, len(question.stem), question.id)
