"""Attempts round trip, belong to their learner, and are closed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests.domain.exams.values import outline, pool
from tests.support import make
from tests.support.clock import START, HandClock
from tests.support.statements import count_statements
from webapp.domain.access import VISITOR, Actor
from webapp.domain.accounts import Account
from webapp.domain.errors import Collision, NotFound, SignedOut
from webapp.domain.exams import selection
from webapp.domain.exams.attempt import AnswerEvent, Attempt, State, open_attempt
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt
from webapp.domain.exams.scoring import Tally
from webapp.services.work import Work, Workshop
from webapp.store import answers
from webapp.store import exams as store


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


def fresh(work: Work, learner: UUID, *, exam: str = "mini") -> Attempt:
    form = selection.draw(outline(), pool(), 7)
    return open_attempt(
        id=work.new_id(), learner=learner, exam=exam, outline=outline(), form=form, seed=7, at=work.now
    )


def begun(workshop: Workshop, learner: Account, *, exam: str = "mini") -> Attempt:
    with workshop.writing() as work:
        attempt = fresh(work, learner.id, exam=exam)
        assert store.add(work.session, attempt)
        return attempt


def finish(workshop: Workshop, attempt: Attempt) -> None:
    with workshop.writing() as work:
        store.keep(work.session, attempt.submit(at=work.now))


def test_an_attempt_comes_back_as_it_was_kept(workshop: Workshop, ada: Account) -> None:
    attempt = begun(workshop, ada)
    with workshop.reading() as work:
        assert store.get(work.session, make.actor(ada), attempt.id) == attempt
        assert store.find_open(work.session, make.actor(ada), "mini") == attempt
        assert store.find_open(work.session, make.actor(ada), "other") is None


def test_an_attempt_comes_with_what_its_answers_fold_to_in_two_statements(
    workshop: Workshop, ada: Account
) -> None:
    attempt, actor = begun(workshop, ada), make.actor(ada)
    with workshop.writing() as work:
        for number, letters in enumerate("abc"):
            event = AnswerEvent(UUID(int=number + 1), 1, number, letters)
            assert answers.append(work.session, actor, attempt.id, event, at=work.now)
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as sent:
        kept = store.get(work.session, actor, attempt.id)
    assert (kept.entry(1).letters, kept.entry(1).sequence, kept.answered) == ("c", 3, 1)
    assert len(sent) == 2


def test_a_learner_has_one_open_attempt_at_an_exam(workshop: Workshop, ada: Account) -> None:
    attempt = begun(workshop, ada)
    with workshop.writing() as work:
        assert not store.add(work.session, fresh(work, ada.id))
        assert store.add(work.session, fresh(work, ada.id, exam="other"))
    finish(workshop, attempt)
    begun(workshop, ada)


@pytest.mark.parametrize("reader", [store.get, store.claim])
def test_a_strangers_attempt_is_not_found_as_a_missing_one(
    workshop: Workshop, ada: Account, reader: Callable[[Session, Actor, UUID], Attempt]
) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    attempt = begun(workshop, ada)
    for attempt_id in (attempt.id, UUID(int=404)):
        with workshop.writing() as work, pytest.raises(NotFound):
            reader(work.session, eve, attempt_id)


@pytest.mark.parametrize(
    "change", [{"session_version": 9}, {"id": UUID(int=404)}], ids=["an older session", "no account"]
)
def test_a_session_that_does_not_stand_is_signed_out(
    workshop: Workshop, ada: Account, change: Mapping[str, object]
) -> None:
    attempt = begun(workshop, ada)
    actor = replace(make.actor(ada), **change)  # type: ignore[arg-type]
    with workshop.writing() as work:
        with pytest.raises(SignedOut):
            store.get(work.session, actor, attempt.id)
        with pytest.raises(SignedOut):
            store.claim(work.session, actor, attempt.id)
        with pytest.raises(SignedOut):
            store.find_open(work.session, actor, "mini")


def test_a_visitor_has_no_attempt(workshop: Workshop) -> None:
    with workshop.reading() as work, pytest.raises(SignedOut):
        store.get(work.session, VISITOR, UUID(int=1))


def test_a_disabled_learner_is_signed_out(workshop: Workshop) -> None:
    shut = make.account(workshop, name="Shut", active=False)
    attempt = begun(workshop, shut)
    with workshop.reading() as work:
        with pytest.raises(SignedOut):
            store.get(work.session, make.actor(shut), attempt.id)
        with pytest.raises(SignedOut):
            store.find_open(work.session, make.actor(shut), "mini")


def test_a_closing_is_kept_with_its_score(workshop: Workshop, ada: Account, clock: HandClock) -> None:
    attempt = begun(workshop, ada)
    clock.forward(minutes=4)
    finish(workshop, replace(attempt, sheet={}))
    with workshop.reading() as work:
        kept = store.get(work.session, make.actor(ada), attempt.id)
    assert (kept.state, kept.finished_at, kept.version) == (State.SUBMITTED, clock.now, 2)
    assert kept.outcome is not None
    assert (kept.outcome.total, kept.outcome.passed, kept.outcome.answered) == (Tally(0, 4), False, 0)
    assert sum(kept.outcome.by_task.values(), Tally(0, 0)) == Tally(0, 4)


def test_the_second_of_two_closings_collides(workshop: Workshop, ada: Account) -> None:
    attempt = begun(workshop, ada)
    finish(workshop, attempt)
    with pytest.raises(Collision):
        finish(workshop, attempt)


def test_only_an_attempt_past_its_deadline_is_claimed_for_closing(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    attempt = begun(workshop, ada)
    with workshop.writing() as work:
        just_before = attempt.deadline - timedelta(microseconds=1)
        assert store.claim_expired(work.session, at=just_before) is None
        assert store.claim_expired(work.session, at=attempt.deadline) == attempt
    finish(workshop, attempt)
    with workshop.writing() as work:
        assert store.claim_expired(work.session, at=attempt.deadline) is None


def test_lists_show_ones_own_attempts_latest_first(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    eve = make.account(workshop, name="Eve")
    first = begun(workshop, ada)
    finish(workshop, first)
    clock.forward(days=1)
    second = begun(workshop, ada)
    finish(workshop, second)
    running = begun(workshop, ada)
    begun(workshop, eve)
    with workshop.reading() as work:
        finished = store.list_finished(work.session, ada.id)
        assert [attempt.id for attempt in finished] == [second.id, first.id]
        assert [attempt.id for attempt in store.list_finished(work.session, ada.id, limit=1)] == [second.id]
        assert store.list_open(work.session, ada.id) == (
            OpenAttempt(running.id, "mini", 4, clock.now, running.deadline),
        )
        assert store.list_finished(work.session, eve.id) == ()
        assert store.find_last_finished(work.session, ada.id, "mini") == finished[0]
        assert store.find_last_finished(work.session, ada.id, "other") is None
    assert finished[1] == FinishedAttempt(
        first.id, "mini", "2026-01", "submitted", 0, 0, 4, 3, False, finished[1].by_task, START, START
    )
    assert sum(asked for _, asked in finished[1].by_task.values()) == 4


def test_a_sign_in_of_somebody_else_does_not_open_the_lock(workshop: Workshop, ada: Account) -> None:
    attempt = begun(workshop, ada)
    mixed = Actor(make.account(workshop, name="Eve").id, ada.role, ada.session_version, ada.name)
    with workshop.writing() as work, pytest.raises(NotFound):
        store.claim(work.session, mixed, attempt.id)
