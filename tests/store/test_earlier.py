"""What somebody sat before an attempt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.exams import values
from tests.support import make
from tests.support.clock import HandClock
from tests.support.exam_room import seated
from tests.support.statements import count_statements
from webapp.domain.accounts import Account
from webapp.domain.exams.attempt import Attempt
from webapp.services.work import Workshop
from webapp.store import answers, earlier
from webapp.store import exams as store


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


def sat(workshop: Workshop, account: Account, clock: HandClock, *given: str, exam: str = "mini") -> Attempt:
    """An attempt with these answers that was handed in; the next one begins an hour later."""
    attempt, actor = seated(workshop, account.id, exam=exam), make.actor(account)
    with workshop.writing() as work:
        for position, answer in enumerate(given, start=1):
            event = values.event(attempt.id.int + position, position, 0, answer)
            answers.append(work.session, actor, attempt.id, event, at=work.now)
        claimed = store.claim(work.session, actor, attempt.id)
        store.keep(work.session, claimed.submit(work.now))
    clock.forward(hours=1)
    return claimed


def test_the_last_five_of_the_same_exam_come_latest_first(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    before = [sat(workshop, ada, clock) for _ in range(6)]
    sat(workshop, ada, clock, exam="other")
    sat(workshop, make.account(workshop, name="Eve"), clock)
    now = seated(workshop, ada.id)
    with workshop.reading() as work:
        found = earlier.list_records(work.session, now)
    assert [each.id for each in found] == [each.id for each in reversed(before[1:])]


def test_what_came_later_or_still_runs_was_not_before(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    first = sat(workshop, ada, clock)
    second = sat(workshop, ada, clock)
    seated(workshop, ada.id)
    with workshop.reading() as work:
        assert earlier.list_records(work.session, first) == ()
        assert [each.id for each in earlier.list_records(work.session, second)] == [first.id]


def test_attempts_come_with_their_last_answers_in_two_statements(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    first, second = sat(workshop, ada, clock, "a", "b"), sat(workshop, ada, clock, "c")
    now = seated(workshop, ada.id)
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as sent:
        found = earlier.list_attempts(work.session, now)
    assert [(each.id, each.answers) for each in found] == [
        (second.id, {1: "c"}),
        (first.id, {1: "a", 2: "b"}),
    ]
    assert all(each.form == now.form and each.outcome for each in found)
    assert len(sent) == 2


def test_whoever_sat_nothing_has_nothing_before(workshop: Workshop, ada: Account) -> None:
    now = seated(workshop, ada.id)
    with workshop.reading() as work:
        assert earlier.list_attempts(work.session, now) == ()


def test_an_answer_that_was_changed_counts_as_it_was_left(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    attempt, actor = seated(workshop, ada.id), make.actor(ada)
    with workshop.writing() as work:
        for seen, answer in enumerate("abc"):
            event = values.event(seen + 1, 1, seen, answer)
            answers.append(work.session, actor, attempt.id, event, at=work.now)
        store.keep(work.session, store.claim(work.session, actor, attempt.id).submit(work.now))
    clock.forward(hours=1)
    with workshop.reading() as work:
        (found,) = earlier.list_attempts(work.session, replace(attempt, started_at=work.now))
    assert found.answers == {1: "c"}
