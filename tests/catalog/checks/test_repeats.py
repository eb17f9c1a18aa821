"""No paragraph of one lesson stands in another."""

from __future__ import annotations

from pathlib import Path

from tests.support.spoiling import DECIDES, PLAN, change, copy, faults_of

SAID = (
    "A plan that nobody has read is a letter that was never posted, and whoever wrote it should hand it over in person "
    "before the first rehearsal begins."
)


def test_a_paragraph_that_stands_in_two_lessons_is_told_with_its_first_words(tmp_path: Path) -> None:
    content = copy(tmp_path)
    for file in (PLAN, DECIDES):
        text = (content / file).read_text(encoding="utf-8")
        heading = next(line for line in text.splitlines() if line.startswith("## "))
        change(content, file, heading, f"{heading}\n\n{SAID}")
    change(content, DECIDES, "plan that nobody has read", "*plan* that **nobody** has read")
    (fault,) = [fault for fault in faults_of(content) if "says again" in fault]
    assert fault.startswith(
        f"{DECIDES}:1: says again what stands in basics/what-a-plan-is: “A plan that nobody"
    )


def test_a_short_paragraph_may_stand_twice(tmp_path: Path) -> None:
    content = copy(tmp_path)
    for file in (PLAN, DECIDES):
        text = (content / file).read_text(encoding="utf-8")
        heading = next(line for line in text.splitlines() if line.startswith("## "))
        change(content, file, heading, f"{heading}\n\nAsk who decides.")
    assert [fault for fault in faults_of(content) if "says again" in fault] == []
