"""What a person can do with timed exams: look, start, answer, hand in, read the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from webapp.domain.errors import WrongState
from webapp.domain.exams import attempt as rules
from webapp.domain.exams import selection
from webapp.domain.exams.attempt import AnswerEvent, Attempt, Saved
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt
from webapp.domain.lessons import Lesson
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services.work import Work, Workshop
from webapp.store import answers, questions
from webapp.store import exams as store

SEEDS = 2**31


@dataclass(frozen=True)
class Shelf:
    """The exams on offer, and what the actor has sat."""

    exams: tuple[Exam, ...]
    open: tuple[OpenAttempt, ...]
    finished: tuple[FinishedAttempt, ...]


@dataclass(frozen=True)
class Entrance:
    """An exam before it is started: its outline, and the attempt that is still open, if there is one."""

    exam: Exam
    bank_size: int
    open: Attempt | None
    finished: tuple[FinishedAttempt, ...]


@dataclass(frozen=True)
class Seat:
    """One question of a running attempt. The question's key and reasons must not leave the server from here."""

    exam: Exam
    attempt: Attempt
    position: int
    question: Question


@dataclass(frozen=True)
class Report:
    """A finished attempt with the questions it asked (by version), and the lessons and traps they point to."""

    exam: Exam
    attempt: Attempt
    questions: Mapping[str, Question]
    lessons: Mapping[str, Lesson]
    traps: Mapping[str, Trap]

    def question(self, position: int) -> Question:
        """The question that stood at a position; raises NotFound beyond the form."""
        return self.questions[self.attempt.item(position).version]


def list_exams(work: Work) -> Shelf:
    """The exams there are, and the actor's attempts."""
    learner = work.actor.person
    return Shelf(
        exams=work.catalog.exams,
        open=store.list_open(work.session, learner),
        finished=store.list_finished(work.session, learner),
    )


def enter(work: Work, code: str) -> Entrance:
    """Stand before an exam."""
    exam = work.catalog.exam(code)
    finished = store.list_finished(work.session, work.actor.person)
    return Entrance(
        exam=exam,
        bank_size=len(work.catalog.bank(code)),
        open=store.find_open(work.session, work.actor, code),
        finished=tuple(attempt for attempt in finished if attempt.exam == code),
    )


def start(work: Work, code: str) -> UUID:
    """Draw a form and start the clock; whoever has an open attempt at this exam is led back to it."""
    fresh = _drawn(work, work.catalog.exam(code))  # before the first statement: nobody waits for the dice
    running = store.find_open(work.session, work.actor, code)
    if running and not running.is_over(work.now):
        return running.id
    if running:
        _close(work, store.claim(work.session, work.actor, running.id))
    if store.add(work.session, fresh):
        return fresh.id
    winner = store.find_open(work.session, work.actor, code)
    if winner is None:
        raise WrongState("Another attempt was started and closed at this very moment. Please start again.")
    return winner.id


def _drawn(work: Work, exam: Exam) -> Attempt:
    """A new attempt with a form of its own, not kept yet."""
    seed = work.dice.randrange(SEEDS)
    return rules.open_attempt(
        id=work.new_id(),
        learner=work.actor.person,
        exam=exam.code,
        outline=exam.outline,
        form=selection.draw(exam.outline, work.catalog.bank(exam.code), seed),
        seed=seed,
        at=work.now,
    )


def take_seat(work: Work, attempt_id: UUID, position: int) -> Seat:
    """One question of the actor's attempt; `attempt.is_over` says whether anything can still change."""
    attempt = store.get(work.session, work.actor, attempt_id)
    question = _questions(work, attempt.item(position).version)
    return Seat(work.catalog.exam(attempt.exam), attempt, position, next(iter(question.values())))


def look_over(work: Work, attempt_id: UUID) -> tuple[Exam, Attempt]:
    """The whole sheet of the actor's attempt."""
    attempt = store.get(work.session, work.actor, attempt_id)
    return work.catalog.exam(attempt.exam), attempt


def save_answer(work: Work, attempt_id: UUID, event: AnswerEvent) -> Saved:
    """Keep one answer. Asked for twice with one id it is kept once and acknowledged twice.

    The guard of the store decides in one statement; only after a refusal is the attempt loaded and asked why.
    """
    saved = answers.append(work.session, work.actor, attempt_id, event, at=work.now)
    if saved:
        return saved
    attempt = store.get(work.session, work.actor, attempt_id)
    entry = attempt.entry(event.position)
    if entry.event == event.id and entry.saved_at:
        return Saved(entry.sequence, entry.saved_at, attempt.deadline)
    raise attempt.why_not(event, at=work.now)


def submit(work: Work, attempt_id: UUID) -> None:
    """Hand in and score; a second call finds the attempt finished and changes nothing."""
    attempt = store.claim(work.session, work.actor, attempt_id)
    if not attempt.finished:
        store.keep(work.session, attempt.submit(at=work.now))


def read_report(work: Work, attempt_id: UUID) -> Report:
    """The result of an attempt that is over; raises WrongState while it runs.

    An attempt whose time has run out is shown as what it is, whether or not its closing was recorded yet.
    """
    attempt = store.get(work.session, work.actor, attempt_id).settle(at=work.now)
    if not attempt.finished:
        raise WrongState("This attempt is still running.")
    versions = {item.version for item in attempt.form.items}
    return Report(
        exam=work.catalog.exam(attempt.exam),
        attempt=attempt,
        questions=_questions(work, *versions),
        lessons=work.catalog.lessons,
        traps={trap.code: trap for trap in work.catalog.traps},
    )


def publish(work: Work) -> int:
    """Keep the versions of all bank questions, so that attempts can always show what they asked."""
    return questions.add_missing(work.session, work.catalog.versions.values())


def close_expired(workshop: Workshop) -> int:
    """Record the closing of every attempt whose time has run out; the number of them."""
    closed = 0
    while _close_one(workshop):
        closed += 1
    return closed


def _close_one(workshop: Workshop) -> bool:
    """Close one expired attempt in a transaction of its own."""
    with workshop.writing() as work:
        attempt = store.claim_expired(work.session, at=work.now)
        if attempt is None:
            return False
        _close(work, attempt)
        return True


def _close(work: Work, attempt: Attempt) -> None:
    """Write what is already true of an attempt past its deadline."""
    store.keep(work.session, attempt.settle(at=work.now))


def _questions(work: Work, *versions: str) -> dict[str, Question]:
    """Questions by version: from the catalogue where it still has them, else as they were kept."""
    current = work.catalog.versions
    missing = [version for version in versions if version not in current]
    kept = questions.list_versions(work.session, missing) if missing else {}
    return {version: current.get(version) or kept[version] for version in versions}
