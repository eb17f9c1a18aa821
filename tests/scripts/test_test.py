"""The second command: every step runs, what fails fails the whole, and what did not run is said loudly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import machine
from scripts import test as suite

PYTHON = Path("/env/bin/python")
GOOD = suite.Outcome("lint", passed=True, seconds=1.0)
TESTS = suite.Outcome("tests", passed=True, seconds=9.0, closing="12 passed in 8.90s")
BAD = suite.Outcome("types", passed=False, seconds=2.0)


def test_the_steps_come_in_order_with_the_tests_last() -> None:
    names = [name for name, _ in suite._steps(PYTHON, {}, fast=False)]
    assert names == [
        "format",
        "lint",
        "types",
        "import contracts",
        "templates",
        "dependencies",
        "spelling",
        "content",
        "tests of the rules",
        "coverage of the rules",
        "tests of the rest",
    ]


def test_the_rules_are_tested_by_themselves_and_the_rest_is_everything_else() -> None:
    steps = dict(suite._steps(PYTHON, {}, fast=False))
    rules, rest = steps["tests of the rules"], steps["tests of the rest"]
    assert rules[-2:] == ["tests/domain", "tests/services"]
    assert {"--cov=webapp/domain", "--cov=webapp/services"} <= set(rules)
    assert rest == [*suite._pytest(PYTHON, {}), "--ignore=tests/domain", "--ignore=tests/services"]


def test_without_browser_and_database_all_tests_are_one_step() -> None:
    steps = dict(suite._steps(PYTHON, {}, fast=True))
    assert [name for name in steps if "tests" in name] == ["tests"]
    assert steps["tests"] == suite._pytest(PYTHON, {})


def test_a_suite_is_left_out_only_where_it_is_said() -> None:
    everything = suite._pytest(PYTHON, {})
    assert "-m" not in everything[3:]
    less = suite._pytest(PYTHON, {"postgresql": "not here"})
    assert less[less.index("-m", 3) + 1] == "not postgresql"


def test_nothing_is_left_out_where_everything_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GANTRY_TEST_WITHOUT", raising=False)
    here = suite.Suite("browser", "chromium", lambda: Path("/usr/bin/chromium"))
    monkeypatch.setattr(suite, "SUITES", (here,))
    assert suite._left_out() == {}


def test_what_is_missing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GANTRY_TEST_WITHOUT", raising=False)
    found: list[Path] = []
    late = suite.Suite("browser", "chromium", lambda: found[0] if found else None)
    monkeypatch.setattr(suite, "SUITES", (late,))

    def install(package: str) -> str:
        found.append(Path("/usr/bin") / package)
        return ""

    monkeypatch.setattr(machine, "install", install)
    assert suite._left_out() == {}


def test_what_cannot_be_installed_is_left_out_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GANTRY_TEST_WITHOUT", raising=False)
    monkeypatch.setattr(suite, "SUITES", (suite.Suite("browser", "chromium", lambda: None),))
    monkeypatch.setattr(machine, "install", lambda package: f"only root may install {package}")
    assert suite._left_out() == {"browser": "only root may install chromium"}


def test_a_machine_may_name_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANTRY_TEST_WITHOUT", "postgresql, browser")
    assert set(suite._left_out()) == {"postgresql", "browser"}


def test_a_step_shows_what_is_said_and_keeps_the_last_line(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = suite._run(
        "greeting", [sys.executable, "-c", "print('one'); print('two'); raise SystemExit(3)"]
    )
    assert (outcome.passed, outcome.closing) == (False, "two")
    assert "greeting" in (said := capsys.readouterr().out)
    assert "one\ntwo" in said


def test_all_passed_is_zero_and_closes_with_the_tests_own_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert suite._sum_up([GOOD, TESTS], {}, strict=True) == 0
    assert "12 passed in 8.90s" in capsys.readouterr().out.splitlines()[-2]


def test_one_failure_fails_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert suite._sum_up([GOOD, BAD, TESTS], {}, strict=False) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "FAILED: types"


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 1)])
def test_what_did_not_run_is_loud_and_fails_where_nothing_may_be_left_out(
    capsys: pytest.CaptureFixture[str], *, strict: bool, code: int
) -> None:
    assert suite._sum_up([TESTS], {"postgresql": "no server"}, strict=strict) == code
    assert "!!! NOT RUN: the postgresql tests. no server." in capsys.readouterr().out
