"""Statements past the cursor of psycopg: what comes back and what is raised is what its cursor would have given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest

from webapp.store.postgres_line import Statements
from webapp.store.session import make_engine


@pytest.fixture
def connection(database: str) -> Iterator[Any]:
    """A connection in autocommit; none to SQLite, which has no such line."""
    engine = make_engine(database)
    if engine.dialect.name == "sqlite":
        yield None
    else:
        pooled = engine.raw_connection()
        connection: Any = pooled.driver_connection
        connection.autocommit = True
        yield connection
        pooled.close()
    engine.dispose()


VALUES = [
    ("$1::INTEGER", 3),
    ("$1::INTEGER", 2_000_000_000),
    ("$1::UUID", UUID(int=7)),
    ("$1::TIMESTAMP WITH TIME ZONE", datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)),
    ("$1::VARCHAR", "50 % of “it’s” \\ $1"),
    ("$1", True),
    ("$1::VARCHAR", None),
]


@pytest.mark.parametrize(("cast", "value"), VALUES, ids=str)
def test_a_value_comes_back_as_it_went(connection: Any, cast: str, value: Any) -> None:
    if connection is not None:
        run = Statements(connection).run
        for _ in range(2):
            assert run(f"SELECT {cast} AS it, 1 AS one", [value]) == [(value, 1)]


def test_a_statement_takes_larger_values_than_it_was_prepared_with(connection: Any) -> None:
    if connection is not None:
        run = Statements(connection).run
        for value in (None, 1, 40_000, -(2**31)):
            assert run("SELECT $1::INTEGER", [value]) == [(value,)]


def test_a_statement_is_prepared_once(connection: Any) -> None:
    if connection is not None:
        run = Statements(connection).run
        for text in ("SELECT 1", "SELECT 2", "SELECT 1"):
            run(text, [])
        kept = run("SELECT statement FROM pg_prepared_statements ORDER BY name", [])
        assert [text for (text,) in kept][:2] == ["SELECT 1", "SELECT 2"]
        assert len(kept) == 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SELECT 1 / $1::INTEGER", 0),
        ("SELECT $1::INTEGER", "no number"),
        ("SELECT no_such_column, $1::INTEGER", 1),
        ("SELECT $1::VARCHAR", "a\x00b"),
        ("SELECT now() - $1::TIMESTAMP WITH TIME ZONE, pg_catalog.no_such_function()", None),
    ],
)
def test_a_fault_is_the_one_a_cursor_raises(connection: Any, text: str, value: Any) -> None:
    if connection is not None:
        statements = Statements(connection)
        with pytest.raises(psycopg.Error) as ours:
            statements.run(text, [value])
        with pytest.raises(psycopg.Error) as theirs:
            psycopg.RawCursor(connection).execute(text, [value])
        assert (type(ours.value), ours.value.sqlstate) == (type(theirs.value), theirs.value.sqlstate)
        assert str(ours.value) == str(theirs.value)
        assert statements.run("SELECT 1", []) == [(1,)]


def test_a_connection_that_ended_says_so(connection: Any) -> None:
    if connection is not None:
        statements = Statements(connection)
        statements.run("SELECT 1", [])
        with psycopg.connect(connection.info.dsn) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (connection.info.backend_pid,))
        with pytest.raises(psycopg.OperationalError):
            statements.run("SELECT 1", [])
        assert connection.broken
        connection.close()
        with pytest.raises(psycopg.OperationalError):
            statements.run("SELECT 1", [])
