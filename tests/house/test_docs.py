"""Documents that cannot drift: every setting and every command is in the operator's guide, and nothing that is not."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

from tests.support.house import ROOMS, WEBAPP
from webapp import cli
from webapp.settings import ROOT

GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SETTING = re.compile(r"\b(GANTRY_(?!TEST_)[A-Z_]+|DATABASE_URL)\b")


def commands(
    parser: argparse.ArgumentParser, words: str = "gantry"
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command, in full."""
    groups = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    for group in groups:
        for name, inner in group.choices.items():
            yield from commands(inner, f"{words} {name}")
    if not groups:
        yield words, parser


def test_every_setting_is_in_the_guide_and_the_guide_names_no_other() -> None:
    known = set(SETTING.findall((WEBAPP / "settings.py").read_text(encoding="utf-8")))
    assert len(known) > 5
    assert set(SETTING.findall(GUIDE)) == known


def test_every_command_is_in_the_guide_and_the_guide_names_no_other() -> None:
    known = {words for words, _ in commands(cli._parser())}
    written = set(re.findall(r"^\| `(gantry [a-z ]+[a-z])", GUIDE, re.MULTILINE))
    assert written == known


def test_every_option_of_a_command_is_in_the_guide() -> None:
    for words, parser in commands(cli._parser()):
        row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{words}"))
        for action in parser._actions:
            for option in action.option_strings:
                if option.startswith("--") and option != "--help":
                    assert option in row, f"{words}: {option}"


def test_every_command_says_what_it_does() -> None:
    for words, parser in commands(cli._parser()):
        assert parser.description, words
        assert all(each.help for each in parser._actions if each.option_strings), words


def test_nothing_but_settings_reads_the_environment() -> None:
    readers = {
        path.name
        for path in WEBAPP.rglob("*.py")
        if re.search(r"os\.environ|getenv|from os import environ", path.read_text(encoding="utf-8"))
    }
    assert readers <= {"app.py", "cli.py"}, "these two hand the environment to read_settings"


def test_the_maps_name_every_room() -> None:
    for document in ("README.md", "docs/architecture.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        assert [room for room in ROOMS if f"{room}/" not in text] == [], document


def test_every_decision_is_dated_and_says_what_was_refused() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert len(decisions) >= 5
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert re.search(r"^\d{1,2} \w+ 20\d\d\b", text, re.MULTILINE), path.name
        assert "refused" in text.lower(), path.name
    numbers = [path.name[:4] for path in decisions]
    assert len(set(numbers)) == len(numbers)


def test_links_between_documents_lead_somewhere() -> None:
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
