"""The first command: plain about an older Python, and gone into the server otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import environment, run


class Became(Exception):
    """The process would have become another program here."""


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the script becomes, instead of becoming it."""
    commands: list[list[str]] = []

    def become(_program: str, command: list[str]) -> None:
        commands.append(command)
        raise Became

    monkeypatch.setattr("os.execv", become)
    monkeypatch.setattr("os.chdir", lambda _folder: None)
    monkeypatch.setattr(environment, "ensure", lambda _requirements: Path("/env/bin/python"))
    return commands


def start(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["run.py", *words])
    return run.main()


def test_it_becomes_the_server_with_the_demo_school(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(Became):
        start(monkeypatch, "--port", "8123", "--data", str(tmp_path))
    assert " ".join(started[0]) == f"/env/bin/python -m webapp.cli --data {tmp_path} serve --demo --port 8123"


def test_without_options_it_serves_the_instance_folder_at_8000(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Became):
        start(monkeypatch)
    assert started[0][4] == str(environment.ROOT / "instance")
    assert started[0][-1] == "8000"


def test_an_older_python_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert run.main() == 2
    assert "needs Python 3.11 or newer; this is 3.9.2" in capsys.readouterr().err


def test_an_environment_that_cannot_be_made_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_requirements: str) -> Path:
        raise environment.CannotPrepare("no venv here")

    monkeypatch.setattr(environment, "ensure", fail)
    assert start(monkeypatch) == 2
    assert capsys.readouterr().err == "run.py: no venv here\n"
