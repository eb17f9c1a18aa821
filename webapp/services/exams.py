"""What a person can do with timed exams before and while they sit: look, start, take a seat, look over the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from webapp.domain.errors import WrongState
from webapp.domain.exams import conditions, selection, stock, timetable
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Conditions, Mode
from webapp.domain.exams.form import Form
from webapp.domain.exams.outline import Exam, Outline
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt
from webapp.domain.exams.stock import Stock
from webapp.domain.exams.supply import Seen
from webapp.domain.exams.wish import Wish
from webapp.domain.lessons import Lesson
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services import endings
from webapp.services.work import Work
from webapp.store import accommodations, exposures, presets, questions
from webapp.store import exams as store

SEEDS = 2**31


@dataclass(frozen=True)
class Shelf:
    """The exams on offer, and what the actor has sat."""

    exams: tuple[Exam, ...]
    open: tuple[OpenAttempt, ...]
    finished: tuple[FinishedAttempt, ...]
    bank_sizes: Mapping[str, int]


@dataclass(frozen=True)
class Entrance:
    """An exam before it is started, as its `outline` will be `on` the day it is sat (None: today).

    `short` says in words why the bank cannot fill a rehearsal, `repeats` how many of its questions the actor would
    meet again, `fits` how many questions fit each choice of a practice, and `granted` what the actor's accommodation
    adds.
    """

    exam: Exam
    outline: Outline
    on: date | None
    granted: Accommodation
    open: tuple[OpenAttempt, ...]
    finished: tuple[FinishedAttempt, ...]
    fits: Stock
    repeats: int = 0
    short: str = ""
    presets: tuple[tuple[str, Wish], ...] = ()


@dataclass(frozen=True)
class Draft:
    """A form that was drawn, with the conditions it is to be sat under; nothing is kept yet."""

    exam: Exam
    outline: Outline
    form: Form
    conditions: Conditions
    seed: int
    running: Attempt | None


@dataclass(frozen=True)
class Seat:
    """One question of a running attempt.

    The question's key and reasons must not leave the server from here, unless the attempt's conditions give feedback
    and this question was checked.
    """

    exam: Exam
    outline: Outline
    attempt: Attempt
    position: int
    question: Question
    lessons: Mapping[str, Lesson]
    traps: Mapping[str, Trap]


def list_exams(work: Work) -> Shelf:
    """The exams there are, and the actor's attempts."""
    learner = work.actor.person
    return Shelf(
        exams=work.catalog.exams,
        open=store.list_open(work.session, learner),
        finished=store.list_finished(work.session, learner),
        bank_sizes={exam.code: len(work.catalog.bank(exam.code)) for exam in work.catalog.exams},
    )


def enter(work: Work, code: str, *, on: date | None = None) -> Entrance:
    """Stand before an exam, as its outline will be on the day it is sat; BadInput when no outline holds on it."""
    exam, bank, learner = work.catalog.exam(code), work.catalog.bank(code), work.actor.person
    outline = exam.outline_for(on, today=work.now.date())
    shown = exposures.find(work.session, learner, code)
    short, repeats = _rehearsable(outline, bank, {question: last.day for question, last in shown.items()})
    return Entrance(
        exam=exam,
        outline=outline,
        on=on,
        granted=accommodations.find(work.session, learner),
        open=tuple(each for each in store.list_open(work.session, learner) if each.exam == code),
        finished=store.list_finished(work.session, learner, exam=code),
        fits=stock.take_stock(exam.outline, bank, shown),
        repeats=repeats,
        short=short,
        presets=presets.list_presets(work.session, learner, code),
    )


def read_outline(work: Work, code: str, edition: str) -> tuple[Exam, Outline]:
    """One outline of an exam, whether or not it is still in force."""
    exam = work.catalog.exam(code)
    return exam, exam.edition(edition)


def draw(work: Work, code: str, wish: Wish) -> Draft:
    """Draw a form for the actor under the conditions they wish; nobody waits for the dice in a transaction.

    Whatever is no rehearsal practises the latest outline, the one the bank is written for. Whoever has an attempt of
    this mode that runs gets its form and conditions.
    """
    exam, bank = work.catalog.exam(code), work.catalog.bank(code)
    threshold = store.find_threshold(work.session, work.actor, code, wish.mode)
    seed, running = work.dice.randrange(SEEDS), threshold.open
    if running and not running.is_over(work.now):
        outline = exam.edition(running.edition)
        return Draft(exam, outline, running.form, running.conditions, running.seed, running)
    if wish.mode is Mode.REHEARSAL:
        outline = exam.outline_for(wish.on, today=work.now.date())
        form = selection.draw(outline, bank, seed, threshold.seen)
        terms = conditions.rehearse(outline, threshold.granted)
    else:
        outline = exam.outline
        pool = wish.pick(outline, bank, threshold.exposures)
        form = selection.draw_practice(pool, wish.count, seed, threshold.seen)
        terms = conditions.practise(
            wish.mode,
            minutes=wish.minutes,
            feedback=wish.feedback,
            granted=threshold.granted,
            built=wish.words(outline),
        )
    return Draft(exam, outline, form, terms, seed, running)


def start(work: Work, draft: Draft) -> UUID:
    """Start the clock on a form that was drawn; whoever has an open attempt of this mode is led back to it.

    So is whoever asked to go on with one whose time ran out between draw and start: its form is not sat again.
    """
    if draft.running and (draft.form is draft.running.form or not draft.running.is_over(work.now)):
        return draft.running.id
    if draft.running:
        endings.close(work, store.claim(work.session, work.actor, draft.running.id))
    fresh = timetable.open_attempt(
        id=work.new_id(),
        learner=work.actor.person,
        exam=draft.exam.code,
        outline=draft.outline,
        form=draft.form,
        conditions=draft.conditions,
        seed=draft.seed,
        at=work.now,
    )
    if store.add(work.session, fresh):
        return fresh.id
    winner = store.find_threshold(work.session, work.actor, draft.exam.code, draft.conditions.mode).open
    if winner is None:
        raise WrongState("Another attempt was started and closed at this very moment. Please start again.")
    return winner.id


def take_seat(work: Work, attempt_id: UUID, position: int) -> Seat:
    """One question of the actor's attempt; `attempt.is_over` says whether anything can still change."""
    attempt = store.get(work.session, work.actor, attempt_id)
    version = attempt.item(position).version
    exam = work.catalog.exam(attempt.exam)
    question = questions_of(work, version)[version]
    return Seat(
        exam=exam,
        outline=exam.edition(attempt.edition),
        attempt=attempt,
        position=position,
        question=question,
        lessons=work.catalog.lessons,
        traps={trap.code: trap for trap in work.catalog.traps} if attempt.conditions.feedback else {},
    )


def look_over(work: Work, attempt_id: UUID) -> tuple[Exam, Attempt]:
    """The whole sheet of the actor's attempt."""
    attempt = store.get(work.session, work.actor, attempt_id)
    return work.catalog.exam(attempt.exam), attempt


def publish(work: Work) -> int:
    """Keep the versions of all bank questions, so that attempts can always show what they asked."""
    return questions.add_missing(work.session, work.catalog.versions.values())


def questions_of(work: Work, *versions: str) -> dict[str, Question]:
    """Questions by version: from the catalogue where it still has them, else as they were kept."""
    current = work.catalog.versions
    missing = [version for version in versions if version not in current]
    kept = questions.list_versions(work.session, missing) if missing else {}
    return {version: current.get(version) or kept[version] for version in versions}


def _rehearsable(outline: Outline, bank: Sequence[Question], seen: Seen) -> tuple[str, int]:
    """Why the bank cannot fill a form of the outline, in words, empty when it can; and how many would be repeats."""
    try:
        return "", selection.draw(outline, bank, 0, seen).repeats
    except selection.PoolTooSmall as short:
        return str(short), 0
