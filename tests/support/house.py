"""The house as a list of files, for tests about the house itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from webapp.settings import ROOT

WEBAPP = ROOT / "webapp"
TEMPLATES = WEBAPP / "templates"
ROOMS = ("pages", "services", "store", "catalog", "drawing", "press", "domain")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*under: str) -> list[Path]:
    """Every module of the product (or of some of its rooms), the migrations apart: they are history."""
    folders = [WEBAPP / each for each in under] or [WEBAPP]
    found = {path for folder in folders for path in folder.rglob("*.py")}
    return sorted(path for path in found if "migrations" not in path.parts)


@lru_cache
def tree(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a module, methods and inner ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def lines_of(node: Function) -> int:
    """How long a function is, from `def` to its last line."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def line_count(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def name(path: Path) -> str:
    """How a file is called in a message."""
    return path.relative_to(ROOT).as_posix()
