"""Gap bars."""

from fractions import Fraction

import pytest

from tests.drawing.eyes import column, marked, seen, words
from webapp.drawing.gap_bars import Gap, GapBars, draw

RISK = Gap("Risk <r>", Fraction(23, 10), 4, Fraction(1, 2), 14)
LEVELS = GapBars("Levels", (RISK, Gap("Delegation", 3, 3, Fraction(3, 10)), Gap("Facilitation", None, 3)))


def test_now_doubt_and_target_stand_at_their_levels() -> None:
    body = seen(draw(GapBars("t", (RISK,))))
    (doubt,) = marked(body, "rect", "f-mid")
    assert (doubt.get("x"), doubt.get("width")) == ("20%", "25%")
    assert [each.get("x1") for each in marked(body, "line", "k-blue")] == ["32.5%"]
    way, target = marked(body, "line", "k-ochre")
    assert (way.get("x1"), way.get("x2"), target.get("x1")) == ("32.5%", "75%", "75%")


def test_the_gap_is_said_in_words() -> None:
    rows = [words(each) for each in seen(draw(LEVELS)).iter("li")][:3]
    assert rows == ["Risk <r> 1.7 to go", "Delegation met", "Facilitation not rated"]


def test_what_is_not_rated_shows_only_its_target() -> None:
    body = seen(draw(GapBars("t", (Gap("a", None, 3),))))
    assert not marked(body, "rect", "f-mid")
    assert not marked(body, "line", "k-blue")
    assert [each.get("x1") for each in marked(body, "line", "k-ochre")] == ["50%"]


def test_doubt_stays_on_the_scale() -> None:
    (doubt,) = marked(seen(draw(GapBars("t", (Gap("a", 1, 2, Fraction(1, 2)),)))), "rect", "f-mid")
    assert (doubt.get("x"), doubt.get("width")) == ("0%", "12.5%")


def test_a_level_above_the_target_leaves_nothing_to_go() -> None:
    body = seen(draw(GapBars("t", (Gap("a", 4, 3),))))
    assert len(marked(body, "line", "k-ochre")) == 1
    assert len(marked(body, "line", "k-blue")) == 1


def test_the_table_says_the_same() -> None:
    table = draw(LEVELS).table
    assert column(table, "Now") == ["2.3", "3", "not rated"]
    assert column(table, "Doubt") == ["±\u00a00.5", "±\u00a00.3", "–"]
    assert column(table, "To go") == ["1.7", "met", "–"]


@pytest.mark.parametrize(
    ("now", "target", "doubt", "fault"),
    [(0, 3, 0, "now of “a” is 0"), (2, 6, 0, "target of “a” is 6"), (2, 3, -1, "is below 0")],
)
def test_levels_are_1_to_5(now: int, target: int, doubt: int, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Gap("a", now, target, doubt)
