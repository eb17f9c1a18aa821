"""The environment of the scripts: made once, known again by its stamp, and plain about what it lacks."""

from __future__ import annotations

import shutil
import venv
from pathlib import Path

import pytest

from scripts import environment


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose product needs no package."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text("# nothing\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('requires-python = ">=3.11"\n', encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "BIN", tmp_path / ".venv" / "bin")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path


def test_it_is_made_on_the_first_run_and_known_on_the_second(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python = environment.ensure("run")
    said = capsys.readouterr().out
    assert "Making the environment" in said
    assert "Installing 0 packages from requirements/run.txt" in said
    assert (checkout / ".venv" / "bin" / "gantry").stat().st_mode & 0o111
    assert environment.ensure("run") == python
    assert capsys.readouterr().out == ""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds pip alone, made once; each test takes a copy of it."""
    folder = tmp_path_factory.mktemp("bare") / ".venv"
    venv.create(folder, with_pip=True)
    return folder


@pytest.fixture
def stocked(checkout: Path, bare: Path) -> Path:
    """A checkout with an environment that works, in which nothing has been installed."""
    shutil.copytree(bare, checkout / ".venv", symlinks=True)
    return checkout


def test_changed_requirements_are_installed_into_the_same_environment(
    stocked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.ensure("run")
    (stocked / "requirements" / "run.txt").write_text("# still nothing\n", encoding="utf-8")
    capsys.readouterr()
    environment.ensure("run")
    said = capsys.readouterr().out
    assert "Installing" in said
    assert "Making" not in said


def test_what_pip_refuses_is_said_in_its_own_words(stocked: Path) -> None:
    (stocked / "requirements" / "run.txt").write_text("./nowhere\n", encoding="utf-8")
    with pytest.raises(environment.CannotPrepare, match="nowhere"):
        environment.ensure("run")
    assert not list((stocked / ".venv").glob("*.stamp"))


def test_an_older_python_is_refused_by_what_the_project_asks_for(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text('requires-python = ">=9.1.2"\n', encoding="utf-8")
    with pytest.raises(environment.CannotPrepare, match=r"needs Python 9\.1\.2 or newer; this is 3\."):
        environment.ensure("run")


def test_a_python_without_environments_is_told_what_to_install() -> None:
    said = environment._why_no_venv("Error: No module named ensurepip")
    assert "apt-get install python3." in said
    assert "python3-venv" in said


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Collecting alembic==1.20.1 (from -r requirements/run.txt (line 1))", "alembic"),
        ("Collecting argon2-cffi-bindings==26.2.0", "argon2-cffi-bindings"),
        ("Processing /wheels/annotated_types-0.8.0-py3-none-any.whl", "annotated_types"),
        ("Requirement already satisfied: flask==3.1.3 in ./x", "flask"),
    ],
)
def test_each_package_is_named_as_it_comes(line: str, name: str) -> None:
    found = environment.COMES.match(line)
    assert found
    assert found[1] == name
