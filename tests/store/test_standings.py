"""How attempts stand: what is counted of them, and that no answer is among it."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import delete

from tests.domain.exams.values import event
from tests.support import exam_room, history, make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.errors import NotFound
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.standing import Log
from webapp.services.work import Workshop
from webapp.store import answers
from webapp.store import standings as store
from webapp.store.tables.exams import AnswerEventRow


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


@pytest.fixture
def running(workshop: Workshop, ada: Account, clock: HandClock) -> Attempt:
    """Two questions of six answered, the first in three saves; one more was cleared again; one save came late."""
    attempt, actor = exam_room.seated(workshop, ada.id), make.actor(ada)
    saved = ((1, 0, "a"), (1, 1, "b"), (1, 2, "a"), (2, 0, "b"), (2, 1, ""))
    for number, (position, seen, answer) in enumerate(saved, start=1):
        clock.forward(seconds=5)
        exam_room.saves(workshop, actor, attempt.id, event(number, position, seen, answer))
    with workshop.writing() as work:
        late = event(99, 2, 2, "c")
        answers.keep_refused(work.session, late.id, attempt.id, late, "TimeIsUp", at=clock.now)
    return attempt


def test_saves_are_counted_and_answers_stay_where_they_are(
    workshop: Workshop, running: Attempt, clock: HandClock
) -> None:
    with workshop.reading() as work:
        standing = store.get(work.session, running.id)
    assert (standing.learner_name, standing.answered) == ("Ada", 1)
    assert standing.log == Log(events=5, numbered=5, items=2, refused=1, last_at=clock.now)
    assert [(each.position, each.reason, each.at) for each in standing.refused] == [
        (2, "TimeIsUp", clock.now)
    ]
    assert standing.attempt.sheet == {}


def test_a_save_that_was_acknowledged_and_is_gone_is_missed(workshop: Workshop, running: Attempt) -> None:
    with workshop.writing() as work:
        lost = (AnswerEventRow.attempt_id == running.id) & (AnswerEventRow.sequence == 2)
        work.session.execute(delete(AnswerEventRow).where(lost, AnswerEventRow.position == 1))
    with workshop.reading() as work:
        log = store.get(work.session, running.id).log
        [listed] = store.list_running(work.session)
    assert (log.events, log.numbered, log.missing) == (4, 5, 1)
    assert listed.log == log


def test_an_attempt_nobody_has_saved_in_stands_with_nothing(workshop: Workshop, ada: Account) -> None:
    fresh = exam_room.seated(workshop, ada.id)
    with workshop.reading() as work:
        assert store.get(work.session, fresh.id).log == Log()


def test_a_missing_attempt_is_not_found(workshop: Workshop) -> None:
    with workshop.reading() as work, pytest.raises(NotFound):
        store.get(work.session, UUID(int=1))


def test_those_who_sit_are_listed_by_name_in_one_statement_whatever_their_number(
    workshop: Workshop, running: Attempt
) -> None:
    for name in ("Zoe", "bea"):
        person = make.account(workshop, name=name)
        for exam in ("mini", "midi"):
            exam_room.seated(workshop, person.id, exam=exam)
    done = make.account(workshop, name="Done")
    with workshop.writing() as work:
        history.finished_attempt(work, done.id)
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as sent:
        listed = store.list_running(work.session)
    assert [each.learner_name for each in listed] == ["Ada", "bea", "bea", "Zoe", "Zoe"]
    assert (listed[0].id, listed[0].questions, listed[0].log.events) == (running.id, 6, 5)
    assert not listed[0].resting
    assert len(sent) == 1


def test_a_mentor_sees_the_learners_they_are_paired_with(
    workshop: Workshop, ada: Account, running: Attempt
) -> None:
    mona, eve = make.account(workshop, name="Mona", role=Role.MENTOR), make.account(workshop, name="Eve")
    exam_room.seated(workshop, eve.id)
    with workshop.writing() as work:
        history.pairing(work, mona, ada)
        history.pairing(work, mona, eve, state="ended")
    with workshop.reading() as work:
        assert [each.id for each in store.list_running(work.session, mentor=mona.id)] == [running.id]
        assert store.list_running(work.session, mentor=ada.id) == ()
