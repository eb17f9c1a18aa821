"""Exams, outlines and banks from their files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support.spoiling import change, copy, faults_of, spoil
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog
from webapp.domain.exams.corrections import Rule


def test_an_exam_has_its_outline(shelf: Catalog) -> None:
    exam = shelf.exam("mini")
    outline = exam.outline
    assert (exam.title, exam.issuer) == ("Mini practice exam", "The Small Press")
    assert (outline.questions, outline.minutes, outline.pass_count) == (6, 10, 4)
    assert outline.pass_rule.official
    assert [(domain.slug, [task.code for task in domain.tasks]) for domain in outline.domains] == [
        ("plan", ["P1", "P2"]),
        ("people", ["D1", "D2"]),
    ]
    assert [rule.text for rule in outline.attempt_rules] == ["You may sit it as often as you like."]
    assert outline.facts[1].as_of == date(2025, 6, 1)


def test_a_bank_may_grow(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, "exams/mini/exam.yaml", "base:", "bank: growing\nbase:")
    assert load(content).exam("mini").growing
    assert not load(content).exam("round").growing


def test_the_bank_of_an_exam_holds_its_cases(shelf: Catalog) -> None:
    cases = [question.case for question in shelf.bank("round") if question.case]
    assert [case.title for case in cases] == ["The village fair", "The village fair"]


def test_corrections_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    content = copy(tmp_path)
    version = "0" * 32
    entry = "- {{number: {0}, question: mini-p1-001, version: {1}, rule: {2}, reason: It's odd., on: 2026-11-22}}\n"
    text = entry.format(1, version, "exclude") + entry.format(2, version, "rekey, key: [b]")
    (content / "exams/mini/corrections.yaml").write_text(text, encoding="utf-8")
    catalog = load(content)
    first, second = catalog.corrections["mini"]
    assert (first.rule, first.key, first.reason) == (Rule.EXCLUDE, (), "It’s odd.")
    assert (second.rule, second.key, second.on) == (Rule.REKEY, ("b",), date(2026, 11, 22))
    assert catalog.corrections_of("mini") == {version: second}


def test_an_exam_without_corrections_has_none(shelf: Catalog) -> None:
    assert shelf.corrections_of("mini") == {}
    assert shelf.corrections_of("no-such-exam") == {}


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
