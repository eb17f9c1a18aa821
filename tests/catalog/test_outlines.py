"""Outlines from their files."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from tests.support.spoiling import OUTLINE, change, copy, faults_of
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog
from webapp.domain.exams.outline import Pauses, SectionKind
from webapp.domain.questions import Kind


def test_all_outlines_of_an_exam_are_read_oldest_first(shelf: Catalog) -> None:
    exam = shelf.exam("round")
    assert [outline.edition for outline in exam.outlines] == ["2024-01", "2026-01"]
    assert exam.outline_on(date(2025, 12, 31)).edition == "2024-01"
    assert exam.outline_on(date(2026, 1, 1)).edition == "2026-01"


def test_an_older_outline_names_what_carries_its_tasks_on(shelf: Catalog) -> None:
    assert [task.now for task in shelf.exam("round").edition("2024-01").tasks] == [("C1", "C2"), ("T1",)]


def test_sections_have_their_size_their_break_and_their_lock(shelf: Catalog) -> None:
    cases, alone = shelf.exam("round").outline.sections
    assert (cases.kind, cases.cases, cases.break_after, cases.lock) == (
        SectionKind.CASES,
        1,
        timedelta(minutes=5),
        True,
    )
    assert (alone.kind, alone.cases, alone.share) == (SectionKind.STANDALONE, 0, 1)


def test_what_the_files_say_beside_is_kept(shelf: Catalog) -> None:
    outline = shelf.exam("round").outline
    assert outline.pauses is Pauses.BETWEEN_SECTIONS
    assert outline.tools == ("flag", "calculator", "whiteboard", "highlight", "strike-out")
    assert set(outline.item_types) == set(Kind)
    assert outline.sections_note.startswith("The Small Press")
    assert outline.item_types_note == "One of each kind."


def test_approaches_are_groups_with_a_share(tmp_path: Path) -> None:
    content = copy(tmp_path)
    groups = "approaches: [{code: all, title: It's all, share: 100, takes: [agile, hybrid]}]\nweights_note"
    change(content, OUTLINE, "weights_note", groups)
    (group,) = load(content).exam("mini").outline.approaches
    assert (group.title, group.share, group.takes) == ("It’s all", 100, ("agile", "hybrid"))


def test_a_published_count_is_a_share_of_what_counts(shelf: Catalog) -> None:
    rule = shelf.exam("mini").outline.pass_rule
    assert (rule.share, rule.official, rule.note) == (Fraction(4, 6), True, "")


def test_a_line_of_ours_is_a_percentage_with_its_note(shelf: Catalog) -> None:
    outline = shelf.exam("round").outline
    assert (outline.pass_rule.share, outline.pass_rule.official) == (Fraction(3, 5), False)
    assert outline.pass_rule.note == "The Small Press publishes no line; this one is ours."
    assert outline.pass_count == 6


def test_an_exam_needs_an_outline(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / OUTLINE).unlink()
    assert faults_of(content) == ["exams/mini/exam.yaml:1: has no outline in its folder outlines"]
