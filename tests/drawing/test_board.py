"""Boards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, marked, seen, words
from webapp.drawing.board import Board, Column, draw

BOARD = Board(
    "Work piles up at one desk",
    (
        Column("To do", ("Keys <rotate>",)),
        Column("Doing", ("a", "b", "c", "d"), 3),
        Column("Check", ("e",), 1),
        Column("Done"),
    ),
)


def test_cards_are_counted_against_the_limit() -> None:
    assert [each.count for each in BOARD.columns] == ["1 card", "4 of 3", "1 of 1", "0 cards"]


def test_a_column_over_its_limit_says_so_in_words() -> None:
    assert [each.state for each in BOARD.columns] == ["", "1 over the limit", "full", ""]
    said = words(seen(draw(BOARD)))
    assert "Doing 4 of 3 1 over the limit" in said
    assert "Keys <rotate>" in said
    assert said.endswith("Done 0 cards empty")


def test_the_beam_fills_up_to_the_limit_and_turns_ochre_past_it() -> None:
    body = seen(draw(BOARD))
    (over,) = marked(body, "rect", "f-ochre")
    assert (over.get("x"), over.get("width")) == ("75%", "25%")
    assert [each.get("width") for each in marked(body, "rect", "f-mid")] == ["75%", "100%"]


@given(st.integers(0, 12), st.integers(1, 12))
def test_what_is_over_is_what_does_not_fit(cards: int, limit: int) -> None:
    column = Column("a", tuple(f"card {at}" for at in range(cards)), limit)
    assert column.over == len(column.cards[limit:])
    assert bool(marked(seen(draw(Board("t", (column,)))), "rect", "f-ochre")) is (column.over > 0)


def test_the_table_holds_the_counts_and_the_cards() -> None:
    table = draw(BOARD).table
    assert column(table, "Cards") == ["1", "4", "1", "0"]
    assert column(table, "Limit") == ["–", "3", "1", "–"]
    assert column(table, "State") == ["–", "1 over the limit", "full", "–"]
    assert column(table, "On the cards")[1:] == ["a; b; c; d", "e", "–"]


def test_a_limit_lets_something_in() -> None:
    with pytest.raises(ValueError, match="column “a” has the limit 0"):
        Column("a", limit=0)


def test_columns_can_be_told_apart() -> None:
    with pytest.raises(ValueError, match="column “a” stands twice"):
        Board("t", (Column("a"), Column("a")))
