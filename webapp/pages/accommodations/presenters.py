"""What the pages about a person's grants show, to themselves and to those who grant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from flask import url_for

from webapp.domain.exams import clock
from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.attempt import State as AttemptState
from webapp.domain.exams.grants import Grant, TimeGrant
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.records import OpenAttempt
from webapp.pages.accommodations.words import MODES, changes, sentence, time_words, words_of
from webapp.pages.filters import day, duration, plural, when
from webapp.pages.plans.states import State
from webapp.services.accommodations import Record

SOMEBODY = "somebody whose account is gone"


@dataclass(frozen=True)
class GrantLine:
    """One grant in the history: what it changed, why, and by whom."""

    at: str
    by: str
    changed: tuple[str, ...]
    now: str
    reason: str


@dataclass(frozen=True)
class TimeLine:
    """Minutes added to one attempt."""

    words: str
    at: str
    by: str
    reason: str


@dataclass(frozen=True)
class AttemptLine:
    """An attempt that can be given time, or that could."""

    words: str
    note: str
    state: State
    url: str


@dataclass(frozen=True)
class RecordPage:
    """What was granted to somebody. `name` is empty on one's own page."""

    title: str
    name: str
    opening: str
    in_force: tuple[str, ...]
    exams: tuple[tuple[str, str], ...]
    history: tuple[GrantLine, ...]
    time: tuple[TimeLine, ...]
    attempts: tuple[AttemptLine, ...]
    back_url: str
    back: str


def own_page(record: Record, at: datetime) -> RecordPage:
    """One's own grants."""
    held = words_of(record.in_force)
    return RecordPage(
        title="Your exam conditions",
        name="",
        opening=_own_opening(record.in_force),
        in_force=held,
        exams=tuple((exam.title, _time_of(exam, record.in_force)) for exam in record.exams if held),
        history=history(record.grants),
        time=tuple(time_line(each) for each in record.time),
        attempts=_running(record, at),
        back_url=url_for("accounts.show"),
        back="Your account",
    )


def record_page(record: Record, at: datetime, *, mentors: bool) -> RecordPage:
    """Somebody's grants, for whoever may grant; `mentors` says that a mentor is reading."""
    name, person = record.person.name, record.person.id
    back = url_for("mentoring.learner", learner_id=person) if mentors else url_for("accounts.people")
    return RecordPage(
        title=f"Exam conditions of {name}",
        name=name,
        opening=f"{sentence(record.in_force)} A grant holds for every exam, and reaches attempts that run at once.",
        in_force=words_of(record.in_force),
        exams=(),
        history=history(record.grants),
        time=tuple(time_line(each) for each in record.time),
        attempts=(*_running(record, at), *_run_out(record)),
        back_url=back,
        back=name if mentors else "People",
    )


def history(grants: tuple[Grant, ...]) -> tuple[GrantLine, ...]:
    """Every grant, latest first, each beside the one before it."""
    before = [*(grant.granted for grant in grants), NONE]
    return tuple(
        GrantLine(
            at=when(grant.at),
            by=grant.by or SOMEBODY,
            changed=changes(old, new),
            now=sentence(grant.granted).removeprefix("Granted now: "),
            reason=grant.reason,
        )
        for grant, (new, old) in zip(grants, pairwise(before), strict=True)
    )


def time_line(given: TimeGrant) -> TimeLine:
    """Minutes added to one attempt, in words."""
    more = f"{plural(given.minutes, 'minute')} added"
    words = f"Opened again, {more}" if given.reopened else more.capitalize()
    return TimeLine(words, when(given.at), given.by or SOMEBODY, given.reason)


def _own_opening(granted: Accommodation) -> str:
    """What holds for the reader."""
    if granted == NONE:
        return "Nothing is granted to you: you sit each exam under its own conditions."
    return "These hold for every exam you sit here, also for an attempt that has begun."


def _time_of(exam: Exam, granted: Accommodation) -> str:
    """What a grant makes of an exam's time."""
    base = exam.outline.minutes
    return time_words(base, granted.minutes(base) - base)


def _running(record: Record, at: datetime) -> tuple[AttemptLine, ...]:
    """The attempts that run."""
    names = {exam.code: exam.title for exam in record.exams}
    return tuple(
        AttemptLine(
            words=f"{names.get(each.exam, each.exam)}, {MODES[each.mode].lower()}",
            note=f"begun {when(each.started_at)}",
            state=_left(each, at),
            url=url_for("accommodations.attempt", attempt_id=each.id),
        )
        for each in record.open
    )


def _left(attempt: OpenAttempt, at: datetime) -> State:
    """How long an attempt still runs."""
    if attempt.deadline == clock.NEVER:
        return State("open", "Clock stands still")
    left = clock.remaining(attempt.deadline, at)
    return State("open", f"{duration(left)} left") if left else State("off", "Time ran out")


def _run_out(record: Record) -> tuple[AttemptLine, ...]:
    """The latest attempts that ran out of time, which can be opened again."""
    names = {exam.code: exam.title for exam in record.exams}
    return tuple(
        AttemptLine(
            words=f"{names.get(each.exam, each.exam)}, {MODES[each.mode].lower()}",
            note=f"sat on {day(each.started_at)}, {each.right} of {each.scored} right",
            state=State("off", "Time ran out"),
            url=url_for("accommodations.attempt", attempt_id=each.id),
        )
        for each in record.finished
        if each.state == AttemptState.TIMED_OUT.value
    )
