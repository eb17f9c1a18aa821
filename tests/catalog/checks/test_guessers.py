"""Guessers that learn what right options look like."""

from __future__ import annotations

from random import Random

from webapp.catalog.checks.guessers import PARTS, features, guess, part_of
from webapp.catalog.checks.wording import Choice

WORDS = [f"{one}{two}{three}" for one in "bdfgklmn" for two in "aeiou" for three in "prstvxz"]


def _bank(size: int, flaw: str = "") -> list[Choice]:
    """Questions made by dice; with a flaw, three of four keys bear it."""
    dice = Random(5)
    bank = []
    for number in range(size):
        options = [dice.choices(WORDS, k=7) for _ in range(4)]
        key = dice.randrange(4)
        if dice.random() < 0.75:
            if flaw == "numbers":
                options[key][3] = "12"
            elif flaw == "words":
                options[key][0] = dice.choice(("confirm", "verify", "clear"))
        texts = tuple(" ".join(words) for words in options)
        bank.append(Choice(f"x-{number}", "Which?", texts, tuple(place == key for place in range(4))))
    return bank


def _beyond(bank: list[Choice]) -> set[str]:
    return {cue.name for cue in guess(bank) if cue.beyond}


def test_a_bank_made_by_dice_teaches_nothing() -> None:
    assert _beyond(_bank(400)) == set()


def test_a_feature_that_tells_is_found_though_no_strategy_looks_for_it() -> None:
    assert "guesser by features" in _beyond(_bank(400, "numbers"))


def test_words_that_tell_are_found() -> None:
    by_features, by_words = guess(_bank(400, "words"))
    assert by_words.beyond
    assert by_words.points > by_features.points


def test_a_guess_is_the_same_at_every_run_and_in_any_order() -> None:
    bank = _bank(150, "words")
    assert guess(bank) == guess(bank)
    again = guess(bank[::-1])
    assert [round(cue.hits, 6) for cue in again] == [round(cue.hits, 6) for cue in guess(bank)]


def test_every_question_belongs_to_one_of_the_parts() -> None:
    parts = [part_of(choice) for choice in _bank(400)]
    assert set(parts) == set(range(PARTS))


def test_features_are_measured_from_the_average_of_the_question() -> None:
    rows = features(Choice("x", "Which?", ("one, two", "three 4", "only five"), (True, False, False)))
    assert len(rows) == 3
    assert all(abs(sum(column)) < 1e-9 for column in zip(*rows, strict=True))


def test_an_empty_bank_can_be_guessed_too() -> None:
    assert [(cue.hits, cue.trials, cue.beyond) for cue in guess(())] == [(0, 0, False)] * 2
