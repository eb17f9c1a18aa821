"""Sessions: a reading changes nothing, a writing is all or nothing, and two writers never both win."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.errors import Collision, Unavailable
from webapp.store.session import SQLITE_PRAGMAS, Sessions, make_engine
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.plans import PlanRow

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
VALUES = {
    "id": UUID(int=1),
    "email": "1@example.org",
    "name": "Ada",
    "role": "learner",
    "password_hash": "",
    "created_at": NOON,
    "session_version": 1,
    "active": True,
}


@pytest.fixture
def sessions(database: str) -> Iterator[Sessions]:
    """Sessions over a fresh database."""
    engine = make_engine(database)
    yield Sessions(engine)
    engine.dispose()


def account(number: int) -> AccountRow:
    """A row."""
    return AccountRow(
        id=UUID(int=number),
        email=f"{number}@example.org",
        name="Ada",
        role="learner",
        password_hash="",
        created_at=NOON,
    )


def count(sessions: Sessions) -> int:
    with sessions.reading() as session:
        return session.scalar(select(func.count()).select_from(AccountRow)) or 0


def test_a_writing_is_kept_when_its_block_ends(sessions: Sessions) -> None:
    with sessions.writing() as session:
        session.add(account(1))
    assert count(sessions) == 1


def _add_then_fail(session: Session) -> None:
    session.add(account(1))
    session.flush()
    raise LookupError


def test_a_writing_that_fails_leaves_nothing(sessions: Sessions) -> None:
    with pytest.raises(LookupError), sessions.writing() as session:
        _add_then_fail(session)
    assert count(sessions) == 0


def test_a_reading_keeps_nothing_that_was_put_into_it(sessions: Sessions) -> None:
    with sessions.reading() as session:
        session.add(account(1))
    assert count(sessions) == 0


def test_a_reading_sees_what_another_has_committed_meanwhile(sessions: Sessions) -> None:
    with sessions.reading() as session:
        counted = select(func.count()).select_from(AccountRow)
        assert session.scalar(counted) == 0
        with sessions.writing() as other:
            other.add(account(1))
        assert session.scalar(counted) == 1


def test_what_a_single_statement_writes_is_kept_when_it_returns(sessions: Sessions) -> None:
    with sessions.single() as session:
        session.execute(insert(AccountRow).values(VALUES))
        assert count(sessions) == 1


def test_a_thread_keeps_its_session_for_single_statements_and_lets_go_of_what_it_held(
    sessions: Sessions,
) -> None:
    with sessions.single() as first:
        first.add(account(1))
        assert first.in_transaction()
    with sessions.single() as second:
        assert second is first
        assert not second.in_transaction()
        assert not second.new
    assert count(sessions) == 0


def test_a_broken_constraint_is_no_collision(sessions: Sessions) -> None:
    with sessions.writing() as session:
        session.add(account(1))
    with pytest.raises(IntegrityError), sessions.writing() as session:
        session.add(account(1))


def _change_what_another_changes(session: Session) -> None:
    """Load a row, let it be changed as if by another, and change it."""
    plan = session.get_one(PlanRow, UUID(int=2))
    overtaken = update(PlanRow).values(version=PlanRow.version + 1)
    session.execute(overtaken, execution_options={"synchronize_session": False})
    plan.title = "Late"


def test_the_second_to_change_a_row_of_a_version_collides(sessions: Sessions) -> None:
    with sessions.writing() as session:
        session.add(account(1))
        session.flush()
        session.add(
            PlanRow(
                id=UUID(int=2),
                learner_id=UUID(int=1),
                title="Plan",
                created_at=NOON,
                minutes_a_week=60,
                state="draft",
                question="",
            )
        )
    with pytest.raises(Collision), sessions.writing() as session:
        _change_what_another_changes(session)


def _increment(sessions: Sessions, barrier: Barrier) -> None:
    """Read, wait for nobody, and write back one more, as a claim does."""
    barrier.wait()
    for _ in range(10):
        with sessions.writing() as session:
            row = session.get_one(AccountRow, UUID(int=1), with_for_update=True)
            row.session_version += 1


def test_writers_at_once_lose_no_change(sessions: Sessions) -> None:
    with sessions.writing() as session:
        session.add(account(1))
    barrier = Barrier(4)
    with ThreadPoolExecutor(4) as pool:
        for each in [pool.submit(_increment, sessions, barrier) for _ in range(4)]:
            each.result()
    with sessions.reading() as session:
        assert session.get_one(AccountRow, UUID(int=1)).session_version == 41


def test_a_deadlock_is_a_collision(sessions: Sessions) -> None:
    if sessions.engine.dialect.name == "sqlite":
        sql = "SELECT 1"  # one writer at a time: there is nobody to deadlock with
        with sessions.writing() as session:
            assert session.scalar(text(sql)) == 1
        return
    raising = "DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$"
    with pytest.raises(Collision), sessions.writing() as session:
        session.execute(text(raising))


def test_sqlite_is_set_up_to_lose_nothing(sessions: Sessions) -> None:
    if sessions.engine.dialect.name != "sqlite":
        assert SQLITE_PRAGMAS  # they are said to SQLite alone
        return
    with sessions.reading() as session:
        said = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_database_that_is_locked_full_or_away_is_unavailable(sessions: Sessions) -> None:
    away = "sqlite:////nonexistent/gantry.db"
    if sessions.engine.dialect.name == "postgresql":
        away = "postgresql+psycopg://nobody@/none?host=/nonexistent"
    engine = make_engine(away)
    for opened in (Sessions(engine).reading, Sessions(engine).writing):
        with pytest.raises(Unavailable), opened() as session:
            session.execute(text("SELECT 1"))
    engine.dispose()
