"""The glossary and the templates as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import spoil

TERMS = "glossary.yaml"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("slug: decision", "slug: zeal", "7: plan stands after zeal; terms are in alphabetical order"),
        ("slug: plan", "slug: decision", "7: the slug decision stands twice"),
        ("term: Task", "term: plan", "14: “plan” is the name of plan too"),
        ("[PLN, schedule]", "[PLN, task]", "9: “task” is the name of task"),
        ("see: [plan]", "see: [decision]", "5: names itself"),
    ],
)
def test_every_name_stands_once_and_in_order(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert f"{TERMS}:{fault}" in spoil(tmp_path, TERMS, old, new)


def test_two_templates_bear_two_titles(tmp_path: Path) -> None:
    found = spoil(
        tmp_path, "templates/word-to-singers.yaml", "title: Word to the singers", "title: Small plan"
    )
    assert found == ["templates/word-to-singers.yaml:1: bears the title of small-plan"]
