"""What was granted to people: appended, the last one in force."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support import exam_room, history, make
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.grants import Grant
from webapp.services.work import Workshop
from webapp.store import accommodations as store
from webapp.store import starts

HALF_MORE = Accommodation(percent=150, free_minutes=5, break_minutes=10, extra_breaks=2)
COMFORT = Accommodation(untimed_practice=True, quiet_timer=True)


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


def grant(workshop: Workshop, learner: Account, granted: Accommodation, by: Account) -> Grant:
    with workshop.writing() as work:
        given = Grant(work.new_id(), granted, "Letter of 3 May.", work.now)
        store.add(work.session, learner.id, given, by=by.id)
        return given


def test_nothing_is_granted_to_somebody_new(workshop: Workshop) -> None:
    with workshop.reading() as work:
        assert store.find(work.session, make.account(workshop).id) == NONE
        assert store.list_grants(work.session, UUID(int=1)) == ()


def test_the_last_grant_is_in_force_and_all_of_them_are_kept_with_who_and_why(workshop: Workshop) -> None:
    ada, mona = make.account(workshop), make.account(workshop, name="Mona", role=Role.MENTOR)
    first, second = grant(workshop, ada, HALF_MORE, mona), grant(workshop, ada, COMFORT, mona)
    with workshop.reading() as work:
        assert store.find(work.session, ada.id) == COMFORT
        listed = store.list_grants(work.session, ada.id)
    assert [(each.id, each.granted) for each in listed] == [(second.id, COMFORT), (first.id, HALF_MORE)]
    assert [(each.by, each.reason, each.at) for each in listed] == [
        ("Mona", "Letter of 3 May.", first.at)
    ] * 2


def test_the_record_outlives_the_account_of_whoever_granted(workshop: Workshop) -> None:
    ada, mona = make.account(workshop), make.account(workshop, name="Mona", role=Role.MENTOR)
    grant(workshop, ada, HALF_MORE, mona)
    with workshop.writing() as work:
        history.remove_account(work, mona.id)
    with workshop.reading() as work:
        [kept] = store.list_grants(work.session, ada.id)
    assert (kept.by, kept.granted) == ("", HALF_MORE)


def test_whoever_stands_before_an_exam_brings_the_last_grant_in_the_same_statement(
    workshop: Workshop,
) -> None:
    ada, mona = make.account(workshop), make.account(workshop, name="Mona", role=Role.MENTOR)
    grant(workshop, ada, COMFORT, mona)
    grant(workshop, ada, HALF_MORE, mona)
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as sent:
        threshold = starts.find_threshold(work.session, make.actor(ada), "mini", Mode.REHEARSAL)
    assert threshold.granted == HALF_MORE
    assert len(sent) == 1


def test_those_who_sit_and_were_granted_something_lately_are_listed(workshop: Workshop) -> None:
    ada, eve, mona = (make.account(workshop, name=name) for name in ("Ada", "Eve", "Mona"))
    exam_room.seated(workshop, ada.id)
    exam_room.seated(workshop, mona.id)
    for learner in (ada, eve):
        given = grant(workshop, learner, HALF_MORE, mona)
    grant(workshop, ada, COMFORT, mona)
    with workshop.reading() as work:
        assert store.list_sitting(work.session, granted_since=given.at) == (ada.id,)
        assert store.list_sitting(work.session, granted_since=given.at + timedelta(seconds=1)) == ()
