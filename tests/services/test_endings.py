"""Every attempt ends once, by whoever comes first, and nothing that was acknowledged is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.domain.exams import values
from tests.domain.exams.values import event
from tests.support import exam_room, make
from tests.support.clock import START, HandClock
from tests.support.exam_room import look, save, saves, seated, start, submit
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.errors import AttemptClosed, NotFound, SignedOut
from webapp.domain.exams import scoring, timetable
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.clock import GRACE
from webapp.domain.exams.conditions import Mode, practise
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.exposure import Exposure, Went
from webapp.domain.exams.scoring import Tally
from webapp.domain.exams.sheet import AnswerEvent, Saved
from webapp.services import answers, endings, results
from webapp.services.answers import Refused
from webapp.services.work import Workshop
from webapp.store import answers as log
from webapp.store import exams as store
from webapp.store import exposures
from webapp.store.tables.exams import AttemptRow, RefusedAnswerRow

TEN = timedelta(minutes=10)
ROUNDS = 5
STUDY = practise(Mode.STUDY, minutes=None, feedback=True)


@pytest.fixture
def shelf() -> Catalog:
    """Exams of several shapes."""
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


@pytest.fixture
def attempt_id(workshop: Workshop, ada: Actor) -> UUID:
    """A rehearsal of four questions in ten minutes, just begun."""
    return start(workshop, ada)


def shown(workshop: Workshop, actor: Actor, exam: str = "mini") -> dict[str, Exposure]:
    with workshop.reading() as work:
        return exposures.find(work.session, actor.person, exam)


def save_at(
    workshop: Workshop, actor: Actor, attempt_id: UUID, sent: AnswerEvent, late: timedelta
) -> Saved | Refused:
    """Save one answer so long after the deadline of ten minutes."""
    with workshop.writing(actor, now=START + TEN + late) as work:
        return answers.save(work, attempt_id, sent)


def extend(workshop: Workshop, attempt_id: UUID, minutes: int) -> None:
    with workshop.writing() as work:
        attempt = store.claim_any(work.session, attempt_id)
        store.keep(work.session, timetable.grant_time(attempt, minutes, work.now))


def corrected(workshop: Workshop, *corrections: Correction) -> None:
    """The same school once something was found wrong in its questions."""
    workshop.catalog = replace(workshop.catalog, corrections={"mini": corrections})


def test_handing_in_twice_gives_one_result(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    exam_room.answer_all(workshop, ada, attempt_id, wrong=1)
    for _ in range(2):
        clock.forward(minutes=1)
        submit(workshop, ada, attempt_id)
    ended = look(workshop, ada, attempt_id)
    assert (ended.state, ended.finished_at, ended.version) == (State.SUBMITTED, START + TEN / 10, 2)
    assert ended.outcome is not None
    assert (ended.outcome.total, ended.outcome.passed) == (Tally(3, 4), True)


def test_handing_in_after_the_deadline_is_timed_out_and_stamped_with_it(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    clock.forward(minutes=10, seconds=2)
    submit(workshop, ada, attempt_id)
    ended = look(workshop, ada, attempt_id)
    assert (ended.state, ended.finished_at) == (State.TIMED_OUT, START + TEN)


def test_an_attempt_without_an_answer_is_closed_with_nothing_right(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    clock.forward(hours=1)
    assert endings.close_expired(workshop) == 1
    ended = look(workshop, ada, attempt_id)
    assert ended.outcome is not None
    assert (ended.outcome.total, ended.outcome.answered) == (Tally(0, 4), 0)


def test_every_attempt_past_its_deadline_and_grace_is_closed_and_stamped_with_its_deadline(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    due = [start(workshop, ada), start(workshop, eve), seated(workshop, ada.person, exam="midi").id]
    running = start(workshop, ada, "maxi")
    untimed = seated(workshop, ada.person, conditions=STUDY).id
    clock.now = START + TEN + GRACE - timedelta(microseconds=1)
    assert endings.close_expired(workshop) == 0
    clock.now = START + TEN + GRACE
    assert endings.close_expired(workshop) == 3
    assert endings.close_expired(workshop) == 0
    with workshop.reading() as work:
        rows = work.session.execute(select(AttemptRow.id, AttemptRow.state, AttemptRow.finished_at)).all()
    ended = {row.id: (row.state, row.finished_at) for row in rows}
    assert {ended[each] for each in due} == {("timed_out", START + TEN)}
    assert {ended[each] for each in (running, untimed)} == {("open", None)}


def test_an_expired_attempt_is_shown_as_what_it_is_before_anybody_records_it(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    saves(workshop, ada, attempt_id, event(1))
    clock.forward(hours=1)
    with workshop.reading(ada) as work:
        before = results.read(work, attempt_id).attempt
    assert endings.close_expired(workshop) == 1
    with workshop.reading(ada) as work:
        after = results.read(work, attempt_id).attempt
    assert after == replace(before, version=2)
    assert (after.state, after.finished_at) == (State.TIMED_OUT, START + TEN)


def test_an_answer_taken_in_the_grace_counts(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    key = look(workshop, ada, attempt_id).item(1).key
    assert isinstance(save_at(workshop, ada, attempt_id, event(1, 1, 0, key), GRACE / 2), Saved)
    clock.now = START + TEN + GRACE
    endings.close_expired(workshop)
    ended = look(workshop, ada, attempt_id)
    assert ended.outcome is not None
    assert ended.outcome.total == Tally(1, 4)


def test_what_an_attempt_has_shown_is_remembered_with_how_it_went(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    items = look(workshop, ada, attempt_id).form.items
    wrong = next(letter for letter in items[1].letters if letter != items[1].key)
    saves(workshop, ada, attempt_id, event(1, 1, 0, items[0].key))
    saves(workshop, ada, attempt_id, event(2, 2, 0, wrong, flagged=True))
    saves(workshop, ada, attempt_id, event(3, 3, 0, "", struck="a"))
    assert shown(workshop, ada) == {}
    clock.forward(days=1)
    endings.close_expired(workshop)
    assert shown(workshop, ada) == {
        items[0].question: Exposure("2026-11-22", Went.RIGHT),
        items[1].question: Exposure("2026-11-22", Went.WRONG, flagged=True),
        items[2].question: Exposure("2026-11-22", Went.OPEN),
        items[3].question: Exposure("2026-11-22", Went.OPEN),
    }
    clock.forward(days=1)
    second = seated(workshop, ada.person, look(workshop, ada, attempt_id).form)
    saves(workshop, ada, second.id, event(4, 2, 0, items[1].key))
    submit(workshop, ada, second.id)
    assert shown(workshop, ada)[items[1].question] == Exposure("2026-11-24", Went.RIGHT)
    assert shown(workshop, ada)[items[0].question] == Exposure("2026-11-24", Went.OPEN)


@pytest.mark.parametrize(
    "judged",
    [
        (Rule.EXCLUDE, Tally(3, 3), Went.WRONG),
        (Rule.CREDIT, Tally(4, 4), Went.RIGHT),
        (Rule.REKEY, Tally(4, 4), Went.RIGHT),
    ],
)
def test_corrections_known_when_an_attempt_ends_count(
    workshop: Workshop, ada: Actor, attempt_id: UUID, judged: tuple[Rule, Tally, Went]
) -> None:
    rule, total, went = judged
    exam_room.answer_all(workshop, ada, attempt_id, wrong=1)
    attempt = look(workshop, ada, attempt_id)
    item = attempt.item(1)
    chosen = item.order[item.letters.index(attempt.entry(1).answer)]
    corrected(workshop, Correction(3, item.question, item.version, rule, "", START.date(), (chosen,)))
    submit(workshop, ada, attempt_id)
    ended = look(workshop, ada, attempt_id)
    assert ended.outcome is not None
    assert (ended.outcome.total, ended.key_version) == (total, 3)
    assert shown(workshop, ada)[item.question].went is went


def test_only_who_sat_hands_in(workshop: Workshop, ada: Actor, attempt_id: UUID) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    for which in (attempt_id, UUID(int=404)):
        with pytest.raises(NotFound):
            submit(workshop, eve, which)
    with pytest.raises(SignedOut):
        submit(workshop, replace(ada, session_version=9), attempt_id)
    assert look(workshop, ada, attempt_id).state is State.OPEN


def test_an_attempt_that_was_extended_after_the_sweep_was_due_is_left_alone(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    clock.now = START + TEN + GRACE
    extend(workshop, attempt_id, 5)
    assert endings.close_expired(workshop) == 0
    extended = look(workshop, ada, attempt_id)
    assert (extended.state, extended.deadline) == (State.OPEN, clock.now + timedelta(minutes=5))
    saves(workshop, ada, attempt_id, event(1))


def test_a_sweeper_that_waits_for_an_extension_reads_again_and_leaves_it_alone(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    clock.now = START + TEN + GRACE
    closed: list[int] = []
    sweeper = threading.Thread(target=lambda: closed.append(endings.close_expired(workshop)))
    with workshop.writing() as work:
        attempt = store.claim_any(work.session, attempt_id)
        sweeper.start()
        store.keep(work.session, timetable.grant_time(attempt, 5, work.now))
    sweeper.join()
    assert closed == [0]
    assert look(workshop, ada, attempt_id).state is State.OPEN


def test_closing_what_was_extended_or_closed_already_writes_nothing(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    running = look(workshop, ada, attempt_id)
    clock.forward(hours=1)
    endings.close_expired(workshop)
    ended = look(workshop, ada, attempt_id)
    with workshop.writing(now=START) as work, count_statements(workshop.sessions.engine) as sent:
        endings.close(work, running)
        endings.close(work, ended)
    assert len(sent) == 0


def test_one_attempt_that_ends_costs_a_sweep_four_statements_whatever_it_holds(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    for exam in ("mini", "midi", "maxi"):
        exam_room.answer_all(workshop, ada, start(workshop, ada, exam))
    clock.forward(days=1)
    with count_statements(workshop.sessions.engine) as sent:
        assert endings.close_expired(workshop) == 3
    assert len(sent) == 3 * 4 + 1


def finished_once(workshop: Workshop, actor: Actor, attempt_id: UUID, state: State) -> Attempt:
    """The attempt, of which state, score, instant and number of writings agree with one ending."""
    ended = look(workshop, actor, attempt_id)
    assert (ended.state, ended.version) == (state, 2)
    assert ended.outcome == scoring.score(ended.form, ended.answers, ended.pass_rule)
    assert set(shown(workshop, actor)) >= {ended.item(position).question for position in ended.sheet}
    return ended


def test_hands_in_and_sweeps_at_once_give_one_ending(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    for _ in range(ROUNDS):
        attempt_id = start(workshop, ada)
        exam_room.answer_all(workshop, ada, attempt_id, wrong=1)
        deadline = clock.now + TEN
        clock.now = deadline + GRACE
        hand_in: Callable[[], int | None] = partial(submit, workshop, ada, attempt_id)
        sweep: Callable[[], int | None] = partial(endings.close_expired, workshop)
        came = exam_room.together(hand_in, sweep, hand_in, sweep, hand_in, sweep)
        assert set(came) <= {None, 0, 1}, came
        assert sum(each or 0 for each in came if isinstance(each, int)) <= 1
        ended = finished_once(workshop, ada, attempt_id, State.TIMED_OUT)
        assert ended.finished_at == deadline


def all_acknowledged_is_kept(
    workshop: Workshop, attempt: Attempt, came: Mapping[int, Saved | Refused | Exception | None]
) -> None:
    """What was acknowledged is in the log and the score; what was not is kept as evidence and counts for nothing."""
    acknowledged = {position for position, each in came.items() if isinstance(each, Saved)}
    assert set(attempt.sheet) == acknowledged
    assert attempt.outcome is not None
    assert attempt.outcome.answered == len(acknowledged)
    with workshop.reading() as work:
        assert {each.position for each, _ in log.list_events(work.session, attempt.id)} == acknowledged
        refused = select(RefusedAnswerRow.position).where(RefusedAnswerRow.attempt_id == attempt.id)
        assert set(work.session.scalars(refused)) == set(came) - acknowledged


def test_answers_saved_while_somebody_hands_in_are_in_the_score_or_refused(
    workshop: Workshop, ada: Actor
) -> None:
    form = values.form(*"abcdabcdabcd")
    for number in range(ROUNDS):
        attempt = seated(workshop, ada.person, form)
        presses: list[Callable[[], Saved | Refused | None]] = [
            partial(save, workshop, ada, attempt.id, event(100 * number + position, position))
            for position in range(1, 13)
        ]
        presses.insert(6, partial(submit, workshop, ada, attempt.id))
        came = exam_room.together(*presses)
        assert came.pop(6) is None
        ended = finished_once(workshop, ada, attempt.id, State.SUBMITTED)
        all_acknowledged_is_kept(workshop, ended, dict(enumerate(came, start=1)))


def test_an_answer_that_waits_for_the_handing_in_is_refused_and_kept_as_evidence(
    workshop: Workshop, ada: Actor, attempt_id: UUID
) -> None:
    came: list[Saved | Refused] = []
    saver = threading.Thread(target=lambda: came.append(save(workshop, ada, attempt_id, event(1))))
    with workshop.writing(ada) as work:
        endings.submit(work, attempt_id)
        saver.start()
        exam_room.until_somebody_waits(workshop)
    saver.join()
    all_acknowledged_is_kept(workshop, look(workshop, ada, attempt_id), {1: came[0]})
    assert isinstance(came[0], Refused)
    assert isinstance(came[0].reason, AttemptClosed)


def test_a_handing_in_that_waits_for_an_answer_takes_it_into_the_score(
    workshop: Workshop, ada: Actor, attempt_id: UUID
) -> None:
    closer = threading.Thread(target=partial(submit, workshop, ada, attempt_id))
    with workshop.writing(ada) as work:
        saved = answers.save(work, attempt_id, event(1))
        closer.start()
        exam_room.until_somebody_waits(workshop)
    closer.join()
    all_acknowledged_is_kept(workshop, look(workshop, ada, attempt_id), {1: saved})
    assert isinstance(saved, Saved)


def test_answers_saved_in_the_last_moment_of_the_grace_while_the_sweeper_closes_are_in_the_score_or_refused(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    form = values.form(*"abcdabcdabcd")
    for number in range(ROUNDS):
        clock.now = START
        attempt = seated(workshop, ada.person, form)
        clock.now = START + TEN + GRACE
        last = GRACE - timedelta(milliseconds=1)
        presses: list[Callable[[], Saved | Refused | int]] = [
            partial(save_at, workshop, ada, attempt.id, event(100 * number + position, position), last)
            for position in range(1, 13)
        ]
        presses.insert(6, partial(endings.close_expired, workshop))
        came = exam_room.together(*presses)
        swept = came.pop(6)
        assert swept in (0, 1), swept
        assert endings.close_expired(workshop) == 1 - swept
        ended = finished_once(workshop, ada, attempt.id, State.TIMED_OUT)
        saved = {n: each for n, each in enumerate(came, start=1) if not isinstance(each, int)}
        all_acknowledged_is_kept(workshop, ended, saved)
