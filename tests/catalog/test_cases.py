"""Cases from their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drawing.eyes import look
from tests.support.spoiling import change, copy, faults_of, spoil
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog

FAIR = "exams/round/cases/village-fair.yaml"


def test_a_situation_is_prose_with_its_tables_and_figures_in_their_place(shelf: Catalog) -> None:
    case = shelf.bank("round")[-1].case
    assert case is not None
    tree = look(case.situation.replace("&nbsp;", " "))
    assert [each.tag for each in tree] == ["p", "div", "figure"]
    assert "<strong>Ilse</strong>" in case.situation
    assert "\ue000" not in case.situation


def test_versions_change_with_the_situation_and_nothing_else(tmp_path: Path, shelf: Catalog) -> None:
    content = copy(tmp_path)
    change(content, FAIR, "first Sunday", "second Sunday")
    versions = {question.id: question.version for question in shelf.bank("round")}
    changed = [each.id for each in load(content).bank("round") if each.version != versions[each.id]]
    assert changed == ["round-c1-002", "round-t1-002"]


def test_a_question_changes_its_own_version_only(tmp_path: Path, shelf: Catalog) -> None:
    content = copy(tmp_path)
    change(content, FAIR, "a second oven", "a third oven")
    versions = {question.id: question.version for question in shelf.bank("round")}
    changed = [each.id for each in load(content).bank("round") if each.version != versions[each.id]]
    assert changed == ["round-c1-002"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: The village fair\n", "", "1: `title` is missing"),
        ("      task: T1\n".removeprefix("  "), "", "44: `task` is missing"),
        ("unit: days", "units: days", "13: `unit` is missing"),
        ("end: 2}", "end: -2}", "13: phase “Field” starts at 0 and ends at −2"),
        ("```figure", "```check", "13: a situation holds figures, each a mapping of fields"),
        ("kind: timeline\n", "kind: [\n", "15: is not YAML"),
    ],
)
def test_each_fault_names_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    found = spoil(tmp_path, FAIR, old, new)
    assert any(line.startswith(f"{FAIR}:{fault}") for line in found), found


def test_a_case_has_two_questions_at_least(tmp_path: Path) -> None:
    content = copy(tmp_path)
    text = (content / FAIR).read_text("utf-8")
    (content / FAIR).write_text(text[: text.index("  - id: round-t1-002")], encoding="utf-8")
    assert f"{FAIR}:22: `questions` needs at least 2, and has 1" in faults_of(content)
