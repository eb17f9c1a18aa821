"""Share bars."""

from fractions import Fraction

import pytest

from tests.drawing.eyes import column, marked, seen, words
from webapp.drawing.share_bars import Share, ShareBars, draw

DOMAINS = ShareBars(
    "Business is holding you back",
    (Share("People <p>", 41, 56, 60, 83), Share("Business", 25, 44, 42, 70), Share("Scrum", 0, 0)),
    65,
)


def test_scores_are_computed_from_the_answers() -> None:
    assert [each.score for each in DOMAINS.shares] == [Fraction(4100, 56), Fraction(2500, 44), None]


def test_intervals_scores_and_the_line_stand_at_their_places() -> None:
    body = seen(draw(DOMAINS))
    assert [(each.get("x"), each.get("width")) for each in marked(body, "rect", "f-mid")] == [
        ("60%", "23%"),
        ("42%", "28%"),
    ]
    assert [each.get("x1") for each in marked(body, "line", "k-blue")] == ["73.21%", "56.82%"]
    assert [each.get("x1") for each in marked(body, "line", "k-ochre")] == ["65%"] * 3


def test_each_domain_says_its_share_and_its_size() -> None:
    rows = [words(each) for each in seen(draw(DOMAINS)).iter("li")][:3]
    assert rows == ["People <p> 73 % of 56", "Business 56 % of 44", "Scrum not asked"]


def test_a_score_that_missed_the_line_never_looks_like_it() -> None:
    drawn = draw(ShareBars("t", (Share("a", 26, 29, 70, 97),), 90))
    assert words(next(seen(drawn).iter("li"))) == "a 89 % of 29"


def test_without_a_line_there_is_none_to_clear() -> None:
    drawn = draw(ShareBars("t", (Share("a", 1, 2, 50, 50),)))
    assert not marked(seen(drawn), "line", "k-ochre")
    assert "Practice line" not in words(seen(drawn))
    assert column(drawn.table, "Practice line") == ["–"]


def test_the_table_says_the_same() -> None:
    table = draw(DOMAINS).table
    assert column(table, "Score") == ["73\u00a0%", "56\u00a0%", "–"]
    assert column(table, "From") == ["60\u00a0%", "42\u00a0%", "–"]


def test_a_group_may_have_a_note_and_a_heading_of_its_own() -> None:
    drawn = draw(ShareBars("t", (Share("a", 1, 2, note="in doubt"), Share("b", 1, 1)), heading="Attempt"))
    assert words(next(seen(drawn).iter("small"))) == "in doubt"
    assert column(drawn.table, "Attempt") == ["a", "b"]
    assert column(drawn.table, "Note") == ["in doubt", ""]


@pytest.mark.parametrize(
    ("right", "of", "low", "high"), [(3, 2, 0, 100), (1, 2, 60, 80), (1, 2, 40, 101), (-1, 2, 0, 100)]
)
def test_an_interval_holds_its_score(right: int, of: int, low: int, high: int) -> None:
    with pytest.raises(ValueError, match="“a”"):
        Share("a", right, of, low, high)


def test_the_line_lies_on_the_scale() -> None:
    with pytest.raises(ValueError, match="lies outside 0 to 100"):
        ShareBars("t", (), 101)
