"""Work breakdown structures."""

from __future__ import annotations

import pytest

from webapp.domain.craft.breakdown import Element, coded, require_readable

BIKE = Element(
    "Bicycle", (Element("Frame", (Element("Tubes"), Element("Fork"))), Element("Wheels"), Element("Brakes"))
)


def test_the_codes_say_where_an_element_belongs() -> None:
    assert [(each.code, each.element.name, each.above) for each in coded(BIKE)] == [
        ("1", "Bicycle", ""),
        ("1.1", "Frame", "1"),
        ("1.1.1", "Tubes", "1.1"),
        ("1.1.2", "Fork", "1.1"),
        ("1.2", "Wheels", "1"),
        ("1.3", "Brakes", "1"),
    ]
    assert [each.level for each in coded(BIKE)] == [1, 2, 3, 3, 2, 2]


def test_one_part_alone_is_no_decomposition() -> None:
    with pytest.raises(ValueError, match="“Frame” has one part only, “Tubes”"):
        Element("Frame", (Element("Tubes"),))


def test_what_nobody_takes_in_is_refused() -> None:
    require_readable(BIKE)
    deep = Element("a")
    for _ in range(4):
        deep = Element("a", (deep, Element("b")))
    with pytest.raises(ValueError, match="5 levels; a figure shows 4"):
        require_readable(deep)
    with pytest.raises(ValueError, match="61 elements; a figure shows 60"):
        require_readable(Element("a", tuple(Element(str(at)) for at in range(60))))
    with pytest.raises(ValueError, match="has no parts"):
        require_readable(Element("a"))
