"""Serving: the data folder made ready, the port looked at, then the server processes and the worker beside them.

Every process here ends with the one that was started, however that ends: the port is free again, and a restart finds
nothing of the past but the data. A server process watches its parent. The worker holds the read end of a pipe from
here, which closes with this process; it delivers letters and closes attempts whose time has passed, and no exam
depends on it.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from secrets import token_hex
from threading import Event, Thread

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from webapp.app import wsgi
from webapp.settings import Settings

BACKLOG = 2048
GRACE_SECONDS = 10
LOGGING = {
    "handlers": {},
    "loggers": {"_granian": {"handlers": [], "propagate": True}},
}  # our lines, not its own


class PortTaken(Exception):
    """Another program listens where we were asked to."""


def prepare_data_folder(settings: Settings) -> None:
    """Make the data folder, for this user's eyes only, and in it the key that signs sessions unless one is given."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not settings.secret_key:
        path = settings.data_dir / "secret_key"
        try:
            key = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return  # another process was quicker
        with os.fdopen(key, "w", encoding="ascii") as file:
            file.write(token_hex(32))


def require_free(host: str, port: int) -> None:
    """Raise PortTaken when the address cannot be listened at."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"port {port} on {host} cannot be used ({os.strerror(error.errno or 0).lower()}); "
                "stop what listens there, or choose another port with --port"
            ) from error


def run_server(host: str, port: int, workers: int) -> None:
    """Serve the application of this environment until a signal says stop."""
    Granian(
        "webapp.serving:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        backlog=BACKLOG,
        factory=True,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
    ).serve()


def application() -> Flask:
    """The application as a server process loads it; the process ends when its parent is gone."""
    Thread(target=_end_with_parent, daemon=True).start()
    app = wsgi()
    gc.collect()
    gc.freeze()  # the content lives as long as the process: no collection need look at it again
    return app


def _end_with_parent() -> None:
    """Wait for the end of the parent, finish what is being answered, and end."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        Event().wait(GRACE_SECONDS)
        os._exit(1)


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker process that lives as long as the block, and no longer than this process."""
    command = [sys.executable, "-m", "webapp.cli", "worker", "--until-stdin-closes"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:  # noqa: S603 - our own program
        try:
            yield
        finally:
            child.terminate()
