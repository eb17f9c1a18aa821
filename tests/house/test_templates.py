"""Templates: components are named as their files and shown in the style guide, and what is imported is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import house
from tests.support.house import TEMPLATES

COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
PAGES = sorted(
    path for path in TEMPLATES.rglob("*.html") if path.parent.name != "emails"
)  # mail has its own laws
IMPORT = re.compile(
    r'{%-?\s*from\s+"(?P<file>[^"]+)"\s+import\s+(?P<names>[^%]+?)\s*(?:with(?:out)? context\s*)?-?%}'
)
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)


def imported(text: str) -> list[tuple[str, str]]:
    """What a template imports: file and the name it goes by."""
    return [
        (found["file"], name.split(" as ")[-1].strip())
        for found in IMPORT.finditer(text)
        for name in found["names"].split(",")
    ]


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_a_macro_named_as_its_file(path: Path) -> None:
    assert re.search(rf"{{%-?\s*macro {path.stem.replace('-', '_')}\(", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_takes_what_it_shows_as_arguments(path: Path) -> None:
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert re.findall(r"\b(?:request|g|session|current_user)\.", text) == []


def test_every_component_is_on_the_style_guide() -> None:
    shown = {
        file
        for path in (TEMPLATES / "styleguide").glob("*.html")
        for file, _ in imported(path.read_text(encoding="utf-8"))
    }
    assert [path.name for path in COMPONENTS if f"components/{path.name}" not in shown] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_what_a_template_imports_is_there_and_used(path: Path) -> None:
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    body = IMPORT.sub("", text)
    for file, name in imported(text):
        assert (TEMPLATES / file).is_file(), f"{house.name(path)}: {file}"
        assert re.search(rf"\b{name}\b", body), f"{house.name(path)}: {name}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_no_template_holds_style_or_script_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|<style|\son\w+=\"|<script(?![^>]*\ssrc=)", text) == []
