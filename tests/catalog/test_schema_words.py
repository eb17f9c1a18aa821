"""The words for editors: none stands for a field that there is no more."""

from __future__ import annotations

from webapp.catalog.schema import schemas
from webapp.catalog.schema_words import WORDS


def test_every_word_is_used() -> None:
    made = "".join(schemas().values())
    assert [field for field, words in WORDS.items() if words not in made] == []


def test_every_word_is_a_sentence_or_two() -> None:
    assert [words for words in WORDS.values() if not words.endswith((".", "…")) or len(words) > 130] == []
