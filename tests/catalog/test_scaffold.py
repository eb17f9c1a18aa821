"""New questions and lessons: in the right file, under a number that nothing has borne before, or not at all."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.support.spoiling import P1, TRACK, change, copy, faults_of
from webapp.catalog.faults import UnfitContent
from webapp.catalog.scaffold import Laid, Order, new_lesson, new_questions
from webapp.domain.errors import BadInput

TODAY = date(2026, 11, 22)


def lay(content: Path, order: Order) -> Laid:
    return new_questions(content, order, dice=Random(7), today=TODAY)


def test_a_question_joins_the_file_of_its_task_under_the_next_number(tmp_path: Path) -> None:
    content = copy(tmp_path)
    before = (content / P1).read_text(encoding="utf-8")
    laid = lay(content, Order("mini", "P1"))
    after = (content / P1).read_text(encoding="utf-8")
    assert laid.path == content / P1
    assert after.startswith(before.rstrip())
    assert after.splitlines()[laid.line - 1] == f"- id: {laid.ids[0]}"
    numbers = [int(line.rpartition("-")[2]) for line in after.splitlines() if line.startswith("- id:")]
    assert numbers == sorted(set(numbers))
    assert laid.ids == (f"mini-p1-{max(numbers):03}",)


def test_several_come_at_once(tmp_path: Path) -> None:
    laid = lay(copy(tmp_path), Order("mini", "P1", kind="multiple", count=3))
    first = int(laid.ids[0][-3:])
    assert laid.ids == tuple(f"mini-p1-{first + n:03}" for n in range(3))


@pytest.mark.parametrize(
    "kind", ["single", "multiple", "matching", "ordering", "hotspot", "dropdown", "numeric"]
)
def test_a_skeleton_of_any_kind_has_no_fault_but_that_it_is_to_be_written(tmp_path: Path, kind: str) -> None:
    content = copy(tmp_path)
    laid = lay(content, Order("round", "C1", kind=kind))
    faults = faults_of(content)
    assert len(faults) == 1, faults
    assert laid.path.name in faults[0]
    assert "is to be written" in faults[0]


def test_skeletons_are_not_told_to_be_alike(tmp_path: Path) -> None:
    content = copy(tmp_path)
    lay(content, Order("mini", "P1", count=5))
    faults = faults_of(content)
    assert len(faults) == 5
    assert all("is to be written" in each for each in faults)


def test_a_file_that_is_not_there_yet_begins_with_the_line_for_editors(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / P1).unlink()
    laid = lay(content, Order("mini", "P1"))
    first, *_ = laid.path.read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=../../../../schema/questions.json"
    assert (laid.path.parent / first.partition("=")[2]).resolve() == (
        content / "schema" / "questions.json"
    ).resolve()


def test_the_number_of_a_question_that_was_removed_is_never_given_again(tmp_path: Path) -> None:
    content = copy(tmp_path)
    entry = "- {{number: 1, question: {}, version: {}, rule: exclude, reason: Odd., on: 2026-11-22}}\n"
    text = entry.format("mini-p1-041", "0" * 32)
    (content / "exams/mini/corrections.yaml").write_text(text, encoding="utf-8")
    assert lay(content, Order("mini", "P1")).ids == ("mini-p1-042",)
    assert lay(content, Order("mini", "P1", retired=("mini-p1-077", "mini-p2-200"))).ids == ("mini-p1-078",)


def test_a_question_of_a_case_holds_its_number_too(tmp_path: Path) -> None:
    content = copy(tmp_path)
    case = next((content / "exams/round/cases").glob("*.yaml"))
    text = case.read_text(encoding="utf-8")
    number = max(int(n) for n in re.findall(r"round-c1-(\d+)", text))
    assert int(lay(content, Order("round", "C1")).ids[0][-3:]) > number


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (Order("maxi", "P1"), "There is no exam maxi; there are mini, round."),
        (Order("../mini", "P1"), "There is no exam ../mini"),
        (Order("mini", "Z9"), "The outline of mini has no task Z9; it has P1, P2, D1, D2."),
        (Order("mini", "P1", kind="essay"), "There is no kind essay"),
        (
            Order("mini", "P1", kind="numeric"),
            "The outline of mini asks no numeric; it asks single, multiple.",
        ),
        (Order("mini", "P1", approach="waterfall"), "There is no approach waterfall"),
        (Order("mini", "P1", count=0), "Ask for 1 to 20 questions"),
        (Order("mini", "P1", count=21), "Ask for 1 to 20 questions"),
        (Order("mini", "P1", retired=("mini-p1-9999",)), "The numbers of mini-p1 are used up."),
    ],
)
def test_what_the_outline_does_not_take_is_refused_in_a_sentence(
    tmp_path: Path, order: Order, words: str
) -> None:
    content = copy(tmp_path)
    before = (content / P1).read_bytes()
    with pytest.raises(BadInput) as refusal:
        lay(content, order)
    assert words in str(refusal.value)
    assert (content / P1).read_bytes() == before


def test_nothing_is_added_to_a_file_with_faults(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, P1, "difficulty: 1", "difficulty: often")
    before = (content / P1).read_bytes()
    with pytest.raises(UnfitContent) as refusal:
        lay(content, Order("mini", "P1"))
    assert f"{P1}:4: `difficulty` must be a whole number" in str(refusal.value)
    assert (content / P1).read_bytes() == before


def test_a_bank_without_any_lesson_is_told_so(tmp_path: Path) -> None:
    content = copy(tmp_path)
    for lesson in (content / "lessons").rglob("*.md"):
        lesson.unlink()
    with pytest.raises(BadInput, match="There is no lesson yet"):
        lay(content, Order("mini", "P1"))


def test_a_lesson_is_begun_once_its_track_lists_it(tmp_path: Path) -> None:
    content = copy(tmp_path)
    with pytest.raises(BadInput, match=r"List slips in lessons/basics/track.yaml first"):
        new_lesson(content, "basics", "slips", "Slips", today=TODAY)
    change(content, TRACK, "when-things-slip]", "when-things-slip, slips]")
    laid = new_lesson(content, "basics", "slips", "Slips", today=TODAY)
    assert laid.path == content / "lessons/basics/slips.md"
    assert any("slips.md" in fault and "is to be written" in fault for fault in faults_of(content))
    with pytest.raises(BadInput, match="is there already"):
        new_lesson(content, "basics", "slips", "Slips", today=TODAY)


def test_a_lesson_of_no_track_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no track nowhere"):
        new_lesson(copy(tmp_path), "nowhere", "slips", "Slips", today=TODAY)
