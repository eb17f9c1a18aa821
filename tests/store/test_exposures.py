"""What a learner was asked: one row a learner and exam, in which the last time of each question stands."""

from __future__ import annotations

from functools import partial

from sqlalchemy import func, select

from tests.support import exam_room, make
from tests.support.statements import count_statements
from webapp.domain.exams.exposure import Exposure, Went
from webapp.services.work import Workshop
from webapp.store import exposures as store
from webapp.store.tables.exams import ExposureRow

FIRST = {
    "csm-t1-01": Exposure("2026-11-01", Went.RIGHT),
    "csm-t1-02": Exposure("2026-11-01", Went.WRONG, flagged=True),
    "csm-t1-03": Exposure("2026-11-01", Went.OPEN, flagged=True),
}
SECOND = {
    "csm-t1-02": Exposure("2026-11-20", Went.RIGHT),
    "csm-t1-04": Exposure("2026-11-20", Went.WRONG, flagged=True),
}


def test_what_was_asked_comes_back_as_it_was_kept(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work, count_statements(workshop.sessions.engine) as sent:
        store.keep(work.session, ada.id, "csm", FIRST)
    assert len(sent) == 1
    with workshop.reading() as work:
        assert store.find(work.session, ada.id, "csm") == FIRST


def test_a_later_time_joins_what_stands_and_takes_the_place_of_the_same_question(workshop: Workshop) -> None:
    ada = make.account(workshop)
    for shown in (FIRST, SECOND, {}):
        with workshop.writing() as work, count_statements(workshop.sessions.engine) as sent:
            store.keep(work.session, ada.id, "csm", shown)
        assert len(sent) == 1
    with workshop.reading() as work:
        assert store.find(work.session, ada.id, "csm") == {**FIRST, **SECOND}
        assert work.session.scalar(select(func.count()).select_from(ExposureRow)) == 1


def test_learners_and_exams_are_kept_apart(workshop: Workshop) -> None:
    ada, eve = make.account(workshop), make.account(workshop, name="Eve")
    with workshop.writing() as work:
        store.keep(work.session, ada.id, "csm", FIRST)
        store.keep(work.session, eve.id, "csm", SECOND)
        store.keep(work.session, ada.id, "pmp", SECOND)
    with workshop.reading() as work:
        assert store.find(work.session, ada.id, "csm") == FIRST
        assert store.find(work.session, eve.id, "csm") == SECOND
        assert store.find(work.session, ada.id, "pmp") == SECOND
        assert store.find(work.session, eve.id, "pmp") == {}


def test_two_attempts_that_end_at_once_are_both_remembered(workshop: Workshop) -> None:
    ada = make.account(workshop)

    def keep(number: int) -> None:
        with workshop.writing() as work:
            store.keep(work.session, ada.id, "csm", {f"q-{number}": Exposure("2026-11-22", Went.RIGHT)})

    came = exam_room.together(*(partial(keep, number) for number in range(8)))
    assert came == [None] * 8
    with workshop.reading() as work:
        assert set(store.find(work.session, ada.id, "csm")) == {f"q-{number}" for number in range(8)}


def test_nothing_kept_is_nothing_asked() -> None:
    assert store.from_json(None) == {}
