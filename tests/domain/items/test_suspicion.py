"""What speaks against a question, and which comes first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.support import kinds
from webapp.domain.items.figures import ChoiceFigures, QuestionFigures
from webapp.domain.items.suspicion import Reason, Sign, remarks, suspect

QUESTION = replace(kinds.single(), difficulty=3)
SOUND: dict[str, tuple[int, float, float]] = {
    "a": (60, -0.1, 0.1),
    "b": (260, 0.3, 0.85),
    "c": (50, -0.1, 0.03),
    "d": (30, -0.1, 0.02),
}
"""Each choice with who chose it, its r, and its part of the upper group; b is the key."""


def figures(
    choices: Mapping[str, tuple[int, float, float]] = SOUND, *, scale: float = 1, **changes: Any
) -> QuestionFigures:
    """A sound question of 400 answers, unless changed; `scale` gives it fewer or more."""
    rows = tuple(
        ChoiceFigures(
            name, key=name == "b", chosen=round(chosen * scale), ranked=round(chosen * scale), r=r, top=top
        )
        for name, (chosen, r, top) in choices.items()
    )
    answers = sum(row.chosen for row in rows)
    plain = QuestionFigures(
        "mini",
        "q-001",
        "v1",
        answers=answers,
        right=next(row.chosen for row in rows if row.key),
        ranked=answers,
        r=0.3,
        choices=(*rows, ChoiceFigures("", key=False, chosen=0, r=0.4)),
    )
    return replace(plain, **changes)


def signs(found: QuestionFigures, **more: Any) -> list[tuple[Sign, bool]]:
    """The signs against it and whether each is sure."""
    return [(each.sign, each.sure) for each in suspect(found, QUESTION, **more).reasons]


def only(found: QuestionFigures, **more: Any) -> Reason:
    """The one reason there is."""
    (reason,) = suspect(found, QUESTION, **more).reasons
    return reason


def test_nothing_speaks_against_a_sound_question() -> None:
    assert signs(figures()) == []
    assert suspect(figures(), QUESTION).severity == 0


def test_a_wrong_option_that_the_best_prefer_may_be_the_key() -> None:
    reason = only(figures(SOUND | {"a": (60, -0.1, 0.6), "b": (260, 0.3, 0.3)}))
    assert (reason.sign, reason.choice, reason.value, reason.against, reason.sure) == (
        Sign.MISKEY,
        "a",
        0.6,
        0.3,
        True,
    )
    assert reason.interval is not None
    assert 0 < reason.interval[0] < 0.3 < reason.interval[1]


def test_a_small_lead_among_the_best_is_provisional() -> None:
    reason = only(figures(SOUND | {"a": (60, -0.1, 0.45), "b": (260, 0.3, 0.44)}))
    assert (reason.sign, reason.sure, reason.weight) == (Sign.MISKEY, False, Sign.MISKEY / 2)


def test_a_negative_correlation_is_sure_only_when_its_whole_interval_is() -> None:
    assert signs(figures(r=-0.2)) == [(Sign.NEGATIVE, True)]
    assert signs(figures(r=-0.02)) == [(Sign.NEGATIVE, False)]
    assert signs(figures(r=-0.4, ranked=150)) == [(Sign.NEGATIVE, False)]


def test_a_difficulty_counts_when_the_interval_lies_beyond_a_step_and_a_half() -> None:
    harder = figures(right=160)
    assert only(harder).sign is Sign.HARDER
    assert only(harder).against == 0.65
    assert only(figures(right=380)).sign is Sign.EASIER
    assert signs(figures(right=185)) == []
    few = figures(scale=0.25, right=30)
    assert (only(few).sign, only(few).sure) == (Sign.HARDER, False)


def test_an_option_that_the_better_half_takes_is_a_sign_from_ten_takers_on() -> None:
    assert only(figures(SOUND | {"c": (50, 0.2, 0.03)})).sure
    assert not only(figures(SOUND | {"c": (50, 0.0, 0.03)})).sure
    few = figures(SOUND | {"c": (50, 0.2, 0.03)}, scale=0.15)
    assert signs(few) == []


def test_an_option_that_surely_nobody_takes_is_a_sign_where_others_are_taken() -> None:
    dead = figures(SOUND | {"d": (3, -0.1, 0.0)})
    assert signs(dead) == [(Sign.DEAD_DISTRACTOR, True)]
    perhaps = figures(SOUND | {"d": (15, -0.1, 0.0)})
    assert signs(perhaps) == []
    assert remarks(perhaps, perhaps.choices[3]) == (Sign.DEAD_DISTRACTOR,)
    easy = figures({"a": (10, -0.1, 0), "b": (380, 0.3, 1), "c": (8, -0.1, 0), "d": (2, -0.1, 0)}, right=260)
    assert Sign.DEAD_DISTRACTOR in {sign for sign, _ in signs(easy)}
    easy = replace(easy, right=380)
    assert Sign.DEAD_DISTRACTOR not in {sign for sign, _ in signs(easy)}


def test_wrong_answers_in_haste_are_a_sign_when_there_are_enough() -> None:
    assert signs(figures(wrong_timed=50, fast=25)) == [(Sign.FAST_WRONG, True)]
    assert signs(figures(wrong_timed=10, fast=3)) == [(Sign.FAST_WRONG, False)]
    assert signs(figures(wrong_timed=9, fast=9)) == []
    assert signs(figures(wrong_timed=50, fast=10)) == []


def test_three_reports_are_many_however_few_have_answered() -> None:
    unanswered = QuestionFigures("mini", "q-001", "v1", 0, 0)
    assert signs(unanswered, reports=2) == []
    assert signs(unanswered, reports=3) == [(Sign.REPORTED, True)]


@pytest.mark.parametrize("bad", [figures(scale=0.04, r=-0.9), figures(ranked=49, r=-0.9)])
def test_too_few_answers_say_nothing(bad: QuestionFigures) -> None:
    assert signs(bad) == []


def test_a_question_that_was_set_aside_is_dealt_with() -> None:
    assert signs(figures(r=-0.5, set_aside=True), reports=9) == []


def test_places_have_no_distractors() -> None:
    found = figures(SOUND | {"a": (60, 0.5, 0.9)})
    assert suspect(found, kinds.matching()).reasons == ()


def test_the_key_and_what_was_left_open_are_no_distractors() -> None:
    found = figures()
    assert remarks(found, found.choices[1]) == ()
    assert remarks(found, found.choices[-1]) == ()


def test_the_heaviest_reason_comes_first_and_orders_the_queue() -> None:
    both = suspect(figures(r=-0.2, right=160), QUESTION, 3)
    assert [each.sign for each in both.reasons] == [Sign.NEGATIVE, Sign.REPORTED, Sign.HARDER]
    assert both.severity == Sign.NEGATIVE
    reported = suspect(figures(), QUESTION, 3)
    unsure = suspect(figures(r=-0.01), QUESTION)
    assert sorted([unsure, reported, both], key=lambda each: each.order) == [both, reported, unsure]
