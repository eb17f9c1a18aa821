"""Questions from the page of a bank or a lesson to the product."""

from __future__ import annotations

from pathlib import Path

from tests.support.spoiling import DECIDES, P1, change, copy, faults_of, spoil
from webapp.catalog.loader import load
from webapp.catalog.questions import fingerprint
from webapp.catalog.shelf import Catalog


def test_a_check_has_no_task_and_leads_to_its_own_lesson(shelf: Catalog) -> None:
    check = shelf.lesson("basics", "who-decides").checks[0]
    assert (check.task, check.lesson) == (None, "basics/who-decides#check")


def test_a_version_changes_with_any_field_and_with_nothing_else(tmp_path: Path, shelf: Catalog) -> None:
    content = copy(tmp_path)
    change(content, P1, "difficulty: 1", "difficulty: 3")
    change(
        content, P1, "  kind: single\n  approach: any\n", "  approach: any\n  kind: single\n  # a comment\n"
    )
    changed = load(content)
    versions = {question.id: question.version for question in shelf.bank("mini")}
    assert [q.id for q in changed.bank("mini") if q.version != versions[q.id]] == ["mini-p1-001"]


def test_the_order_of_keys_does_not_change_a_fingerprint() -> None:
    assert fingerprint({"a": 1, "b": ["é"]}) == fingerprint({"b": ["é"], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"})
    assert fingerprint({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad808"


def test_a_bank_must_be_a_list(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / "exams/mini/questions/plan/p2.yaml").write_text("id: x\n", encoding="utf-8")
    assert faults_of(content) == [
        "exams/mini/questions/plan/p2.yaml:1: must be a list of questions, with at least one"
    ]


def test_a_question_of_a_bank_must_name_its_lesson(tmp_path: Path) -> None:
    found = spoil(tmp_path, P1, "  lesson: basics/what-a-plan-is#idea\n", "")
    assert found == [f"{P1}:1: `lesson` is missing"]


def test_a_check_may_name_another_lesson(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(
        content,
        DECIDES,
        "skills: [deciding]\nstem",
        "skills: [deciding]\nlesson: basics/when-things-slip#idea\nstem",
    )
    assert load(content).lesson("basics", "who-decides").checks[0].lesson == "basics/when-things-slip#idea"


def test_the_task_is_said_by_the_file_and_written_in_a_case_only(tmp_path: Path) -> None:
    found = spoil(tmp_path, P1, "  approach: any\n", "  approach: any\n  task: P1\n")
    assert found == [f"{P1}:4: is said by the name of the file; only a case names it"]


def test_a_check_belongs_to_no_task(tmp_path: Path) -> None:
    found = spoil(tmp_path, DECIDES, "approach: any\n", "approach: any\ntask: P1\n")
    assert [line.partition(": ")[2] for line in found] == ["belongs to questions of an exam"]


def test_a_question_that_is_no_mapping_is_told_so(tmp_path: Path) -> None:
    found = spoil(
        tmp_path,
        "exams/mini/questions/plan/p2.yaml",
        "- id: mini-p2-001\n",
        "- just a text\n- id: mini-p2-001\n",
    )
    assert found == ["exams/mini/questions/plan/p2.yaml:1: must be a mapping of fields"]
