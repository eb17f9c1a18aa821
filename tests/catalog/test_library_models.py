"""The shape of terms and templates, each with one thing that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import spoil

TERMS = "glossary.yaml"
SHEET = "templates/small-plan.yaml"
PAPER = "templates/word-to-singers.yaml"
LONG = "A " + "very " * 39 + "long choice."


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (TERMS, "A choice that one person answers for.", LONG, "4: `meaning` has 42 words; it may have 40"),
        (TERMS, "person answers for.", "person answers for", "4: `meaning` must be a sentence"),
        (TERMS, "slug: task", "slug: Task", "13: `slug` does not have the form"),
        (TERMS, "also:", "alias:", "9: `alias` is not a field here"),
        (SHEET, "use: Plan", "use: Planning", "3: `use` is “Planning”; it must be"),
        (SHEET, "kind: date", "kind: day", "13: `kind` is “day”; it must be"),
        (SHEET, "name: Holder", 'name: "{Holder}"', "12: `name` does not have the form"),
        (PAPER, "    text:", "    words:", "15: `words` is not a field here"),
        (PAPER, "    points: [The hall is free, People have time]\n", "", "16: `sections` needs one of text"),
        (
            PAPER,
            "fields: {Holder: The chair, Day: 4 January}",
            "fields: {Holder: The chair}\n    points: [One]",
            "10: `sections` needs one of text, points, fields, checks, table, and has 2",
        ),
        (PAPER, "updated: 2026-11-22", "updated: 2026-11-22\nsheet: null", ""),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    found = spoil(tmp_path, file, old, new)
    if fault:
        assert any(each.startswith(f"{file}:{fault}") for each in found), found
    else:
        assert found == []


def test_a_template_is_a_document_or_a_sheet(tmp_path: Path) -> None:
    extra = "updated: 2026-11-22\nsections: [{heading: One, prompt: Two., checks: [Three]}]"
    found = spoil(tmp_path, SHEET, "updated: 2026-11-22", extra)
    assert found[0].endswith("needs either sections, for a document, or a sheet")
