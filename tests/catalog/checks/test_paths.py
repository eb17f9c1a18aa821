"""Learning paths as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import spoil


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("slug: talk-only", "slug: short-way", "21: the slug short-way stands twice"),
        ("exam: mini\n", "exam: maxi\n", "7: names the exam `maxi`, which does not exist"),
        ("basics/when-things-slip", "basics/when-it-slips", "18: names the lesson `basics/when-it-slips`"),
        ("basics/when-things-slip", "basics/who-decides", "18: the lesson basics/who-decides stands on"),
        ("what-a-plan-is,", "what-a-plan-is#idea,", "12: names a part of a lesson"),
        ("[P1, P2]", "[P1, P9]", "14: names the task P9, which the exam mini has not"),
        ("exam: mini, mode: rehearsal", "exam: mono, mode: rehearsal", "20: names the exam `mono`"),
        ("minutes: 15", "minutes: 55", "10: takes 63 minutes, and 1 weeks of 1 hours have 60"),
    ],
)
def test_what_a_path_promises_is_there(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert any(f"paths.yaml:{fault}" in found for found in spoil(tmp_path, "paths.yaml", old, new))
