"""Attempts round trip, belong to their learner, and are closed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests.domain.exams import values
from tests.support import make
from tests.support.clock import START, HandClock
from tests.support.exam_room import seated
from tests.support.statements import count_statements
from webapp.domain.access import VISITOR, Actor
from webapp.domain.accounts import Account
from webapp.domain.errors import Collision, NotFound, SignedOut
from webapp.domain.exams import clock as exam_clock
from webapp.domain.exams import timetable
from webapp.domain.exams.attempt import Attempt, Rest, RestKind, State
from webapp.domain.exams.conditions import Mode, practise, rehearse
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt
from webapp.domain.exams.scoring import Tally
from webapp.domain.exams.sheet import Note
from webapp.services.work import Workshop
from webapp.store import answers, notes
from webapp.store import exams as store

STUDY = practise(Mode.STUDY, minutes=None, feedback=True)


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


def finish(workshop: Workshop, attempt: Attempt) -> None:
    with workshop.writing() as work:
        store.keep(work.session, attempt.submit(at=work.now))


def rest(workshop: Workshop, attempt: Attempt) -> Attempt:
    with workshop.writing() as work:
        paused = timetable.pause(attempt, work.now)
        store.keep(work.session, paused)
    return paused


def test_an_attempt_comes_back_as_it_was_added(workshop: Workshop, ada: Account) -> None:
    attempt = seated(workshop, ada.id)
    with workshop.writing() as work:
        assert store.get(work.session, make.actor(ada), attempt.id) == attempt
        assert store.claim(work.session, make.actor(ada), attempt.id) == attempt
        assert store.claim_any(work.session, attempt.id) == attempt


def test_an_attempt_comes_with_what_its_answers_fold_to_and_its_note_in_two_statements(
    workshop: Workshop, ada: Account
) -> None:
    attempt, actor = seated(workshop, ada.id), make.actor(ada)
    with workshop.writing() as work:
        for number, answer in enumerate("abc"):
            event = values.event(number + 1, 1, number, answer)
            assert answers.append(work.session, actor, attempt.id, event, at=work.now)
        assert notes.keep(work.session, actor, attempt.id, "5 × 2.5", 0, at=work.now) == 1
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as sent:
        kept = store.get(work.session, actor, attempt.id)
    assert (kept.entry(1).answer, kept.entry(1).sequence, kept.answered) == ("c", 3, 1)
    assert kept.note == Note("5 × 2.5", 1)
    assert len(sent) == 2


def test_an_attempt_comes_with_its_whole_log_in_two_statements(workshop: Workshop, ada: Account) -> None:
    attempt, actor = seated(workshop, ada.id), make.actor(ada)
    sent_events = [values.event(1, 1, 0, "a"), values.event(2, 1, 1, "b"), values.event(3, 2, 0, "d")]
    with workshop.writing() as work:
        for event in sent_events:
            assert answers.append(work.session, actor, attempt.id, event, at=work.now)
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as sent:
        kept, log = store.get_with_log(work.session, actor, attempt.id)
    assert [event for event, _ in log.events] == sent_events
    assert log.refused == ()
    assert kept.answers == {1: "b", 2: "d"}
    assert len(sent) == 2
    with workshop.reading() as work:
        assert store.get(work.session, actor, attempt.id) == kept


@pytest.mark.parametrize("reader", [store.get, store.claim, store.get_with_log])
def test_a_strangers_attempt_is_not_found_as_a_missing_one(
    workshop: Workshop, ada: Account, reader: Callable[[Session, Actor, UUID], object]
) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    attempt = seated(workshop, ada.id)
    for attempt_id in (attempt.id, UUID(int=404)):
        with workshop.writing() as work, pytest.raises(NotFound):
            reader(work.session, eve, attempt_id)


@pytest.mark.parametrize(
    "change", [{"session_version": 9}, {"id": UUID(int=404)}], ids=["an older session", "no account"]
)
def test_a_session_that_does_not_stand_is_signed_out(
    workshop: Workshop, ada: Account, change: Mapping[str, Any]
) -> None:
    attempt = seated(workshop, ada.id)
    actor = replace(make.actor(ada), **change)
    with workshop.writing() as work:
        for reader in (store.get, store.claim, store.get_with_log):
            with pytest.raises(SignedOut):
                reader(work.session, actor, attempt.id)


def test_a_visitor_has_no_attempt(workshop: Workshop) -> None:
    with workshop.reading() as work, pytest.raises(SignedOut):
        store.get(work.session, VISITOR, UUID(int=1))


def test_a_disabled_learner_is_signed_out(workshop: Workshop) -> None:
    shut = make.account(workshop, name="Shut", active=False)
    attempt = seated(workshop, shut.id)
    with workshop.reading() as work, pytest.raises(SignedOut):
        store.get(work.session, make.actor(shut), attempt.id)


def test_a_sign_in_of_somebody_else_does_not_open_the_lock(workshop: Workshop, ada: Account) -> None:
    attempt = seated(workshop, ada.id)
    mixed = Actor(make.account(workshop, name="Eve").id, ada.role, ada.session_version, ada.name)
    with workshop.writing() as work, pytest.raises(NotFound):
        store.claim(work.session, mixed, attempt.id)


def test_nobody_claims_what_is_not_there(workshop: Workshop) -> None:
    with workshop.writing() as work, pytest.raises(NotFound):
        store.claim_any(work.session, UUID(int=404))


def test_a_closing_is_kept_with_its_score(workshop: Workshop, ada: Account, clock: HandClock) -> None:
    attempt = seated(workshop, ada.id)
    clock.forward(minutes=4)
    finish(workshop, attempt)
    with workshop.reading() as work:
        kept = store.get(work.session, make.actor(ada), attempt.id)
    assert (kept.state, kept.finished_at, kept.version) == (State.SUBMITTED, clock.now, 2)
    assert kept.outcome is not None
    assert (kept.outcome.total, kept.outcome.passed, kept.outcome.answered) == (Tally(0, 6), False, 0)


def test_the_second_of_two_closings_collides(workshop: Workshop, ada: Account) -> None:
    attempt = seated(workshop, ada.id)
    finish(workshop, attempt)
    with pytest.raises(Collision):
        finish(workshop, attempt)


def test_an_attempt_is_claimed_for_closing_once_deadline_and_grace_have_passed(
    workshop: Workshop, ada: Account
) -> None:
    attempt = seated(workshop, ada.id)
    due = attempt.deadline + exam_clock.GRACE
    with workshop.writing() as work:
        just_before = due - timedelta(microseconds=1)
        assert store.claim_expired(work.session, at=just_before) is None
        assert store.claim_expired(work.session, at=due) == attempt
    finish(workshop, attempt)
    with workshop.writing() as work:
        assert store.claim_expired(work.session, at=due) is None


def test_a_pause_without_end_and_an_untimed_attempt_never_run_out(workshop: Workshop, ada: Account) -> None:
    rest(workshop, seated(workshop, ada.id, conditions=replace(STUDY, minutes=10)))
    seated(workshop, ada.id, conditions=replace(STUDY, mode=Mode.CUSTOM))
    with workshop.writing() as work:
        assert store.claim_expired(work.session, at=START + timedelta(days=36500)) is None


def test_every_running_attempt_of_a_learner_is_claimed_and_nobody_elses(
    workshop: Workshop, ada: Account
) -> None:
    eve = make.account(workshop, name="Eve")
    running = {seated(workshop, ada.id, exam=exam).id for exam in ("mini", "midi")}
    running.add(seated(workshop, ada.id, conditions=STUDY).id)
    finish(workshop, seated(workshop, ada.id, exam="done"))
    seated(workshop, eve.id)
    with workshop.writing() as work:
        claimed = store.claim_running(work.session, ada.id)
    assert {attempt.id for attempt in claimed} == running
    assert [attempt.id for attempt in claimed] == sorted(running)


def test_a_finished_attempt_with_an_older_key_is_claimed_until_it_has_the_new_one(
    workshop: Workshop, ada: Account
) -> None:
    attempt = seated(workshop, ada.id)
    seated(workshop, ada.id, conditions=STUDY)
    actor = make.actor(ada)
    with workshop.writing() as work:
        assert answers.append(work.session, actor, attempt.id, values.event(1), at=work.now)
        assert store.claim_outdated(work.session, "mini", 1) is None
    with workshop.writing() as work:
        store.keep(work.session, store.claim(work.session, actor, attempt.id).submit(at=work.now))
    with workshop.writing() as work:
        assert store.claim_outdated(work.session, "other", 1) is None
        assert store.claim_outdated(work.session, "mini", 0) is None
        outdated = store.claim_outdated(work.session, "mini", 1)
        assert outdated is not None
        assert (outdated.id, outdated.answers) == (attempt.id, {1: "a"})
        correction = Correction(1, "q-1", "v1", Rule.CREDIT, "", START.date())
        store.keep(work.session, outdated.rescore({"v1": correction}))
    with workshop.writing() as work:
        assert store.claim_outdated(work.session, "mini", 1) is None


def test_lists_show_ones_own_attempts_latest_first(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    eve = make.account(workshop, name="Eve")
    first = seated(workshop, ada.id)
    finish(workshop, first)
    clock.forward(days=1)
    second = seated(workshop, ada.id)
    finish(workshop, second)
    clock.forward(days=1)
    running = seated(workshop, ada.id)
    clock.forward(days=1)
    study = seated(workshop, ada.id, conditions=STUDY)
    seated(workshop, eve.id)
    with workshop.reading() as work:
        finished = store.list_finished(work.session, ada.id)
        assert [attempt.id for attempt in finished] == [second.id, first.id]
        assert [attempt.id for attempt in store.list_finished(work.session, ada.id, limit=1)] == [second.id]
        opened = store.list_open(work.session, ada.id)
        assert store.list_finished(work.session, eve.id) == ()
    yesterday = clock.now - timedelta(days=1)
    assert opened == (
        OpenAttempt(study.id, "mini", Mode.STUDY, 6, clock.now, exam_clock.NEVER),
        OpenAttempt(running.id, "mini", Mode.REHEARSAL, 6, yesterday, running.deadline),
    )
    assert finished[1] == FinishedAttempt(
        first.id,
        "mini",
        "2026-01",
        Mode.REHEARSAL,
        "submitted",
        right=0,
        scored=6,
        answered=0,
        questions=6,
        repeats=0,
        pass_count=5,
        passed=False,
        by_task={"T1": (0, 3), "T2": (0, 3)},
        started_at=START,
        finished_at=START,
    )


def test_an_open_attempt_says_where_it_stands_and_whether_its_clock_stands_still(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    section = seated(workshop, ada.id, conditions=rehearse(values.outline(minutes=30)))
    study = seated(workshop, ada.id, conditions=replace(STUDY, minutes=10))
    clock.forward(minutes=3)
    rest(workshop, study)
    with workshop.writing() as work:
        moved = timetable.end_section(section, work.now)
        store.keep(work.session, moved)
    with workshop.reading() as work:
        lines = {each.mode: each for each in store.list_open(work.session, ada.id)}
    paused, resting = lines[Mode.STUDY], lines[Mode.REHEARSAL]
    left = timedelta(minutes=7)
    assert paused.rest == Rest(RestKind.PAUSE, clock.now, None, None, left)
    assert paused.remaining(clock.now + timedelta(days=9)) == left
    assert resting.rest == Rest(RestKind.BREAK, clock.now, timedelta(minutes=10))
    assert resting.remaining(clock.now) == timedelta(minutes=27)
    with workshop.writing() as work:
        store.keep(work.session, replace(timetable.resume(moved, work.now), version=2))
    with workshop.reading() as work:
        lines = {each.mode: each for each in store.list_open(work.session, ada.id)}
    assert (lines[Mode.REHEARSAL].position, lines[Mode.REHEARSAL].rest) == (3, None)


def test_the_last_result_of_an_exam_is_that_of_a_rehearsal(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    first = seated(workshop, ada.id)
    finish(workshop, first)
    clock.forward(days=1)
    finish(workshop, seated(workshop, ada.id, conditions=STUDY))
    seated(workshop, ada.id)
    with workshop.reading() as work:
        found = store.find_last_finished(work.session, ada.id, "mini")
        assert found is not None
        assert found.id == first.id
        assert store.find_last_finished(work.session, ada.id, "other") is None
