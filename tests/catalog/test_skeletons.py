"""Skeletons of questions and lessons: each kind fits its model, and the dice place the key."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import pytest

from webapp.catalog.faults import Fault
from webapp.catalog.question_models import QUESTIONS, ChoiceEntry, DropdownEntry, HotspotEntry, QuestionEntry
from webapp.catalog.questions import read_bank
from webapp.catalog.reading import Desk
from webapp.catalog.skeletons import KINDS, UNWRITTEN, Blank, lesson_skeleton, skeleton
from webapp.settings import ROOT

BLANK = Blank("mini-p1-001", "any", ("planning",), ("basics/one", "basics/two"), date(2026, 11, 22))


def read(kind: str, seed: int = 1) -> QuestionEntry:
    faults: list[Fault] = []
    desk = Desk(ROOT, faults)
    sheet = desk.yaml(skeleton(kind, BLANK, Random(seed)), "p1.yaml")
    assert sheet is not None
    drafts = read_bank(sheet, "P1", faults)
    assert faults == []
    return drafts[0].entry


def test_there_is_a_skeleton_for_every_kind() -> None:
    assert set(KINDS) == set(QUESTIONS)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_skeleton_fits_the_model_of_its_kind(kind: str) -> None:
    entry = read(kind)
    assert (entry.id, entry.kind, entry.skills, entry.lesson) == (
        "mini-p1-001",
        kind,
        ("planning",),
        "basics/one",
    )
    assert UNWRITTEN in entry.stem


@pytest.mark.parametrize("kind", ["single", "multiple", "hotspot", "dropdown"])
def test_the_dice_place_the_key_and_nothing_else_does(kind: str) -> None:
    drawn: Counter[tuple[str | int, ...]] = Counter()
    for seed in range(40):
        entry = read(kind, seed)
        assert isinstance(entry, ChoiceEntry | HotspotEntry | DropdownEntry)
        drawn.update(part.at for part in entry.parts if part.correct)
    assert set(drawn) == {part.at for part in entry.parts}


def test_the_key_is_named_before_anything_is_written() -> None:
    text = skeleton("single", BLANK, Random(1))
    told = next(line for line in text.splitlines() if "dice" in line)
    right = [part.correct for part in read("single").parts].index(True)
    assert ("first", "second", "third", "fourth")[right] in told
    assert text.index("dice") < text.index("stem:") < text.index("options:")


def test_other_lessons_of_the_task_are_named_beside_the_first() -> None:
    assert "basics/two" in skeleton("single", BLANK, Random(1))


def test_a_lesson_has_its_front_matter_and_its_parts() -> None:
    text = lesson_skeleton("Slips", ["planning"], ["mini:P1"], date(2026, 11, 22))
    assert text.startswith("---\ntitle: Slips\n")
    assert 'prepares_for: ["mini:P1"]' in text
    assert "## The idea in one minute {#idea}" in text
