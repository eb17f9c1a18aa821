"""Reports of questions: rows to values and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support import exam_room, history, make
from tests.support.clock import HandClock
from webapp.catalog.shelf import Catalog
from webapp.domain.accounts import Account
from webapp.domain.errors import NotFound
from webapp.domain.exams.reports import QuestionReport, ReportState
from webapp.services.work import Workshop
from webapp.store import reports as store


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


def add(workshop: Workshop, learner: UUID, **changes: object) -> QuestionReport:
    with workshop.writing() as work:
        plain = QuestionReport(
            work.new_id(), learner, None, "mini", "q-001", "v1", "Two options are right.", work.now
        )
        report = replace(plain, **changes)  # type: ignore[arg-type]  # any field
        store.add(work.session, report)
        return report


def test_a_report_comes_back_as_it_was_kept_before_and_after_its_answer(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    attempt = exam_room.seated(workshop, ada.id).id
    report = add(workshop, ada.id, attempt=attempt)
    with workshop.reading() as work:
        assert store.get(work.session, report.id) == report
    answered = report.answer(ReportState.KEY_CORRECTED, "B was right as well.", at=clock.forward(days=2))
    with workshop.writing() as work:
        assert store.claim(work.session, report.id) == report
        store.keep(work.session, answered, by=ada.id)
    with workshop.reading() as work:
        assert store.get(work.session, report.id) == answered


def test_a_missing_report_is_not_found(workshop: Workshop) -> None:
    for take in (store.get, store.claim):
        with workshop.writing() as work, pytest.raises(NotFound):
            take(work.session, UUID(int=1))


def test_what_waits_is_listed_oldest_first_and_ones_own_latest_first(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    made = []
    for number in range(3):
        made.append(add(workshop, ada.id, version=f"v{number}"))
        clock.forward(hours=1)
    closed = add(workshop, ada.id, state=ReportState.KEPT, reply="It is right as it is.")
    with workshop.reading() as work:
        assert store.list_open(work.session) == tuple(made)
        assert store.list_open(work.session, limit=2) == tuple(made[:2])
        own = store.list_own(work.session, ada.id, at=clock.now)
        assert [each.report for each in own] == [closed, *reversed(made)]
        assert {each.report for each in own if each.running} == set()
        assert set(store.list_open_of_learner(work.session, ada.id)) == set(made)
        assert store.list_own(work.session, UUID(int=1), at=clock.now) == ()


def test_reports_of_a_question_stand_together_whatever_its_version(workshop: Workshop, ada: Account) -> None:
    one, two = add(workshop, ada.id), add(workshop, ada.id, version="v2")
    add(workshop, ada.id, question="q-002")
    closed = add(workshop, ada.id, state=ReportState.KEPT)
    with workshop.writing() as work:
        assert set(store.list_of_question(work.session, "q-001")) == {one, two, closed}
        assert store.claim_open_of_version(work.session, "v2") == (two,)


def test_an_attempt_runs_until_its_deadline(workshop: Workshop, ada: Account, clock: HandClock) -> None:
    attempt = exam_room.seated(workshop, ada.id)
    add(workshop, ada.id, attempt=attempt.id)
    with workshop.writing() as work:
        done = history.finished_attempt(work, ada.id)
    for at, running in ((clock.now, {attempt.id}), (attempt.deadline, set())):
        with workshop.reading() as work:
            assert store.find_running(work.session, [attempt.id, done], at=at) == running
            [own] = store.list_own(work.session, ada.id, at=at)
        assert own.running == bool(running)
    with workshop.reading() as work:
        assert store.find_running(work.session, [], at=clock.now - timedelta(1)) == set()


def test_reports_go_with_their_reporter(workshop: Workshop, ada: Account) -> None:
    add(workshop, ada.id)
    with workshop.writing() as work:
        history.remove_account(work, ada.id)
    with workshop.reading() as work:
        assert store.list_open(work.session) == ()


def test_reports_that_wait_are_counted_by_version(workshop: Workshop, ada: Account) -> None:
    for version, state in (("v1", "open"), ("v1", "open"), ("v1", "kept"), ("v2", "open"), ("v3", "kept")):
        add(workshop, ada.id, version=version, state=ReportState(state))
    with workshop.reading() as work:
        assert store.count_open(work.session) == {"v1": 2, "v2": 1}
        assert store.count_open(work.session, at_least=2) == {"v1": 2}
