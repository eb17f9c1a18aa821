"""Outlines that add up and follow each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import OUTLINE, spoil

OLD = "exams/round/outlines/2024-01.yaml"
ROUND = "exams/round/outlines/2026-01.yaml"
GROUPS = "approaches: [{code: a, title: A, share: 50, takes: [agile]}, {code: b, title: B, share: %s, takes: [%s]}]"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (OUTLINE, "weight: 50", "weight: 51", "11: have weights that make 101; they must make 100"),
        (OUTLINE, "{code: P2, title: Ch", "{code: P1, title: Ch", "11: the task P1 stands twice"),
        (OUTLINE, "slug: people", "slug: plan", "11: the domain plan stands twice"),
        (OUTLINE, "count: 4", "count: 7", "28: asks for more right answers than there are questions"),
        (OUTLINE, "unscored: 0", "unscored: 6", "7: leaves no question that counts"),
        (OUTLINE, "below: 67", "below: 50", "29: must rise, and the last must end below 101"),
        (OUTLINE, "below: 101", "below: 100", "29: must rise, and the last must end below 101"),
        (OUTLINE, "break_after: 0", "break_after: 5", "8: is none, yet a section has a break after it"),
        (OUTLINE, "[single, multiple]", "[single, multiple, single]", "27: the kind single stands twice"),
        (ROUND, "code: alone", "code: cases", "9: the section cases stands twice"),
        (
            ROUND,
            "approaches: []",
            GROUPS % (40, "hybrid"),
            "13: have shares that make 90; they must make 100",
        ),
        (ROUND, "approaches: []", GROUPS % (50, "agile"), "13: the approach agile stands twice"),
        (OLD, "valid_to: 2025-12-31", "valid_to: 2023-12-31", "4: lies before `valid_from`"),
        (OLD, 'edition: "2024-01"', 'edition: "2026-01"', ""),
        (OLD, "valid_to: 2025-12-31", "valid_to: 2026-01-01", ""),
        (OLD, "valid_to: 2025-12-31", "valid_to: null", ""),
    ],
)
def test_each_fault_names_its_line(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    found = spoil(tmp_path, file, old, new)
    if fault:
        assert f"{file}:{fault}" in found, found
    else:
        assert [line.partition(": ")[0] for line in found] in ([f"{ROUND}:1"], [f"{ROUND}:3"]), found


def test_questions_that_stand_alone_need_a_section(tmp_path: Path) -> None:
    alone = (
        "  - {code: alone, title: Single questions, kind: standalone, share: 1, break_after: 0, lock: true}\n"
    )
    assert spoil(tmp_path, ROUND, alone, "") == [f"{ROUND}:9: leave no place for questions that stand alone"]
