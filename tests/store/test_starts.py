"""What is known before a start, and the statement that begins an attempt, on both databases."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.support import exam_room, make
from tests.support.clock import HandClock
from tests.support.exam_room import seated
from tests.support.statements import count_statements
from webapp.domain.access import Actor
from webapp.domain.accounts import Account
from webapp.domain.errors import SignedOut
from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode, practise
from webapp.domain.exams.exposure import Exposure, Went
from webapp.domain.exams.records import Threshold
from webapp.services.work import Workshop
from webapp.store import exams, exposures, starts

STUDY = practise(Mode.STUDY, minutes=None, feedback=True)


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


def finish(workshop: Workshop, attempt: Attempt) -> None:
    with workshop.writing() as work:
        exams.keep(work.session, attempt.submit(at=work.now))


def threshold(workshop: Workshop, actor: Actor, exam: str = "mini", mode: Mode = Mode.REHEARSAL) -> Threshold:
    with workshop.reading() as work:
        return starts.find_threshold(work.session, actor, exam, mode)


def test_a_learner_has_one_open_attempt_of_each_mode_at_each_exam(workshop: Workshop, ada: Account) -> None:
    attempt = seated(workshop, ada.id)
    again = replace(attempt, id=UUID(int=5))
    known = {attempt.id}
    with workshop.writing() as work:
        assert not starts.add(work.session, again, beside=known)
        assert starts.add(work.session, replace(again, exam="other"))
        assert starts.add(work.session, replace(again, id=UUID(int=6), conditions=STUDY), beside=known)
        known.add(UUID(int=6))
        assert not starts.add(work.session, replace(again, id=UUID(int=7), conditions=STUDY), beside=known)
    finish(workshop, attempt)
    with workshop.writing() as work:
        assert starts.add(work.session, replace(again, id=UUID(int=8)), beside=known)


def test_an_attempt_is_not_begun_beside_one_that_its_form_was_drawn_without(
    workshop: Workshop, ada: Account
) -> None:
    running = seated(workshop, ada.id, conditions=STUDY)
    fresh = replace(running, id=UUID(int=5), conditions=practise(Mode.CUSTOM, minutes=None, feedback=False))
    eve = make.account(workshop, name="Eve")
    with workshop.writing() as work:
        assert not starts.add(work.session, fresh)
        assert not starts.add(work.session, fresh, beside={UUID(int=404)})
        assert starts.add(work.session, replace(fresh, id=UUID(int=6), learner=eve.id))
        assert starts.add(work.session, fresh, beside={running.id})


def test_before_an_exam_somebody_new_has_nothing(workshop: Workshop, ada: Account) -> None:
    assert threshold(workshop, make.actor(ada)) == Threshold(None, NONE, {})


def test_one_statement_says_what_runs_what_was_granted_and_what_was_asked(
    workshop: Workshop, ada: Account
) -> None:
    attempt, study = seated(workshop, ada.id), seated(workshop, ada.id, conditions=STUDY)
    seen = {"q-1": Exposure("2026-11-01", Went.WRONG, flagged=True)}
    granted = Accommodation(150, 10, 5, 1, untimed_practice=False, quiet_timer=True)
    exam_room.grant(workshop, ada.id, granted)
    with workshop.writing() as work:
        exposures.keep(work.session, ada.id, "mini", seen)
    with count_statements(workshop.sessions.engine) as sent:
        found = threshold(workshop, make.actor(ada))
    assert found == Threshold(attempt, granted, seen, beside=(study,))
    assert len(sent) == 1
    turned = threshold(workshop, make.actor(ada), mode=Mode.STUDY)
    assert turned == Threshold(study, granted, seen, beside=(attempt,))
    assert threshold(workshop, make.actor(ada), mode=Mode.CUSTOM).open is None
    assert threshold(workshop, make.actor(ada), "other") == Threshold(None, granted, {})
    eve = make.account(workshop, name="Eve")
    assert threshold(workshop, make.actor(eve)) == Threshold(None, NONE, {})


def test_what_was_granted_last_is_in_force_and_a_finished_attempt_does_not_run(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    finish(workshop, seated(workshop, ada.id))
    for minutes in (40, 20, 30):
        clock.forward(hours=1)
        exam_room.grant(workshop, ada.id, Accommodation(free_minutes=minutes))
    found = threshold(workshop, make.actor(ada))
    assert (found.open, found.granted.free_minutes) == (None, 30)


def test_whoever_is_signed_out_neither_stands_before_an_exam_nor_starts_one(
    workshop: Workshop, ada: Account
) -> None:
    shut = make.account(workshop, name="Shut", active=False)
    older = replace(make.actor(ada), session_version=9)
    for actor in (make.actor(shut), older):
        with pytest.raises(SignedOut):
            threshold(workshop, actor)
        with workshop.writing() as work, pytest.raises(SignedOut):
            starts.lock_starts(work.session, actor)
