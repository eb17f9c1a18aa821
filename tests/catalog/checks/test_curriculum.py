"""The curriculum as a whole: every line, every task and every competency has its lessons."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import PLAN, TRACK, change, copy, faults_of

LESSONS = "lessons: [what-a-plan-is, who-decides, when-things-slip]\n"
ROUND = ", ".join(f'"round:{task}"' for task in ("C1", "C2", "C3", "T1", "T2", "T3", "T4"))
"""The tasks of the second exam of the tiny school."""
COVERS = """covers:
  - line: Plans
    lessons: [what-a-plan-is]
  - line: People
    lessons: [who-decides, when-things-slip]
"""


@pytest.fixture
def mapped(tmp_path: Path) -> Path:
    """The tiny school with a map of its one track; two lessons build each competency."""
    content = copy(tmp_path)
    change(content, TRACK, LESSONS, LESSONS + COVERS)
    change(content, PLAN, "skills: [planning]", "skills: [planning, deciding]")
    change(content, PLAN, 'prepares_for: ["mini:P1"]', f'prepares_for: ["mini:P1", {ROUND}]')
    change(
        content, "lessons/basics/when-things-slip.md", "skills: [reporting]", "skills: [reporting, planning]"
    )
    return content


def test_a_whole_map_is_fit(mapped: Path) -> None:
    assert faults_of(mapped) == []


def test_a_school_without_a_map_is_asked_for_none(tmp_path: Path) -> None:
    assert faults_of(copy(tmp_path)) == []


def test_a_line_names_lessons_of_its_track(mapped: Path) -> None:
    change(mapped, TRACK, "lessons: [what-a-plan-is]\n", "lessons: [what-a-plan-is, what-else]\n")
    assert faults_of(mapped) == [f"{TRACK}:7: names the lesson `what-else`, which the track has not"]


def test_a_lesson_covers_a_line(mapped: Path) -> None:
    change(mapped, TRACK, "lessons: [who-decides, when-things-slip]\n", "lessons: [who-decides]\n")
    assert faults_of(mapped) == [f"{TRACK}:4: `when-things-slip` covers no line of the map"]


def test_every_task_has_a_lesson_that_prepares_for_it(mapped: Path) -> None:
    change(mapped, PLAN, '"mini:P1", ', "")
    (fault,) = faults_of(mapped)
    assert fault.startswith("exams/mini/outlines/")
    assert fault.endswith("no lesson prepares for P1")


def test_every_competency_is_built_by_two_lessons(mapped: Path) -> None:
    change(mapped, PLAN, "skills: [planning, deciding]", "skills: [planning]")
    (fault,) = faults_of(mapped)
    assert fault.endswith("1 lessons build deciding; 2 are needed")
