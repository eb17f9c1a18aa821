"""A timed exam from start to result, on both databases."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from tests.domain.exams.values import pool
from tests.support import make
from tests.support.clock import HandClock
from tests.support.exam_shelf import exam_shelf
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.errors import AttemptClosed, BadInput, NotFound, SignedOut, Stale, TimeIsUp, WrongState
from webapp.domain.exams.attempt import AnswerEvent, Saved, State, fold
from webapp.services import exams
from webapp.services.work import Workshop
from webapp.store import answers


@pytest.fixture
def shelf() -> Catalog:
    """One small exam."""
    return exam_shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    """A learner; the question versions are kept."""
    with workshop.writing() as work:
        exams.publish(work)
        return make.actor(make.account(work, name="Ada"))


@pytest.fixture
def attempt_id(workshop: Workshop, ada: Actor) -> UUID:
    """An attempt of Ada's, just begun."""
    return start(workshop, ada)


def start(workshop: Workshop, actor: Actor) -> UUID:
    with workshop.writing(actor) as work:
        return exams.start(work, "mini")


def save(workshop: Workshop, actor: Actor, attempt_id: UUID, event: AnswerEvent) -> Saved:
    with workshop.writing(actor) as work:
        return exams.save_answer(work, attempt_id, event)


def event(
    number: int, position: int = 1, *, seen: int = 0, letters: str = "a", flagged: bool = False
) -> AnswerEvent:
    return AnswerEvent(UUID(int=number), position, seen, letters, flagged)


def sheet(workshop: Workshop, actor: Actor, attempt_id: UUID) -> dict[int, str]:
    with workshop.reading(actor) as work:
        _, attempt = exams.look_over(work, attempt_id)
        return {position: entry.letters for position, entry in attempt.sheet.items()}


def answer_all(workshop: Workshop, actor: Actor, attempt_id: UUID, *, wrong: int = 0) -> None:
    with workshop.reading(actor) as work:
        _, attempt = exams.look_over(work, attempt_id)
    for position, item in enumerate(attempt.form.items, start=1):
        letters = item.key if position > wrong else next(iter(set(item.letters) - set(item.key)))
        save(workshop, actor, attempt_id, event(100 + position, position, letters=letters))


def test_starting_twice_gives_one_attempt(workshop: Workshop, ada: Actor, attempt_id: UUID) -> None:
    assert start(workshop, ada) == attempt_id
    with workshop.reading(ada) as work:
        assert len(exams.list_exams(work).open) == 1


def test_twelve_starts_at_once_give_one_attempt(workshop: Workshop, ada: Actor) -> None:
    gate = threading.Barrier(12)
    started: list[UUID] = []

    def press() -> None:
        gate.wait()
        started.append(start(workshop, ada))

    threads = [threading.Thread(target=press) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(started) == 12
    assert len(set(started)) == 1


def test_an_answer_is_acknowledged_with_its_number_and_the_deadline(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    saved = save(workshop, ada, attempt_id, event(1))
    assert saved == Saved(1, clock.now, clock.now + timedelta(minutes=10))
    assert sheet(workshop, ada, attempt_id) == {1: "a"}


def test_the_same_operation_is_kept_once_and_acknowledged_twice(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    first = save(workshop, ada, attempt_id, event(1))
    clock.forward(seconds=5)
    assert save(workshop, ada, attempt_id, event(1)) == first
    with workshop.reading(ada) as work:
        assert len(answers.list_events(work.session, attempt_id)) == 1


def test_an_answer_can_be_changed_flagged_and_taken_back(
    workshop: Workshop, ada: Actor, attempt_id: UUID
) -> None:
    save(workshop, ada, attempt_id, event(1, letters="b"))
    save(workshop, ada, attempt_id, event(2, seen=1, letters="c", flagged=True))
    assert save(workshop, ada, attempt_id, event(3, seen=2, letters="")).sequence == 3
    assert sheet(workshop, ada, attempt_id) == {1: ""}


def test_the_sheet_is_what_replaying_every_event_gives(
    workshop: Workshop, ada: Actor, attempt_id: UUID
) -> None:
    changes = [(1, 0, "a"), (1, 1, "b"), (3, 0, "c"), (1, 2, ""), (3, 1, "d"), (1, 3, "d")]
    for number, (position, seen, letters) in enumerate(changes, start=1):
        save(workshop, ada, attempt_id, event(number, position, seen=seen, letters=letters))
    with workshop.reading(ada) as work:
        replayed = fold(answers.list_events(work.session, attempt_id))
        assert answers.get_sheet(work.session, attempt_id) == replayed
    assert {position: entry.letters for position, entry in replayed.items()} == {1: "d", 3: "d"}


@pytest.mark.parametrize("seen", [0, 2, 5])
def test_a_page_that_saw_another_state_is_refused_and_the_newer_answer_kept(
    workshop: Workshop, ada: Actor, attempt_id: UUID, seen: int
) -> None:
    save(workshop, ada, attempt_id, event(1, letters="b"))
    with pytest.raises(Stale):
        save(workshop, ada, attempt_id, event(2, seen=seen, letters="c"))
    assert sheet(workshop, ada, attempt_id) == {1: "b"}


def test_of_two_saves_that_saw_the_same_state_one_is_kept(
    workshop: Workshop, ada: Actor, attempt_id: UUID
) -> None:
    gate = threading.Barrier(8)
    outcomes: list[str] = []

    def press(number: int) -> None:
        gate.wait()
        try:
            save(workshop, ada, attempt_id, event(number, letters="abcd"[number % 4]))
            outcomes.append("saved")
        except Stale:
            outcomes.append("stale")

    threads = [threading.Thread(target=press, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved"] + ["stale"] * 7


@pytest.mark.parametrize("letters", ["e", "ab", "h"])
def test_what_is_no_response_to_the_question_is_refused(
    workshop: Workshop, ada: Actor, attempt_id: UUID, letters: str
) -> None:
    save(workshop, ada, attempt_id, event(1))
    with pytest.raises(BadInput):
        save(workshop, ada, attempt_id, event(2, seen=1, letters=letters))
    assert sheet(workshop, ada, attempt_id) == {1: "a"}


@pytest.mark.parametrize("position", [0, 5, 99])
def test_a_position_beyond_the_form_does_not_exist(
    workshop: Workshop, ada: Actor, attempt_id: UUID, position: int
) -> None:
    with pytest.raises(NotFound):
        save(workshop, ada, attempt_id, event(1, position))


def test_an_answer_at_the_deadline_is_late(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    clock.forward(minutes=9, seconds=59)
    save(workshop, ada, attempt_id, event(1))
    clock.forward(seconds=1)
    with pytest.raises(TimeIsUp):
        save(workshop, ada, attempt_id, event(2, seen=1, letters="b"))
    assert sheet(workshop, ada, attempt_id) == {1: "a"}


def test_handing_in_twice_gives_one_result(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    answer_all(workshop, ada, attempt_id, wrong=1)
    for _ in range(2):
        clock.forward(minutes=1)
        with workshop.writing(ada) as work:
            exams.submit(work, attempt_id)
    with workshop.reading(ada) as work:
        report = exams.read_report(work, attempt_id)
    assert report.attempt.state is State.SUBMITTED
    assert report.attempt.finished_at == clock.now - timedelta(minutes=1)
    assert report.attempt.outcome is not None
    assert report.attempt.outcome.total.right == 3
    assert report.attempt.outcome.passed


def test_after_handing_in_nothing_changes(workshop: Workshop, ada: Actor, attempt_id: UUID) -> None:
    with workshop.writing(ada) as work:
        exams.submit(work, attempt_id)
    with pytest.raises(AttemptClosed):
        save(workshop, ada, attempt_id, event(1))
    assert sheet(workshop, ada, attempt_id) == {}


def test_a_running_attempt_has_no_report(workshop: Workshop, ada: Actor, attempt_id: UUID) -> None:
    with workshop.reading(ada) as work, pytest.raises(WrongState):
        exams.read_report(work, attempt_id)


def test_an_expired_attempt_is_shown_as_what_it_is_before_anybody_records_it(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    save(workshop, ada, attempt_id, event(1))
    clock.forward(hours=1)
    with workshop.reading(ada) as work:
        before = exams.read_report(work, attempt_id).attempt
    assert exams.close_expired(workshop) == 1
    with workshop.reading(ada) as work:
        after = exams.read_report(work, attempt_id).attempt
    assert before.state is after.state is State.TIMED_OUT
    assert before.finished_at == after.finished_at == after.deadline
    assert before.outcome == after.outcome
    assert exams.close_expired(workshop) == 0


def test_nothing_is_closed_early(workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock) -> None:
    clock.forward(minutes=9, seconds=59)
    assert exams.close_expired(workshop) == 0
    with workshop.reading(ada) as work:
        assert exams.look_over(work, attempt_id)[1].state is State.OPEN


def test_starting_again_after_the_time_ran_out_closes_the_old_attempt(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    clock.forward(hours=1)
    fresh = start(workshop, ada)
    assert fresh != attempt_id
    with workshop.reading(ada) as work:
        shelf = exams.list_exams(work)
    assert [attempt.id for attempt in shelf.open] == [fresh]
    assert [attempt.id for attempt in shelf.finished] == [attempt_id]


def test_a_strangers_attempt_is_not_found_exactly_as_a_missing_one(
    workshop: Workshop, ada: Actor, attempt_id: UUID
) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    for attempt in (attempt_id, UUID(int=404)):
        with workshop.writing(eve) as work:
            for action in (
                lambda work=work, attempt=attempt: exams.save_answer(work, attempt, event(1)),
                lambda work=work, attempt=attempt: exams.submit(work, attempt),
                lambda work=work, attempt=attempt: exams.take_seat(work, attempt, 1),
                lambda work=work, attempt=attempt: exams.look_over(work, attempt),
                lambda work=work, attempt=attempt: exams.read_report(work, attempt),
            ):
                with pytest.raises(NotFound):
                    action()
    assert sheet(workshop, ada, attempt_id) == {}


def test_a_session_that_has_ended_saves_nothing(workshop: Workshop, ada: Actor, attempt_id: UUID) -> None:
    old = replace(ada, session_version=ada.session_version + 1)
    for action in (
        lambda: save(workshop, old, attempt_id, event(1)),
        lambda: start(workshop, old),
        lambda: sheet(workshop, old, attempt_id),
    ):
        with pytest.raises(SignedOut):
            action()
    assert sheet(workshop, ada, attempt_id) == {}


def test_an_attempt_keeps_the_question_it_was_given(workshop: Workshop, ada: Actor, attempt_id: UUID) -> None:
    with workshop.reading(ada) as work:
        before = exams.take_seat(work, attempt_id, 1).question
    changed = tuple(replace(q, version=f"new-{q.version}", stem="<p>Changed</p>") for q in pool())
    later = Workshop(
        workshop.sessions, exam_shelf(bank=changed), clock=workshop.now, dice=Random(1), hasher=make.HASHER
    )
    with later.reading(ada) as work:
        assert exams.take_seat(work, attempt_id, 1).question == before


def test_publishing_twice_keeps_each_version_once(workshop: Workshop, ada: Actor) -> None:
    with workshop.writing() as work:
        assert exams.publish(work) == 0


@pytest.mark.parametrize("questions", [4, 16])
def test_the_statements_of_each_step_stay_within_their_budget(
    workshop: Workshop, ada: Actor, questions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "catalog", exam_shelf(questions=questions))
    engine = workshop.sessions.engine
    with workshop.writing() as work:
        exams.publish(work)
    with count_statements(engine) as sent:
        attempt_id = start(workshop, ada)
    assert len(sent) <= 4
    with count_statements(engine) as sent:
        save(workshop, ada, attempt_id, event(1))
    assert len(sent) == 1
    with count_statements(engine) as sent, workshop.reading(ada) as work:
        exams.take_seat(work, attempt_id, 2)
    assert len(sent) <= 2
    with count_statements(engine) as sent, workshop.writing(ada) as work:
        exams.submit(work, attempt_id)
    assert len(sent) <= 4
    with count_statements(engine) as sent, workshop.reading(ada) as work:
        exams.read_report(work, attempt_id)
    assert len(sent) <= 3
