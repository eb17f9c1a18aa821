"""A PostgreSQL server for one test run: Debian's own, in a temporary folder, reached through a socket only.

The first worker that needs it starts it under a lock; the others find it running; the run's own process stops it.
PostgreSQL refuses to run as root, so a run that is root starts it as the system user `postgres`.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from scripts import machine

NO_SERVER = "no PostgreSQL server on this machine: install Debian's package `postgresql`, or say why it may be left out"
FAST = (
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "max_connections = 200",
    "listen_addresses = ''",
    "timezone = 'UTC'",
    "max_wal_size = '256MB'",
)


class Server:
    """The server of one test run, living in `home`; every process of the run makes its own Server of that folder."""

    def __init__(self, home: Path) -> None:
        """Live in an existing folder whose path is short (a socket's path has about 100 characters)."""
        self.home = home
        self.data = home / "data"

    def url(self, database: str = "postgres") -> str:
        """The address of a database of this server."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.home}"

    def start(self) -> None:
        """Start the server unless another process of this run has done so."""
        with self._alone():
            if not self.running:
                self._start()

    def once(self, name: str, act: Callable[[], None]) -> str:
        """Do something once in the whole run, whichever process comes first; returns the name."""
        done = self.home / f"{name}.done"
        with self._alone():
            if not done.exists():
                act()
                done.touch()
        return name

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold off the other processes of this run."""
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def running(self) -> bool:
        """Whether the server has been started and not yet stopped."""
        return (self.data / "postmaster.pid").is_file()

    def stop(self) -> None:
        """Stop the server, if it runs, without ceremony: nobody needs its data."""
        if self.running:
            self._run("pg_ctl", "stop", "--pgdata", str(self.data), "--mode", "immediate", "--silent")

    def _start(self) -> None:
        if os.geteuid() == 0:
            person = pwd.getpwnam("postgres")
            self.home.chmod(0o755)
            os.chown(self.home, person.pw_uid, person.pw_gid)
        self._run(
            "initdb", "--pgdata", str(self.data), "--username", "postgres", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions",
        )  # fmt: skip
        config = self.data / "postgresql.auto.conf"
        config.write_text(
            "\n".join((*FAST, f"unix_socket_directories = '{self.home}'", "")), encoding="utf-8"
        )
        self._run(
            "pg_ctl",
            "start",
            "--pgdata",
            str(self.data),
            "--log",
            str(self.home / "log"),
            "--wait",
            "--silent",
        )

    def _run(self, program: str, *words: str) -> None:
        """Run one of the server's programs, as an ordinary user even when we are root."""
        programs = machine.find_postgresql()
        if programs is None:
            raise RuntimeError(NO_SERVER)
        command = [str(programs / program), *words]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
        done = subprocess.run(  # noqa: S603
            command, cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout}")

    def make_database(self, name: str, *, like: str = "template1") -> str:
        """Make a database as a copy of another and return its address."""
        engine = create_engine(self.url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{like}"'))
        engine.dispose()
        return self.url(name)
