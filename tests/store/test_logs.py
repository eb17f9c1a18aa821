"""The whole log of an attempt."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.domain.exams import values
from tests.support import make
from tests.support.exam_room import seated
from tests.support.statements import count_statements
from webapp.domain.accounts import Account
from webapp.domain.exams.standing import RefusedSave
from webapp.services.work import Workshop
from webapp.store import answers, logs
from webapp.store.logs import AttemptLog

SAVED = values.event(
    1, 2, 0, "b", flagged=True, struck="ac", highlights="1-4", sure=3, checked=False, spent=40
)


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


def test_events_come_as_they_were_saved_and_refused_saves_apart_in_one_statement(
    workshop: Workshop, ada: Account
) -> None:
    attempt, late = seated(workshop, ada.id), values.event(9, 2, 5, "d")
    with workshop.writing() as work:
        at = work.now
        for event in (SAVED, values.event(3, 2, 1, "c")):
            answers.append(work.session, make.actor(ada), attempt.id, event, at=at)
        answers.keep_refused(work.session, late.id, attempt.id, late, "TimeIsUp", at=at + timedelta(hours=1))
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as sent:
        log = logs.read(work.session, attempt.id)
    assert log.events == ((SAVED, at), (values.event(3, 2, 1, "c"), at))
    assert log.refused == (RefusedSave(2, "TimeIsUp", at + timedelta(hours=1)),)
    assert len(sent) == 1


def test_what_was_refused_of_another_attempt_is_not_in_it(workshop: Workshop, ada: Account) -> None:
    attempt = seated(workshop, ada.id)
    other = seated(workshop, make.account(workshop, name="Eve").id)
    with workshop.writing() as work:
        answers.keep_refused(work.session, UUID(int=1), other.id, SAVED, "TimeIsUp", at=work.now)
    with workshop.reading() as work:
        assert logs.read(work.session, attempt.id) == AttemptLog()
