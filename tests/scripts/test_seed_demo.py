"""The demo school: what somebody finds who signs in as one of its people."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from scripts import seed_demo
from scripts.seed_demo import AMARA, INES, TOMASZ, Person
from tests.support import real_content
from tests.support.clock import HandClock
from tests.support.databases import SqliteDatabases, forget_the_disk
from tests.support.make import HASHER
from webapp.domain.access import Actor
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.reports import ReportState
from webapp.domain.exams.wish import Wish
from webapp.services import accommodations, exams, mentoring, presets, reports
from webapp.services.exams import Shelf
from webapp.services.work import Workshop
from webapp.store import accounts
from webapp.store.session import Sessions, make_engine


@pytest.fixture(scope="module")
def school(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """The school, made once: everybody here only looks."""
    engine = make_engine(sqlite_databases.fresh(tmp_path_factory.mktemp("demo")))
    forget_the_disk(engine)
    workshop = Workshop(
        Sessions(engine), real_content.catalog(), clock=HandClock(), dice=Random(7), hasher=HASHER
    )
    seed_demo.seed(workshop)
    yield workshop
    engine.dispose()


def actor(school: Workshop, person: Person) -> Actor:
    with school.reading() as work:
        account = accounts.find_by_email(work.session, person.email)
    assert account is not None
    return Actor(account.id, account.role, account.session_version, account.name)


def sat(school: Workshop) -> Shelf:
    with school.reading(actor(school, AMARA)) as work:
        return exams.list_exams(work)


def look(school: Workshop) -> Attempt:
    """Amara's attempt that runs."""
    [running] = sat(school).open
    with school.reading(actor(school, AMARA)) as work:
        return exams.look_over(work, running.id)[1]


def test_amara_has_rehearsed_and_studies(school: Workshop) -> None:
    finished = sat(school).finished
    assert {each.mode for each in finished} == {Mode.REHEARSAL}
    assert all(0 < each.right < each.scored for each in finished)
    attempt = look(school)
    assert attempt.conditions.mode is Mode.STUDY
    assert 0 < attempt.answered < len(attempt.form)
    assert all(entry.checked and entry.sure for entry in attempt.sheet.values())


def test_amara_keeps_a_practice_that_can_be_started(school: Workshop) -> None:
    amara = actor(school, AMARA)
    with school.reading(amara) as work:
        [(name, wish)] = presets.open_workbench(work, "csm").presets
        draft = exams.draw(work, "csm", wish)
    assert name == "Twenty I missed"
    assert len(draft.form) == wish.count == Wish.count


def test_amaras_report_was_answered_and_another_waits(school: Workshop) -> None:
    with school.reading(actor(school, AMARA)) as work:
        states = {own.report.state for own in reports.list_own(work).reports}
    assert states == {ReportState.KEPT, ReportState.OPEN}
    with school.reading(actor(school, INES)) as work:
        assert len(reports.list_queue(work).reports) == 1


def test_one_classmate_has_more_time(school: Workshop) -> None:
    with school.reading(actor(school, TOMASZ)) as work:
        learners = [each.id for each in mentoring.open_desk(work).desk.learners]
        granted = [accommodations.open_record(work, each).in_force for each in learners]
    assert [each.percent for each in granted if each.percent != 100] == [150]
    assert len(learners) == 7
