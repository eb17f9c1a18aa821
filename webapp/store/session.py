"""Engines and sessions: how a transaction begins and ends on either database.

A writing begins with BEGIN IMMEDIATE on SQLite, so that it never has to upgrade a read transaction (which fails at
once with "database is locked", whatever the busy timeout). A reading runs in autocommit: each statement sees one
snapshot and nothing is held. On PostgreSQL a serialisation failure or a deadlock becomes `Collision`; a database that
is away, locked or full becomes `Unavailable` on either.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from webapp.domain.errors import Collision, Unavailable
from webapp.store.prepared import LINES, RETRYABLE, Lines
from webapp.store.remembered import REMEMBERED, Remembered

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
        self._autocommit = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._lines = Lines(engine)
        self.remembered = Remembered()
        self._own = threading.local()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only looks."""
        with _named_faults(), self._session_in_autocommit() as session:
            yield session

    @contextmanager
    def single(self) -> Iterator[Session]:
        """A session for one statement that is a transaction by itself: what it writes is kept when it returns.

        The thread keeps it for the next time. A prepared statement leaves nothing in it; anything else is let go.
        """
        session: Session | None = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = self._session_in_autocommit()
        try:
            with _named_faults():
                yield session
        finally:
            if session.in_transaction():
                session.close()

    def _session_in_autocommit(self) -> Session:
        return Session(
            self._autocommit, autoflush=False, info={LINES: self._lines, REMEMBERED: self.remembered}
        )

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end of the block and rolls back on any exception."""
        with _named_faults(), Session(self.engine, expire_on_commit=True) as session:
            yield session
            session.commit()


@contextmanager
def _named_faults() -> Iterator[None]:
    """What the database could not do, by the name the rest of the product knows it by."""
    try:
        yield
    except StaleDataError as error:
        raise Collision from error
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in RETRYABLE:
            raise Collision from error
        if isinstance(error, OperationalError) or error.connection_invalidated:
            raise Unavailable from error
        raise
    except PoolTimeout as error:
        raise Unavailable from error
