"""Test Gantry from a checkout: `python3 scripts/test.py [--fast | --all]`. This is exactly what CI runs.

Makes the environment with the test tools on its first run, then goes through every check and every test, on after a
failure, and ends with a table. `--fast` leaves out the browser and PostgreSQL. Without it both are found or installed;
where that cannot be done the suite is left out and the end says so, and with `--all` that is a failure.
GANTRY_TEST_WITHOUT names suites this machine is to leave out, with commas between: browser, postgresql.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import environment, machine  # noqa: E402 - the checkout is no installed package

WORDS = ("webapp", "content", "docs", "scripts", "tests", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")
NO_FAULTS = (
    "H015,H020,H043"  # djlint: a heading may share its line, a mark may be empty, a button in a form submits
)
NO_TYPOS = (
    # codespell: German words, names, one without a mentor, a test, what is mined, who is judged anew, SQLAlchemy's word
    "als,indx,ines,leas,loner,lsat,mis,ore,ot,projct,regraded,regrading,selectin,skelton,sme,te,titel,wass"
)
UNIMPORTED = (
    "DEP002=psycopg|pymdown-extensions|tzdata"  # deptry: named in an address, by a string, and read as data
)
AT_A_CHECKOUT = "DEP004=playwright"  # deptry: a script takes pictures
RULES = ("domain", "services")
RULES_COVERED = (
    98  # per cent of their lines and branches that their own tests must run; watching others costs minutes
)
LINE = "─" * 78


@dataclass(frozen=True)
class Suite:
    """Tests that need something of the machine: the marker they bear, what it is, and how it is found."""

    marker: str
    package: str
    find: Callable[[], Path | None]


SUITES = (
    Suite("browser", "chromium", machine.find_chromium),
    Suite("postgresql", "postgresql", machine.find_postgresql),
)


@dataclass(frozen=True)
class Outcome:
    """How a step ended."""

    name: str
    passed: bool
    seconds: float
    closing: str = ""


def main() -> int:
    """Run every step; 1 when any failed."""
    asked = _arguments()
    try:
        python = environment.ensure("test")
    except environment.CannotPrepare as error:
        print(f"test.py: {error}", file=sys.stderr)
        return 2
    left_out = {suite.marker: "--fast" for suite in SUITES} if asked.fast else _left_out()
    outcomes = [_run(name, command) for name, command in _steps(python, left_out, fast=asked.fast)]
    return _sum_up(outcomes, left_out, strict=asked.all)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/test.py", description="Every check and every test.")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--fast", action="store_true", help="leave out the browser and PostgreSQL")
    choice.add_argument("--all", action="store_true", help="fail when anything had to be left out")
    return parser.parse_args()


def _left_out() -> dict[str, str]:
    """The suites that cannot run here, each with its reason."""
    unwanted = os.environ.get("GANTRY_TEST_WITHOUT", "").replace(",", " ").split()
    reasons = {}
    for suite in SUITES:
        if suite.marker in unwanted:
            reasons[suite.marker] = "GANTRY_TEST_WITHOUT says so"
        elif suite.find() is None:
            print(f"{suite.package} is not here; trying to install it …", flush=True)
            if why := machine.install(suite.package):
                reasons[suite.marker] = why
            elif suite.find() is None:
                reasons[suite.marker] = f"{suite.package} was installed, but its programs were not found"
    return reasons


def _steps(python: Path, left_out: dict[str, str], *, fast: bool) -> Iterator[tuple[str, Sequence[str]]]:
    """Every step in order: its name and its command."""
    tool = str(python.parent) + os.sep
    words = [each for each in WORDS if (ROOT / each).exists()]
    yield "format", [f"{tool}ruff", "format", "--check", "."]
    yield "lint", [f"{tool}ruff", "check", "."]
    yield "types", [f"{tool}mypy"]
    yield "import contracts", [f"{tool}lint-imports", "--no-logo"]
    yield "templates", [f"{tool}djlint", "--lint", "--quiet", "--ignore", NO_FAULTS, "webapp/templates"]
    yield "dependencies", [f"{tool}deptry", "--per-rule-ignores", f"{UNIMPORTED},{AT_A_CHECKOUT}", "."]
    yield "spelling", [f"{tool}codespell", "--ignore-words-list", NO_TYPOS, *words]
    yield "content", [str(python), "-m", "webapp.cli", "content", "check"]
    if fast:
        yield "tests", _pytest(python, left_out)
        return
    rooms = [f"tests/{room}" for room in RULES]
    watched = [f"--cov=webapp/{room}" for room in RULES]
    gate = ["--fail-under", str(RULES_COVERED), "--skip-covered", "--show-missing"]
    yield "tests of the rules", [*_pytest(python, left_out), *watched, "--cov-report=", *rooms]
    yield "coverage of the rules", [str(python), "-m", "coverage", "report", *gate]
    yield "tests of the rest", [*_pytest(python, left_out), *(f"--ignore={room}" for room in rooms)]


def _pytest(python: Path, left_out: dict[str, str]) -> list[str]:
    """The command of all tests but those of the suites left out; a worker with none left takes some of the other's."""
    command = [str(python), "-m", "pytest", "-n", "2", "--dist", "worksteal", "-q"]
    return [*command, "-m", " and ".join(f"not {marker}" for marker in left_out)] if left_out else command


def _run(name: str, command: Sequence[str]) -> Outcome:
    """Run one step under its headline, passing on what it says; its last line is kept for the end.

    Some steps start hundreds of Pythons. They may keep what they have compiled even where the user's own may not.
    """
    print(f"\n{LINE}\n{name}\n{LINE}", flush=True)
    began = perf_counter()
    closing = ""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            closing = line.strip() or closing
    return Outcome(name, process.returncode == 0, perf_counter() - began, closing)


def _sum_up(outcomes: Sequence[Outcome], left_out: dict[str, str], *, strict: bool) -> int:
    """Say how it went, loudest about what did not run."""
    print(f"\n{LINE}")
    for each in outcomes:
        print(f"{'passed' if each.passed else 'FAILED':<7} {each.name:<22} {each.seconds:7.1f} s")
    for marker, why in left_out.items():
        print(f"\n!!! NOT RUN: the {marker} tests. {why}.")
    failed = [each.name for each in outcomes if not each.passed]
    if strict and left_out:
        failed.append("--all: nothing may be left out")
    print()
    for each in outcomes:
        if each.name.startswith("tests"):
            print(each.closing)
    print(f"FAILED: {', '.join(failed)}" if failed else "Everything that ran has passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
