"""Trails and answers round trip, and the reading of a lesson is one statement that also checks the session."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support import make
from tests.support.clock import START, HandClock
from tests.support.statements import count_statements
from webapp.domain.access import Role
from webapp.domain.errors import SignedOut
from webapp.domain.lessons import CheckAnswer, Trail
from webapp.domain.progress.gap import Target, TargetKind
from webapp.services.work import Workshop
from webapp.store import lessons as store
from webapp.store import progress
from webapp.store.tables.accounts import AccountRow

PATH = "ground/first"
OTHER = "ground/second"
RIGHT = CheckAnswer("ground-first-1", "b", right=True)
WRONG = CheckAnswer("ground-first-2", "ad", right=False)


def test_a_lesson_never_opened_has_an_empty_trail(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.reading() as work:
        assert store.find_reading(work.session, make.actor(ada), PATH) == Trail(PATH)
        assert store.list_trails(work.session, ada.id) == ()


def test_a_reading_carries_place_done_and_answers_in_one_statement(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        store.keep_place(work.session, ada.id, PATH, "idea", at=work.now)
        store.mark_done(work.session, ada.id, PATH, at=work.now)
        store.keep_answer(work.session, ada.id, PATH, RIGHT, at=work.now)
        store.keep_answer(work.session, ada.id, PATH, WRONG, at=work.now)
        store.keep_answer(work.session, ada.id, OTHER, RIGHT, at=work.now)
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        trail = store.find_reading(work.session, make.actor(ada), PATH)
    assert trail == Trail(PATH, "idea", START, START, (RIGHT, WRONG))
    assert len(statements) == 1


def test_a_reading_says_what_was_done_before_it_and_which_exam_its_reader_aims_at(workshop: Workshop) -> None:
    ada, ben = make.account(workshop), make.account(workshop, name="Ben")
    with workshop.writing() as work:
        for path in (OTHER, "ground/third"):
            store.mark_done(work.session, ada.id, path, at=work.now)
        store.keep_place(work.session, ada.id, "ground/fourth", "idea", at=work.now)
        store.mark_done(work.session, ben.id, "ground/fifth", at=work.now)
        progress.keep_target(work.session, ada.id, Target(TargetKind.EXAM, "pmp"), at=work.now)
        progress.keep_target(work.session, ben.id, Target(TargetKind.ROLE, "lead"), at=work.now)
    asked = (OTHER, "ground/fourth", "ground/fifth")
    with workshop.reading() as work:
        first = store.find_reading(work.session, make.actor(ada), PATH, requires=asked)
        second = store.find_reading(work.session, make.actor(ben), PATH, requires=asked)
        third = store.find_reading(work.session, make.actor(ada), PATH)
    assert (first.done_before, first.exam) == (frozenset({OTHER}), "pmp")
    assert (second.done_before, second.exam) == (frozenset({"ground/fifth"}), None)
    assert third == Trail(PATH, exam="pmp")


def test_nobody_reads_the_trail_of_another(workshop: Workshop) -> None:
    ada, ben = make.account(workshop), make.account(workshop, name="Ben")
    with workshop.writing() as work:
        store.keep_place(work.session, ada.id, PATH, "idea", at=work.now)
        store.keep_answer(work.session, ada.id, PATH, RIGHT, at=work.now)
    with workshop.reading() as work:
        assert store.find_reading(work.session, make.actor(ben), PATH) == Trail(PATH)
        assert store.list_trails(work.session, ben.id) == ()


@pytest.mark.parametrize(
    "change",
    [{"session_version": 2}, {"role": Role.MENTOR.value}, {"active": False}],
    ids=lambda c: next(iter(c)),
)
def test_a_session_that_no_longer_stands_reads_nothing(workshop: Workshop, change: dict[str, object]) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        row = work.session.get_one(AccountRow, ada.id)
        for name, value in change.items():
            setattr(row, name, value)
    with workshop.reading() as work, pytest.raises(SignedOut):
        store.find_reading(work.session, make.actor(ada), PATH)


def test_an_account_that_is_gone_reads_nothing(workshop: Workshop) -> None:
    ada = make.account(workshop)
    stranger = replace(make.actor(ada), id=ada.id.__class__(int=1))
    with workshop.reading() as work, pytest.raises(SignedOut):
        store.find_reading(work.session, stranger, PATH)


def test_a_place_moves_and_being_here_leaves_it(workshop: Workshop, clock: HandClock) -> None:
    ada = make.account(workshop)
    for place in ("idea", "limits", None):
        clock.forward(minutes=5)
        with workshop.writing() as work:
            store.keep_place(work.session, ada.id, PATH, place, at=work.now)
    with workshop.reading() as work:
        assert store.list_trails(work.session, ada.id) == (
            Trail(PATH, "limits", None, START + timedelta(minutes=15)),
        )


def test_done_keeps_its_first_date_until_it_is_taken_back(workshop: Workshop, clock: HandClock) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        store.mark_done(work.session, ada.id, PATH, at=work.now)
    later = clock.forward(days=1)
    with workshop.writing() as work:
        store.mark_done(work.session, ada.id, PATH, at=work.now)
    with workshop.reading() as work:
        assert store.list_trails(work.session, ada.id) == (Trail(PATH, None, START, later),)
    with workshop.writing() as work:
        store.unmark(work.session, ada.id, PATH, at=work.now)
    with workshop.reading() as work:
        assert not store.list_trails(work.session, ada.id)[0].done


def test_done_leaves_the_place(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        store.keep_place(work.session, ada.id, PATH, "limits", at=work.now)
        store.mark_done(work.session, ada.id, PATH, at=work.now)
    with workshop.reading() as work:
        assert store.list_trails(work.session, ada.id) == (Trail(PATH, "limits", START, START),)


def test_the_last_answer_counts_and_can_be_cleared(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        store.keep_answer(work.session, ada.id, PATH, replace(RIGHT, answer="a", right=False), at=work.now)
        store.keep_answer(work.session, ada.id, PATH, RIGHT, at=work.now)
        store.keep_answer(work.session, ada.id, PATH, WRONG, at=work.now)
        store.clear_answer(work.session, ada.id, PATH, WRONG.check_id)
    with workshop.reading() as work:
        assert store.find_reading(work.session, make.actor(ada), PATH).answers == (RIGHT,)


@pytest.mark.parametrize("given", ["bd", "ca-b", "dbca", "-12.5"])
def test_answers_to_every_kind_of_check_come_back_as_they_were_given(workshop: Workshop, given: str) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        store.keep_answer(work.session, ada.id, PATH, replace(RIGHT, answer=given), at=work.now)
    with workshop.reading() as work:
        assert store.find_reading(work.session, make.actor(ada), PATH).answers == (
            replace(RIGHT, answer=given),
        )
