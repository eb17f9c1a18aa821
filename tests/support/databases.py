"""Fresh migrated databases, cheaply: a copied file on SQLite, one emptied database per worker on PostgreSQL."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import create_engine, text

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
        names = ", ".join(f'"{table}"' for table in Base.metadata.tables)
        self._empty = text(f"TRUNCATE {names} CASCADE")

    def fresh(self) -> str:
        """The address of the database, empty."""
        engine = create_engine(self._url)
        with engine.begin() as connection:
            connection.execute(self._empty)
        engine.dispose()
        return self._url
