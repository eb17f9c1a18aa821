"""What is wrong with a correction."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import copy, faults_of
from webapp.catalog.shelf import Catalog

FILE = "exams/round/corrections.yaml"


def _faults(folder: Path, *entries: str) -> list[str]:
    content = copy(folder)
    text = "".join(f"- {{{entry}, reason: It was wrong., on: 2026-11-22}}\n" for entry in entries)
    (content / FILE).write_text(text, encoding="utf-8")
    return faults_of(content)


def _entry(rule: str, *, number: int = 1, question: str = "round-c1-001", version: str = "0" * 32) -> str:
    return f"number: {number}, question: {question}, version: {version}, rule: {rule}"


def test_a_good_correction_is_fit(tmp_path: Path, shelf: Catalog) -> None:
    versions = {question.id: question.version for question in shelf.bank("round")}
    entries = [
        _entry("exclude"),
        _entry("rekey, key: [b]", number=2, version=versions["round-c1-001"]),
        _entry("rekey, key: [c, a]", number=3, question="round-t1-001", version=versions["round-t1-001"]),
        _entry("rekey, key: [25, 0.5]", number=4, question="round-t4-001", version=versions["round-t4-001"]),
    ]
    assert _faults(tmp_path, *entries) == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (_entry("exclude", number=2), "must be 1: corrections are numbered in order, without gaps"),
        (_entry("exclude", question="mini-p1-001"), "mini-p1-001 is no question of round"),
        (_entry("rekey"), "a rekey has a `key`, and nothing else has one"),
        (_entry("credit, key: [a]"), "a rekey has a `key`, and nothing else has one"),
        (
            _entry("rekey, key: [yes]"),
            "must be letters of options, or the value and the tolerance of a number",
        ),
        (_entry("rekey, key: [1]"), "must be letters of options, or the value and the tolerance of a number"),
    ],
)
def test_each_fault_names_its_line(tmp_path: Path, entry: str, fault: str) -> None:
    assert _faults(tmp_path, entry) == [f"{FILE}:1: {fault}"]


@pytest.mark.parametrize("key", ["[d]", "[a, b]", "[1, 2]", "[]"])
def test_a_key_must_be_an_answer_to_the_version(tmp_path: Path, shelf: Catalog, key: str) -> None:
    version = shelf.bank("round")[0].version
    (found,) = _faults(tmp_path, _entry(f"rekey, key: {key}", version=version))
    assert found.startswith(f"{FILE}:1: ")


def test_a_version_belongs_to_its_question(tmp_path: Path, shelf: Catalog) -> None:
    version = shelf.bank("round")[0].version
    found = _faults(tmp_path, _entry("exclude", question="round-c2-001", version=version))
    assert found == [f"{FILE}:1: is a version of round-c1-001"]


def test_a_version_is_a_hash(tmp_path: Path) -> None:
    assert _faults(tmp_path, _entry("exclude", version="v1")) == [
        f"{FILE}:1: `version` does not have the form ^[0-9a-f]{{32}}$"
    ]
