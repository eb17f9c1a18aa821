"""Banks that cover their outlines, codes that stand once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import OUTLINE, P1, TRACK, change, copy, faults_of, spoil
from webapp.catalog.loader import inspect

ROUND = "exams/round/outlines/2026-01.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
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


def test_a_bank_must_hold_as_many_cases_as_a_form_asks(tmp_path: Path) -> None:
    found = spoil(tmp_path, ROUND, "cases: 1, break", "cases: 2, break")
    assert found == [f"{ROUND}:9: need 2 cases for a form, and the bank has 1"]


def test_a_bank_must_hold_enough_of_each_approach(tmp_path: Path) -> None:
    content = copy(tmp_path)
    groups = "approaches:\n  - {code: a, title: Agile, share: 40, takes: [agile]}\n"
    groups += "  - {code: p, title: Predictive, share: 60, takes: [predictive, hybrid]}\n"
    change(content, ROUND, "approaches: []\n", groups)
    assert faults_of(content) == []
    for path in (content / "exams/round").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("approach: any", "approach: agile"), encoding="utf-8")
    assert faults_of(content) == [f"{ROUND}:15: Predictive needs 5 questions for a form and has 0"]


def test_what_a_growing_bank_lacks_is_listed_and_no_fault(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / "exams/mini/questions/people/d1.yaml").unlink()
    change(content, "exams/mini/exam.yaml", "base:", "bank: growing\nbase:")
    found = inspect(content)
    assert found.faults == ()
    assert [shortage.line for shortage in found.notes["mini"]] == [24, 19]


def test_nothing_is_said_of_a_bank_that_could_not_be_read(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, P1, "id: mini-p1-001", "name: mini-p1-001")
    assert {line.split(":")[0] for line in faults_of(content)} == {P1}
