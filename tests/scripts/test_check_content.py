"""The content check as an author calls it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.shelf import SHELF
from tests.support.spoiling import P1, change, copy
from webapp.settings import ROOT


def _check(*words: str) -> tuple[int, list[str]]:
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(ROOT / "scripts" / "check_content.py"), *words],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_fit_content_ends_well_with_its_counts() -> None:
    status, lines = _check("--content", str(SHELF))
    assert (status, lines[0], lines[-1]) == (0, "mini: 10 questions", "The content is fit.")


def test_facts_that_have_aged_are_listed_and_are_no_fault() -> None:
    status, lines = _check("--content", str(SHELF), "--today", "2026-11-22")
    assert status == 0
    assert lines[0] == (
        "exams/mini/outlines/2026-01.yaml:39: as of 2025-06-01: You have 10 minutes. (look it up again)"
    )


def test_unfit_content_ends_badly_with_a_line_a_fault(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, P1, "      correct: true\n", "")
    status, lines = _check("--content", str(content))
    assert status == 1
    assert lines[0] == f"{P1}:10: has 0 right options; a question of kind single has one"
    assert lines[-1] == "The content is unfit: 1 faults."


def test_what_a_growing_bank_lacks_is_listed_and_is_no_fault(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, "exams/mini/exam.yaml", "base:", "bank: growing\nbase:")
    assert "  nothing: the bank is complete" in _check("--content", str(content))[1]
    (content / "exams/mini/questions/people/d1.yaml").unlink()
    status, lines = _check("--content", str(content))
    start = lines.index("mini: what the growing bank lacks, which is no fault while it grows")
    assert status == 0
    assert lines[start + 1 : start + 3] == [
        "  exams/mini/outlines/2026-01.yaml:24: D1 has no question",
        "  exams/mini/outlines/2026-01.yaml:19: The people needs 3 questions for a form and has 2",
    ]
