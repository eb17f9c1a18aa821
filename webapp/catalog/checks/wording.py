"""Options as somebody sees them who does not know the matter: their words, their length, their place.

Only questions of kind single and multiple are seen so. In the other kinds there is no one option to guess: places,
steps, regions and numbers are answered together, and chance alone hardly ever answers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from webapp.catalog.drafts import QuestionDraft

SEEN = ("single", "multiple")
"""The kinds of question whose options are looked at."""
BEGINNING = 6
"""So many letters of two words are compared, so that forms of one word agree."""
_WORD = re.compile(r"[a-z0-9']+")
_HEDGES = """
    about around as before can could first generally if likely long may might mostly often perhaps possibly probably
    some sometimes typically unless unlikely until usually when where
"""
_SOFT = """
    agree analys analyz ask clarif coach collaborat consult discuss encourag explain explor facilitat help invite
    listen meet review share support talk together understand workshop
"""
_EMPTY = """
    a an and are as at be been but by can did do does for from had has have he her his how if in into is
    it its may more most must no not of on one or our out over she should so than that the their them
    then there they this to up was we were what when where which while who will with would you your
"""
HEDGES = frozenset(_HEDGES.split())
SOFT_BEGINNINGS = tuple(_SOFT.split())
EMPTY_WORDS = frozenset(_EMPTY.split())
ABSOLUTES = frozenset(("all", "always", "never", "only"))


@dataclass(frozen=True)
class Choice:
    """The stem and the options of one question, and which of them are right."""

    id: str
    stem: str
    options: tuple[str, ...]
    right: tuple[bool, ...]

    @property
    def chance(self) -> float:
        """How often an option that is drawn by dice is a right one."""
        return sum(self.right) / len(self.right)

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each option."""
        return tuple(tuple(_WORD.findall(option.lower())) for option in self.options)

    @cached_property
    def matter(self) -> tuple[frozenset[str], ...]:
        """The beginnings of each option's words, without the empty ones."""
        return tuple(_beginnings(words) for words in self.words)

    @cached_property
    def stem_matter(self) -> frozenset[str]:
        """The beginnings of the stem's words, without the empty ones."""
        return _beginnings(_WORD.findall(self.stem.lower()))


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:BEGINNING] for word in words if word not in EMPTY_WORDS)


def choices(questions: Iterable[QuestionDraft]) -> tuple[Choice, ...]:
    """The questions that can be looked at so."""
    entries = (question.entry for question in questions)
    return tuple(
        Choice(
            entry.id,
            entry.stem,
            tuple(part.text for part in entry.parts),
            tuple(part.correct for part in entry.parts),
        )
        for entry in entries
        if entry.kind in SEEN and any(part.correct for part in entry.parts)
    )
