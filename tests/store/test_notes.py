"""The scratch pad: one guarded statement a save, and nobody writes over what they have not seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from tests.support import exam_room, make
from tests.support.clock import START
from tests.support.exam_room import seated
from tests.support.statements import count_statements
from webapp.domain.access import Actor
from webapp.domain.exams import clock as exam_clock
from webapp.domain.exams.attempt import Attempt
from webapp.services.work import Workshop
from webapp.store import exams
from webapp.store import notes as store
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AttemptNoteRow


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


@pytest.fixture
def attempt(workshop: Workshop, ada: Actor) -> Attempt:
    return seated(workshop, ada.person)


def keep(
    workshop: Workshop,
    actor: Actor,
    attempt_id: UUID,
    text: str,
    seen: int = 0,
    *,
    after: timedelta = timedelta(0),
) -> int | None:
    with workshop.writing() as work:
        return store.keep(work.session, actor, attempt_id, text, seen, at=START + after)


def rows(workshop: Workshop) -> list[tuple[UUID, str, int]]:
    with workshop.reading() as work:
        found = work.session.scalars(select(AttemptNoteRow)).all()
        return [(row.attempt_id, row.text, row.sequence) for row in found]


def test_a_note_is_kept_and_numbered_in_one_statement(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    texts = ["a → b", "a → b → c\n5 × 2.5", ""]
    for number, text in enumerate(texts):
        with count_statements(workshop.sessions.engine) as sent:
            assert keep(workshop, ada, attempt.id, text, number) == number + 1
        assert len(sent) == 1
        assert rows(workshop) == [(attempt.id, text, number + 1)]


def test_the_last_save_is_dated(workshop: Workshop, ada: Actor, attempt: Attempt) -> None:
    keep(workshop, ada, attempt.id, "one")
    keep(workshop, ada, attempt.id, "two", 1, after=timedelta(minutes=2))
    with workshop.reading() as work:
        assert work.session.scalar(select(AttemptNoteRow.at)) == START + timedelta(minutes=2)


@pytest.mark.parametrize("seen", [-1, 0, 2, 7])
def test_a_page_that_saw_another_note_writes_nothing(
    workshop: Workshop, ada: Actor, attempt: Attempt, seen: int
) -> None:
    assert keep(workshop, ada, attempt.id, "mine") == 1
    assert keep(workshop, ada, attempt.id, "theirs", seen) is None
    assert rows(workshop) == [(attempt.id, "mine", 1)]


@pytest.mark.parametrize("seen", [-1, 1, 5])
def test_a_page_that_saw_a_note_that_never_was_writes_nothing(
    workshop: Workshop, ada: Actor, attempt: Attempt, seen: int
) -> None:
    assert keep(workshop, ada, attempt.id, "theirs", seen) is None
    assert rows(workshop) == []


def test_of_eight_pages_that_saw_the_same_note_one_writes(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    for seen in (0, 1):
        presses = [partial(keep, workshop, ada, attempt.id, f"{seen}{n}", seen) for n in range(8)]
        came = exam_room.together(*presses)
        assert sorted(came, key=str) == [seen + 1] + [None] * 7
        winner = came.index(seen + 1)
        assert rows(workshop) == [(attempt.id, f"{seen}{winner}", seen + 1)]


def test_a_note_is_taken_until_the_grace_has_passed(workshop: Workshop, ada: Actor, attempt: Attempt) -> None:
    last = attempt.conditions.allowance
    assert last is not None
    end = last + exam_clock.GRACE
    assert keep(workshop, ada, attempt.id, "late", after=end) is None
    assert keep(workshop, ada, attempt.id, "in time", after=end - timedelta(microseconds=1)) == 1


def test_nothing_is_noted_after_a_closing(workshop: Workshop, ada: Actor, attempt: Attempt) -> None:
    with workshop.writing() as work:
        exams.keep(work.session, attempt.submit(at=START))
    assert keep(workshop, ada, attempt.id, "more") is None
    assert rows(workshop) == []


@pytest.mark.parametrize("change", [{"session_version": 2}, {"active": False}], ids=["ended", "disabled"])
def test_nothing_is_noted_for_a_session_that_does_not_stand(
    workshop: Workshop, ada: Actor, attempt: Attempt, change: dict[str, Any]
) -> None:
    with workshop.writing() as work:
        work.session.execute(update(AccountRow).values(**change))
    assert keep(workshop, ada, attempt.id, "more") is None
    assert rows(workshop) == []


def test_nobody_writes_on_somebody_elses_pad(workshop: Workshop, ada: Actor, attempt: Attempt) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    assert keep(workshop, eve, attempt.id, "mine") is None
    assert keep(workshop, replace(eve, name=ada.name), attempt.id, "mine") is None
    assert keep(workshop, ada, UUID(int=404), "mine") is None
    assert rows(workshop) == []
