"""Searching the library: what can be found, what a query asks for, and how a find is shown.

A query is a list of parts, all of which have to be there; a part is one or more phrases, any of which will do. The
words of a phrase stand beside each other. Stems are the database's matter, completing a word is the vocabulary's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from itertools import takewhile
from unicodedata import normalize

from webapp.domain.glossary import folded

LONGEST_QUERY = 100
MOST_WORDS = 12
MOST_COMPLETIONS = 16
MOST_NEAR = 4
MARK, END = "\x02", "\x03"
"""What the store sets around the words that were looked for; no content holds them."""
_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_ACCENT = re.compile("[\u0300-\u036f]")
_QUOTES = str.maketrans("“”„«»", '"""""')
_MARKED = re.compile(f"{MARK}(.*?){END}", re.DOTALL)
_SMALL = frozenset(
    folded(
        "a an and are as at be by can do does for from has have how i in is it its my of on or that the this to was we"
        " what when where which who why will with you your"
    ).split()
)
"""Words that say nothing beside others."""

Phrase = tuple[str, ...]
Part = tuple[Phrase, ...]


class Kind(StrEnum):
    """What can be found, in the order it is shown."""

    TERM = "term"
    TEMPLATE = "template"
    LESSON = "lesson"


@dataclass(frozen=True)
class SearchEntry:
    """One thing that can be found: a term, a template, or a section of a lesson.

    `address` is a slug, or `track/lesson#anchor`, without anchor for how a lesson begins. `names` are its other names,
    or what it belongs to.
    """

    kind: Kind
    address: str
    title: str
    names: str
    text: str


@dataclass(frozen=True)
class Query:
    """What is asked for; `is_open` says that its last word may be the beginning of one.

    `phrase` is all of it as it was typed: where the words stand so, the reader meant that.
    """

    parts: tuple[Part, ...] = ()
    is_open: bool = False
    phrase: Phrase = ()


@dataclass(frozen=True)
class Piece:
    """A run of words, marked where it was looked for."""

    words: str
    marked: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """Every word that stands in the library, in order, and how often it does."""

    words: tuple[str, ...]
    counts: Counter[str]

    def completions(self, beginning: str) -> tuple[str, ...]:
        """The most frequent words that begin so; none where it is a word itself, whose stem finds its kin."""
        if beginning in self.counts:
            return ()
        found = takewhile(
            lambda word: word.startswith(beginning), self.words[bisect_left(self.words, beginning) :]
        )
        often = sorted(found, key=lambda word: (-self.counts[word], word))
        return tuple(often[:MOST_COMPLETIONS])


def tidy(text: str) -> str:
    """A query as it is shown again: cut, without control characters, one space between words."""
    plain = "".join(each if each.isprintable() else " " for each in text[:LONGEST_QUERY])
    return " ".join(plain.split())


def read(text: str) -> Query:
    """What somebody asks for. Quotes keep words together, and so do the signs within a word such as burn-down."""
    text = text[:LONGEST_QUERY].translate(_QUOTES)
    pieces = [(bool(quoted), folded(quoted or bare)) for quoted, bare in _PIECE.findall(text)]
    said = [(quoted, words) for quoted, words in pieces if words]
    telling = [each for each in said if each[0] or each[1] not in _SMALL] or said
    parts = (_part(words, quoted=quoted) for quoted, words in telling[:MOST_WORDS])
    is_open = text[-1:].isalnum() and said[-1:] == telling[-1:]
    return Query(tuple(parts), is_open, tuple(word for _, words in said for word in words.split()))


def _part(words: str, *, quoted: bool) -> Part:
    """Words that stand together; where a sign joined them they may also be written as one."""
    phrase = tuple(words.split()[:MOST_WORDS])
    return (phrase,) if quoted or len(phrase) == 1 else (phrase, ("".join(phrase),))


def complete(query: Query, vocabulary: Vocabulary) -> Query:
    """The query with what its last word may become."""
    if not query.parts or not query.is_open:
        return query
    *before, last = query.parts
    grown = [(*phrase[:-1], word) for phrase in last for word in vocabulary.completions(phrase[-1])]
    if not grown:
        return query
    likely = (*query.phrase[:-1], grown[0][-1])
    return replace(query, parts=(*before, (*last, *grown)), phrase=likely)


def vocabulary(entries: Iterable[SearchEntry]) -> Vocabulary:
    """Every word of the entries."""
    counts = Counter(
        word for entry in entries for word in _folded_words(f"{entry.title} {entry.names} {entry.text}")
    )
    return Vocabulary(tuple(sorted(counts)), counts)


def _folded_words(text: str) -> list[str]:
    """The words that `folded` would leave, without a look at each sign: a whole library is read at once."""
    return _WORD.findall(_ACCENT.sub("", normalize("NFKD", text).casefold()))


def near(entries: Iterable[SearchEntry], text: str) -> tuple[SearchEntry, ...]:
    """Terms, templates and lessons whose names look like what was asked for, the nearest first."""
    by_name = {name: entry for entry in entries if "#" not in entry.address for name in _names(entry)}
    close = get_close_matches(folded(text[:LONGEST_QUERY]), by_name, n=2 * MOST_NEAR, cutoff=0.72)
    return tuple(dict.fromkeys(by_name[name] for name in close))[:MOST_NEAR]


def _names(entry: SearchEntry) -> Iterator[str]:
    yield folded(entry.title)
    if entry.kind is Kind.TERM:
        yield from (folded(name) for name in entry.names.split(", ") if name)


def pieces(text: str) -> tuple[Piece, ...]:
    """A text of the store as runs of words."""
    runs = (Piece(words, marked=place % 2 == 1) for place, words in enumerate(_MARKED.split(text)))
    return tuple(run for run in runs if run.words)


def excerpt(text: str) -> tuple[Piece, ...]:
    """A piece out of a text, with dots where it was cut."""
    bare = text.replace(MARK, "").replace(END, "").strip()
    before = "… " if bare[:1].islower() else ""
    after = " …" if bare and bare[-1] not in ".?!:" else ""
    return pieces(f"{before}{text.strip()}{after}")
