"""YAML as authors mean it, and the line of everything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from webapp.catalog.reading import Desk, Sheet


def read(text: str, first_line: int = 1) -> tuple[Sheet | None, list[str]]:
    """A sheet and the faults found on the way."""
    desk = Desk(Path())
    return desk.yaml(text, "a.yaml", first_line), [str(fault) for fault in desk.faults]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("2026-11-22", "2026-11-22"),
        ("0o17", "0o17"),
        ("017", "017"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("<<", "<<"),
        ("=", "="),
        ('"5"', "5"),
        ("'true'", "true"),
        ("5", 5),
        ("-12", -12),
        ("0", 0),
        ("0.5", 0.5),
        ("-.5", -0.5),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('""', ""),
        ("[1, no]", [1, "no"]),
        ("|\n  12", "12\n"),
    ],
)
def test_a_value_is_what_it_looks_like(written: str, value: Any) -> None:
    sheet, faults = read(f"key: {written}\n")
    assert faults == []
    assert sheet is not None
    assert sheet.value == {"key": value}
    assert type(sheet.value["key"]) is type(value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3: `a` stands twice"),
        ("a:\n  - b: 1\n    b: 2\n", "a.yaml:3: `b` stands twice"),
        ("a: &x 1\nb: *x\n", "a.yaml:1: repeats a value by an alias; write it out"),
        ("a: &x [*x]\n", "a.yaml:1: repeats a value by an alias; write it out"),
        ("a: 1\nb: !secret x\n", "a.yaml:2: bears the tag !secret; content has no tags"),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "a.yaml:1: bears the tag tag:yaml.org,2002:python/object/apply:os.system; content has no tags",
        ),
        ("? [a, b]\n: 1\n", "a.yaml:1: has a key that is no text"),
        ("a: 1\nb: [1,\nc: 2\n", "a.yaml:4: is not YAML: did not find expected ',' or ']'"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2: is not YAML: but found another document"),
    ],
)
def test_what_could_be_taken_two_ways_is_refused(text: str, fault: str) -> None:
    assert read(text) == (None, [fault])


def test_a_character_that_yaml_does_not_know_is_a_fault() -> None:
    sheet, faults = read("a: \ufffe\n")
    assert sheet is None
    assert faults[0].startswith("a.yaml:1: is not YAML: ")
    assert len(faults) == 1


def test_every_value_knows_its_line() -> None:
    sheet, _ = read("a: 1\nb:\n  - c: 1\n    d: |\n      x\n      y\n  - e: 2\n", first_line=10)
    assert sheet is not None
    assert [sheet.line(*steps) for steps in ((), ("a",), ("b",), ("b", 0), ("b", 0, "d"), ("b", 1, "e"))] == [
        10,
        10,
        11,
        12,
        13,
        16,
    ]


def test_steps_that_lead_nowhere_stop_at_the_last_known_place() -> None:
    sheet, _ = read("a:\n  - b: 1\n")
    assert sheet is not None
    assert sheet.known("a", "tag", 0, "missing") == ("a", 0)
    assert str(sheet.fault("is wrong", "a", "tag", 0, "missing")) == "a.yaml:2: is wrong"


def test_an_empty_text_is_nothing() -> None:
    sheet, faults = read("# only a comment\n")
    assert (sheet and sheet.value, faults) == (None, [])


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"a: 1\nb: \xff\n", "a.yaml:2: is not UTF-8 text"),
        (b"a: 1\n\nb: \x00\n", "a.yaml:3: holds the character U+0000, which is no text"),
        ("a: \ue0007\ue001\n".encode(), "a.yaml:1: holds the character U+E000, which is no text"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, raw: bytes, fault: str) -> None:
    (tmp_path / "a.yaml").write_bytes(raw)
    desk = Desk(tmp_path)
    assert desk.sheet(tmp_path / "a.yaml") is None
    assert [str(each) for each in desk.faults] == [fault]


def test_a_file_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.text(tmp_path / "a.yaml") is None
    assert str(desk.faults[0]) == "a.yaml:1: cannot be read: No such file or directory"


def test_line_ends_of_another_system_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: |\r\n  x\r\n  y\r\n")
    sheet = Desk(tmp_path).sheet(tmp_path / "a.yaml")
    assert sheet is not None
    assert sheet.value == {"a": "x\ny\n"}


def test_the_desk_keeps_a_hash_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    desk = Desk(tmp_path)
    desk.sheet(tmp_path / "a.yaml")
    assert list(desk.hashes) == ["a.yaml"]
