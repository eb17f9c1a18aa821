"""Figures: from the YAML of a fence to a set figure."""

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from tests.drawing.eyes import look, words
from webapp.catalog.figures import figure_html, read_figure
from webapp.catalog.question_models import Exhibit

GUIDE = Path(__file__).parents[2] / "docs" / "figures.md"
EXAMPLES: dict[str, dict[str, Any]] = {
    fields["kind"]: fields
    for fields in map(
        yaml.safe_load,
        re.findall(r"^```figure\n(.*?)^```", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE),
    )
}
KINDS = (
    *("timeline", "gantt", "grid", "matrix", "raci", "board", "bars", "network"),
    *("burndown", "burnup", "wbs", "s-curve", "decision-tree", "control-chart", "pareto", "flow", "cone"),
)
COMPUTED = ("burndown", "burnup", "s-curve", "decision-tree", "control-chart", "pareto", "flow", "cone")


def _fault(kind: str, *path: str | int, value: object) -> str:
    """Spoil one place of an example and return what the reader says."""
    fields = deepcopy(EXAMPLES[kind])
    place: Any = fields
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError) as caught:
        read_figure(fields)
    return str(caught.value)


def test_the_guide_has_an_example_of_each_kind() -> None:
    assert tuple(EXAMPLES) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_set_with_its_caption_and_its_text_alternative(kind: str) -> None:
    figure = read_figure(EXAMPLES[kind])
    (element,) = look(figure_html(figure, "4.7"))
    plate, caption = element[0], next(element.iter("figcaption"))
    assert plate.get("aria-label") == figure.alt
    assert words(caption).startswith(f"Figure 4.7. {figure.title}.")
    assert words(caption).endswith(figure.caption)
    assert len(list(element.iter("table"))) == (2 if kind == "raci" else 1)


@pytest.mark.parametrize(
    "kind",
    [
        *("timeline", "gantt", "grid", "bars", "burndown", "burnup", "s-curve"),
        *("control-chart", "pareto", "flow", "cone"),
    ],
)
def test_pictures_are_one_image_with_their_table_below(kind: str) -> None:
    (element,) = look(figure_html(read_figure(EXAMPLES[kind]), "1"))
    assert (element[0].get("role"), element[0].get("tabindex")) == ("img", None)
    assert element[-1].tag == "details"


@pytest.mark.parametrize("kind", ["matrix", "raci", "board", "network", "wbs", "decision-tree"])
def test_words_stay_readable_in_a_region_that_scrolls_by_key(kind: str) -> None:
    (element,) = look(figure_html(read_figure(EXAMPLES[kind]), "1"))
    assert (element[0].get("role"), element[0].get("tabindex")) == ("region", "0")


def test_a_matrix_is_a_table_already() -> None:
    assert "<details>" not in figure_html(read_figure(EXAMPLES["matrix"]), "1")


@pytest.mark.parametrize("kind", COMPUTED)
def test_an_exhibit_that_asks_for_the_result_does_not_tell_it(kind: str) -> None:
    solved, asked = (
        look(figure_html(read_figure({**EXAMPLES[kind], "solved": solved}))) for solved in (True, False)
    )
    assert not [each for each in asked.iter("dl") if each.get("class") == "readings"]
    cells = [len(list(tree.iter("th"))) + len(list(tree.iter("td"))) for tree in (solved, asked)]
    assert cells[1] < cells[0]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {*COMPUTED, "network"}))
def test_a_figure_that_computes_nothing_cannot_be_unsolved(kind: str) -> None:
    assert "Extra inputs are not permitted" in _fault(kind, "solved", value=False)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_an_exhibit_of_a_question(kind: str) -> None:
    exhibit: TypeAdapter[Any] = TypeAdapter(Exhibit)
    assert exhibit.validate_python(EXAMPLES[kind]).kind == kind


def test_what_is_read_off_a_figure_stands_under_it_as_terms() -> None:
    tree = look(figure_html(read_figure(EXAMPLES["flow"])))
    (readings,) = [each for each in tree.iter("dl") if each.get("class") == "readings"]
    assert words(readings).startswith("Work in progress, average 9 cards Throughput 1 per day 8 in 8 days")


def test_words_of_an_author_are_never_markup() -> None:
    fields = {**EXAMPLES["bars"], "title": "<b>a & b</b>", "alt": '"<i>', "caption": "<script>x</script>"}
    (element,) = look(figure_html(read_figure(fields), "<1>"))
    assert words(next(element.iter("figcaption"))) == "Figure <1>. <b>a & b</b>. <script>x</script>"


@pytest.mark.parametrize("title", ["Who decides?", "It fits."])
def test_a_title_keeps_its_own_stop(title: str) -> None:
    assert f" {title}</figcaption>" in figure_html(
        read_figure({**EXAMPLES["bars"], "title": title, "caption": ""}), "1"
    )


def test_a_figure_without_a_number_opens_with_its_finding_in_bold() -> None:
    assert "<figcaption><b>It fits.</b></figcaption>" in figure_html(
        read_figure({**EXAMPLES["bars"], "title": "It fits", "caption": ""})
    )


def test_numbers_are_read_as_they_are_written() -> None:
    fields = {**EXAMPLES["gantt"], "today": None, "tasks": [{"name": "a", "start": 0.1, "duration": 0.2}]}
    assert '<td class="num">0.3</td>' in figure_html(read_figure(fields), "1")


@pytest.mark.parametrize(
    ("kind", "path", "value", "fault"),
    [
        ("bars", ("kind",), "pie", "Input tag 'pie' found using 'kind' does not match"),
        ("bars", ("colour",), "red", "Extra inputs are not permitted"),
        ("bars", ("title",), "", "at least 1 character"),
        ("bars", ("bars", 0, "name"), 2026, "Input should be a valid string"),
        ("bars", ("bars", 0, "value"), "40", "write a number"),
        ("bars", ("bars", 0, "value"), True, "write a number"),
        ("bars", ("bars", 0, "value"), float("nan"), "write a number"),
        ("bars", ("bars", 0, "value"), 10**12, "write a smaller number, in a larger unit"),
        ("bars", ("bars",), [], "at least 1 item"),
        ("matrix", ("rows", 0, "cells"), ["one"], "has 1 cells for"),
        ("matrix", ("rows", 0, "cells", 0), 6, "less than or equal to 5"),
        ("raci", ("rows", 0, "cells", 0), "S", "Input should be 'R', 'A', 'C', 'I' or '-'"),
        ("raci", ("rows", 0, "cells"), ["A", "A", "A", "A"], "has 4 A; exactly one role is accountable"),
        ("grid", ("points", 0, "x"), 1.2, "is 1.2; points lie between 0 and 1"),
        ("grid", ("quadrants", "middle"), "x", "Extra inputs are not permitted"),
        ("timeline", ("phases", 0, "end"), 0, "starts at 0 and ends at 0"),
        ("timeline", ("moments", 0, "at"), 99, "at 99 is outside the axis"),
        ("gantt", ("tasks", 0, "at"), 3, "needs either start and duration, or at"),
        ("gantt", ("today",), 99, "today, 99, lies outside the axis"),
        ("network", ("activities", 1, "after"), ["Z"], "activity “B” comes after “Z”, which is not there"),
        ("network", ("activities", 0, "after"), ["B"], "wait for each other in a circle"),
        ("board", ("columns", 1, "limit"), 0, "has the limit 0; a limit is at least 1"),
        ("board", ("columns", 1, "limit"), 1.5, "valid integer"),
    ],
)
def test_a_fault_is_named_so_that_an_author_can_mend_it(
    kind: str, path: tuple[str | int, ...], value: object, fault: str
) -> None:
    assert fault in _fault(kind, *path, value=value)
