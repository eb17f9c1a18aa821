"""Questions that say the same."""

from __future__ import annotations

from pathlib import Path

from tests.support.spoiling import P1, change, copy, faults_of

TWIN = """- id: mini-p2-003
  kind: single
  approach: any
  difficulty: 2
  cognitive: apply
  skills: [planning]
  lesson: basics/what-a-plan-is#idea
  stem: |
    A baker needs flour for the dough and dough for the bread. The mill delivers on {day}. On which day can the
    bread be baked at the earliest?
  options:
    - {{text: Wednesday, why: Right if the mill came then.}}
    - {{text: {day}, why: With the flour comes the dough., correct: true}}
    - {{text: Saturday, why: Nothing waits until then.}}
  reference: Notes on small plans
  reviewed: 2026-11-22
"""


def test_a_question_with_one_word_changed_is_told_with_its_twin(tmp_path: Path) -> None:
    content = copy(tmp_path)
    path = content / "exams/mini/questions/plan/p2.yaml"
    path.write_text(path.read_text("utf-8") + TWIN.format(day="Thursday"), encoding="utf-8")
    found = faults_of(content)
    assert len(found) == 1
    assert found[0].startswith("exams/mini/questions/plan/p2.yaml:")
    assert found[0].endswith(f"% the same as mini-p1-002 in {P1}")


def test_another_question_about_the_same_matter_is_none(tmp_path: Path) -> None:
    content = copy(tmp_path)
    path = content / "exams/mini/questions/plan/p2.yaml"
    other = TWIN.format(day="Thursday").replace(
        "A baker needs flour for the dough and dough for the bread. The mill delivers on",
        "Dough takes a day to rise before bread can be made of it. Flour comes on",
    )
    path.write_text(path.read_text("utf-8") + other, encoding="utf-8")
    assert faults_of(content) == []


def test_checks_of_lessons_are_compared_with_the_bank(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(
        content,
        "lessons/basics/what-a-plan-is.md",
        "The posters need the date, and the date needs the hall. Which task comes first?",
        "A baker needs flour for the dough and dough for the bread. The mill delivers on Tuesday. On which day can\n"
        "  the bread be baked at the earliest?",
    )
    found = faults_of(content)
    assert [line.split(" says ")[0] for line in found] == ["lessons/basics/what-a-plan-is.md:35:"]
