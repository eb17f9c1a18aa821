"""Prepared statements: they give what a session gives, on a connection of their own, and survive its death."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import JSON, Boolean, Integer, String, Uuid, bindparam, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from scripts.benching.statements import count_statements
from webapp.domain.errors import Collision, Unavailable
from webapp.store import prepared
from webapp.store.base import Utc
from webapp.store.session import SQLITE_PRAGMAS, Sessions, make_engine
from webapp.store.tables.accounts import AccountRow

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
ACCOUNT = AccountRow.__table__
VALUES: dict[str, Any] = {
    "id": UUID(int=7),
    "at": NOON,
    "flag": True,
    "number": -3,
    "words": "50 % of “it’s” :this %(that)s ?",
    "tree": {"a": [1, None, "é"]},
    "empty": None,
}
ECHO = select(
    bindparam("id", type_=Uuid).label("id"),
    bindparam("at", type_=Utc).label("at"),
    bindparam("flag", type_=Boolean).label("flag"),
    bindparam("number", type_=Integer).label("number"),
    (bindparam("number", type_=Integer) + 1).label("more"),
    bindparam("words", type_=String).label("words"),
    bindparam("tree", type_=JSON).label("tree"),
    bindparam("empty", type_=Utc).label("empty"),
    literal("it's :x").label("constant"),
)
COUNT = select(func.count().label("count")).select_from(ACCOUNT)
NAMES = ("id", "email", "name", "role", "password_hash", "created_at", "session_version", "active")


def _adding(dialect_insert: Any) -> Any:
    """Adds an account unless it is there; it may be run twice."""
    types = {name: ACCOUNT.c[name].type for name in NAMES}
    row = select(*(bindparam(name, type_=kind) for name, kind in types.items()))
    return dialect_insert(ACCOUNT).from_select(NAMES, row).on_conflict_do_nothing().returning(ACCOUNT.c.id)


ADD = {"sqlite": _adding(sqlite.insert), "postgresql": _adding(postgresql.insert)}


@pytest.fixture
def sessions(database: str) -> Iterator[Sessions]:
    """Sessions over a fresh database."""
    engine = make_engine(database)
    yield Sessions(engine)
    engine.dispose()


def account(number: int) -> dict[str, Any]:
    return {
        "id": UUID(int=number),
        "email": f"{number}@example.org",
        "name": "Ada",
        "role": "learner",
        "password_hash": "",
        "created_at": NOON,
        "session_version": 1,
        "active": True,
    }


def add(sessions: Sessions, number: int) -> Any:
    with sessions.single() as session:
        return prepared.first(session, ADD[sessions.engine.dialect.name], account(number))


def count(sessions: Sessions) -> int:
    with sessions.reading() as session:
        return int(prepared.rows(session, COUNT, {})[0].count)


def line(sessions: Sessions) -> prepared.Line:
    """The line of this thread."""
    return sessions._lines._line()


def test_values_and_columns_keep_their_types(sessions: Sessions) -> None:
    with sessions.reading() as session:
        row = prepared.first(session, ECHO, VALUES)
        assert row is not None
        assert {name: getattr(row, name) for name in VALUES} == VALUES
        assert (row.more, row.constant) == (-2, "it's :x")
        assert row.at.tzinfo is UTC
        assert row.flag is True


def test_a_row_is_what_a_session_would_have_given(sessions: Sessions) -> None:
    for number in (1, 2, 3):
        add(sessions, number)
    statement = (
        select(ACCOUNT).where(ACCOUNT.c.active == bindparam("active", type_=Boolean)).order_by(ACCOUNT.c.id)
    )
    with sessions.reading() as session:
        given = prepared.rows(session, statement, {"active": True})
        ordinary = session.execute(statement, {"active": True}).all()
    assert [tuple(row) for row in given] == [tuple(row) for row in ordinary]
    assert [row._mapping for row in given] == [dict(row._mapping) for row in ordinary]
    assert [row.id for row in ordinary] == [UUID(int=number) for number in (1, 2, 3)]


def test_nothing_found_is_none_and_no_rows(sessions: Sessions) -> None:
    nobody = select(ACCOUNT.c.id).where(ACCOUNT.c.id == bindparam("who", type_=Uuid))
    with sessions.reading() as session:
        assert prepared.first(session, nobody, {"who": UUID(int=9)}) is None
        assert list(prepared.rows(session, nobody, {"who": UUID(int=9)})) == []


def test_a_single_statement_is_kept_as_soon_as_it_has_returned(sessions: Sessions) -> None:
    assert add(sessions, 1).id == UUID(int=1)
    assert add(sessions, 1) is None
    assert count(sessions) == 1
    with sessions.writing() as session:
        assert session.get(AccountRow, UUID(int=1)) is not None


@pytest.mark.parametrize("before", ["reading", "single", "writing"])
def test_it_is_kept_whatever_the_pools_connection_was_used_for_before(
    sessions: Sessions, before: str
) -> None:
    """The line takes its connection from the pool, where an ordinary session has left it."""
    with getattr(sessions, before)() as session:
        session.execute(COUNT)
    assert add(sessions, 1).id == UUID(int=1)
    with sessions.reading() as session:
        assert session.execute(COUNT).scalar_one() == 1


def test_within_a_transaction_it_belongs_to_the_transaction(sessions: Sessions) -> None:
    with pytest.raises(LookupError), sessions.writing() as session:
        _add_then_fail(session)
    assert count(sessions) == 0


def _add_then_fail(session: Session) -> None:
    """What was added is seen by the next statement, and then undone."""
    prepared.first(session, ADD[session.get_bind().dialect.name], account(1))
    assert prepared.rows(session, COUNT, {})[0].count == 1
    raise LookupError


def test_a_statement_is_compiled_once(sessions: Sessions) -> None:
    for _ in range(3):
        count(sessions)
    assert list(sessions._lines._forms) == [COUNT]


def test_whoever_counts_statements_hears_of_each_once(sessions: Sessions) -> None:
    count(sessions)
    with count_statements(sessions.engine) as sent:
        count(sessions)
        add(sessions, 1)
    assert [sql.split()[0] for sql in sent] == ["SELECT", "INSERT"]


def test_a_constant_is_part_of_the_text(sessions: Sessions) -> None:
    statement = select(ACCOUNT.c.id).where(ACCOUNT.c.role == "it's", ACCOUNT.c.name == bindparam("name"))
    form = prepared.compiled(statement, sessions.engine.dialect)
    assert "'it''s'" in form.text
    assert [name for name, _ in form.binders] == ["name"]


@pytest.mark.parametrize(
    "constant",
    [literal(None, Utc), literal(NOON, Utc), literal({"a": 1}, JSON), literal("50 % of %s"), literal("it's")],
    ids=["none", "instant", "tree", "percent", "quoted"],
)
def test_a_constant_comes_back_as_it_is(sessions: Sessions, constant: Any) -> None:
    statement = select(constant.label("it"), (bindparam("number", type_=Integer) + 1).label("more"))
    with sessions.reading() as session:
        row = prepared.first(session, statement, {"number": 1})
    assert row is not None
    assert (row.it, row.more) == (constant.value, 2)


def test_a_limit_is_kept(sessions: Sessions) -> None:
    for number in (1, 2, 3):
        add(sessions, number)
    some = select(ACCOUNT.c.id).order_by(ACCOUNT.c.id.desc()).limit(2).subquery()
    statement = select(some.c.id).order_by(some.c.id)
    with sessions.reading() as session:
        assert [row.id.int for row in prepared.rows(session, statement, {})] == [2, 3]


def test_a_value_that_is_missing_is_refused(sessions: Sessions) -> None:
    with sessions.reading() as session, pytest.raises(KeyError):
        prepared.rows(session, ECHO, {})


def test_a_thread_keeps_its_line_and_has_it_to_itself(sessions: Sessions) -> None:
    barrier = threading.Barrier(2)

    def own() -> tuple[int, int]:
        count(sessions)
        barrier.wait()
        first, second = line(sessions), line(sessions)
        barrier.wait()
        return id(first), id(second)

    with ThreadPoolExecutor(2) as pool:
        lines = [each.result() for each in [pool.submit(own) for _ in range(2)]]
    assert all(first == second for first, second in lines)
    assert lines[0] != lines[1]


def test_the_line_of_a_thread_that_ended_is_closed(sessions: Sessions) -> None:
    kept = []

    def own() -> None:
        kept.append(line(sessions).connection)

    thread = threading.Thread(target=own)
    thread.start()
    thread.join()
    assert not list(sessions._lines._open)
    _is_closed(kept[0])


def test_lines_end_with_the_engine_and_open_again_when_needed(sessions: Sessions) -> None:
    count(sessions)
    first = line(sessions).connection
    sessions.engine.dispose()
    _is_closed(first)
    assert count(sessions) == 0
    assert line(sessions).connection is not first


def _is_closed(connection: Any) -> None:
    """Whether a connection of either driver can no longer be used."""
    with pytest.raises(Exception, match="closed"):
        connection.cursor().execute("SELECT 1")


def test_a_line_that_died_is_opened_anew_and_the_statement_run_again(sessions: Sessions) -> None:
    count(sessions)
    dead = line(sessions).connection
    if sessions.engine.dialect.name == "sqlite":
        dead.close()
    else:
        with sessions.engine.connect() as connection:
            connection.exec_driver_sql("SELECT pg_terminate_backend(%s)", (dead.info.backend_pid,))
    assert add(sessions, 1).id == UUID(int=1)
    assert line(sessions).connection is not dead
    assert count(sessions) == 1


def test_a_fault_of_the_statement_stays_one_and_spoils_nothing(sessions: Sessions) -> None:
    add(sessions, 1)
    kept = line(sessions).connection
    clash = {**account(2), "name": None}
    with sessions.single() as session, pytest.raises(sessions.engine.dialect.loaded_dbapi.IntegrityError):
        prepared.first(session, ADD[sessions.engine.dialect.name], clash)
    assert count(sessions) == 1
    assert line(sessions).connection is kept


@pytest.mark.sqlite_alone
def test_the_line_is_set_up_as_every_connection_is(sessions: Sessions) -> None:
    connection = line(sessions).connection
    for pragma in SQLITE_PRAGMAS:
        name, _, wanted = pragma.removeprefix("PRAGMA ").partition("=")
        (value,) = connection.execute(f"PRAGMA {name}").fetchone()
        assert str(value).lower() == {"FULL": "2", "ON": "1"}.get(wanted, wanted).lower(), pragma


@pytest.mark.sqlite_alone
def test_a_writer_in_the_way_for_too_long_makes_it_unavailable(sessions: Sessions) -> None:
    line(sessions).connection.execute("PRAGMA busy_timeout=20")
    with sessions.writing() as session:
        session.add(AccountRow(**account(1)))
        session.flush()
        with pytest.raises(Unavailable):
            add(sessions, 2)
    assert add(sessions, 2).id == UUID(int=2)


@pytest.mark.sqlite_alone
def test_a_writing_waits_for_the_writer_before_it_and_is_never_refused(sessions: Sessions) -> None:
    """A statement that reads and then writes asks for the writing at once: no reading of it is ever out of date."""
    barrier = threading.Barrier(5)

    def adds(first: int) -> None:
        barrier.wait()
        for number in range(first, first + 40):
            assert add(sessions, number)
            assert count(sessions) > 0

    def writes() -> None:
        barrier.wait()
        for number in range(10_000, 10_040):
            with sessions.writing() as session:
                session.add(AccountRow(**account(number)))

    with ThreadPoolExecutor(5) as pool:
        running = [pool.submit(adds, 1000 * n + 1) for n in range(4)] + [pool.submit(writes)]
        for each in running:
            each.result()
    assert count(sessions) == 5 * 40


@pytest.mark.parametrize("statement", [COUNT, ECHO], ids=["known", "new"])
def test_a_database_that_is_away_is_unavailable(sessions: Sessions, tmp_path: Path, statement: Any) -> None:
    """The line is dead, and no other can be opened."""
    away = {
        "sqlite": f"sqlite:///{tmp_path}/no/such/folder/gantry.db",
        "postgresql": f"postgresql://nobody@/nowhere?host={tmp_path}",
    }
    engine = make_engine(away[sessions.engine.dialect.name])
    with Sessions(engine).reading() as session, pytest.raises(Unavailable):
        prepared.rows(session, statement, VALUES)


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_a_failed_serialisation_and_a_deadlock_are_collisions(sessions: Sessions, state: str) -> None:
    """On SQLite there is one writer at a time, and nothing is ever undone in favour of another."""
    with sessions.reading() as session:
        if sessions.engine.dialect.name == "sqlite":
            assert prepared.rows(session, COUNT, {})[0].count == 0
            return
        sql = f"DO $$ BEGIN RAISE SQLSTATE '{state}'; END $$"
        sessions._lines._forms[COUNT] = prepared.Form(sql, {}, (), (), tuple, ())
        with pytest.raises(Collision):
            prepared.rows(session, COUNT, {})
