"""The fields of exams and outlines, each with one thing that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import OUTLINE, spoil

ROUND = "exams/round/outlines/2026-01.yaml"
SIZE = "`sections` take `cases` where their kind is cases, and `share` where it is not"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (ROUND, "kind: cases, cases: 1", "kind: cases, share: 1", f"10: {SIZE}"),
        (ROUND, "kind: standalone, share: 1", "kind: standalone, cases: 1", f"11: {SIZE}"),
        (ROUND, "kind: standalone, share: 1", "kind: standalone", f"11: {SIZE}"),
        (ROUND, "percent: 60, note", "note", "35: `percent` is missing"),
        (ROUND, "percent: 60", "percent: 101", "35: `percent` must be at most 100"),
        (ROUND, "practice_cut", "guess", "35: `pass_rule` of kind “guess” is not known; it must be one of"),
        (
            ROUND,
            "dropdown, numeric]",
            "dropdown, essay]",
            "33: `item_types` is “essay”; it must be 'single',",
        ),
        (ROUND, "tools: [flag", "tools: [bell", "40: `tools` is “bell”; it must be 'flag',"),
        (OUTLINE, "code: P1, title", "code: p1, title", "17: `code` does not have the form"),
        (OUTLINE, "pauses: none", "pauses: free", "8: `pauses` is “free”; it must be 'none' or"),
        (
            "exams/mini/exam.yaml",
            "base:",
            "bank: small\nbase:",
            "7: `bank` is “small”; it must be 'growing' or",
        ),
    ],
)
def test_each_file_tells_the_line_of_what_does_not_fit(
    tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    found = spoil(tmp_path, file, old, new)
    assert any(line.startswith(f"{file}:{fault}") for line in found), found


def test_a_task_may_have_two_letters_and_two_digits(tmp_path: Path) -> None:
    old = "{code: AL2, title: Putting things in their places"
    assert spoil(tmp_path, "exams/round/outlines/2024-01.yaml", old, old.replace("AL2", "AL17")) == []
