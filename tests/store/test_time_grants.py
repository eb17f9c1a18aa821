"""Minutes granted to single attempts: appended, with who and why."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support import exam_room, history, make
from tests.support.clock import HandClock
from webapp.catalog.shelf import Catalog
from webapp.domain.exams.grants import TimeGrant
from webapp.services.work import Workshop
from webapp.store import time_grants as store


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


def test_grants_are_listed_by_attempt_and_by_learner_latest_first(
    workshop: Workshop, clock: HandClock
) -> None:
    ada, eve, mona = (make.account(workshop, name=name) for name in ("Ada", "Eve", "Mona"))
    adas = exam_room.seated(workshop, ada.id).id
    other = exam_room.seated(workshop, ada.id, exam="midi").id
    eves = exam_room.seated(workshop, eve.id).id
    given = []
    for number, attempt in enumerate((adas, other, eves, adas), start=1):
        with workshop.writing() as work:
            grant = TimeGrant(
                work.new_id(), attempt, number, "The line broke.", number == 4, work.now, "Mona"
            )
            store.add(work.session, grant, by=mona.id)
        given.append(grant)
        clock.forward(minutes=1)
    with workshop.reading() as work:
        assert store.list_of_attempt(work.session, adas) == (given[3], given[0])
        assert store.list_of_learner(work.session, ada.id) == (given[3], given[1], given[0])
        assert store.list_of_learner(work.session, ada.id, limit=1) == (given[3],)
        assert store.list_of_attempt(work.session, UUID(int=1)) == ()


def test_the_record_outlives_the_account_of_whoever_granted(workshop: Workshop) -> None:
    ada, mona = make.account(workshop), make.account(workshop, name="Mona")
    attempt = exam_room.seated(workshop, ada.id).id
    with workshop.writing() as work:
        grant = TimeGrant(work.new_id(), attempt, 5, "The line broke.", False, work.now)
        store.add(work.session, grant, by=mona.id)
        history.remove_account(work, mona.id)
    with workshop.reading() as work:
        assert store.list_of_attempt(work.session, attempt) == (grant,)
