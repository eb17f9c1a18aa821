"""Scores that attempts had before: appended and numbered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support import exam_room, make
from tests.support.clock import HandClock
from webapp.catalog.shelf import Catalog
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.scoring import Outcome, Tally
from webapp.services.work import Workshop
from webapp.store import scores as store

BY_TASK = {"T1": Tally(1, 2), "T2": Tally(2, 2)}


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def attempt(workshop: Workshop) -> Attempt:
    seated = exam_room.seated(workshop, make.account(workshop).id)
    return replace(seated, outcome=Outcome(Tally(3, 4), True, BY_TASK, 4), key_version=2)


def test_a_past_score_comes_back_whole(workshop: Workshop, attempt: Attempt, clock: HandClock) -> None:
    with workshop.writing() as work:
        store.add(work.session, attempt, reason="Question 1: two options were right.", at=clock.now)
    with workshop.reading() as work:
        [past] = store.list_past(work.session, attempt.id)
    assert (past.number, past.key_version, past.total, past.passed) == (1, 2, Tally(3, 4), True)
    assert (past.by_task, past.replaced_at) == (BY_TASK, clock.now)
    assert past.reason == "Question 1: two options were right."


def test_past_scores_are_numbered_from_one_and_the_latest_stands_first(
    workshop: Workshop, attempt: Attempt, clock: HandClock
) -> None:
    other = exam_room.seated(workshop, attempt.learner, exam="midi")
    with workshop.writing() as work:
        store.add(work.session, replace(attempt, id=other.id), reason="another", at=clock.now)
    for reason in ("first", "second", "third"):
        with workshop.writing() as work:
            store.add(work.session, attempt, reason=reason, at=clock.now)
    with workshop.reading() as work:
        listed = [(each.number, each.reason) for each in store.list_past(work.session, attempt.id)]
    assert listed == [(3, "third"), (2, "second"), (1, "first")]


def test_an_attempt_without_a_score_leaves_none_behind(workshop: Workshop, attempt: Attempt) -> None:
    with workshop.writing() as work:
        store.add(work.session, replace(attempt, outcome=None), reason="none", at=work.now)
        assert store.list_past(work.session, attempt.id) == ()
