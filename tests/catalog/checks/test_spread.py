"""Banks spread as their outlines wish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.full_bank import Made, fill
from tests.support.spoiling import OUTLINE, change, copy, faults_of
from webapp.catalog.checks.spread import shares
from webapp.catalog.loader import inspect

EXAM = "exams/mini/exam.yaml"
LEVELS = "levels: {recall: 40, apply: 40, judge: 20}\n"


def _faults(
    folder: Path, alter: Callable[[int, Made], object] = lambda _n, _q: None, *, levels: str = LEVELS
) -> list[str]:
    content = fill(copy(folder), alter)
    path = content / EXAM
    path.write_text(path.read_text("utf-8") + levels, encoding="utf-8")
    return faults_of(content)


def test_a_bank_that_is_spread_as_wished_has_no_fault(tmp_path: Path) -> None:
    assert _faults(tmp_path) == []


def test_levels_of_thought_are_held_to_what_the_exam_names(tmp_path: Path) -> None:
    assert _faults(tmp_path, levels="levels: {recall: 20, apply: 50, judge: 30}\n") == [
        f"{EXAM}:1: level recall has 40.0 % of the questions; 20 % are wished, give or take 10 points"
    ]


def test_levels_must_be_whole(tmp_path: Path) -> None:
    assert _faults(tmp_path, levels="levels: {recall: 20, apply: 50, judge: 31}\n") == [
        f"{EXAM}:8: `levels` must add up to 100"
    ]


def test_no_difficulty_takes_most_of_a_bank(tmp_path: Path) -> None:
    found = _faults(tmp_path, lambda number, question: question.update(difficulty=3 if number % 3 else 2))
    assert found == [f"{EXAM}:1: difficulty 3 has 66.2 % of the questions; 60 % at most"]


def test_every_kind_that_the_outline_names_is_asked(tmp_path: Path) -> None:
    content = fill(copy(tmp_path))
    change(content, OUTLINE, "[single, multiple]", "[single, multiple, numeric]")
    assert faults_of(content) == [f"{OUTLINE}:27: has no question of kind numeric"]


def test_domains_are_held_to_their_weights(tmp_path: Path) -> None:
    told = "of the questions; 50 % are wished, give or take 3 points"
    assert faults_of(fill(copy(tmp_path), sizes=(46, 46, 34, 34))) == [
        f"{EXAM}:1: domain people has 42.5 % {told}",
        f"{EXAM}:1: domain plan has 57.5 % {told}",
    ]


@pytest.mark.parametrize(("questions", "needed"), [(12, 6), (60, 8)])
def test_a_task_needs_what_two_forms_ask_of_it_and_never_more_than_eight(
    tmp_path: Path, questions: int, needed: int
) -> None:
    content = fill(copy(tmp_path), sizes=(40, 40, 75, 5))
    change(content, OUTLINE, "questions: 6", f"questions: {questions}")
    assert faults_of(content) == [f"{OUTLINE}:25: D2 has 5 questions; it needs {needed}"]


def test_a_small_bank_is_left_in_peace(tmp_path: Path) -> None:
    assert faults_of(fill(copy(tmp_path), sizes=(60, 60, 20, 9))) == []


@pytest.mark.parametrize(("approach", "beyond"), [("agile", True), ("any", False)])
def test_approaches_may_count_what_fits_any(tmp_path: Path, approach: str, *, beyond: bool) -> None:
    content = fill(copy(tmp_path), lambda _number, question: question.update(approach=approach))
    groups = "approaches:\n  - {code: a, title: Agile, share: 40, takes: [agile]}\n"
    groups += "  - {code: p, title: Predictive, share: 60, takes: [predictive, hybrid]}\n"
    change(content, OUTLINE, "domains:\n", f"{groups}domains:\n")
    exam = inspect(content).drafts.exams[0]
    found = {share.name: share.beyond for share in shares(exam) if share.side == "approach"}
    assert found == {"a": beyond, "p": beyond}
