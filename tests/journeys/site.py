"""A real copy of Gantry: server processes over loopback, on a database of their own, which can be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tests.support import make, real_content
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.services.work import Workshop
from webapp.settings import ROOT
from webapp.store import migrating
from webapp.store.session import Sessions, make_engine

TRIES = 300
SECRET = "a key for journeys only, nowhere else"


class Site:
    """One copy with its data folder; started, killed and started again as a machine would."""

    def __init__(self, data: Path, database_url: str) -> None:
        """Migrate the database; nothing is served yet."""
        self._data = data
        self._database_url = database_url
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        migrating.upgrade(database_url)
        real_content.keep_compiled(data)
        self.workshop = Workshop(
            Sessions(make_engine(database_url)),
            real_content.catalog(),
            clock=lambda: datetime.now(UTC),  # noqa: TID251 - a journey lives in real time
            dice=Random(5),
        )

    @property
    def mail(self) -> Path:
        """Where its letters are written."""
        return self._data / "mail"

    @property
    def url(self) -> str:
        """Where the copy is served."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Serve, and come back when the first page can be had."""
        command = [sys.executable, "-m", "webapp.cli", "serve", "--no-worker", "--port", str(self._port)]
        with (self._data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command, cwd=ROOT, env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )
        self._wait_until_it_answers()

    def works_once(self) -> None:
        """One round of the worker: due letters are written, expired attempts closed."""
        command = [sys.executable, "-m", "webapp.cli", "worker", "--once"]
        subprocess.run(command, cwd=ROOT, env=self._environment(), check=True, timeout=60)  # noqa: S603 - our own

    def kill(self) -> None:
        """End every process of the copy at once, as a power cut would."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """End the copy and let go of its database."""
        self.kill()
        self.workshop.sessions.engine.dispose()

    def account(self, name: str, role: Role = Role.LEARNER) -> Account:
        """An account with the makers' password."""
        return make.account(self.workshop, name=name, role=role)

    def _environment(self) -> dict[str, str]:
        """What the copy's processes are told."""
        return {
            **os.environ,
            "GANTRY_DATA": str(self._data),
            "DATABASE_URL": self._database_url,
            "GANTRY_SECRET_KEY": SECRET,
            "GANTRY_WORKERS": "1",
            "GANTRY_SITE_URL": self.url,
        }

    def _wait_until_it_answers(self) -> None:
        """Ask for /healthz until it is there; between two tries, look whether the process has ended."""
        for _ in range(TRIES):
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:  # noqa: S310 - our own
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if self._has_ended():
                    break
        raise RuntimeError((self._data / "server.log").read_text(encoding="utf-8", errors="replace")[-2000:])

    def _has_ended(self) -> bool:
        """Whether the server process has ended, watched for a tenth of a second."""
        if self._process is None:
            return True
        try:
            self._process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            return False
        return True


def _free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
