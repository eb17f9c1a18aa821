"""One question file by itself: every fault with its line, and its questions as they would be asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.support.shelf import SHELF
from tests.support.spoiling import P1
from webapp.catalog.proof import MOST, read_proof
from webapp.catalog.shelf import Catalog
from webapp.catalog.skeletons import Blank, skeleton

FILES = sorted(path.relative_to(SHELF).as_posix() for path in (SHELF / "exams").glob("*/[qc][ua]*/**/*.yaml"))
TEXT = (SHELF / P1).read_text(encoding="utf-8")


def faults(text: str | bytes, shelf: Catalog) -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    return [str(fault) for fault in read_proof(raw, "p1.yaml", shelf).faults]


@pytest.mark.parametrize("file", FILES)
def test_a_sound_file_is_shown_as_the_bank_holds_it(shelf: Catalog, file: str) -> None:
    proof = read_proof((SHELF / file).read_bytes(), file, shelf)
    assert proof.faults == ()
    banked = {question.id: question for bank in shelf.banks.values() for question in bank}
    assert proof.shown
    for each in proof.shown:
        assert each.question == banked[each.question.id]
        line = (SHELF / file).read_text(encoding="utf-8").splitlines()[each.line - 1]
        assert f"id: {each.question.id}" in line


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("difficulty: 1", "difficulty: 9", "p1.yaml:4: `difficulty` must be at most 5"),
        ("      correct: true\n", "", "p1.yaml:10: has 0 right options; a question of kind single has one"),
        ("skills: [planning]", "skills: [plannin]", "p1.yaml:6: names the skill `plannin`"),
        ("#idea", "#nothing", "p1.yaml:7: names the heading #nothing"),
        ("trap: waits-too-long", "trap: waits", "names the trap `waits`"),
        ("kind: single", "kind: numeric", "p1.yaml:1: `answer` is missing"),
        ("mini-p1-002", "mini-p1-001", "p1.yaml:1: mini-p1-001 stands more than once in this file"),
        ("mini-p1-001", "mini-p9-001", "names the task P9, which the outline has not"),
        ("mini-p1-001", "nothing-p1-001", "names no exam; it must be such as mini-p1-001"),
        ("text: What it waits for", "text: WRITE the first option", "p1.yaml:11: is to be written"),
        ("- id: mini-p1-001", "- id: mini-p1-001\n  id: twice", "p1.yaml:2: `id` stands twice"),
        ("kind: single", "kind: [", "is not YAML"),
    ],
)
def test_a_fault_has_its_line_and_its_reason(shelf: Catalog, old: str, new: str, fault: str) -> None:
    assert old in TEXT
    assert any(fault in each for each in faults(TEXT.replace(old, new, 1), shelf)), faults(
        TEXT.replace(old, new, 1), shelf
    )


def test_a_question_with_a_fault_does_not_hide_the_others(shelf: Catalog) -> None:
    whole = read_proof(TEXT.encode(), "p1.yaml", shelf).shown
    spoilt = read_proof(TEXT.replace("difficulty: 1", "difficulty: 9", 1).encode(), "p1.yaml", shelf).shown
    assert [each.question.id for each in spoilt] == [each.question.id for each in whole[1:]]


def test_a_kind_that_the_outline_does_not_name_is_a_fault(shelf: Catalog) -> None:
    blank = Blank("mini-p1-050", "any", ("planning",), ("basics/what-a-plan-is",), date(2026, 11, 22))
    found = faults(skeleton("numeric", blank, Random(1)), shelf)
    assert "p1.yaml:2: is numeric, which the outline does not name" in found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", "must be a list of questions"),
        (b"- 1\n", "must be a mapping of fields"),
        (b"{}", "`situation` is missing"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"a\x00b", "holds the character U+0000"),
        (b"&a [*a]", "repeats a value by an alias"),
        (b"!!python/object/apply:os.system [ls]", "bears the tag"),
        (b"[" * 100_000, "is nested too deep"),
        (b"- " * 50_000, "is nested too deep"),
        (b"{a: " * 20_000, "is nested too deep"),
    ],
)
def test_what_is_no_question_file_is_refused_and_nothing_breaks(
    shelf: Catalog, text: bytes, fault: str
) -> None:
    assert any(fault in each for each in faults(text, shelf)), faults(text, shelf)


def test_a_file_of_too_many_questions_is_refused(shelf: Catalog) -> None:
    assert faults("- {id: mini-p1-001}\n" * (MOST + 1), shelf) == [
        f"p1.yaml:1: holds more than {MOST} questions; look at some of them at a time"
    ]


def test_markup_that_could_run_is_taken_out(shelf: Catalog) -> None:
    text = TEXT.replace("What it waits for", "<img src=x onerror=alert(1)><script>alert(1)</script>It waits")
    shown = read_proof(text.encode(), "p1.yaml", shelf).shown[0].question
    assert "<script" not in shown.options[0].text
    assert "<img" not in shown.options[0].text


def test_a_file_is_only_named_and_never_opened(shelf: Catalog, tmp_path: Path) -> None:
    assert read_proof(TEXT.encode(), str(tmp_path / "not-there.yaml"), shelf).faults == ()
