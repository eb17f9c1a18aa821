"""Learning paths from their file, with the time they take; a school may have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import copy, spoil
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog
from webapp.domain.errors import NotFound
from webapp.domain.exams.conditions import Mode


def test_a_path_takes_what_its_lessons_and_its_practice_take(shelf: Catalog) -> None:
    path = shelf.path("short-way")
    assert (path.weeks, path.hours, path.exam) == (3, 1, "mini")
    assert [stage.minutes for stage in path.stages] == [3 + 5 + 15, 3 + 10]
    assert [each.mode for each in path.exercises] == [Mode.CUSTOM, Mode.REHEARSAL]
    assert path.summary == "Two “stages” over three lessons."
    with pytest.raises(NotFound):
        shelf.path("no-way")


def test_a_school_may_have_no_paths(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / "paths.yaml").unlink()
    assert load(content).paths == ()


def test_the_file_holds_its_one_key(tmp_path: Path) -> None:
    assert spoil(tmp_path, "paths.yaml", "paths:", "ways:") == [
        "paths.yaml:1: must hold `paths` and nothing else"
    ]
