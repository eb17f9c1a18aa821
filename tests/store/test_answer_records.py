"""Records of counted answers: claimed from attempts, kept without a name, read again a page at a time."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.domain.exams import values
from tests.support import exam_room, history, make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.exams.attempt import State
from webapp.domain.exams.grants import TimeGrant
from webapp.domain.items.counting import AnswerRecord, CountedAnswer
from webapp.services.work import Workshop
from webapp.store import answer_records as store
from webapp.store import time_grants
from webapp.store.tables.items import AnswerRecordRow


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


def sit(workshop: Workshop, ada: Actor) -> UUID:
    """An attempt of Ada's that was answered and handed in."""
    attempt_id = exam_room.seated(workshop, ada.person, values.form(*"abcd")).id
    exam_room.answer_all(workshop, ada, attempt_id, wrong=1)
    exam_room.submit(workshop, ada, attempt_id)
    return attempt_id


def record(number: int = 1, *, month: str = "2026-11", exam: str = "mini") -> AnswerRecord:
    answers = (CountedAnswer(f"v{number}", "ac", 31), CountedAnswer("v9", ""))
    return AnswerRecord(exam, whole=number % 2 == 0, month=month, answers=answers)


def test_a_finished_attempt_is_claimed_once_with_its_sheet(workshop: Workshop, ada: Actor) -> None:
    attempt_id = sit(workshop, ada)
    with workshop.writing() as work:
        claimed = store.claim_uncounted(work.session)
        assert claimed is not None
        attempt, reopened = claimed
        assert (attempt.id, attempt.state, attempt.answered, reopened) == (
            attempt_id,
            State.SUBMITTED,
            4,
            False,
        )
        store.mark_counted(work.session, attempt_id, counted=True)
    with workshop.writing() as work:
        assert store.claim_uncounted(work.session) is None


def test_an_attempt_that_runs_is_not_claimed(workshop: Workshop, ada: Actor) -> None:
    exam_room.seated(workshop, ada.person)
    with workshop.writing() as work:
        assert store.claim_uncounted(work.session) is None


def test_an_attempt_that_was_opened_again_says_so(workshop: Workshop, ada: Actor, clock: HandClock) -> None:
    attempt_id = sit(workshop, ada)
    with workshop.writing() as work:
        given = TimeGrant(work.new_id(), attempt_id, 5, "the line broke", reopened=True, at=clock.now)
        time_grants.add(work.session, given, by=ada.person)
        claimed = store.claim_uncounted(work.session)
    assert claimed is not None
    assert claimed[1]


@pytest.mark.sqlite_alone
def test_sqlite_finds_what_is_uncounted_by_the_partial_index(workshop: Workshop) -> None:
    words = str(store._NEXT.compile(workshop.sessions.engine, compile_kwargs={"literal_binds": True}))
    with workshop.reading() as work:
        plan = work.session.execute(text(f"EXPLAIN QUERY PLAN {words}")).all()
    assert any("ix_attempt_uncounted" in str(row) for row in plan), plan


def test_records_come_back_as_they_were_kept_the_latest_month_first(workshop: Workshop) -> None:
    older, newer, other = record(1, month="2026-09"), record(2), record(3, exam="midi")
    with workshop.writing() as work:
        for number, each in enumerate((older, newer, other)):
            store.add(work.session, UUID(int=number, version=4), each)
    with workshop.reading() as work:
        assert list(store.list_pages(work.session, "mini", limit=10)) == [(newer, older)]
        assert list(store.list_pages(work.session, "mini", limit=1)) == [(newer,)]
        assert store.count(work.session, "mini") == 2
        assert store.count(work.session, "nothing") == 0
        assert list(store.list_pages(work.session, "nothing", limit=10)) == []


def test_records_are_read_a_page_at_a_time_and_none_twice(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PAGE", 3)
    with workshop.writing() as work:
        for number in range(8):
            month = f"2026-{10 + number % 2}"
            store.add(work.session, UUID(int=number, version=4), record(number, month=month))
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as sent:
        pages = list(store.list_pages(work.session, "mini", limit=7))
    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({each.answers[0].version for page in pages for each in page}) == 7
    assert len(sent) == 3


def test_a_record_stays_when_the_account_is_erased_and_nothing_in_it_leads_back(
    workshop: Workshop, ada: Actor
) -> None:
    sit(workshop, ada)
    with workshop.writing() as work:
        store.add(work.session, UUID(int=7, version=4), record())
        history.remove_account(work, ada.person)
        work.session.flush()
        assert store.count(work.session, "mini") == 1
        held = str(_rows(work.session))
    assert str(ada.person) not in held
    assert ada.person.hex not in held


def _rows(session: Session) -> list[object]:
    """Everything that is held."""
    return [tuple(row) for row in session.execute(select(AnswerRecordRow.__table__))]
