"""The shape of a path: a stage has something to do, and practice says how long it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import spoil


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (", minutes: 15", "", "needs `minutes`, unless it is a rehearsal"),
        ("mode: rehearsal,", "mode: rehearsal, minutes: 3,", "needs `minutes`, unless it is a rehearsal"),
        ("tasks: [P1, P2], ", "", "names its `tasks` if it is a custom practice"),
        ("mode: custom", "mode: exam", "`mode` is “exam”"),
        ("decides.\n        lessons: [basics/who-decides]", "decides.", "needs lessons or practice"),
        ("hours: 1", "hours: 0", "`hours` must be at least 1"),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert any(fault in found for found in spoil(tmp_path, "paths.yaml", old, new))
