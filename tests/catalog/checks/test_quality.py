"""Banks measured as a whole."""

from __future__ import annotations

from pathlib import Path

from tests.support.full_bank import Made, fill
from tests.support.shelf import SHELF
from tests.support.spoiling import P1, change, copy, faults_of
from webapp.catalog.checks.cues import STRATEGIES
from webapp.catalog.checks.quality import Absolutes
from webapp.catalog.loader import inspect

EXAM = "exams/mini/exam.yaml"


def _give_away(_number: int, question: Made) -> None:
    """Make every key the longest option."""
    for option in question["options"]:
        if option.get("correct"):
            option["text"] += " and more"


def _say_never(number: int, question: Made) -> None:
    for option in question["options"][: number % 4]:
        if not option.get("correct"):
            option["text"] += " never"


def test_a_bank_that_gives_nothing_away_has_no_fault(tmp_path: Path) -> None:
    found = inspect(fill(copy(tmp_path)))
    quality = found.qualities[0]
    assert found.faults == ()
    assert (quality.size, quality.seen, quality.stem_median, quality.growing) == (160, 160, 21, False)
    assert quality.option_words == (6, 6)


def test_a_bank_that_gives_its_keys_away_is_a_fault_of_the_exam(tmp_path: Path) -> None:
    found = faults_of(fill(copy(tmp_path), _give_away))
    told = (
        f"{EXAM}:1: the bank gives its keys away to the longest option: 100.0 % of 160, chance 27.5 %, "
        "+72.5 points of 5"
    )
    assert told in found
    assert any("guesser by words" in line for line in found)


def test_a_growing_bank_is_told_the_same_in_notes(tmp_path: Path) -> None:
    content = fill(copy(tmp_path), _give_away)
    change(content, EXAM, "base:", "bank: growing\nbase:")
    found = inspect(content)
    assert found.faults == ()
    assert any("longest option" in note.reason for note in found.notes["mini"])


def test_absolutes_in_wrong_options_alone_are_a_fault(tmp_path: Path) -> None:
    found = faults_of(fill(copy(tmp_path), _say_never))
    told = "the bank gives its keys away by all, always, never, only: in 0 of 176 keys"
    assert any(told in line for line in found), found


def test_absolutes_in_a_small_bank_may_be_chance() -> None:
    assert Absolutes(0, 58, 7, 162).points > 0
    assert not Absolutes(0, 20, 6, 60).beyond(20)
    assert Absolutes(0, 20, 30, 60).beyond(20)
    assert Absolutes(0, 160, 29, 480).beyond(160)
    assert Absolutes(12, 160, 0, 480).beyond(160)


def test_a_stem_of_more_than_ninety_words_is_a_fault_at_its_line(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, P1, "What does a plan say", f"{'Well, ' * 84}what does a plan say")
    assert faults_of(content) == [f"{P1}:8: has 92 words; 90 at most"]


def test_a_stem_of_a_case_may_be_longer(tmp_path: Path) -> None:
    content = copy(tmp_path)
    case = content / "exams/round/cases/village-fair.yaml"
    text = case.read_text("utf-8")
    case.write_text(
        text.replace("    stem: |\n      ", f"    stem: |\n      {'Well, ' * 90}", 1), encoding="utf-8"
    )
    assert text != case.read_text("utf-8")
    assert faults_of(content) == []


def test_long_stems_are_a_fault_of_a_full_bank(tmp_path: Path) -> None:
    found = faults_of(
        fill(copy(tmp_path), lambda _n, question: question.update(stem="word " * 60 + question["stem"]))
    )
    assert any(line.endswith("half of the stems have more than 60 words; the median is 81") for line in found)


def test_nothing_is_said_of_a_bank_that_could_not_be_read(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, P1, "id: mini-p1-001", "name: mini-p1-001")
    assert [quality.exam for quality in inspect(content).qualities] == ["round"]


def test_small_banks_are_measured_and_left_in_peace() -> None:
    for quality in inspect(SHELF).qualities:
        assert quality.faults == ()
        assert len(quality.cues) == len(STRATEGIES)
