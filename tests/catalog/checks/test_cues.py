"""Strategies that know nothing of the matter, measured."""

from __future__ import annotations

from math import comb
from pathlib import Path
from random import Random

from tests.support.spoiling import copy, faults_of
from webapp.catalog.checks.cues import STRATEGIES, measure, too_many
from webapp.catalog.drafts import QuestionDraft
from webapp.catalog.questions import read_bank
from webapp.catalog.reading import Desk

WORDS = [
    "river",
    "stone",
    "paper",
    "glass",
    "window",
    "garden",
    "engine",
    "letter",
    "basket",
    "candle",
    "mirror",
    "ladder",
]


def _bank(options: list[tuple[str, list[str], int]]) -> tuple[QuestionDraft, ...]:
    """Questions of a stem, their options, and the place of the right one."""
    text = ""
    for number, (stem, texts, key) in enumerate(options):
        text += f"- id: x-t1-{number}\n  approach: any\n  difficulty: 1\n  cognitive: apply\n  skills: [a]\n"
        text += f"  lesson: a/b\n  stem: {stem}\n  reference: a\n  reviewed: 2026-11-22\n  options:\n"
        for place, words in enumerate(texts):
            text += f"    - {{text: {words}, why: because, correct: {str(place == key).lower()}}}\n"
    desk = Desk(Path())
    sheet = desk.yaml(text, "bank.yaml")
    assert sheet is not None
    bank = read_bank(sheet, "T1", desk.faults)
    assert desk.faults == []
    return bank


def _hits(strategy: str, bank: tuple[QuestionDraft, ...]) -> tuple[int, int]:
    cue = next(cue for cue in measure(bank) if cue.name == strategy)
    return cue.hits, cue.trials


def test_the_limit_is_the_binomial_one() -> None:
    for trials in (1, 9, 78):
        limit = too_many([0.25] * trials)
        tail = [
            sum(comb(trials, hit) * 0.25**hit * 0.75 ** (trials - hit) for hit in range(least, trials + 1))
            for least in (limit - 1, limit)
        ]
        assert tail[0] >= 0.01 > tail[1]


def test_nothing_is_too_much_where_nothing_was_tried() -> None:
    assert too_many([]) == 1


def test_the_longest_and_the_shortest_option_stand_out() -> None:
    bank = _bank([("Which?", ["a bb", "a bb ccc", "a"], 1), ("Which?", ["aaa", "bbb", "ccc"], 0)])
    assert _hits("longest option", bank) == (1, 1)
    assert _hits("shortest option", bank) == (0, 1)


def test_hedges_and_soft_verbs_stand_out() -> None:
    bank = _bank([("Which?", ["It may often help", "Discuss it together", "Cut it"], 0)])
    assert _hits("most hedged option", bank) == (1, 1)
    assert _hits("softest option", bank) == (0, 1)


def test_words_of_the_stem_stand_out_in_any_form() -> None:
    bank = _bank([("Who planned the garden?", ["planning gardens", "glass", "river garden"], 0)])
    assert _hits("option with most words of the stem", bank) == (1, 1)
    assert _hits("option with fewest words of the stem", bank) == (0, 1)


def test_the_option_most_like_the_others_stands_out() -> None:
    bank = _bank([("Which?", ["river stone", "river stone paper", "paper glass"], 1)])
    assert _hits("most central option", bank) == (1, 1)


def test_a_bank_made_by_dice_gives_nothing_away_and_one_made_by_length_does() -> None:
    dice = Random(11)
    drawn = [[" ".join(dice.sample(WORDS, dice.randint(2, 6))) for _ in range(4)] for _ in range(60)]
    fair = measure(_bank([("Which?", texts, dice.randrange(4)) for texts in drawn]))
    longest = [(texts, texts.index(max(texts, key=len))) for texts in drawn]
    loud = measure(_bank([("Which?", texts, key) for texts, key in longest]))
    assert [cue.name for cue in fair if cue.beyond] == []
    assert "longest option" in [cue.name for cue in loud if cue.beyond]


def test_a_cue_says_what_was_found() -> None:
    cue = measure(_bank([("Which?", ["aa", "b", "c"], 0)]))[0]
    assert str(cue) == "longest option: 1 of 1, chance 0.3, too many from 2"
    assert [measured.name for measured in measure(())] == list(STRATEGIES)


def test_a_bank_that_gives_its_key_away_is_a_fault_of_the_exam(tmp_path: Path) -> None:
    content = copy(tmp_path)
    for path in (content / "exams/mini/questions").rglob("*.yaml"):
        text = path.read_text("utf-8")
        text = text.replace("\n      correct: true", " whatever else may be said of it\n      correct: true")
        path.write_text(text, encoding="utf-8")
    assert faults_of(content)[0] == (
        "exams/mini/exam.yaml:1: the bank gives its key away to the "
        "longest option: 9 of 9, chance 2.9, too many from 7"
    )
