"""A real copy of Gantry in a process of its own, whose clock a test moves by hand: it stands in a file.

`python -m tests.support.killable --port N` serves the exams of the exam room from the environment's database, with the
same server as `gantry serve` and one process. It is killed as a power cut would kill it, and started again.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from threading import Event

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tests.support import exam_room, make
from tests.support.clock import START
from webapp.app import create_app
from webapp.domain.access import Actor
from webapp.domain.accounts import Account
from webapp.services.work import Workshop
from webapp.settings import ROOT, read_settings
from webapp.store.session import Sessions, make_engine

CLOCK = "clock"
SECRET = "a key for faults only, nowhere else"
TRIES = 600


class FileClock:
    """A hand clock that several processes look at."""

    def __init__(self, file: Path) -> None:
        """Look at this file."""
        self._file = file

    def __call__(self) -> datetime:
        """The present instant."""
        return datetime.fromisoformat(self._file.read_text(encoding="ascii"))

    def set(self, now: datetime) -> None:
        """Move, for everybody at once."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(now.isoformat(), encoding="ascii")
        fresh.replace(self._file)


class Copy:
    """One copy with its data folder, which can be killed and started again."""

    def __init__(self, data: Path, database_url: str) -> None:
        """Nothing is served yet."""
        self._data = data
        self._database_url = database_url
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self.clock = FileClock(data / CLOCK)
        self.clock.set(START)
        self.workshop = workshop(database_url, self.clock)

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve, and come back once it answers."""
        environment = {
            **os.environ,
            "GANTRY_DATA": str(self._data),
            "DATABASE_URL": self._database_url,
            "GANTRY_SECRET_KEY": SECRET,
        }
        command = [sys.executable, "-m", "tests.support.killable", "--port", str(self.port)]
        with (self._data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        pause = Event()
        for _ in range(TRIES):
            if self._process.poll() is not None or self._answers():
                break
            pause.wait(0.05)
        if not self._answers():
            raise RuntimeError(
                (self._data / "server.log").read_text(encoding="utf-8", errors="replace")[-2000:]
            )

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:  # noqa: S310 - our own
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def kill(self) -> None:
        """End every process of it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, as an operator does."""
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        if self._process:
            os.killpg(self._process.pid, number)
            self._process.wait(timeout=30)
            self._process = None

    def close(self) -> None:
        """End it and let go of its database."""
        self.kill()
        self.workshop.sessions.engine.dispose()

    def learner(self, name: str) -> tuple[Account, Actor]:
        """A learner, and the same signed in."""
        account = make.account(self.workshop, name=name)
        return account, make.actor(account)


def workshop(database_url: str, clock: FileClock) -> Workshop:
    """A workshop over the exams of the exam room, with real dice."""
    sessions = Sessions(make_engine(database_url))
    return Workshop(sessions, exam_room.shelf(), clock=clock, dice=SystemRandom(), hasher=make.HASHER)


def application() -> Flask:
    """The application as the server's process loads it."""
    settings = read_settings(os.environ)
    clock = FileClock(settings.data_dir / CLOCK)
    return create_app(settings, workshop(settings.database_url, clock))


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    Granian(
        "tests.support.killable:application",
        port=parser.parse_args().port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=1,
        factory=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()
