"""Strategies that know nothing of the matter, measured."""

from __future__ import annotations

from random import Random

import pytest

from webapp.catalog.checks.cues import LONGEST, STRATEGIES, WHOLE, Cue, measure
from webapp.catalog.checks.wording import Choice

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
ISSUE = {
    "longest option", "shortest option", "most hedged option", "most central option", "least central option",
    "most words of the stem", "fewest words of the stem", "most collaborative verbs", "most function words",
    "option 1 as written",
}  # fmt: skip


def _choice(stem: str, options: list[str], *right: int) -> Choice:
    return Choice("x", stem, tuple(options), tuple(place in right for place in range(len(options))))


def _hits(strategy: str, *bank: Choice) -> tuple[float, float]:
    cue = next(cue for cue in measure(bank) if cue.name == strategy)
    return cue.hits, cue.chance


def test_every_strategy_that_was_asked_for_is_measured() -> None:
    assert set(STRATEGIES) > ISSUE
    assert [cue.name for cue in measure(())] == list(STRATEGIES)


def test_the_longest_and_the_shortest_option_stand_out() -> None:
    bank = [_choice("Which?", ["a bb", "a bb ccc", "a"], 1), _choice("Which?", ["aaaa", "bbb", "c"], 2)]
    assert _hits("longest option", *bank)[0] == 1
    assert _hits("longest option", *bank)[1] == pytest.approx(2 / 3)
    assert _hits("shortest option", *bank)[0] == 1


def test_tied_options_share_the_hit() -> None:
    bank = _choice("Which?", ["aaa", "bbb", "c", "dd"], 0)
    assert _hits("longest option", bank)[0] == 0.5
    assert _hits("most hedged option", bank)[0] == 0.25


def test_any_right_option_is_a_hit_where_several_are() -> None:
    bank = _choice("Which? Choose two.", ["aaaa", "bbb", "c", "dd", "e"], 0, 1)
    assert _hits("longest option", bank) == (1, 0.4)


def test_hedges_and_collaborative_verbs_stand_out() -> None:
    bank = _choice("Which?", ["It may often help", "Discuss it together", "Cut it"], 0)
    assert _hits("most hedged option", bank)[0] == 1
    assert _hits("least hedged option", bank)[0] == 0
    assert _hits("most collaborative verbs", bank)[0] == 0
    assert _hits("fewest collaborative verbs", bank)[0] == 0


def test_words_of_the_stem_stand_out() -> None:
    bank = _choice(
        "Who planted the garden with stones?", ["gardens, stones, river, glass", "garden", "paper"], 0
    )
    assert _hits("most words of the stem", bank)[0] == 1
    assert _hits("largest share of stem words", bank)[0] == 0
    assert _hits("fewest words of the stem", bank)[0] == 0


def test_the_option_most_like_the_others_stands_out() -> None:
    bank = _choice("Which?", ["river stone", "river stone paper", "paper glass"], 1)
    assert [_hits(f"{most} central option", bank)[0] for most in ("most", "least")] == [1, 0]
    assert [_hits(f"option {most} like the others", bank)[0] for most in ("most", "least")] == [1, 0]


def test_function_words_stand_out() -> None:
    bank = _choice("Which?", ["to be or not to be", "river stone"], 0)
    assert [_hits(f"{most} function words", bank)[0] for most in ("most", "fewest")] == [1, 0]


def test_a_fixed_place_is_the_last_one_where_there_are_fewer() -> None:
    bank = _choice("Which?", ["a", "b", "c"], 2)
    assert [_hits(f"option {place} as written", bank)[0] for place in (1, 2, 3, 4)] == [0, 0, 1, 1]


def test_a_bank_made_by_dice_gives_nothing_away_and_one_made_by_length_does() -> None:
    dice = Random(11)
    drawn = [[" ".join(dice.sample(WORDS, dice.randint(2, 6))) for _ in range(4)] for _ in range(600)]
    fair = measure([_choice("Which?", texts, dice.randrange(4)) for texts in drawn])
    loud = measure([_choice("Which?", texts, texts.index(max(texts, key=len))) for texts in drawn])
    assert [cue.name for cue in fair if cue.beyond] == []
    assert "longest option" in [cue.name for cue in loud if cue.beyond]


@pytest.mark.parametrize(
    ("trials", "hits", "beyond"),
    [
        (WHOLE, 45.5, True),  # 5.3 points over chance, and too few to be unlikely
        (WHOLE, 44.5, False),
        (100, 31, False),  # 6 points in a small bank: dice do that
        (100, 36, True),
        (20, 10, False),
        (20, 11, True),
    ],
)
def test_small_banks_must_pass_both_limits_and_full_ones_the_points(
    trials: int, hits: float, *, beyond: bool
) -> None:
    limit = {WHOLE: 51, 100: 36, 20: 11}[trials]
    assert Cue("softest option", hits, trials, trials / 4, limit).beyond is beyond


def test_the_longest_option_must_keep_the_narrower_limit_of_a_large_bank() -> None:
    for name, beyond in ((LONGEST, True), ("shortest option", False)):
        assert Cue(name, 290, 1000, 250, 283).beyond is beyond


def test_a_cue_says_what_was_found() -> None:
    cue = measure([_choice("Which?", ["aa", "b", "c"], 0)])[0]
    assert str(cue) == "longest option: 100.0 % of 1, chance 33.3 %, +66.7 points of 5"
    assert measure(())[0].points == 0
