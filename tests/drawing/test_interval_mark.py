"""The interval mark."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.drawing.eyes import look, marked
from webapp.drawing import interval_mark


def test_a_share_is_a_tick_in_the_bar_of_its_interval() -> None:
    body = look(interval_mark.draw(64, 57, Fraction(7050, 100)))
    assert [(each.get("x"), each.get("width")) for each in marked(body, "rect", "f-mid")] == [
        ("57%", "13.5%")
    ]
    assert [each.get("x1") for each in marked(body, "line", "k-blue")] == ["64%"]


def test_without_doubt_there_is_no_bar() -> None:
    assert marked(look(interval_mark.draw(64, 64, 64)), "rect", "f-mid") == []


@pytest.mark.parametrize("wrong", [(64, 65, 70), (64, 50, 60), (-1, -2, 3), (99, 98, 101)])
def test_a_share_outside_its_interval_or_the_line_is_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="not in order"):
        interval_mark.draw(*wrong)
