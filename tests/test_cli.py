"""The operator's commands: each does one thing, says so, and refuses what cannot be done in a sentence."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.make import PASSWORD
from tests.support.shelf import SHELF
from webapp import cli, worker
from webapp.app import make_workshop
from webapp.commands import running
from webapp.domain.letters import Template
from webapp.services import letters
from webapp.settings import ROOT, read_settings
from webapp.store import migrating

Gantry = Callable[..., tuple[int, str, str]]


@pytest.fixture
def gantry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Gantry:
    """Runs a command over a data folder of its own; returns the exit code and what was said."""
    monkeypatch.setenv("GANTRY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GANTRY_CONTENT", str(SHELF))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = cli.main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def school(gantry: Gantry) -> Gantry:
    """Commands over a database that is up to date and holds one learner."""
    assert gantry("db", "upgrade")[0] == 0
    code, _, error = gantry("user", "add", "ada@example.org", "--name", "Ada", typed=f"{PASSWORD}\n")
    assert (code, error) == (0, "")
    return gantry


def test_db_upgrade_makes_the_data_folder_and_brings_the_database_up_to_date(
    gantry: Gantry, tmp_path: Path
) -> None:
    code, out, _ = gantry("db", "upgrade")
    assert code == 0
    assert str(migrating.head()) in out
    assert migrating.is_current(f"sqlite:///{tmp_path / 'data' / 'gantry.db'}")


def test_the_data_option_wins_over_the_environment(gantry: Gantry, tmp_path: Path) -> None:
    assert gantry("--data", str(tmp_path / "other"), "db", "upgrade")[0] == 0
    assert (tmp_path / "other" / "gantry.db").is_file()
    assert not (tmp_path / "data").exists()


def test_a_command_over_an_old_database_says_what_to_do_first(gantry: Gantry, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    code, _, error = gantry("user", "list")
    assert code == 2
    assert "gantry db upgrade" in error


def test_a_database_that_cannot_be_opened_is_said_in_a_sentence(
    gantry: Gantry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://ada:secret@/nowhere?host={tmp_path}")
    code, _, error = gantry("db", "upgrade")
    assert code == 2
    assert "cannot be used" in error
    assert "secret" not in error
    assert "Traceback" not in error


def test_a_bad_setting_is_named(gantry: Gantry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANTRY_WORKERS", "many")
    code, _, error = gantry("content", "check")
    assert code == 2
    assert error.startswith("gantry: GANTRY_WORKERS")


def test_content_check_counts_what_is_fit(gantry: Gantry) -> None:
    code, out, _ = gantry("content", "check")
    assert code == 0
    assert "3 lessons, 2 exams, 19 questions" in out


def test_content_check_names_each_fault_with_file_and_line(gantry: Gantry, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    for path in SHELF.rglob("*.*"):
        copy = folder / path.relative_to(SHELF)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    spoilt = folder / "skills.yaml"
    spoilt.write_text(spoilt.read_text(encoding="utf-8") + "\nnonsense: true\n", encoding="utf-8")
    code, _, error = gantry("content", "check", str(folder))
    assert code == 2
    assert "skills.yaml:2: must hold" in error


def test_an_account_that_was_added_can_be_listed(school: Gantry) -> None:
    _, out, _ = school("user", "list")
    assert out.split() == ["learner", "active", "ada@example.org", "Ada"]
    assert school("user", "list", "nobody")[1] == ""


def test_a_role_is_given(school: Gantry) -> None:
    assert school("user", "role", "ADA@example.org", "mentor")[0] == 0
    assert school("user", "list")[1].startswith("mentor")


def test_an_account_is_shut_out_and_let_in_again(school: Gantry) -> None:
    assert school("user", "disable", "ada@example.org")[0] == 0
    assert "disabled" in school("user", "list")[1]
    assert school("user", "enable", "ada@example.org")[0] == 0
    assert "active" in school("user", "list")[1]


@pytest.mark.parametrize(
    ("words", "typed", "reason"),
    [
        (("user", "add", "ada", "--name", "Ada"), PASSWORD, "e-mail address"),
        (("user", "add", "eve@example.org", "--name", "Eve"), "short", "characters"),
        (("user", "add", "eve@example.org", "--name", "Eve"), "", "characters"),
        (("user", "add", "ada@example.org", "--name", "Ada"), PASSWORD, "address"),
        (("user", "role", "nobody@example.org", "mentor"), "", "nobody@example.org"),
        (("user", "disable", "nobody@example.org"), "", "nobody@example.org"),
        (("user", "enable", "nobody@example.org"), "", "nobody@example.org"),
    ],
)
def test_what_cannot_be_done_to_an_account_is_refused_with_its_reason(
    school: Gantry, words: tuple[str, ...], typed: str, reason: str
) -> None:
    code, _, error = school(*words, typed=typed)
    assert code == 2
    assert reason in error


def test_a_round_of_the_worker_delivers_what_is_due(school: Gantry, tmp_path: Path) -> None:
    settings = read_settings({"GANTRY_DATA": str(tmp_path / "data"), "GANTRY_CONTENT": str(SHELF)})
    workshop = make_workshop(settings)
    with workshop.writing() as work:
        context: dict[str, str | int] = {
            "name": "Ada",
            "link": "http://localhost/x",
            "hours": 1,
            "site": "http://localhost",
        }
        letters.post(work, to="ada@example.org", template=Template.NO_ACCOUNT, context=context)
    workshop.sessions.engine.dispose()
    assert school("worker", "--once")[0] == 0
    assert len(list((tmp_path / "data" / "mail").glob("*.eml"))) == 1


def test_a_regrade_says_how_many_results_changed(school: Gantry) -> None:
    code, said, _ = school("regrade")
    assert (code, said) == (0, "Attempts judged anew: 0. Results that changed: 0.\n")


def test_the_worker_says_when_closing_is_switched_off(
    school: Gantry, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GANTRY_AUTO_CLOSE", "off")
    monkeypatch.setattr(worker, "go_rounds", lambda *_: None)
    monkeypatch.setattr(worker, "stop_on_signal", lambda *_: None)
    code, _, said = school("worker")
    assert code == 0
    assert "GANTRY_AUTO_CLOSE is off" in said


@pytest.mark.parametrize("signalled", [True, False])
def test_the_worker_ends_at_once_on_a_signal_or_when_its_parent_is_gone(
    school: Gantry, *, signalled: bool
) -> None:
    command = [sys.executable, "-m", "webapp.cli", "worker", "--until-stdin-closes"]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdin is not None
        assert worker.stderr is not None
        assert "worker" in worker.stderr.readline()
        if signalled:
            worker.send_signal(signal.SIGTERM)
        else:
            worker.stdin.close()
        assert worker.wait(timeout=10) == 0


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main(["user", "add", "--help"])
    assert "the password is asked for" in " ".join(capsys.readouterr().out.split())


def test_the_demo_school_needs_a_checkout(
    gantry: Gantry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(running, "ROOT", tmp_path)
    code, _, error = gantry("demo")
    assert code == 2
    assert "part of a checkout" in error


def test_the_demo_school_is_loaded_once_and_its_people_are_named_each_time(
    gantry: Gantry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GANTRY_CONTENT", str(ROOT / "content"))
    code, first, _ = gantry("demo")
    assert code == 0
    assert "Loading the demo school" in first
    code, second, _ = gantry("demo")
    assert code == 0
    assert "Loading" not in second
    assert [line.split()[0] for line in second.splitlines()] == ["learner", "mentor", "author", "admin"]


def test_the_demo_school_stays_out_of_a_school_of_others(
    school: Gantry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GANTRY_CONTENT", str(ROOT / "content"))
    code, out, _ = school("demo")
    assert code == 0
    assert "accounts of its own" in out
    assert len(school("user", "list")[1].splitlines()) == 1
