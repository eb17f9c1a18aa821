"""The limits of the benchmark: the least a Flask application can do, served as the product is served.

`hello` answers; `insert` writes one row and has it on the disk before it answers. Each thread keeps one connection.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import threading
from collections.abc import Callable

import psycopg
from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from webapp import serving

TABLE = "CREATE TABLE IF NOT EXISTS mark (id {key}, position INTEGER NOT NULL, letters TEXT NOT NULL)"
DATABASE = "BENCH_DATABASE"
WORKERS = 2


def hello() -> Flask:
    """An application that says hello."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    return app


def insert_sqlite() -> Flask:
    """An application that inserts a row into an SQLite file, written through to the disk."""

    def connect() -> Callable[[], object]:
        connection = sqlite3.connect(os.environ[DATABASE], isolation_level=None, timeout=15)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

        def insert() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO mark (position, letters) VALUES (?, ?)", (7, "a"))
            connection.execute("COMMIT")

        return insert

    return _inserting(connect)


def insert_postgresql() -> Flask:
    """An application that inserts a row into PostgreSQL by a prepared statement."""

    def connect() -> Callable[[], object]:
        connection = psycopg.connect(os.environ[DATABASE], autocommit=True, prepare_threshold=0)
        cursor = connection.cursor()
        return lambda: cursor.execute("INSERT INTO mark (position, letters) VALUES (%s, %s)", (7, "a"))

    return _inserting(connect)


def _inserting(connect: Callable[[], Callable[[], object]]) -> Flask:
    """An application that answers when its row is kept; `connect` makes a thread's own way to insert one."""
    app = Flask("insert")
    own = threading.local()

    def keep() -> str:
        if not hasattr(own, "insert"):
            own.insert = connect()
        own.insert()
        return "kept"

    app.add_url_rule("/", view_func=lambda: "hello")
    app.add_url_rule("/", view_func=keep, methods=["POST"], endpoint="keep")
    return app


def serve(name: str, port: int) -> None:
    """Serve one of them with what `gantry serve` gives its server."""
    Granian(
        f"scripts.bench_peers:{name}",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=1,
        backlog=serving.BACKLOG,
        factory=True,
        respawn_failed_workers=True,
        workers_kill_timeout=serving.GRACE_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig=serving.LOGGING,
    ).serve()


def main() -> None:
    """Serve the named application."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=("hello", "insert_sqlite", "insert_postgresql"))
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    serve(asked.name, asked.port)


if __name__ == "__main__":
    main()
