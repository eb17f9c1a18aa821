"""The table of faults names a test for each, or says why there is none; and every test it names is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tests.faults.invariants import INVARIANTS
from webapp.settings import ROOT

DOCUMENT = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (F\d\d) \|(.+)\|(.+)\|(.+)\|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
WITHOUT = {"F50", "F68"}  # each says in its row why it does not apply


@cache
def functions_of(path: Path) -> frozenset[str]:
    """The names of the tests in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_fault_stands_in_the_table_once_and_in_order() -> None:
    assert [row[0] for row in ROW.findall(DOCUMENT)] == [f"F{number:02}" for number in range(1, 71)]


def test_every_fault_names_a_test_or_says_why_it_does_not_apply() -> None:
    for number, _fault, expected, tests in ROW.findall(DOCUMENT):
        if number in WITHOUT:
            assert "Does not apply: " in expected, number
            assert tests.strip() == "–", number
        else:
            assert NAMED.findall(tests), number
            assert NAMED.sub("", tests).strip() == "", number


def test_every_test_that_is_named_is_there() -> None:
    missing = [
        f"{file}::{name}"
        for file, name in NAMED.findall(DOCUMENT)
        if not (ROOT / "tests" / file).is_file() or name not in functions_of(ROOT / "tests" / file)
    ]
    assert missing == []


def test_every_test_of_the_faults_is_named() -> None:
    named = set(NAMED.findall(DOCUMENT)) | {
        ("faults/test_machine.py", name) for name in functions_of(MACHINE)
    }
    written = {
        (f"faults/{path.name}", name)
        for path in (ROOT / "tests" / "faults").glob("test_*.py")
        for name in functions_of(path)
        if name.startswith("test_")
    }
    assert written - named == set()


MACHINE = ROOT / "tests" / "faults" / "test_machine.py"


def test_every_invariant_is_in_the_table() -> None:
    written = re.findall(r"^\| \d \| .+ \| `(\w+)` \|$", DOCUMENT, re.MULTILINE)
    assert written == [each.__name__ for each in INVARIANTS]
