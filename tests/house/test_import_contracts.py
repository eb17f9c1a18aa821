"""The import contracts hold, and each of them would notice the import it is there to forbid."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from webapp.settings import ROOT

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
PLANTED = [
    ("The stairs", "services/work.py", "import webapp.pages.edge"),
    ("Inside the rules", "domain/access.py", "import webapp.domain.plans.plan"),
    ("The rules are plain Python", "domain/access.py", "import logging"),
    ("Only pages know the web", "services/work.py", "import flask"),
    (
        "Pages ask services, never the database or the disk",
        "pages/guard.py",
        "import webapp.store.session",
    ),
    ("Only the store builds queries", "services/letters.py", "import sqlalchemy"),
    ("No circles", "store/base.py", "import webapp.store.tables.accounts"),
    ("No circles", "store/base.py", "def late():\n    import webapp.store.tables.accounts"),
]


def contracts() -> list[str]:
    """The contracts' names, as pyproject.toml has them."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return [each["name"] for each in tomllib.load(file)["tool"]["importlinter"]["contracts"]]


def check(folder: Path) -> str:
    """What import-linter says of the package in a folder."""
    command = [str(LINT_IMPORTS), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - a tool of ours
    return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package to break."""
    leave = shutil.ignore_patterns("__pycache__", "static", "templates")
    shutil.copytree(ROOT / "webapp", tmp_path / "webapp", ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    said = check(ROOT)
    assert "0 broken" in said, said
    assert f"{len(contracts())} kept" in said, said


def test_every_contract_has_an_import_planted_against_it() -> None:
    assert {name for name, _, _ in PLANTED} == set(contracts())


@pytest.mark.parametrize(("contract", "module", "planted"), PLANTED)
def test_a_forbidden_import_breaks_its_contract(copy: Path, contract: str, module: str, planted: str) -> None:
    path = copy / "webapp" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{planted}\n", encoding="utf-8")
    said = check(copy)
    assert f"{contract} BROKEN" in said, said
