"""What can be pointed at in each kind of figure."""

from __future__ import annotations

import pytest

from tests.catalog.test_figures import EXAMPLES
from tests.drawing.eyes import look
from webapp.catalog.figures import figure_html, read_figure

PLACES = {
    "gantt": ("Train support",),
    "grid": ("Manage closely",),
    "matrix": ("Ines", "Schedule"),
    "raci": ("Approve the rollback plan", "Tech lead"),
    "board": ("Review",),
    "bars": ("Training",),
    "network": ("B",),
    "wbs": ("Interfaces",),
    "decision-tree": ("Pilot first", "Pilot fails"),
    "pareto": ("Late data",),
    "cone": ("Design",),
}


@pytest.mark.parametrize("kind", PLACES)
def test_a_part_is_named_by_the_words_of_the_figure(kind: str) -> None:
    assert PLACES[kind] in read_figure(EXAMPLES[kind]).places


@pytest.mark.parametrize("kind", PLACES)
def test_a_region_bears_its_letter_and_nothing_else_does(kind: str) -> None:
    tree = look(figure_html(read_figure(EXAMPLES[kind]), regions={PLACES[kind]: "b"}))
    (region,) = [each for each in tree.iter() if each.get("data-region")]
    (letter,) = [each for each in region.iter() if each.get("class") == "region-letter"]
    assert (region.get("data-region"), letter.text) == ("b", "B")
    assert "region" in region.get("class", "").split()
    assert not {"tabindex", "role"} & set(region.attrib)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_without_regions_nothing_is_marked(kind: str) -> None:
    assert "region-letter" not in figure_html(read_figure(EXAMPLES[kind]))


@pytest.mark.parametrize("kind", sorted(set(EXAMPLES) - set(PLACES)))
def test_the_other_kinds_have_nothing_to_point_at(kind: str) -> None:
    assert read_figure(EXAMPLES[kind]).places == ()
