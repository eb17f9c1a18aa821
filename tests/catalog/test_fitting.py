"""What does not fit its model, in words an author can act on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field

from webapp.catalog.faults import Fault
from webapp.catalog.fitting import fit, fit_list, value_at
from webapp.catalog.models import Day, Entry, Several, Words
from webapp.catalog.reading import Desk, Sheet


class Part(Entry):
    """A part of a thing."""

    name: Words
    size: Annotated[int, Field(ge=1, le=9)]


class Thing(Entry):
    """A thing of parts."""

    colour: Literal["red", "blue"]
    made: Day | None = None
    done: bool = False
    parts: Several[Part]


class Label(Entry):
    """A word of at most three letters."""

    word: Annotated[str, Field(max_length=3)]


GOOD = "colour: red\nmade: 2026-11-22\ndone: true\nparts:\n  - name: wheel\n    size: 3\n"


def sheet_of(text: str) -> Sheet:
    """A text as read."""
    sheet = Desk(Path()).yaml(text, "thing.yaml")
    assert sheet is not None
    return sheet


def faults_of(text: str) -> list[str]:
    """What does not fit."""
    faults: list[Fault] = []
    fit(Thing, sheet_of(text), faults)
    return [str(fault) for fault in faults]


def test_what_fits_is_an_entry_that_knows_its_place() -> None:
    faults: list[Fault] = []
    written = fit(Thing, sheet_of(GOOD), faults)
    assert (faults, written and written.entry.parts[0].size) == ([], 3)
    assert written is not None
    assert str(written.fault("is odd", "parts", 0, "size")) == "thing.yaml:6: is odd"
    assert str(written.blame("made")("is old")) == "thing.yaml:2: is old"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("colour: red", "colour: green", "1: `colour` is “green”; it must be 'red' or 'blue'"),
        ("colour: red", "colour: 5", "1: `colour` is 5; it must be 'red' or 'blue'"),
        ("made: 2026-11-22", "made: yesterday", "2: `made` must be a day, such as 2026-11-22"),
        ("made: 2026-11-22", "made: 20261122", "2: `made` must be a day, such as 2026-11-22"),
        ("done: true", "done: yes", "3: `done` must be true or false"),
        ("done: true", "ready: true", "3: `ready` is not a field here"),
        ("name: wheel", 'name: ""', "5: `name` is empty"),
        ("name: wheel", "name: 12", "5: `name` must be text; set it in quotes"),
        ("name: wheel", 'name: "a\\n\\nb"', "5: `name` must be one paragraph"),
        ("size: 3", "size: three", "6: `size` must be a whole number"),
        ("size: 3", "size: 0", "6: `size` must be at least 1"),
        ("size: 3", "size: 10", "6: `size` must be at most 9"),
        ("\n    size: 3", "", "5: `size` is missing"),
        ("\n  - name: wheel\n    size: 3", " []", "4: `parts` needs at least 1, and has 0"),
        ("\n  - name: wheel\n    size: 3", " wheel", "4: `parts` must be a list"),
        ("\n  - name: wheel\n    size: 3", " [wheel]", "4: `parts` must be a mapping of fields"),
    ],
)
def test_each_kind_of_fault_names_line_and_field(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    assert faults_of(GOOD.replace(old, new)) == [f"thing.yaml:{fault}"]


def test_all_faults_come_at_once() -> None:
    text = GOOD.replace("red", "green").replace("size: 3", "size: 0")
    assert len(faults_of(text)) == 2


def test_a_text_that_is_no_mapping_at_all_is_one_fault() -> None:
    assert faults_of("just words\n") == ["thing.yaml:1: must be a mapping of fields"]


def test_a_list_keeps_the_entries_that_fit() -> None:
    faults: list[Fault] = []
    parts = fit_list(Part, sheet_of("- {name: a, size: 1}\n- {name: b}\n- {name: c, size: 3}\n"), faults)
    assert [part.entry.name for part in parts] == ["a", "c"]
    assert [str(fault) for fault in faults] == ["thing.yaml:2: `size` is missing"]
    assert str(parts[1].fault("is odd", "size")) == "thing.yaml:3: is odd"


@pytest.mark.parametrize("text", ["parts: []\n", "parts: wheel\n", "other: 1\n"])
def test_a_list_must_be_a_list_with_something_in_it(text: str) -> None:
    faults: list[Fault] = []
    assert fit_list(Part, sheet_of(text), faults, "parts") == ()
    assert [fault.reason for fault in faults] == ["`parts` must be a list with at least one entry"]


def test_an_error_without_words_of_ours_keeps_those_of_the_library() -> None:
    faults: list[Fault] = []
    fit(Label, sheet_of("word: abcdef\n"), faults)
    assert [fault.reason for fault in faults] == ["`word` string should have at most 3 characters"]


def test_steps_that_lead_nowhere_find_nothing() -> None:
    sheet = sheet_of("a: [1]\n")
    assert [value_at(sheet, *steps) for steps in (("a", 0), ("a", 1), ("a", 0, "b"), ("b",))] == [
        1,
        None,
        None,
        None,
    ]
