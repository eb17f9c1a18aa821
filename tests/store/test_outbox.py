"""The outbox, kept and claimed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support import make
from tests.support.clock import START
from webapp.domain.letters import Letter, Template
from webapp.services.work import Workshop
from webapp.store import outbox as store

LETTER = Letter(
    UUID(int=1), "ada@example.org", Template.WELCOME, {"name": "Zoë", "n": 1}, START, due_at=START
)


def test_a_letter_comes_back_as_it_was_written(workshop: Workshop) -> None:
    with workshop.writing() as work:
        store.add(work.session, LETTER)
    with workshop.reading() as work:
        assert store.get(work.session, LETTER.id) == LETTER


def test_the_letter_longest_due_is_claimed_first(workshop: Workshop) -> None:
    with workshop.writing() as work:
        for number, minutes in ((1, 3), (2, 1), (3, 2), (4, 60)):
            due = START + timedelta(minutes=minutes)
            store.add(work.session, replace(LETTER, id=UUID(int=number), due_at=due))
        claimed = store.claim_due(work.session, at=START + timedelta(minutes=3), limit=9)
        assert [each.id.int for each in claimed] == [2, 3, 1]
        assert len(store.claim_due(work.session, at=START + timedelta(minutes=3))) == 1
        assert store.claim_due(work.session, at=START) == ()


def test_what_became_of_a_letter_is_kept(workshop: Workshop) -> None:
    with workshop.writing() as work:
        store.add(work.session, LETTER)
        store.add(work.session, replace(LETTER, id=UUID(int=2)))
        failed = LETTER.claim(at=START).fail("busy", at=START)
        store.keep(work.session, failed)
        assert store.get(work.session, LETTER.id) == failed
        delivered = failed.deliver(at=START + timedelta(minutes=1))
        store.keep(work.session, delivered)
        assert store.get(work.session, LETTER.id) == delivered
        assert store.get(work.session, UUID(int=2)) == replace(LETTER, id=UUID(int=2))


def test_letters_sent_or_given_up_are_not_due(workshop: Workshop) -> None:
    with workshop.writing() as work:
        store.add(work.session, LETTER)
        assert store.count_waiting(work.session) == 1
        store.keep(work.session, LETTER.deliver(at=START))
        given_up = replace(LETTER, id=UUID(int=2), due_at=None)
        store.add(work.session, given_up)
        assert store.claim_due(work.session, at=START + timedelta(days=9), limit=9) == ()
        assert store.count_waiting(work.session) == 0


def test_a_disabled_person_gets_no_letter_and_a_stranger_does(workshop: Workshop) -> None:
    with workshop.writing() as work:
        make.account(work, email="ada@example.org", active=False)
        store.add(work.session, LETTER)
        store.add(work.session, replace(LETTER, id=UUID(int=2), to="stranger@example.org"))
        assert [each.id.int for each in store.claim_due(work.session, at=START, limit=9)] == [2]


def test_letters_are_counted_by_address_kind_and_age(workshop: Workshop) -> None:
    kinds = frozenset({Template.WELCOME, Template.NO_ACCOUNT})
    with workshop.writing() as work:
        store.add(work.session, LETTER)
        store.add(work.session, replace(LETTER, id=UUID(int=2), template=Template.NO_ACCOUNT))
        store.add(work.session, replace(LETTER, id=UUID(int=3), template=Template.INVITATION))
        store.add(work.session, replace(LETTER, id=UUID(int=4), to="eve@example.org"))
        before = START - timedelta(hours=1)
        assert store.count_written(work.session, "ada@example.org", kinds, since=before) == 2
        assert store.count_written(work.session, "ada@example.org", kinds, since=START) == 0


def test_old_sent_letters_are_forgotten(workshop: Workshop) -> None:
    with workshop.writing() as work:
        for number in (1, 2, 3):
            store.add(work.session, replace(LETTER, id=UUID(int=number)))
        store.keep(work.session, LETTER.deliver(at=START))
        store.keep(work.session, replace(LETTER, id=UUID(int=2)).deliver(at=START + timedelta(days=9)))
        store.remove_sent(work.session, before=START + timedelta(days=1))
        waiting = store.claim_due(work.session, at=START, limit=9)
        assert [each.id.int for each in waiting] == [3]
        assert store.get(work.session, UUID(int=2)).sent_at == START + timedelta(days=9)
        with pytest.raises(Exception, match="No row"):
            store.get(work.session, UUID(int=1))
