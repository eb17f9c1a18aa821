"""The prose of lessons."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import PLAN, SLIP, spoil
from webapp.catalog.checks.prose import count_syllables, grade_of
from webapp.catalog.cleaning import NOTES

HARD = (
    "Organizational interdependencies necessitate multidimensional prioritization methodologies, notwithstanding "
    "countervailing considerations regarding institutional accountability, comprehensive documentation, "
    "administrative proportionality, interdepartmental communication and environmental sustainability requirements."
)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            PLAN,
            "## The idea {#idea}",
            "# The idea {#idea}",
            "20: the title stands in the front matter; headings begin with ##",
        ),
        (
            PLAN,
            "## Check yourself {#check}",
            "## Check yourself",
            "32: the heading needs an anchor, such as {#idea}",
        ),
        (PLAN, "{#check}", "{#Check}", "32: the anchor #Check must be of small letters, digits and hyphens"),
        (PLAN, "{#check}", "{#idea}", "32: the anchor #idea stands twice"),
        (
            PLAN,
            "!!! situation",
            "!!! story",
            "17: `story` is not a kind of note; there are " + ", ".join(NOTES),
        ),
        (
            PLAN,
            "!!! situation",
            "!!! situation decides-alone",
            "17: a note of kind situation names nothing but its title",
        ),
        (SLIP, "!!! pitfall waits-too-long", "!!! pitfall", "24: a note of kind pitfall names one trap"),
        (
            SLIP,
            '!!! work "Do it at work this week"',
            "!!! work",
            "51: a note needs a title in straight double quotes",
        ),
        (PLAN, "minutes: 3", "minutes: 9", "4: `minutes` is 9; 89 words and 1 check take about 2"),
    ],
)
def test_each_fault_names_its_line(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    found = [line for line in spoil(tmp_path, file, old, new) if "names the heading" not in line]
    assert found == [f"{file}:{fault}"]


def test_a_lesson_too_hard_to_read_is_a_fault(tmp_path: Path) -> None:
    content = "A warning is worth most while people can still choose."
    found = spoil(tmp_path, SLIP, content, f"{HARD}\n\n" * 4 + content)
    assert next(line for line in found if "reads at grade" in line).startswith(f"{SLIP}:1: reads at grade ")


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("plan", 1), ("decide", 2), ("table", 2), ("committee", 3), ("opportunity", 5), ("2026", 1)],
)
def test_syllables_are_groups_of_vowels(word: str, count: int) -> None:
    assert count_syllables(word) == count


def test_a_grade_is_that_of_flesch_and_kincaid() -> None:
    grade = grade_of("The cat sat on the mat and the dog sat on the rug. " * 2)
    assert grade == pytest.approx(0.39 * 13 + 11.8 * 1 - 15.59)
    assert grade_of(HARD) is not None
    assert (grade_of(HARD) or 0) > 20


def test_a_short_paragraph_has_no_grade() -> None:
    assert grade_of("Two alarms out of four hundred.") is None
