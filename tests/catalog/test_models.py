"""The shape of content files, each with one thing that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import DECIDES, OUTLINE, P1, PLAN, SLIP, TRACK, copy, faults_of, spoil


def test_the_tiny_school_is_fit(tmp_path: Path) -> None:
    assert faults_of(copy(tmp_path)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            "skills.yaml",
            "      - Lists own tasks for a day.\n",
            "",
            "6: `levels` needs at least 5, and has 4",
        ),
        ("skills.yaml", "code: planning", "code: Planning", "3: `code` does not have the form"),
        (
            "roles.yaml",
            "stage: mid",
            "stage: middle",
            "10: `stage` is “middle”; it must be 'entry', 'mid' or",
        ),
        ("roles.yaml", "planning: 2", "planning: 6", "6: `planning` must be at most 5"),
        ("traps.yaml", "    belief: It may sort itself out.\n", "", "2: `belief` is missing"),
        (TRACK, "order: 1", "order: one", "3: `order` must be a whole number"),
        (PLAN, "title: What", "heading: What", "2: `heading` is not a field here"),
        (PLAN, "minutes: 3", 'minutes: "3"', "4: `minutes` must be a whole number"),
        (
            PLAN,
            "updated: 2026-11-22",
            "updated: 22.11.2026",
            "9: `updated` must be a day, such as 2026-11-22",
        ),
        (PLAN, "link: https", "link: ftp", "14: `link` does not have the form"),
        (PLAN, "    why: Everything else waits for it.\n", "", "45: `why` is missing"),
        (
            PLAN,
            "cognitive: understand",
            "cognitive: guess",
            "39: `cognitive` is “guess”; it must be 'remember',",
        ),
        (DECIDES, "[A, C, I]", "[A, X, I]", "31: `cells` is “X”; it must be 'R', 'A', 'C', 'I' or '-'"),
        (DECIDES, "kind: raci", "kind: rasci", "25: of kind “rasci” is not known; it must be one of"),
        (DECIDES, "alt: >-", "text: >-", "25: `alt` is missing"),
        (SLIP, "difficulty: 2", "difficulty: 6", "33: `difficulty` must be at most 5"),
        (OUTLINE, "minutes: 10", "minutes: 0", "5: `minutes` must be at least 1"),
        (OUTLINE, "kind: count, count: 4", "kind: count", "28: `count` is missing"),
        (OUTLINE, "as_of: 2026-01-01", "as_of: soon", "36: `as_of` must be a day, such as 2026-11-22"),
        ("exams/mini/exam.yaml", "notice:", "notices:", "5: `notices` is not a field here"),
        (
            P1,
            "kind: single",
            "kind: essay",
            "2: `kind` is “essay”; it must be one of single, multiple, matching, ordering,",
        ),
        (P1, "text: What it waits for", "text: yes: no", "11: is not YAML: mapping values are not allowed"),
    ],
)
def test_each_file_tells_the_line_of_what_does_not_fit(
    tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    found = spoil(tmp_path, file, old, new)
    assert f"{file}:{fault}" in [line[: len(file) + 1 + len(fault)] for line in found], found
    assert {line.partition(":")[0] for line in found} == {file}
    assert len(found) <= 2


def test_a_renamed_field_is_told_as_unknown_and_as_missing(tmp_path: Path) -> None:
    assert spoil(tmp_path, PLAN, "title: What", "heading: What") == [
        f"{PLAN}:2: `heading` is not a field here",
        f"{PLAN}:2: `title` is missing",
    ]
