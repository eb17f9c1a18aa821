"""Migrating: bring a database to the shape the code expects, or say whether it has it.

Alembic is configured here, so that no ini file has to travel with the code. Each call is one transaction of our own
engine: on SQLite it begins IMMEDIATE like any writing, on PostgreSQL it takes an advisory lock, so processes that start
together migrate one after the other and the later ones find nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from webapp.store.session import make_engine

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x47414E54  # "GANT"; PostgreSQL names an advisory lock by a number


class Unusable(Exception):
    """The database cannot be opened or is of a newer make; the message says what it answered."""


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at `url` up to `revision`."""
    with _transaction(url) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(url: str, revision: str) -> None:
    """Bring the database at `url` back to `revision`; "base" is before the first."""
    with _transaction(url) as connection:
        command.downgrade(_config(connection), revision)


def is_current(url: str) -> bool:
    """Whether the database has every migration; a database that holds nothing yet has none."""
    with _connected(url) as connection:
        return MigrationContext.configure(connection).get_current_revision() == head()


def head() -> str | None:
    """The newest revision the code knows."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def is_mapped(name: str | None, kind: str, _within: object) -> bool:
    """Whether the code maps what a database has; each kind of database keeps the search index in its own way."""
    return kind != "table" or not (name or "").startswith("search_words")


def _config(connection: Connection) -> Config:
    """Alembic's configuration, working on `connection`."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _transaction(url: str) -> Iterator[Connection]:
    """One transaction alone with the schema."""
    with _connected(url) as connection:
        if connection.dialect.name == "sqlite":
            yield from _on_sqlite(connection)
        else:
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                yield connection


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    """A connection of an engine made for it alone."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    except OperationalError as error:
        place = engine.url.render_as_string(hide_password=True)
        raise Unusable(f"the database {place} cannot be used: {str(error.orig).strip()}") from error
    except CommandError as error:
        raise Unusable(f"the database is not of this version's make: {error}") from error
    finally:
        engine.dispose()


def _on_sqlite(connection: Connection) -> Iterator[Connection]:
    """A transaction with foreign keys off: a table that is rebuilt is dropped, which must not cascade to its children.

    The pragma does nothing inside a transaction, so it is set on the bare connection; what the keys would have
    refused is looked for before the commit.
    """
    bare = connection.connection.driver_connection
    if bare is None:
        raise RuntimeError("the connection is closed")
    bare.execute("PRAGMA foreign_keys=OFF")
    with connection.begin():
        yield connection
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            raise RuntimeError(
                f"the migration leaves {len(orphans)} rows without their parent: {orphans[:5]}"
            )
