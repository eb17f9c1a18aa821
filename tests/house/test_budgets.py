"""Size: nothing is longer than a reader can hold, and most things are much shorter."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.support import house
from tests.support.house import TEMPLATES, WEBAPP
from webapp.settings import ROOT

SOURCES = [*house.modules(), *sorted((ROOT / "scripts").glob("*.py"))]
ROUTES = house.modules("pages")
VENDORED = {"fonts", "vendor"}


def too_long(paths: list[Path], most: int) -> list[str]:
    """Files that pass a budget, with their length."""
    return [
        f"{house.name(path)}: {house.line_count(path)}" for path in paths if house.line_count(path) > most
    ]


def files(folder: Path, pattern: str) -> list[Path]:
    """Files of ours under a folder."""
    return sorted(path for path in folder.rglob(pattern) if not VENDORED & set(path.parts))


def components() -> list[Path]:
    """Templates of components."""
    return files(TEMPLATES / "components", "*.html")


def test_no_module_passes_300_lines() -> None:
    assert too_long(SOURCES, 300) == []


def test_most_modules_are_short() -> None:
    lengths = [house.line_count(path) for path in house.modules() if path.name != "__init__.py"]
    assert (median(lengths) <= 110, quantiles(lengths, n=10)[-1] <= 250) == (True, True), sorted(lengths)


def test_no_function_passes_40_lines() -> None:
    long = [
        f"{house.name(path)}: {node.name} {house.lines_of(node)}"
        for path in SOURCES
        for node in house.functions(path)
        if house.lines_of(node) > 40
    ]
    assert long == []


def test_most_functions_are_very_short() -> None:
    lengths = [house.lines_of(node) for path in house.modules() for node in house.functions(path)]
    assert (median(lengths) <= 8, quantiles(lengths, n=10)[-1] <= 20) == (True, True), sorted(lengths)


@pytest.mark.parametrize(
    ("paths", "most"),
    [
        ([path for path in files(TEMPLATES, "*.html") if path not in components()], 80),
        (components(), 40),
        (files(WEBAPP / "static", "*.css"), 200),
        (files(WEBAPP / "static", "*.js"), 150),
    ],
    ids=["page templates", "components", "stylesheets", "scripts"],
)
def test_no_file_of_the_front_passes_its_budget(paths: list[Path], most: int) -> None:
    assert paths, "there is nothing to measure"
    assert too_long(paths, most) == []


def routes() -> list[tuple[Path, house.Function]]:
    """Every function that a blueprint routes to."""
    return [
        (path, node)
        for path in ROUTES
        for node in house.functions(path)
        if any(ast.unparse(each).startswith("bp.") for each in node.decorator_list)
    ]


def test_no_route_passes_15_lines() -> None:
    long = [
        f"{house.name(path)}: {node.name} {house.lines_of(node)}"
        for path, node in routes()
        if house.lines_of(node) > 15
    ]
    assert routes()
    assert long == []


def test_no_page_commits_or_builds_a_query() -> None:
    words = (".commit(", ".rollback(", ".execute(", "select(", ".session.")
    found = [
        f"{house.name(path)}: {ast.unparse(call)}"
        for path in ROUTES
        for call in ast.walk(house.tree(path))
        if isinstance(call, ast.Call) and any(word in ast.unparse(call.func) + "(" for word in words)
    ]
    assert found == []
