"""What a process remembers of attempts: whatever happens, a reading that remembers gives what a first reading gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from tests.domain.exams import values
from tests.domain.exams.values import event
from tests.support import exam_room, make
from tests.support.clock import START, HandClock
from tests.support.exam_room import saves
from tests.support.statements import count_statements
from webapp.domain.access import Actor
from webapp.domain.errors import NotFound, SignedOut
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode, practise, rehearse
from webapp.domain.exams.outline import Pauses
from webapp.services import answers as verbs
from webapp.services import endings
from webapp.services.work import Work, Workshop
from webapp.store import answers, exams
from webapp.store.remembered import KEPT, Remembered
from webapp.store.session import Sessions
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AnswerEventRow

OUTLINE = values.outline(pauses=Pauses.BETWEEN_SECTIONS)


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


@pytest.fixture
def attempt(workshop: Workshop, ada: Actor) -> Attempt:
    """Six questions in three locked sections, seen once."""
    conditions = rehearse(OUTLINE, Accommodation(extra_breaks=1))
    begun = exam_room.seated(workshop, ada.person, conditions=conditions)
    return read(workshop, ada, begun.id)


def read(workshop: Workshop, actor: Actor, attempt_id: UUID) -> Attempt:
    """The attempt as a process reads it that may remember it."""
    with workshop.reading(actor) as work:
        return exams.get(work.session, actor, attempt_id)


def first_reading(workshop: Workshop, actor: Actor, attempt_id: UUID) -> Attempt:
    """The attempt as a process reads it that has never seen it."""
    with Sessions(workshop.sessions.engine).reading() as session:
        return exams.get(session, actor, attempt_id)


def is_true(workshop: Workshop, actor: Actor, attempt_id: UUID) -> bool:
    """Whether what is remembered gives the attempt as it is; asked twice, so that what was added is kept rightly."""
    true = first_reading(workshop, actor, attempt_id)
    return [read(workshop, actor, attempt_id) for _ in range(2)] == [true, true]


def write(action: Callable[[Work, UUID], object]) -> Callable[[Workshop, Actor, UUID], None]:
    """An action as somebody does it."""

    def act(workshop: Workshop, actor: Actor, attempt_id: UUID) -> None:
        with workshop.writing(actor) as work:
            action(work, attempt_id)

    return act


MOVES = {
    "a section is ended": write(lambda work, attempt: verbs.end_section(work, attempt, 0)),
    "an extra break is taken": write(verbs.pause),
    "notes are written": write(lambda work, attempt: verbs.save_note(work, attempt, "a tree of risks", 0)),
    "it is handed in": write(endings.submit),
}


@pytest.mark.parametrize("move", MOVES)
def test_what_is_done_is_seen_at_once(
    workshop: Workshop, ada: Actor, attempt: Attempt, clock: HandClock, move: str
) -> None:
    saves(workshop, ada, attempt.id, event(1, 1, 0, "a"))
    clock.forward(minutes=1)
    MOVES[move](workshop, ada, attempt.id)
    assert read(workshop, ada, attempt.id) != attempt
    assert is_true(workshop, ada, attempt.id)


def test_a_break_that_is_ended_is_seen_at_once(
    workshop: Workshop, ada: Actor, attempt: Attempt, clock: HandClock
) -> None:
    for move in (verbs.pause, verbs.resume):
        with workshop.writing(ada) as work:
            move(work, attempt.id)
        clock.forward(minutes=2)
        assert is_true(workshop, ada, attempt.id)


@pytest.mark.parametrize("minutes", [0, 1.5])
def test_every_save_is_seen_at_once(
    workshop: Workshop, ada: Actor, attempt: Attempt, clock: HandClock, minutes: float
) -> None:
    """Also where several were saved in one instant, and where one item was saved twice."""
    for number, (position, seen) in enumerate([(1, 0), (2, 0), (1, 1), (2, 1), (1, 2)], start=1):
        saves(workshop, ada, attempt.id, event(number, position, seen, "ab"[number % 2]))
        if number % 2:
            assert is_true(workshop, ada, attempt.id)
        clock.forward(minutes=minutes)
    assert is_true(workshop, ada, attempt.id)


def test_a_save_that_was_overtaken_is_seen_when_it_arrives(workshop: Workshop, ada: Actor) -> None:
    """An answer may wait for the database, and be stored after one of a later instant: by a little, or by long."""
    begun = exam_room.seated(workshop, ada.person, values.form(*"abcd"))
    for position, minutes in ((1, 5.0), (2, 4.9), (3, 1.0), (4, 6.0)):
        with workshop.writing(ada) as work:
            at = START + timedelta(minutes=minutes)
            assert answers.append(work.session, ada, begun.id, event(position, position), at=at)
        assert is_true(workshop, ada, begun.id)
    assert set(read(workshop, ada, begun.id).sheet) == {1, 2, 3, 4}


def test_answers_that_the_database_has_lost_are_not_shown(
    workshop: Workshop, ada: Actor, attempt: Attempt, clock: HandClock
) -> None:
    """A database that takes over may lack the last answers; others are saved in their place, as many or more."""
    saves(workshop, ada, attempt.id, event(1, 1, 0, "a"))
    clock.forward(minutes=1)
    saves(workshop, ada, attempt.id, event(2, 2, 0, "b"))
    assert is_true(workshop, ada, attempt.id)
    for number, position in ((3, 1), (4, 1)):
        with workshop.writing() as work:
            work.session.execute(delete(AnswerEventRow).where(AnswerEventRow.position == 2))
        clock.forward(minutes=1)
        saves(workshop, ada, attempt.id, event(number, position, number - 2, "c"))
        assert is_true(workshop, ada, attempt.id)
        assert 2 not in read(workshop, ada, attempt.id).sheet


def test_a_page_takes_one_statement_and_two_when_something_was_saved_or_moved(
    workshop: Workshop, ada: Actor, attempt: Attempt, clock: HandClock
) -> None:
    def statements() -> int:
        with count_statements(workshop.sessions.engine) as sent:
            read(workshop, ada, attempt.id)
        return len(sent)

    assert statements() == 1
    saves(workshop, ada, attempt.id, event(1, 1))
    MOVES["notes are written"](workshop, ada, attempt.id)
    MOVES["a section is ended"](workshop, ada, attempt.id)
    assert [statements(), statements()] == [2, 1]
    workshop.sessions.remembered.forget()
    assert [statements(), statements()] == [2, 1]


def test_what_is_remembered_is_shown_to_its_learner_alone(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    with pytest.raises(NotFound):
        read(workshop, make.actor(make.account(workshop, name="Eve")), attempt.id)
    with pytest.raises(SignedOut):
        read(workshop, replace(ada, session_version=ada.session_version + 1), attempt.id)
    with workshop.writing() as work:
        work.session.execute(delete(AccountRow).where(AccountRow.id == ada.person))
        assert work.session.execute(select(AnswerEventRow)).all() == []
    with pytest.raises(SignedOut):
        read(workshop, ada, attempt.id)


def test_a_transaction_sees_what_it_has_done_and_leaves_nothing_behind(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    with workshop.writing(ada) as work:
        verbs.save_note(work, attempt.id, "never kept", 0)
        assert exams.get(work.session, ada, attempt.id).note.text == "never kept"
        work.session.rollback()
    assert read(workshop, ada, attempt.id) == attempt


def test_an_untimed_attempt_is_remembered_too(workshop: Workshop, ada: Actor) -> None:
    study = practise(Mode.STUDY, minutes=None, feedback=True)
    begun = exam_room.seated(workshop, ada.person, conditions=study)
    saves(workshop, ada, begun.id, replace(event(1, 1), checked=True))
    assert is_true(workshop, ada, begun.id)
    MOVES["an extra break is taken"](workshop, ada, begun.id)
    assert is_true(workshop, ada, begun.id)


def test_only_so_many_attempts_are_remembered() -> None:
    memory = Remembered()
    first = memory.of(UUID(int=0))
    assert memory.of(UUID(int=0)) is first
    for number in range(1, KEPT + 1):
        memory.of(UUID(int=number))
    assert memory.of(UUID(int=0)) is not first
