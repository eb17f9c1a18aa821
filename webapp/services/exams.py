"""What a person can do with timed exams before and while they sit: look, start, take a seat, look over the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from webapp.domain.errors import BadInput, WrongState
from webapp.domain.exams import conditions, selection, stock, supply, timetable
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Conditions, Mode
from webapp.domain.exams.exposure import Exposures, days_of
from webapp.domain.exams.form import Form
from webapp.domain.exams.outline import Exam, Outline
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt, Threshold
from webapp.domain.exams.stock import Stock
from webapp.domain.exams.supply import Seen
from webapp.domain.exams.wish import Wish
from webapp.domain.lessons import Lesson
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services import endings
from webapp.services.work import Work
from webapp.store import exams as store
from webapp.store import presets, questions, starts

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
    """A form that was drawn for a wish, with the conditions it is to be sat under; nothing is kept yet.

    `running` is the actor's attempt of this mode that nobody has closed, `beside` are those of the other modes: the
    form asks nothing that one of them is asking.
    """

    wish: Wish
    exam: Exam
    outline: Outline
    form: Form
    conditions: Conditions
    seed: int
    running: Attempt | None
    beside: frozenset[UUID]

    @property
    def stands(self) -> bool:
        """Whether the form is that of the running attempt, so that there is none to begin."""
        return self.running is not None and self.form is self.running.form


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
    threshold = starts.find_threshold(work.session, work.actor, code, Mode.REHEARSAL)
    free = supply.leave_out(bank, threshold.asked(work.now))
    short, repeats = _rehearsable(outline, free, days_of(threshold.shown(work.now)))
    if short and len(free) < len(bank):
        short = f"{short} {supply.tell_left_out(len(bank) - len(free))}"
    return Entrance(
        exam=exam,
        outline=outline,
        on=on,
        granted=threshold.granted,
        open=tuple(each for each in store.list_open(work.session, learner) if each.exam == code),
        finished=store.list_finished(work.session, learner, exam=code),
        fits=stock.take_stock(exam.outline, free, threshold.shown(work.now)),
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
    return _draw(work, code, wish, starts.find_threshold(work.session, work.actor, code, wish.mode))


def start(work: Work, draft: Draft) -> UUID:
    """Start the clock on a form that was drawn; whoever has an open attempt of this mode is led back to it.

    So is whoever asked to go on with one whose time ran out between draw and start: its form is not sat again. When
    another attempt was begun since the draw, the form is drawn once more.
    """
    if draft.running and (draft.stands or not draft.running.is_over(work.now)):
        return draft.running.id
    starts.lock_starts(work.session, work.actor)
    if draft.running:
        endings.close(work, store.claim(work.session, work.actor, draft.running.id))
    begun = _open(work, draft)
    if begun is None:
        again = draw(work, draft.exam.code, draft.wish)
        begun = again.running.id if again.running and again.stands else _open(work, again)
    if begun is None:
        raise WrongState("Another attempt was started and closed at this very moment. Please start again.")
    return begun


def _draw(work: Work, code: str, wish: Wish, threshold: Threshold) -> Draft:
    """The form that runs, or a new one from what no other attempt of the actor's is asking."""
    exam, bank, running = work.catalog.exam(code), work.catalog.bank(code), threshold.open
    beside = frozenset(attempt.id for attempt in threshold.beside)
    seed = work.dice.randrange(SEEDS)
    if running and not running.is_over(work.now):
        outline = exam.edition(running.edition)
        return Draft(wish, exam, outline, running.form, running.conditions, running.seed, running, beside)
    free = supply.leave_out(bank, threshold.asked(work.now))
    outline = (
        exam.outline if wish.mode is not Mode.REHEARSAL else exam.outline_for(wish.on, today=work.now.date())
    )
    try:
        form = _lay(outline, free, wish, seed, threshold.shown(work.now))
    except (BadInput, selection.PoolTooSmall) as refusal:
        if len(free) < len(bank):
            refusal.add(supply.tell_left_out(len(bank) - len(free)))
        raise
    return Draft(wish, exam, outline, form, _terms(outline, wish, threshold.granted), seed, running, beside)


def _lay(outline: Outline, free: Sequence[Question], wish: Wish, seed: int, shown: Exposures) -> Form:
    """A form of what is free; raises PoolTooSmall, or BadInput for a practice that cannot be built."""
    seen = days_of(shown)
    if wish.mode is Mode.REHEARSAL:
        return selection.draw(outline, free, seed, seen)
    return selection.draw_practice(wish.pick(outline, free, shown), wish.count, seed, seen)


def _terms(outline: Outline, wish: Wish, granted: Accommodation) -> Conditions:
    """The conditions a wish is sat under."""
    if wish.mode is Mode.REHEARSAL:
        return conditions.rehearse(outline, granted)
    return conditions.practise(
        wish.mode,
        minutes=wish.minutes,
        feedback=wish.feedback,
        granted=granted,
        built=wish.words(outline),
    )


def _open(work: Work, draft: Draft) -> UUID | None:
    """Begin an attempt on a draft; None when another was begun since it was drawn."""
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
    return fresh.id if starts.add(work.session, fresh, beside=draft.beside) else None


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
