"""Fresh migrated databases, cheaply: a copied file on SQLite, one emptied database per worker on PostgreSQL.

Emptied by DELETE: tests leave few rows, and TRUNCATE makes new files for every table and index, filled or not.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

from tests.support.postgres import Server
from webapp.store import migrating
from webapp.store.base import Base


class SqliteDatabases:
    """Copies of one migrated file."""

    def __init__(self, home: Path) -> None:
        """Migrate the file to copy, in `home`."""
        self._template = home / "template.db"
        migrating.upgrade(f"sqlite:///{self._template}")

    def fresh(self, folder: Path) -> str:
        """The address of an empty database in `folder`."""
        return f"sqlite:///{shutil.copyfile(self._template, folder / 'gantry.db')}"


class PostgresDatabases:
    """One database of this worker, copied from one that the run migrated once, emptied before each test."""

    def __init__(self, server: Server, worker: str) -> None:
        """Make this worker's database; the first worker of the run makes the one it is copied from."""
        server.start()
        template = server.once("template", lambda: migrating.upgrade(server.make_database("template")))
        self._url = server.make_database(f"worker_{worker}", like=template)
        self._engine = create_engine(self._url)
        children_first = reversed(Base.metadata.sorted_tables)
        self._empty = "; ".join(f'DELETE FROM "{table}"' for table in children_first)  # noqa: S608 - our own tables

    def fresh(self) -> str:
        """The address of the database, empty."""
        with self._engine.begin() as connection:
            connection.exec_driver_sql(self._empty)
        return self._url

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def forget_the_disk(engine: Engine) -> None:
    """Let SQLite wait for no disk: what is written is there for every process, and no test cuts the power."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _forget_the_disk)


def _forget_the_disk(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")
