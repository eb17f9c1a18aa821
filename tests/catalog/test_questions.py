"""Questions from the page of a bank or a lesson to the product."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support.spoiling import DECIDES, P1, change, copy, faults_of, spoil
from webapp.catalog.loader import load
from webapp.catalog.questions import fingerprint
from webapp.catalog.shelf import Catalog
from webapp.domain.questions import Kind, Question


def _question(catalog: Catalog, id: str) -> Question:
    return next(question for question in catalog.bank("mini") if question.id == id)


def test_a_question_of_a_bank_knows_its_task_and_its_letters(shelf: Catalog) -> None:
    question = _question(shelf, "mini-p1-003")
    assert (question.kind, question.task, question.choose) == (Kind.MULTIPLE, "P1", 2)
    assert [option.id for option in question.options] == ["a", "b", "c", "d", "e"]
    assert question.key == {"a", "c"}
    assert question.reviewed == date(2026, 11, 22)


def test_stems_are_paragraphs_and_options_are_lines(shelf: Catalog) -> None:
    question = _question(shelf, "mini-p1-002")
    assert question.stem.startswith("<p>A baker needs")
    assert question.options[1].text == "Tuesday"
    assert question.options[2].trap == "waits-too-long"


def test_a_check_has_no_task_and_leads_to_its_own_lesson(shelf: Catalog) -> None:
    check = shelf.lesson("basics", "who-decides").checks[0]
    assert (check.task, check.lesson) == (None, "basics/who-decides#check")


def test_an_exhibit_follows_the_stem(tmp_path: Path) -> None:
    content = copy(tmp_path)
    exhibit = "  exhibit:\n    kind: text\n    body: |\n      | a |\n      |---|\n      | 1 |\n"
    change(content, P1, "  options:", exhibit + "  options:")
    stem = _question(load(content), "mini-p1-001").stem
    assert '</p><div class="exhibit"><div class="scroll"' in stem


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
