"""Serving: the data folder is private, a taken port is said plainly, and the server comes and goes as a whole."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event

import pytest

from tests.support.shelf import SHELF
from webapp import serving
from webapp.settings import ROOT, Settings, read_settings


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def free_port() -> int:
    """A port nobody listens at just now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_the_data_folder_and_its_key_are_for_this_user_alone(tmp_path: Path) -> None:
    settings = read_settings({"GANTRY_DATA": str(tmp_path / "data")})
    serving.prepare_data_folder(settings)
    key = settings.data_dir / "secret_key"
    assert oct(settings.data_dir.stat().st_mode & 0o777) == "0o700"
    assert oct(key.stat().st_mode & 0o777) == "0o600"
    assert len(read_settings({"GANTRY_DATA": str(tmp_path / "data")}).secret_key) == 64


def test_a_key_that_is_there_is_kept(tmp_path: Path) -> None:
    before = read_settings({"GANTRY_DATA": str(tmp_path)})
    serving.prepare_data_folder(before)
    kept = (tmp_path / "secret_key").read_text(encoding="ascii")
    serving.prepare_data_folder(before)
    serving.prepare_data_folder(read_settings({"GANTRY_DATA": str(tmp_path)}))
    assert (tmp_path / "secret_key").read_text(encoding="ascii") == kept


def test_no_key_is_made_when_one_is_given(settings: Settings) -> None:
    serving.prepare_data_folder(settings)
    assert not (settings.data_dir / "secret_key").exists()


def test_a_taken_port_is_said_plainly(taken: int) -> None:
    with pytest.raises(serving.PortTaken, match=f"port {taken} .*--port"):
        serving.require_free("127.0.0.1", taken)


def test_a_free_port_is_left_free() -> None:
    port = free_port()
    serving.require_free("127.0.0.1", port)
    serving.require_free("127.0.0.1", port)


class Server:
    """A real server in a process group of its own."""

    def __init__(self, data: Path, port: int, *words: str) -> None:
        """Start it."""
        self.port = port
        env = {**os.environ, "GANTRY_DATA": str(data), "GANTRY_CONTENT": str(SHELF)}
        command = [sys.executable, "-m", "webapp.cli", "serve", "--port", str(port), *words]
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def waits_until_it_answers(self) -> None:
        """Wait for the first answer, at most half a minute."""
        pause = Event()
        for _ in range(300):
            with suppress(OSError, HTTPException):
                self.asks("/healthz")
                return
            assert self.process.poll() is None, self.process.communicate()[0]
            pause.wait(0.1)

    def asks(self, path: str) -> tuple[int, bytes, str]:
        """Ask for an address."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers.get("X-Request-ID", "")

    def stops(self, number: int = signal.SIGTERM) -> str:
        """Stop it and everything it started, and return what was said."""
        self.process.send_signal(number)
        try:
            return self.process.communicate(timeout=30)[0]
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def alone_in_group(group: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_server_answers_logs_each_request_and_leaves_nobody_behind(tmp_path: Path) -> None:
    server = Server(tmp_path, free_port())
    server.waits_until_it_answers()
    status, body, request_id = server.asks("/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok"})
    said = server.stops()
    assert f"Gantry is at http://127.0.0.1:{server.port}" in said
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    (line,) = [each for each in lines if each.get("request_id") == request_id]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/healthz", 200)
    assert alone_in_group(server.process.pid)


def test_a_second_server_at_the_same_port_is_refused(tmp_path: Path) -> None:
    first = Server(tmp_path, free_port(), "--no-worker", "--workers", "1")
    first.waits_until_it_answers()
    second = Server(tmp_path, first.port, "--no-worker")
    said, _ = second.process.communicate(timeout=30)
    first.stops()
    assert second.process.returncode == 2
    assert f"port {first.port}" in said
    assert "Traceback" not in said


def test_a_killed_server_takes_its_processes_with_it_and_the_next_one_finds_the_port_free(
    tmp_path: Path,
) -> None:
    killed = Server(tmp_path, free_port())
    killed.waits_until_it_answers()
    killed.process.kill()
    killed.process.wait(timeout=10)  # a process nobody has asked after still counts in its group
    pause = Event()
    for _ in range(300):
        if alone_in_group(killed.process.pid):
            break
        pause.wait(0.1)
    killed.process.communicate(timeout=10)
    assert alone_in_group(killed.process.pid)
    again = Server(tmp_path, killed.port, "--no-worker", "--workers", "1")
    again.waits_until_it_answers()
    assert again.asks("/healthz")[0] == 200
    again.stops()
