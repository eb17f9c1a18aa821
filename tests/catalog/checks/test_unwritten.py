"""Skeletons are refused until somebody has written them."""

from __future__ import annotations

from pathlib import Path

from tests.support.spoiling import P1, PLAN, spoil


def test_a_question_that_still_says_write_is_refused_at_the_first_such_place(tmp_path: Path) -> None:
    found = spoil(tmp_path, P1, "text: What it waits for", "text: WRITE the first option")
    assert f"{P1}:11: is to be written" in found


def test_the_word_may_stand_inside_a_sentence(tmp_path: Path) -> None:
    assert spoil(tmp_path, P1, "That is a drawing.", "The WRITE permission draws it.") == []


def test_a_lesson_that_still_says_write_is_refused(tmp_path: Path) -> None:
    assert any("is to be written" in each for each in spoil(tmp_path, PLAN, "## ", "WRITE the idea.\n\n## "))
