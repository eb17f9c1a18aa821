"""Engines and sessions: how a transaction begins and ends on either database.

A writing begins with BEGIN IMMEDIATE on SQLite, so that it never has to upgrade a read transaction (which fails at
once with "database is locked", whatever the busy timeout). A reading runs in autocommit: each statement sees one
snapshot and nothing is held. On PostgreSQL a serialisation failure or a deadlock becomes `Collision`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from webapp.domain.errors import Collision

RETRYABLE = frozenset({"40001", "40P01"})
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=15000",
    "PRAGMA cache_size=-16000",
    "PRAGMA mmap_size=134217728",
)


def make_engine(url: str) -> Engine:
    """An engine for `url`, set up for the database behind it."""
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, pool_size=4, max_overflow=4, pool_recycle=1800)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Hand transaction control to us and set the pragmas of this connection."""
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Any) -> None:
    """Open the transaction as what it is going to be."""
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


class Sessions:
    """Opens database sessions over one engine."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine and a view of it that reads in autocommit."""
        self.engine = engine
        self._reading = engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only looks."""
        with Session(self._reading, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end of the block and rolls back on any exception."""
        with Session(self.engine, expire_on_commit=True) as session:
            try:
                yield session
                session.commit()
            except StaleDataError as error:
                raise Collision from error
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) in RETRYABLE:
                    raise Collision from error
                raise
