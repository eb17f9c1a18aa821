"""A PostgreSQL server for one run of the benchmark: in a temporary folder, reached through a socket, durable.

It writes through to the disk as a server in production does; only its data do not outlive the run.
"""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from scripts import machine

SETTINGS = (
    "fsync = on",
    "synchronous_commit = on",
    "full_page_writes = on",
    "max_connections = 50",
    "listen_addresses = ''",
    "timezone = 'UTC'",
)


class PostgresServer:
    """A running server, living in `home`, whose path must be short: a socket's path has about 100 characters."""

    def __init__(self, home: Path) -> None:
        """Name the folder."""
        self.home = home
        self.data = home / "data"

    @property
    def pid(self) -> int:
        """The id of the process that starts all others."""
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def make_database(self, name: str) -> str:
        """Make an empty database and return its address."""
        with psycopg.connect(
            f"user=postgres host={self.home} dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        return f"postgresql://postgres@/{name}?host={self.home}"

    def start(self) -> None:
        """Make its data and start it."""
        if os.geteuid() == 0:  # it refuses to run as root
            person = pwd.getpwnam("postgres")
            os.chown(self.home, person.pw_uid, person.pw_gid)
        self._run(
            "initdb", "--pgdata", str(self.data), "--username", "postgres", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions",
        )  # fmt: skip
        config = self.data / "postgresql.auto.conf"
        words = (*SETTINGS, f"unix_socket_directories = '{self.home}'", "")
        config.write_text("\n".join(words), encoding="utf-8")
        log = str(self.home / "log")
        self._run("pg_ctl", "start", "--pgdata", str(self.data), "--log", log, "--wait", "--silent")

    def stop(self) -> None:
        """Stop it, if it runs."""
        if (self.data / "postmaster.pid").is_file():
            self._run("pg_ctl", "stop", "--pgdata", str(self.data), "--mode", "fast", "--silent")

    def _run(self, program: str, *words: str) -> None:
        """Run one of the server's programs, as an ordinary user even when we are root."""
        programs = machine.find_postgresql()
        if programs is None:
            raise RuntimeError("there is no PostgreSQL server on this machine; try --databases sqlite")
        command = [str(programs / program), *words]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
        done = subprocess.run(
            command, cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout}")


@contextmanager
def serving(home: Path) -> Iterator[PostgresServer]:
    """A server that runs as long as the block."""
    home.mkdir()
    server = PostgresServer(home)
    try:
        server.start()
        yield server
    finally:
        server.stop()
