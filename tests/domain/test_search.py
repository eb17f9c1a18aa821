"""Searching: what a query asks for, how a word is completed, what is near, and what is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.glossary import folded
from webapp.domain.search import (
    END,
    LONGEST_QUERY,
    MARK,
    MOST_COMPLETIONS,
    MOST_WORDS,
    Kind,
    Piece,
    Query,
    SearchEntry,
    complete,
    excerpt,
    near,
    pieces,
    read,
    tidy,
    vocabulary,
)

ENTRIES = (
    SearchEntry(Kind.TERM, "cpi", "Cost performance index", "CPI, index of cost", "A ratio."),
    SearchEntry(Kind.TEMPLATE, "decision-log", "Decision log", "", "Who decided what, and when."),
    SearchEntry(Kind.LESSON, "t/plan", "Planning a project", "Track", "Plan, plan, planned: planning."),
    SearchEntry(Kind.LESSON, "t/plan#mistakes", "Common mistakes", "Planning a project", "Too early."),
)
WORDS = vocabulary(ENTRIES)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Critical  PATH", ((("critical",),), (("path",),))),
        ('"critical path" float', ((("critical", "path"),), (("float",),))),
        ("“critical path”", ((("critical", "path"),),)),
        ('"critical path', ((("critical", "path"),),)),
        ("burn-down", ((("burn", "down"), ("burndown",)),)),
        ("team’s", ((("team", "s"), ("teams",)),)),
        ("Café", ((("cafe",),),)),
        ("what is a risk", ((("risk",),),)),
        ("what is", ((("what",),), (("is",),))),
        ('"to be" done', ((("to", "be"),), (("done",),))),
        ("--- ... !", ()),
        ('""""', ()),
        ("", ()),
        ("\x00", ()),
    ],
)
def test_a_query_is_read(typed: str, parts: object) -> None:
    assert read(typed).parts == parts


def test_a_query_knows_all_of_its_words_as_they_were_typed() -> None:
    assert read("The definition of “done-done”").phrase == ("the", "definition", "of", "done", "done")


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [
        ("risk", True),
        ("risk ", False),
        ('"a risk', True),
        ('"a risk"', False),
        ("risk of", False),
        ("of", True),
    ],
)
def test_the_last_word_is_open_until_something_follows_it(typed: str, is_open: bool) -> None:  # noqa: FBT001
    assert read(typed).is_open is is_open


@given(st.text(max_size=300))
def test_a_query_holds_letters_and_digits_alone_and_is_bounded(typed: str) -> None:
    query = read(typed)
    words = [word for part in query.parts for phrase in part for word in phrase]
    assert all(word.isalnum() for word in words)
    assert len(query.parts) <= MOST_WORDS
    assert all(len(word) <= 20 * LONGEST_QUERY for word in words)


def test_a_word_is_completed_by_the_most_frequent_ones() -> None:
    assert WORDS.completions("pl") == ("planning", "plan", "planned")
    assert WORDS.completions("plan") == ()
    assert WORDS.completions("zebra") == ()
    many = vocabulary([SearchEntry(Kind.TERM, "a", "", "", " ".join(f"word{n}" for n in range(100)))])
    assert len(many.completions("w")) == MOST_COMPLETIONS


@given(st.text(max_size=60))
def test_the_words_of_the_library_are_folded_as_those_of_a_query(text: str) -> None:
    known = vocabulary([SearchEntry(Kind.TERM, "a", "", "", f"Café {text}")])
    assert "cafe" in known.counts
    assert all(folded(word) == word for word in known.words if word.isascii())


def test_only_the_last_word_is_completed_and_only_while_it_is_typed() -> None:
    assert complete(read("cost planni"), WORDS).parts == ((("cost",),), (("planni",), ("planning",)))
    assert complete(read("cost of planni"), WORDS).phrase == ("cost", "of", "planning")
    assert complete(read('"cost perf'), WORDS).parts == ((("cost", "perf"), ("cost", "performance")),)
    assert complete(read("planni "), WORDS) == read("planni ")
    assert complete(read(""), WORDS) == Query()


def test_a_query_is_shown_again_without_what_cannot_be_seen() -> None:
    assert tidy("  a\x00b\n c\u202e ") == "a b c"
    assert len(tidy("q" * 10_000)) == LONGEST_QUERY


def test_near_are_names_that_look_like_the_query() -> None:
    assert [entry.address for entry in near(ENTRIES, "decisoin log")] == ["decision-log"]
    assert [entry.address for entry in near(ENTRIES, "indx of cost")] == ["cpi"]
    assert [entry.address for entry in near(ENTRIES, "planing a projct")] == ["t/plan"]
    assert near(ENTRIES, "common mistake") == ()
    assert near(ENTRIES, "zebra") == ()
    assert near((), "zebra") == ()


def test_marks_become_pieces() -> None:
    assert pieces(f"A {MARK}plan{END} of {MARK}plans{END}") == (
        Piece("A "),
        Piece("plan", marked=True),
        Piece(" of "),
        Piece("plans", marked=True),
    )
    assert pieces("") == ()
    assert pieces(f"an odd {MARK}one") == (Piece(f"an odd {MARK}one"),)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A whole sentence.", "A whole sentence."),
        ("in the middle of", "… in the middle of …"),
        (f"{MARK}plan{END} first.", "… plan first."),
        (f"Say {MARK}plan{END}", "Say plan …"),
        ("", ""),
    ],
)
def test_an_excerpt_says_where_it_was_cut(text: str, shown: str) -> None:
    assert "".join(piece.words for piece in excerpt(text)) == shown
