"""The figures that compute, as they are written: what does not fit is told with its line and its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.catalog.test_figures import EXAMPLES
from webapp.catalog.faults import Fault
from webapp.catalog.figures import read_figure
from webapp.catalog.fitting import attempt
from webapp.catalog.reading import Desk


def told(fields: dict[str, Any]) -> list[str]:
    """The faults of a figure that stands in a file."""
    sheet = Desk(Path()).yaml(yaml.safe_dump(fields, sort_keys=False), "f.yaml")
    assert sheet is not None
    faults: list[Fault] = []
    attempt(read_figure, sheet, faults)
    return [str(fault) for fault in faults]


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_example_fits(kind: str) -> None:
    assert told(EXAMPLES[kind]) == []


@pytest.mark.parametrize(
    ("kind", "change", "fault"),
    [
        ("burndown", {"scope": 0}, "scope must be above 0"),
        ("burndown", {"remaining": [40, -1]}, "remaining falls below 0"),
        ("burndown", {"remaining": [1] * 11}, "remaining has 11 values for 10 days"),
        ("burndown", {"remaining": []}, "`remaining` needs at least 1, and has 0"),
        ("burndown", {"sprints": 4}, "write either days or sprints"),
        ("burndown", {"days": None}, "write either days or sprints"),
        ("burndown", {"days": 1}, "days number 2 to 40, not 1"),
        ("burndown", {"days": 2.5}, "whole number"),
        ("burndown", {"velocity": 3}, "`velocity` is not a field here"),
        ("burnup", {"done": [12, 11]}, "done: number 2 is less than the one before"),
        ("burnup", {"done": [12, 130]}, "130 done on sprint 2 of a scope of 120"),
        ("burnup", {"changes": [{"at": 9, "scope": 150}]}, "a change at 9 is outside the time box, 1 to 8"),
        ("burnup", {"changes": [{"at": 3, "scope": 150}, {"at": 3, "scope": 1}]}, "changes stand in their order"),
        ("burnup", {"changes": [{"at": 3, "scope": 0}]}, "scope must be above 0"),
        ("s-curve", {"ev": [1] * 9, "ac": [1] * 9}, "ev has 9 numbers, longer than the plan of 8"),
        ("s-curve", {"ac": [30, 85]}, "ev has 5 numbers and ac 2"),
        ("s-curve", {"pv": [30, 20, 500, 500, 500]}, "pv: number 2 is less than the one before"),
        ("s-curve", {"ev": [1, 2, 3, 4, 501]}, "ev passes the last pv"),
        ("s-curve", {"ac": [-30, 85, 165, 250, 325]}, "ac: number 1 is below 0"),
        ("s-curve", {"pv": [0] * 8, "ev": [0] * 5}, "the budget at completion must be above 0"),
        ("control-chart", {"values": [1, 2, 3, 4]}, "needs 5 values or more"),
        ("control-chart", {"limits": {"lower": 5, "centre": 4, "upper": 9}, "least": None}, "limits rise"),
        ("control-chart", {"limits": {"lower": 3, "centre": 4, "upper": 9}}, "with given limits it has no use"),
        ("control-chart", {"least": 12}, "the value 11 is below the least, 12"),
        ("control-chart", {"specification": {}}, "a lower bound, an upper one, or both"),
        ("control-chart", {"specification": {"lower": 4, "upper": 3}}, "lies below the upper"),
        ("pareto", {"causes": [{"name": "a", "count": 3}]}, "two causes or more"),
        ("pareto", {"causes": [{"name": "a", "count": 0}, {"name": "b", "count": 0}]}, "nothing was counted"),
        ("pareto", {"causes": [{"name": "a", "count": -1}, {"name": "b", "count": 1}]}, "counted -1 times"),
        ("pareto", {"causes": [{"name": "a", "count": 1}, {"name": "a", "count": 1}]}, "cause “a” stands twice"),
        ("flow", {"states": EXAMPLES["flow"]["states"][:2]}, "three states or more"),
        ("flow", {"states": [{"name": n, "counts": [1]} for n in "abc"]}, "equally many counts, two or more"),
        ("flow", {"states": [{"name": n, "counts": [1, 0]} for n in "abc"]}, "falls from 3 to 0 at 1"),
        ("flow", {"states": [{"name": n, "counts": [0, 0]} for n in "abc"]}, "nothing is counted anywhere"),
        ("cone", {"estimate": 0}, "the estimate must be above 0"),
        ("cone", {"phases": [{"name": "a", "low": 0.5, "high": 2}]}, "two phases or more"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_refused_with_its_reason(
    kind: str, change: dict[str, Any], fault: str
) -> None:
    fields = {key: each for key, each in {**EXAMPLES[kind], **change}.items() if each is not None}
    (found,) = told(fields)
    assert found.startswith("f.yaml:")
    assert fault in found


def test_a_cone_that_widens_is_refused() -> None:
    phases = [{"name": "a", "low": 0.8, "high": 1.2}, {"name": "b", "low": 0.5, "high": 1.1}]
    (found,) = told({**EXAMPLES["cone"], "phases": phases})
    assert "the range of “b” is wider than that of “a” before it" in found
