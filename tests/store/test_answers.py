"""The guard of a save: one statement that keeps an answer only while everything fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.domain.exams.values import outline, question
from tests.support import make
from tests.support.clock import START
from tests.support.statements import count_statements
from webapp.domain.access import Actor
from webapp.domain.exams import selection
from webapp.domain.exams.attempt import AnswerEvent, Attempt, Entry, Saved, open_attempt
from webapp.services.work import Workshop
from webapp.store import answers as store
from webapp.store import exams
from webapp.store.tables.accounts import AccountRow

POOL = tuple(question(n, task, options=5, right=2) for n, task in enumerate(["T1", "T2", "E1", "E2"] * 4))


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


@pytest.fixture
def attempt(workshop: Workshop, ada: Actor) -> Attempt:
    """Four questions of five options, two to choose, until ten past nine."""
    with workshop.writing() as work:
        form = selection.draw(outline(), POOL, 7)
        begun = open_attempt(
            id=work.new_id(), learner=ada.person, exam="mini", outline=outline(), form=form, seed=7, at=START
        )
        assert exams.add(work.session, begun)
        return begun


def event(number: int = 1, position: int = 1, *, seen: int = 0, letters: str = "a") -> AnswerEvent:
    return AnswerEvent(UUID(int=number), position, seen, letters)


def append(
    workshop: Workshop, actor: Actor, attempt_id: UUID, sent: AnswerEvent, *, minutes: float = 0
) -> Saved | None:
    with workshop.writing() as work:
        return store.append(work.session, actor, attempt_id, sent, at=START + timedelta(minutes=minutes))


def kept(workshop: Workshop, attempt: Attempt) -> list[tuple[int, int, str]]:
    with workshop.reading() as work:
        events = store.list_events(work.session, attempt.id)
        return [(each.position, each.sequence, each.letters) for each, _ in events]


def test_an_answer_is_kept_and_acknowledged_in_one_statement(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    with count_statements(workshop.sessions.engine) as sent:
        saved = append(workshop, ada, attempt.id, event(letters="bd"), minutes=3)
    assert saved == Saved(1, START + timedelta(minutes=3), attempt.deadline)
    assert len(sent) == 1
    with workshop.reading() as work:
        sheet = store.get_sheet(work.session, attempt.id)
    assert sheet == {1: Entry("bd", False, 1, UUID(int=1), START + timedelta(minutes=3))}


def test_events_come_back_by_position_and_sequence_with_their_instant(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    for number, sent in enumerate([event(1, 2), event(2, 1), event(3, 2, seen=1, letters="")]):
        assert append(workshop, ada, attempt.id, sent, minutes=number)
    with workshop.reading() as work:
        events = store.list_events(work.session, attempt.id)
    assert events == (
        (event(2, 1), START + timedelta(minutes=1)),
        (event(1, 2), START),
        (event(3, 2, seen=1, letters=""), START + timedelta(minutes=2)),
    )


@pytest.mark.parametrize(
    "refused",
    [
        event(1, 1),
        event(9, 1),
        event(9, 1, seen=2),
        event(9, 2, seen=1),
        event(9, 0),
        event(9, 5),
        event(9, 999),
        event(9, 2, letters="f"),
        event(9, 2, letters="abc"),
    ],
    ids=[
        "the same operation",
        "saw nothing",
        "saw too much",
        "saw what is not there",
        "before the form",
        "beyond the form",
        "far beyond the form",
        "no such letter",
        "too many letters",
    ],
)
def test_what_does_not_fit_is_not_kept(
    workshop: Workshop, ada: Actor, attempt: Attempt, refused: AnswerEvent
) -> None:
    assert append(workshop, ada, attempt.id, event(1, 1))
    assert append(workshop, ada, attempt.id, refused) is None
    assert kept(workshop, attempt) == [(1, 1, "a")]


@pytest.mark.parametrize("letters", ["", "e", "ae", "de"])
def test_every_possible_response_is_kept(
    workshop: Workshop, ada: Actor, attempt: Attempt, letters: str
) -> None:
    assert append(workshop, ada, attempt.id, event(letters=letters))
    assert kept(workshop, attempt) == [(1, 1, letters)]


@pytest.mark.parametrize(("minutes", "counts"), [(9.99, True), (10, False), (600, False)])
def test_an_answer_counts_until_the_deadline(
    workshop: Workshop,
    ada: Actor,
    attempt: Attempt,
    minutes: float,
    counts: bool,  # noqa: FBT001
) -> None:
    assert bool(append(workshop, ada, attempt.id, event(), minutes=minutes)) is counts


def test_nothing_is_kept_after_a_closing(workshop: Workshop, ada: Actor, attempt: Attempt) -> None:
    with workshop.writing() as work:
        exams.keep(work.session, attempt.submit(at=START))
    assert append(workshop, ada, attempt.id, event()) is None
    assert kept(workshop, attempt) == []


@pytest.mark.parametrize("change", [{"session_version": 2}, {"active": False}], ids=["ended", "disabled"])
def test_nothing_is_kept_for_a_session_that_does_not_stand(
    workshop: Workshop, ada: Actor, attempt: Attempt, change: dict[str, Any]
) -> None:
    with workshop.writing() as work:
        work.session.execute(update(AccountRow).values(**change))
    assert append(workshop, ada, attempt.id, event()) is None
    assert kept(workshop, attempt) == []


def test_nobody_answers_for_somebody_else(workshop: Workshop, ada: Actor, attempt: Attempt) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    assert append(workshop, eve, attempt.id, event()) is None
    assert append(workshop, replace(eve, name=ada.name), attempt.id, event()) is None
    assert append(workshop, ada, UUID(int=404), event()) is None
    assert kept(workshop, attempt) == []


def test_an_operation_of_another_attempt_is_not_taken_for_ones_own(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    with workshop.writing() as work:
        other = replace(attempt, id=work.new_id(), learner=eve.person)
        assert exams.add(work.session, other)
    assert append(workshop, ada, attempt.id, event(1))
    assert append(workshop, eve, other.id, event(1)) is None
    assert kept(workshop, other) == []
