"""How far somebody is on a learning path, and what a lesson builds on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from webapp.domain import paths as rules
from webapp.domain.exams.conditions import Mode
from webapp.domain.lessons import Lesson, Trail
from webapp.domain.paths import Advance, Exercise, LearningPath, Stage

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PRACTICE = Exercise("mini", Mode.REHEARSAL, 60, "Once.")
FIRST = Stage("First", 1, "Begin", ("t/one", "t/two"), (), 30)
SECOND = Stage("Second", 2, "End", ("t/three",), (PRACTICE,), 80)
PATH = LearningPath("way", "Way", "", "", 2, (FIRST, SECOND))


def lesson(*requires: str) -> Any:
    """As much of a lesson as the rule asks for."""
    made = object.__new__(Lesson)
    object.__setattr__(made, "requires", requires)
    return made


def test_a_path_sums_up_its_stages() -> None:
    assert (PATH.weeks, PATH.minutes) == (3, 110)
    assert PATH.lessons == ("t/one", "t/two", "t/three")
    assert PATH.exercises == (PRACTICE,)


@pytest.mark.parametrize(
    ("done", "advance", "share"),
    [
        ([], Advance(0, 3, "t/one"), 0),
        (["t/one", "elsewhere"], Advance(1, 3, "t/two"), 33),
        (["t/two", "t/three"], Advance(2, 3, "t/one"), 66),
        (["t/one", "t/two", "t/three"], Advance(3, 3, None), 100),
    ],
)
def test_the_next_lesson_is_the_first_open_one(done: list[str], advance: Advance, share: int) -> None:
    assert rules.advance(PATH, done) == advance
    assert advance.share == share


def test_a_path_without_lessons_is_never_begun() -> None:
    empty = LearningPath("way", "Way", "", "", 2, (Stage("Only", 1, "", (), (PRACTICE,), 60),))
    assert rules.advance(empty, []) == Advance(0, 0, None)
    assert rules.advance(empty, []).share == 0


def test_only_what_was_called_done_is_done() -> None:
    trails = {"t/one": Trail("t/one", done_at=NOON), "t/two": Trail("t/two", place="idea")}
    assert rules.done_of(trails) == {"t/one"}


@pytest.mark.parametrize(("path", "stage"), [("t/two", 1), ("t/three", 2), ("t/four", None)])
def test_a_lesson_stands_in_a_stage(path: str, stage: int | None) -> None:
    assert rules.stage_of(PATH, path) == stage


def test_what_stands_before_a_lesson_on_a_path_is_known() -> None:
    assert rules.before(PATH, "t/three") == {"t/one", "t/two"}
    assert rules.before(PATH, "t/one") == rules.before(PATH, "t/four") == frozenset()


def test_what_is_not_done_yet_is_said_once() -> None:
    builds = lesson("t/one#idea", "t/two", "t/one#mistakes")
    assert rules.open_requirements(builds, []) == ("t/one", "t/two")
    assert rules.open_requirements(builds, ["t/one"]) == ("t/two",)
