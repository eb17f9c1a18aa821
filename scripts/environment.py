"""The environment the scripts run in: .venv, filled from hash-pinned requirements. Standard library only.

A stamp in .venv holds the hash of what was installed, so that a later start only compares two files.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
COMES = re.compile(
    r"(?:Collecting|Processing|Requirement already satisfied:) (?:\S*/)?([\w.]+(?:-[a-z][\w.]*)*)"
)
GANTRY = """#!{python}
import sys

sys.path.insert(0, {root!r})
from webapp.cli import main

sys.exit(main())
"""


class CannotPrepare(Exception):
    """The environment cannot be made; the message says why and what to do."""


def ensure(requirements: str) -> Path:
    """Make .venv hold requirements/<requirements>.txt, saying what is done; returns its Python."""
    _require_python()
    wanted = ROOT / "requirements" / f"{requirements}.txt"
    stamp = VENV / f"gantry-{requirements}.stamp"
    content = hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()
    if PYTHON.exists() and stamp.is_file() and stamp.read_text(encoding="ascii") == content:
        return PYTHON
    if not _works():
        _make()
    _install(wanted)
    _write_command()
    stamp.write_text(content, encoding="ascii")
    return PYTHON


def _require_python() -> None:
    """Refuse a Python that is older than pyproject.toml asks for."""
    found = re.search(
        r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    )
    oldest = found[1] if found else "3.11"
    if sys.version_info < tuple(int(part) for part in oldest.split(".")):
        mine = ".".join(str(part) for part in sys.version_info[:3])
        raise CannotPrepare(f"Gantry needs Python {oldest} or newer; this is {mine} ({sys.executable})")


def _works() -> bool:
    """Whether .venv holds a Python with pip, of the version that runs us."""
    if not PYTHON.exists():
        return False
    asks = "import sys, pip; print(*sys.version_info[:2])"
    asked = subprocess.run([str(PYTHON), "-c", asks], capture_output=True, text=True, check=False)
    return asked.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _make() -> None:
    """Make .venv anew."""
    print(f"Making the environment {VENV} …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode or not _works():
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotPrepare(_why_no_venv(made.stdout + made.stderr))


def _why_no_venv(said: str) -> str:
    """What to do when Python could not make an environment."""
    if "ensurepip" in said or "No module named" in said:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return (
            "this Python cannot make environments: its modules venv and ensurepip are missing.\n"
            f"On Debian or Ubuntu: apt-get install python{version}-venv (or python3-venv); then start this again."
        )
    return f"the environment could not be made:\n{said.strip()}"


def _install(wanted: Path) -> None:
    """Install exactly what the file pins, naming each package as it comes."""
    total = sum("==" in line for line in wanted.read_text(encoding="utf-8").splitlines())
    print(f"Installing {total} packages from {wanted.relative_to(ROOT)} …", flush=True)
    command = [
        str(PYTHON), "-m", "pip", "install", "--require-hashes", "--disable-pip-version-check", "--no-input",
        "--progress-bar", "off", "--requirement", str(wanted),
    ]  # fmt: skip
    said: list[str] = []
    done = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            said.append(line)
            if found := COMES.match(line):
                done += 1
                print(f"  {done:>3}/{total}  {found[1]}", flush=True)
            elif line.startswith("Installing collected"):
                print("  unpacking …", flush=True)
    if pip.returncode:
        raise CannotPrepare("pip could not install the packages:\n" + "".join(said[-15:]).strip())


def _write_command() -> None:
    """Put the command `gantry` into the environment: this checkout's, so that there is nothing to install again."""
    command = BIN / "gantry"
    command.write_text(GANTRY.format(python=PYTHON, root=str(ROOT)), encoding="utf-8")
    command.chmod(0o755)
