"""Work breakdown structures as lists."""

from __future__ import annotations

import pytest

from tests.drawing.eyes import column, seen, words
from webapp.domain.craft.breakdown import Element
from webapp.drawing.marks import Form
from webapp.drawing.wbs import Breakdown, draw

BOOKING = Breakdown(
    "Booking",
    Element("System", (Element("Data", (Element("Map <x>"), Element("Clean"))), Element("Pages"))),
)


def flat(parts: int) -> Breakdown:
    return Breakdown("t", Element("All", tuple(Element(f"Part {at}") for at in range(parts))))


def test_every_element_stands_in_the_list_of_what_it_is_part_of() -> None:
    tree = seen(draw(BOOKING))
    data = next(each for each in tree.iter("li") if words(each[0]) == "1.1 Data")
    assert [words(each) for each in data[1]] == ["1.1.1 Map <x>", "1.1.2 Clean"]
    assert draw(BOOKING).form is Form.WORDS


def test_the_table_tells_code_and_whole() -> None:
    table = draw(BOOKING).table
    assert column(table, "Code") == ["1", "1.1", "1.1.1", "1.1.2", "1.2"]
    assert column(table, "Part of") == ["–", "1", "1.1", "1.1", "1"]


@pytest.mark.parametrize(
    ("parts", "across", "wide"), [(2, True, False), (4, True, True), (5, True, True), (6, False, False)]
)
def test_more_than_five_parts_are_an_outline_everywhere(parts: int, across: bool, wide: bool) -> None:  # noqa: FBT001
    drawing = draw(flat(parts))
    assert ("wbs-across" in drawing.body, drawing.wide) == (across, wide)


def test_an_element_can_be_pointed_at() -> None:
    assert ("Clean",) in BOOKING.places
    (region,) = [each for each in seen(draw(BOOKING, {("Clean",): "a"})).iter("p") if each.get("data-region")]
    assert words(region) == "A 1.1.2 Clean"


def test_names_differ_through_all_levels() -> None:
    with pytest.raises(ValueError, match="element “Data” stands twice"):
        Breakdown("t", Element("System", (Element("Data"), Element("Code", (Element("Data"), Element("x"))))))
