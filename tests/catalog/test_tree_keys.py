"""The figures that branch, as they are written."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.catalog.test_chart_keys import told
from tests.catalog.test_figures import EXAMPLES
from webapp.catalog.figures import read_figure
from webapp.catalog.tree_keys import WbsFigure

WBS, TREE = EXAMPLES["wbs"], EXAMPLES["decision-tree"]
SURE = [{"name": "a", "probability": 0.5, "payoff": 1}, {"name": "b", "probability": 0.5, "payoff": 2}]


def test_a_bare_name_is_an_element_without_parts() -> None:
    figure = read_figure({**WBS, "parts": ["Plan", {"name": "Plant", "parts": ["Roof", "Wall"]}]})
    assert isinstance(figure, WbsFigure)
    assert [(each.name, len(each.parts)) for each in figure.parts] == [("Plan", 0), ("Plant", 2)]


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ([], "“New booking system” has no parts"),
        (["Data"], "has one part only, “Data”"),
        (["Data", "Data"], "element “Data” stands twice"),
        (["Data", ""], "`parts` is empty"),
        (
            ["Data", {"name": "Code", "parts": [{"name": "x", "parts": ["y"]}, "z"]}],
            "“x” has one part only, “y”",
        ),
        (["Data", {"name": "Code", "kids": []}], "`kids` is not a field here"),
        (["Data", 4], "must be a mapping"),
    ],
)
def test_a_structure_that_breaks_nothing_down_is_refused(parts: list[Any], fault: str) -> None:
    found = told({**WBS, "parts": parts})
    assert len(found) == 1
    assert fault in found[0], found


def test_a_part_of_a_part_that_does_not_fit_is_told_with_its_own_line() -> None:
    parts = ["Data", {"name": "Code", "parts": [{"name": "x", "parts": ["y"]}, "z"]}]
    lines = yaml.safe_dump({**WBS, "parts": parts}, sort_keys=False).splitlines()
    assert told({**WBS, "parts": parts})[0].startswith(f"f.yaml:{lines.index('  - name: x') + 1}: ")


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ([{"name": "a", "payoff": 1}], "needs two branches or more"),
        ([{"name": "a", "payoff": 1}] * 2, "has two branches of one name"),
        ([{"name": "a"}, {"name": "b", "payoff": 1}], "“a” leads to one of payoff, chances and options"),
        ([{"name": "a", "payoff": 1, "chances": SURE}, {"name": "b", "payoff": 1}], "leads to one of"),
        ([{"name": "a", "payoff": 1, "cost": -2}, {"name": "b", "payoff": 1}], "the cost of “a” is below 0"),
        (
            [{"name": "a", "chances": [SURE[0], {**SURE[1], "probability": 0.6}]}, SURE[0]],
            "sum to 1.1, not to 1",
        ),
        (
            [{"name": "a", "chances": [SURE[0], {"name": "b", "payoff": 1}]}, SURE[0]],
            "`probability` is missing",
        ),
        (
            [{"name": "a", "chances": [SURE[0], {**SURE[1], "probability": 0}]}, SURE[0]],
            "above 0 and up to 1",
        ),
    ],
)
def test_a_tree_that_cannot_be_rolled_back_is_refused(options: list[dict[str, Any]], fault: str) -> None:
    given = [{key: each for key, each in option.items() if key != "probability"} for option in options]
    (found,) = told({**TREE, "options": given})
    assert fault in found


def test_an_option_has_no_probability() -> None:
    (found,) = told({**TREE, "options": [{**SURE[0]}, {"name": "b", "payoff": 1}]})
    assert "`probability` is not a field here" in found
