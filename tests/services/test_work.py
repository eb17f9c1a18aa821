"""The unit of work: a writing commits as a whole or not at all, and a work's ids are fresh and in order of time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from tests.support import make
from tests.support.clock import HandClock
from webapp.domain.errors import NotFound
from webapp.services.work import Work, Workshop
from webapp.store.tables.accounts import AccountRow


def _fail_after(act: Callable[[Work], object], work: Work) -> None:
    act(work)
    raise NotFound


def emails(work: Work) -> list[str]:
    return list(work.session.scalars(select(AccountRow.email)))


def test_an_id_is_a_version_7_uuid_that_opens_with_the_present_millisecond(workshop: Workshop) -> None:
    with workshop.reading() as work:
        made = work.new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(work.now.timestamp() * 1000)


def test_ids_are_fresh_and_later_ones_sort_after_earlier_ones(workshop: Workshop, clock: HandClock) -> None:
    with workshop.reading() as work:
        earlier = {work.new_id() for _ in range(100)}
    clock.forward(seconds=1)
    with workshop.reading() as work:
        later = work.new_id()
    assert len(earlier) == 100
    assert all(each < later for each in earlier)


def test_a_token_has_256_bits_and_is_fresh(workshop: Workshop) -> None:
    with workshop.reading() as work:
        one, other = work.new_token(), work.new_token()
    assert one != other
    assert len(bytes.fromhex(one)) == 32


def test_a_work_stands_at_one_instant_even_while_the_clock_moves(
    workshop: Workshop, clock: HandClock
) -> None:
    with workshop.reading() as work:
        before = work.now
        clock.forward(minutes=5)
        assert work.now == before


def test_a_writing_keeps_what_was_done_in_it(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.reading() as work:
        assert emails(work) == [ada.email]


def test_a_writing_that_fails_keeps_nothing(workshop: Workshop) -> None:
    with pytest.raises(NotFound), workshop.writing() as work:
        _fail_after(make.account, work)
    with workshop.reading() as work:
        assert emails(work) == []


def test_what_the_one_statement_of_a_single_work_writes_is_kept_at_once(workshop: Workshop) -> None:
    ada = make.account(workshop)
    renamed = update(AccountRow).where(AccountRow.id == ada.id).values(name="Grace")
    with pytest.raises(NotFound), workshop.single() as work:
        _fail_after(lambda work: work.session.execute(renamed), work)
    with workshop.reading() as work:
        assert work.session.scalars(select(AccountRow.name)).one() == "Grace"
