"""The fields of each kind of question: what it looks like to somebody who answers, and what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.test_drafts import drafts
from tests.support.spoiling import spoil
from webapp.catalog.question_models import QuestionEntry
from webapp.domain.answers import CODES, Shape, Way

CHOOSE, PLACE = "exams/round/questions/choose/", "exams/round/questions/place/"


def entry(id: str) -> QuestionEntry:
    """A question of the tiny school as written."""
    return next(question.entry for question in drafts().questions if question.entry.id == id)


@pytest.mark.parametrize(
    ("id", "shape"),
    [
        ("round-c1-001", Shape(Way.CHOOSE, 3, 1)),
        ("round-c2-001", Shape(Way.CHOOSE, 4, 2)),
        ("round-c3-001", Shape(Way.CHOOSE, 4, 1)),
        ("round-t1-001", Shape(Way.PLACE, 3, 2)),
        ("round-t1-002", Shape(Way.PLACE, 2, 3)),
        ("round-t2-001", Shape(Way.ORDER, 4, 4)),
        ("round-t3-001", Shape(Way.PLACE, 2, 2)),
        ("round-t4-001", Shape(Way.ENTER)),
    ],
)
def test_each_kind_has_the_shape_of_its_answer(id: str, shape: Shape) -> None:
    assert entry(id).shape == shape
    assert shape in CODES


def test_what_is_read_before_answering_is_all_there() -> None:
    assert entry("round-t1-001").texts[1:] == ("Dough", "Flour", "Rain", "Bread", "Dough")
    assert "Whoever knows {1} tells the harbour {2}." in entry("round-t3-001").texts
    assert entry("round-t4-001").texts == (entry("round-t4-001").stem,)
    assert entry("round-t2-001").texts[1] == "Measure the garden"


def test_the_errors_of_a_number_are_its_parts() -> None:
    assert [part.text for part in entry("round-t4-001").parts] == ["16.85", "50.55"]


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            f"{CHOOSE}c1.yaml",
            "kind: text",
            "kind: film",
            "10: `exhibit` of kind “film” is not known; it must be one of 'text',",
        ),
        (
            f"{CHOOSE}c3.yaml",
            "kind: raci",
            "kind: text",
            "10: `exhibit` of kind “text” is not known; it must be one of",
        ),
        (f"{CHOOSE}c3.yaml", "cells: [A, C]", "cells: [A, X]", "16: `cells` is “X”; it must be 'R',"),
        (
            f"{CHOOSE}c3.yaml",
            "cells: [A, C]",
            "cells: [R, C]",
            "10: `exhibit` row “Paint the stage” has 0 A; exactly one",
        ),
        (f"{CHOOSE}c3.yaml", "at: [Paint the stage, Ada], why", "why", "19: `at` is missing"),
        (
            f"{PLACE}t1.yaml",
            "right: Dough, why: Bread is baked dough.",
            "right: Dough",
            "11: `why` is missing",
        ),
        (f"{PLACE}t2.yaml", "trap: decides-alone", "correct: true", "12: `correct` is not a field here"),
        (f"{PLACE}t3.yaml", "sentence:", "text:", "1: `sentence` is missing"),
        (
            f"{PLACE}t4.yaml",
            "answer: 25.05",
            "answer: about 25",
            "10: `answer` must be a number of at most 12 digits",
        ),
        (f"{PLACE}t4.yaml", "unit: EUR", "units: EUR", "12: `units` is not a field here"),
    ],
)
def test_each_kind_tells_the_line_of_what_does_not_fit(
    tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    found = spoil(tmp_path, file, old, new)
    assert any(f"{file}:{fault}" in line for line in found), found


def test_a_trap_of_any_part_must_exist(tmp_path: Path) -> None:
    for name, line in (("c3", 22), ("t1", 12), ("t2", 12), ("t3", 14), ("t4", 15)):
        file = f"{CHOOSE if name == 'c3' else PLACE}{name}.yaml"
        trap = "trap: waits-too-long" if name == "t1" else "trap: decides-alone"
        found = spoil(tmp_path / name, file, trap, "trap: sleeps")
        assert found == [f"{file}:{line}: names the trap `sleeps`, which does not exist"]
