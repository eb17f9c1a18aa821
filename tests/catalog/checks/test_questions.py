"""What is wrong with a question by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import P1, PLAN, copy, faults_of, spoil


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (P1, "      correct: true\n", "", "10: has 0 right options; a question of kind single has one"),
        (
            P1,
            "text: Who likes it best\n",
            "text: Who likes it best\n      correct: true\n",
            "10: has 2 right options; a question of kind single has one",
        ),
        (
            P1,
            "    - text: Who likes it best",
            "    - {text: When it began, why: That is history.}\n    - text: Who likes it best",
            "10: has more than four options; single takes three or four",
        ),
        (P1, "each task?", "each task? Choose two.", "8: asks for several options, yet its kind is single"),
        (P1, "each task?", "each task.", "8: asks nothing"),
        (P1, "Choose two.", "Choose some.", "50: must end with “Choose two.”, or how many are right"),
        (P1, "a plan? Choose two.", "a plan?", "50: must end with “Choose two.”, or how many are right"),
        (P1, "Choose two.", "Choose three.", "52: has 2 right options, yet asks to choose three"),
        (
            P1,
            "text: How it went before",
            "text: what it waits for.",
            "16: says the same as an option before it",
        ),
        (
            P1,
            "why: That is what makes a list a plan.",
            "why: It is.\n      trap: decides-alone",
            "14: stands at a right option",
        ),
        (
            P1,
            "text: How it went before",
            "text: None of the above",
            "16: speaks of the other options, whose order changes",
        ),
        (
            P1,
            "id: mini-p1-002",
            "id: mini-p1-001",
            "22: mini-p1-001 stands in exams/mini/questions/plan/p1.yaml already",
        ),
        (P1, "id: mini-p1-002", "id: mini-p2-009", "22: mini-p2-009 must be mini-p1- and a number"),
        (
            PLAN,
            "id: basics-what-a-plan-is-1",
            "id: basics-plan-1",
            "35: basics-plan-1 must be basics-what-a-plan-is- and a number",
        ),
    ],
)
def test_each_fault_names_its_line(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    assert spoil(tmp_path, file, old, new) == [f"{file}:{fault}"]


def test_a_question_needs_something_to_be_wrong_about(tmp_path: Path) -> None:
    content = copy(tmp_path)
    path = content / P1
    head, tail = path.read_text("utf-8").split("    Which two things belong into a plan? Choose two.")
    options = "".join(
        f"    - {{text: {text}, correct: true, why: It does.}}\n" for text in ("Ends", "Means", "Days")
    )
    rest = tail[tail.index("  reference") :]
    path.write_text(f"{head}    Which belong? Choose three.\n  options:\n{options}{rest}", encoding="utf-8")
    assert faults_of(content) == [f"{P1}:52: has no wrong option"]


def test_a_question_that_is_all_key_has_no_wrong_option(tmp_path: Path) -> None:
    old = "      why: Praise comes after the work.\n    - text: Links between tasks\n"
    found = spoil(tmp_path, P1, old, old.replace("    - text: L", "      correct: true\n    - text: L"))
    assert found == [f"{P1}:52: has 3 right options, yet asks to choose two"]
