"""Exams, outlines and banks from their files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support.spoiling import OUTLINE, change, copy, faults_of, spoil
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog


def test_an_exam_has_its_outline(shelf: Catalog) -> None:
    exam = shelf.exam("mini")
    outline = exam.outline
    assert (exam.title, exam.issuer) == ("Mini practice exam", "The Small Press")
    assert (outline.questions, outline.minutes, outline.pass_rule.count) == (6, 10, 4)
    assert outline.pass_rule.official
    assert [(domain.slug, [task.code for task in domain.tasks]) for domain in outline.domains] == [
        ("plan", ["P1", "P2"]),
        ("people", ["D1", "D2"]),
    ]
    assert outline.attempt_rules == ("You may sit it as often as you like.",)
    assert outline.facts[1].as_of == date(2025, 6, 1)


def test_a_practice_cut_is_not_official(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, OUTLINE, "kind: count,", "kind: practice_cut, note: The issuer publishes none.,")
    assert not load(content).exam("mini").outline.pass_rule.official


def test_the_outline_that_became_valid_last_is_in_force(tmp_path: Path) -> None:
    content = copy(tmp_path)
    text = (content / OUTLINE).read_text(encoding="utf-8")
    older = text.replace('edition: "2026-01"', 'edition: "2019-01"').replace(
        "valid_from: 2026", "valid_from: 2019"
    )
    (content / "exams/mini/outlines/2019-01.yaml").write_text(older, encoding="utf-8")
    assert load(content).exam("mini").outline.edition == "2026-01"


def test_an_exam_needs_an_outline(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / OUTLINE).unlink()
    assert faults_of(content) == ["exams/mini/exam.yaml:1: has no outline in its folder outlines"]


def test_the_code_is_the_name_of_the_folder(tmp_path: Path) -> None:
    found = spoil(tmp_path, "exams/mini/exam.yaml", "code: mini", "code: maxi")
    assert "exams/mini/exam.yaml:1: `code` must be the name of the folder, mini" in found


def test_a_bank_file_stands_for_a_task_of_the_outline(tmp_path: Path) -> None:
    content = copy(tmp_path)
    folder = content / "exams/mini/questions"
    (folder / "plan/p2.yaml").rename(folder / "plan/p9.yaml")
    assert faults_of(content) == [
        "exams/mini/questions/plan/p9.yaml:1: mini-p2-001 must be mini-p9- and a number",
        "exams/mini/questions/plan/p9.yaml:1: stands for the task P9, which the outline has not",
        "exams/mini/questions/plan/p9.yaml:21: mini-p2-002 must be mini-p9- and a number",
    ]


def test_a_bank_file_stands_in_the_folder_of_its_domain(tmp_path: Path) -> None:
    content = copy(tmp_path)
    folder = content / "exams/mini/questions"
    (folder / "plan/p2.yaml").rename(folder / "people/p2.yaml")
    assert faults_of(content) == [
        "exams/mini/questions/people/p2.yaml:1: stands in people; the task P2 belongs to plan"
    ]
