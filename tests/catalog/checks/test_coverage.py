"""Outlines that add up, banks that cover them, codes that stand once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import OUTLINE, P1, TRACK, change, copy, faults_of, spoil


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (OUTLINE, "weight: 50", "weight: 51", "11: have weights that make 101; they must make 100"),
        (OUTLINE, "count: 4", "count: 7", "28: asks for more right answers than there are questions"),
        (
            OUTLINE,
            "questions: 6, break_after",
            "questions: 5, break_after",
            "9: do not make 6 questions together",
        ),
        (OUTLINE, "below: 67", "below: 50", "29: must rise, and the last must end below 101"),
        (OUTLINE, "below: 101", "below: 100", "29: must rise, and the last must end below 101"),
        (OUTLINE, "item_types: [single, multiple]", "item_types: [single]", ""),
        (TRACK, "[what-a-plan-is,", "[what-a-plan-is, who-decides,", ""),
        ("skills.yaml", "code: deciding", "code: planning", ""),
        ("roles.yaml", "{planning: 2, deciding: 1, ", "{planning: 2, ", "6: has no target for deciding"),
        ("roles.yaml", "code: lead", "code: helper", ""),
    ],
)
def test_each_fault_names_its_line(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    found = spoil(tmp_path, file, old, new)
    if fault:
        assert found == [f"{file}:{fault}"]
    else:
        assert any(" stands twice" in line or "does not name" in line for line in found), found


def test_a_kind_the_outline_does_not_name_is_a_fault(tmp_path: Path) -> None:
    found = spoil(tmp_path, OUTLINE, "item_types: [single, multiple]", "item_types: [single]")
    assert found == [f"{P1}:44: is multiple, which the outline does not name"]


def test_a_task_without_a_question_is_a_fault_and_so_is_a_domain_too_small(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / "exams/mini/questions/people/d1.yaml").unlink()
    assert faults_of(content) == [
        f"{OUTLINE}:19: The people needs 3 questions for a form and has 2",
        f"{OUTLINE}:24: D1 has no question",
    ]


def test_a_task_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    found = spoil(tmp_path, OUTLINE, "{code: P2, title: Changing", "{code: P1, title: Changing")
    assert f"{OUTLINE}:11: the task P1 stands twice" in found


def test_two_tracks_cannot_stand_at_one_place(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / "lessons/extra").mkdir()
    (content / "lessons/basics/when-things-slip.md").rename(content / "lessons/extra/when-things-slip.md")
    (content / "lessons/extra/track.yaml").write_text(
        "title: Extra\nsummary: More.\norder: 1\nlessons: [when-things-slip]\n", encoding="utf-8"
    )
    change(content, TRACK, ", when-things-slip]", "]")
    assert "lessons/extra/track.yaml:3: 1 is the place of basics already" in faults_of(content)


def test_codes_that_repeat_are_named(tmp_path: Path) -> None:
    assert "roles.yaml:8: the role helper stands twice" in spoil(
        tmp_path, "roles.yaml", "code: lead", "code: helper"
    )
