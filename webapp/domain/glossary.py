"""The glossary: terms of the field with one sentence each, their order, and how somebody finds one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

MOST_FOUND = 50
LONGEST_QUERY = 100
OTHER = "0-9"
"""The letter of terms that begin with none."""


@dataclass(frozen=True)
class Term:
    """A term: `also` are its other names, `see` the slugs of terms near it, `lesson` the lesson that teaches it."""

    slug: str
    name: str
    meaning: str
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    lesson: str = ""

    @property
    def letter(self) -> str:
        """The letter it stands under."""
        first = folded(self.name)[:1].upper()
        return first if "A" <= first <= "Z" else OTHER


def folded(text: str) -> str:
    """A text as it is compared: small letters without accents, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = "".join(each if each.isalnum() else " " for each in plain if not unicodedata.combining(each))
    return " ".join(words.split())


def in_order(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms as a dictionary has them."""
    return tuple(sorted(terms, key=lambda term: (folded(term.name), term.slug)))


def letters(terms: Iterable[Term]) -> tuple[str, ...]:
    """The letters that terms stand under, in their order."""
    return tuple(sorted({term.letter for term in terms}, key=lambda letter: (letter == OTHER, letter)))


def under(terms: Iterable[Term], letter: str) -> tuple[Term, ...]:
    """The terms under a letter."""
    return tuple(term for term in terms if term.letter == letter)


def find(terms: Sequence[Term], query: str) -> tuple[Term, ...]:
    """The terms that hold every word of the query: names before other names before meanings, at most MOST_FOUND."""
    words = folded(query[:LONGEST_QUERY])
    if not words:
        return ()
    ranked = [(rank, place) for place, term in enumerate(terms) if (rank := _rank(term, words)) is not None]
    return tuple(terms[place] for _, place in sorted(ranked)[:MOST_FOUND])


def near(terms: Sequence[Term], query: str) -> tuple[Term, ...]:
    """Up to three terms whose names look like the query, for somebody who has found nothing."""
    names = {name: term for term in terms for name in _searched(term)[0]}
    close = get_close_matches(folded(query[:LONGEST_QUERY]), names, n=3, cutoff=0.6)
    return tuple(dict.fromkeys(names[name] for name in close))


def _rank(term: Term, query: str) -> int | None:
    """How near a term is to the query, 0 the nearest; None where a word of it is missing."""
    names, text = _searched(term)
    if query in names:
        return 0
    if any(name.startswith(query) for name in names):
        return 1
    words = query.split()
    if any(_begin(name, words) for name in names):
        return 2
    return 3 if _begin(text, words) else None


@lru_cache(2048)
def _searched(term: Term) -> tuple[tuple[str, ...], str]:
    """The names of a term and all its words, as they are compared; folding takes longer than comparing."""
    names = tuple(folded(name) for name in (term.name, *term.also))
    return names, " ".join([*names, folded(term.meaning)])


def _begin(text: str, words: list[str]) -> bool:
    """Whether each of the words begins a word of the text."""
    return all(f" {word}" in f" {text}" for word in words)
