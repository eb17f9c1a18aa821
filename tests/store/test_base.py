"""The column of instants: aware in, aware out, in UTC; a naive one is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from tests.support import make
from webapp.services.work import Workshop
from webapp.store.base import Base
from webapp.store.tables.accounts import AccountRow

EAST = timezone(timedelta(hours=5, minutes=30))


def test_an_instant_comes_back_as_the_same_instant_in_utc(workshop: Workshop) -> None:
    given = datetime(2026, 3, 29, 1, 30, 15, 123456, tzinfo=EAST)
    ada = make.account(workshop)
    with workshop.writing() as work:
        work.session.get_one(AccountRow, ada.id).created_at = given
    with workshop.reading() as work:
        kept = work.session.get_one(AccountRow, ada.id).created_at
    assert kept == given
    assert kept.tzinfo is UTC


def _keep_naive(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        work.session.get_one(AccountRow, ada.id).created_at = datetime(2026, 3, 29)  # noqa: DTZ001 - the fault


def test_an_instant_without_its_zone_is_refused(workshop: Workshop) -> None:
    with pytest.raises(StatementError, match="time zone"):
        _keep_naive(workshop)


def test_every_constraint_and_index_has_a_name_to_be_changed_by() -> None:
    for table in Base.metadata.sorted_tables:
        assert all(each.name for each in table.constraints), table.name
        assert all(each.name for each in table.indexes), table.name
