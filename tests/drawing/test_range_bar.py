"""The range bar."""

from fractions import Fraction

import pytest

from tests.drawing.eyes import marked, seen, words
from webapp.drawing.range_bar import RangeBar, draw

SCORE = RangeBar("PMP practice exam 1", 68, 61, 75, 65)


def test_the_interval_is_a_bar_and_the_score_a_tick_in_it() -> None:
    body = seen(draw(SCORE))
    (interval,) = marked(body, "rect", "f-mid")
    assert (interval.get("x"), interval.get("width")) == ("61%", "14%")
    assert [each.get("x1") for each in marked(body, "line", "k-blue")] == ["68%"]
    assert [each.get("x1") for each in marked(body, "line", "k-ochre")] == ["65%"]


def test_the_drawing_says_itself_in_a_sentence() -> None:
    (image,) = (each for each in seen(draw(SCORE)).iter("svg") if each.get("role") == "img")
    said = (image.get("aria-label") or "").replace("\u00a0", " ")
    assert said == "68 %, interval 61 % to 75 %; practice line 65 %"


def test_a_score_that_missed_the_line_never_looks_like_it() -> None:
    drawn = draw(RangeBar("t", Fraction(2600, 29), 70, 97, 90))
    assert drawn.table.rows[0][0] == "89\u00a0%"
    (image,) = (each for each in seen(drawn).iter("svg") if each.get("role") == "img")
    assert (image.get("aria-label") or "").startswith("89")


def test_a_scale_may_begin_later() -> None:
    body = seen(draw(RangeBar("Readiness", 70, 60, 80, 65, floor=40)))
    (interval,) = marked(body, "rect", "f-mid")
    assert (interval.get("x"), interval.get("width")) == ("33.33%", "33.33%")


@pytest.mark.parametrize(
    ("floor", "ticks"),
    [(0, (0, 20, 40, 60, 80, 100)), (40, (40, 50, 60, 70, 80, 90, 100)), (80, (80, 90, 100))],
)
def test_ticks_are_even_from_end_to_end(floor: int, ticks: tuple[int, ...]) -> None:
    assert RangeBar("t", 90, 85, 95, floor=floor).ticks == ticks


def test_without_a_line_there_is_none_to_clear() -> None:
    drawn = draw(RangeBar("t", 68, 61, 75))
    assert not marked(seen(drawn), "line", "k-ochre")
    assert "Practice line" not in words(seen(drawn))
    assert drawn.table.rows == (("68\u00a0%", "61\u00a0%", "75\u00a0%", "–"),)


@pytest.mark.parametrize(
    ("score", "low", "high", "line", "floor"),
    [
        (60, 61, 75, 65, 0),
        (76, 61, 75, 65, 0),
        (68, 61, 101, 65, 0),
        (68, 61, 75, 30, 40),
        (68, 61, 75, 65, 45),
    ],
)
def test_values_lie_in_order_on_the_scale(score: int, low: int, high: int, line: int, floor: int) -> None:
    with pytest.raises(ValueError, match=r"not in order|lies outside|begins at"):
        RangeBar("t", score, low, high, line, floor=floor)
