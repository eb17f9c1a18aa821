"""What is wrong with a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import spoil

FAIR = "exams/round/cases/village-fair.yaml"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  A village holds", "  ## The field\n\n  A village holds", "3: a situation has no headings"),
        ("task: T1", "task: T9", "49: names the task T9, which the outline has not"),
        ("id: round-t1-002", "id: round-t2-002", "44: round-t2-002 must be round-t1- and a number"),
    ],
)
def test_each_fault_names_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert f"{FAIR}:{fault}" in spoil(tmp_path, FAIR, old, new)


def test_a_task_of_another_outline_has_no_place(tmp_path: Path) -> None:
    found = spoil(tmp_path, FAIR, "task: T1", "task: AL1")
    assert any("names the task AL1" in line for line in found)
