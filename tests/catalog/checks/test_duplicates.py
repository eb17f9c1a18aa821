"""Questions that say the same."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from random import Random

from tests.support.shelf import SHELF
from tests.support.spoiling import P1, change, copy, faults_of
from webapp.catalog.checks.duplicates import (
    Pair,
    Shingles,
    nearest_pairs,
    overlap,
    pairs,
    shingles,
)
from webapp.catalog.loader import inspect

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


def test_a_long_stem_that_stands_twice_is_told_whatever_the_options(tmp_path: Path) -> None:
    content = copy(tmp_path)
    path = content / "exams/mini/questions/plan/p2.yaml"
    other = TWIN.format(day="Tuesday")
    for number, day in enumerate(("Wednesday", "text: Tuesday", "Saturday")):
        words = " ".join(f"word{number}{place}" for place in range(25))
        other = other.replace(day, f"text: {words}" if "text" in day else words)
    path.write_text(path.read_text("utf-8") + other, encoding="utf-8")
    found = faults_of(content)
    assert len(found) == 1
    assert found[0].endswith(f": has a stem that says 100% the same as mini-p1-002 in {P1}")


def test_shingles_are_runs_of_three_words_of_each_text() -> None:
    assert shingles(["One, two - three four!", "Yes", ""]) == {
        ("one", "two", "three"),
        ("two", "three", "four"),
        ("yes",),
    }


def test_overlap_is_what_is_shared_among_all() -> None:
    assert overlap(shingles(["a b c d"]), shingles(["b c d e"])) == 1 / 3
    assert overlap(shingles([]), shingles([])) == 0


def _drawn(dice: Random) -> list[Shingles]:
    """Sets of very different sizes, many of which are changed copies of one before them; some are empty."""
    sets: list[Shingles] = []
    for _ in range(160):
        size = dice.choice((0, 1, 9, 40, 90))
        drawn: list[tuple[str, ...]] = [
            (str(dice.randint(0, 400) * dice.randint(0, 3)),) for _ in range(size)
        ]
        if sets and dice.random() < 0.5:
            model = sorted(dice.choice(sets))
            drawn = dice.sample(model, round(len(model) * dice.random())) + drawn[: dice.randint(0, 20)]
        sets.append(frozenset(drawn))
    return sets


def test_no_pair_over_the_limit_is_missed_and_none_below_it_is_told() -> None:
    for seed in range(4):
        sets = _drawn(Random(seed))
        for limit in (0.04, 0.3, 0.5, 1.0):
            every = {
                Pair(one, two, overlap(sets[one], sets[two]))
                for one, two in combinations(range(len(sets)), 2)
                if overlap(sets[one], sets[two]) >= limit
            }
            assert every
            assert set(pairs(sets, limit)) == every


def test_the_nearest_pairs_come_first() -> None:
    questions = inspect(SHELF).drafts.questions
    found = nearest_pairs(questions, 2)
    assert len(found) == 2
    assert [pair.overlap for pair in found] == sorted((pair.overlap for pair in found), reverse=True)
