"""The questions nearest to a text, among all of the catalogue: what an author looks at before writing another.

The overlap is the one that the content check knows (checks/duplicates.py). To find it without shingling the whole
bank, only those questions are compared that share most words with the text; a question that shares three words in a row
shares these words too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from webapp.catalog.checks.duplicates import overlap, shingles
from webapp.catalog.cleaning import plain
from webapp.domain.questions import Question

COMPARED = 60
LEAST = 0.03
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True)
class Near:
    """A question with its overlap, as a share of 1."""

    question: Question
    overlap: float


class Library:
    """Questions with their words, made once for a search or for many."""

    def __init__(self, questions: Iterable[Question]) -> None:
        """Note the words of each."""
        self._held = [(question, _words(texts_of(question))) for question in questions]

    def nearest(self, texts: Iterable[str], *, most: int, but: str = "") -> tuple[Near, ...]:
        """The questions that overlap most with these texts, without the one of the id `but`."""
        told = tuple(text.replace("'", "’") for text in texts)
        words, wanted = _words(told), shingles(told)
        shared = sorted(
            (
                (len(words & held), place)
                for place, (_, held) in enumerate(self._held)
                if len(words & held) > 1
            ),
            reverse=True,
        )
        compared = (self._held[place][0] for _, place in shared[:COMPARED])
        found = (Near(each, overlap(wanted, shingles(texts_of(each)))) for each in compared if each.id != but)
        near = sorted((each for each in found if each.overlap >= LEAST), key=lambda each: -each.overlap)
        return tuple(near[:most])


def texts_of(question: Question) -> tuple[str, ...]:
    """Every text that somebody reads before answering, in plain words."""
    return tuple(dict.fromkeys(plain(each) for each in _texts(question)))


def _texts(question: Question) -> Iterator[str]:
    yield question.stem
    yield from (option.text for option in question.options)
    for place in question.places:
        yield place.text
        yield from (option.text for option in place.options)
    if question.tail:
        yield question.tail


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(text.lower()))
