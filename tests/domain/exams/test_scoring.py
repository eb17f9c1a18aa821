"""Scores are whole numbers and fractions; intervals follow Wilson; corrections change the key and nothing else."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.exams.values import form, item
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.form import Form
from webapp.domain.exams.outline import PassRule
from webapp.domain.exams.scoring import NOTHING, Mark, Tally, mark, score
from webapp.domain.questions import Kind

HALF = PassRule(Fraction(1, 2))
FOUR = form("a", "b", "c", "d")
EXACT = 1e-12  # what floats may lose
sheets = st.dictionaries(st.integers(1, 4), st.sampled_from(["", "a", "b", "c", "d"]))


def correction(number: int, rule: Rule, *key: str) -> Correction:
    """A correction of item `number`; the option ids run z, y, x, w where the letters run a, b, c, d."""
    return Correction(number, f"q-{number}", f"v{number}", rule, "why", date(2026, 11, 22), key)


def by_version(*corrections: Correction) -> dict[str, Correction]:
    return {each.version: each for each in corrections}


def test_every_question_stands_in_the_denominator() -> None:
    outcome = score(FOUR, {1: "a", 2: "a"}, HALF)
    assert (outcome.total.right, outcome.total.asked, outcome.answered) == (1, 4, 2)
    assert not outcome.passed


def test_four_answers_of_250_are_four_of_250() -> None:
    outcome = score(form(*"a" * 250), dict.fromkeys(range(1, 5), "a"), HALF)
    assert outcome.total == Tally(4, 250)


def test_nothing_answered_scores_zero() -> None:
    outcome = score(form("a", "b"), {}, HALF)
    assert outcome.total == Tally(0, 2)
    assert not outcome.passed


def test_a_multiple_answer_is_all_or_nothing() -> None:
    items = form("ac", "bd", choose=2, options=5)
    outcome = score(items, {1: "ac", 2: "b"}, HALF)
    assert (outcome.total.right, outcome.answered) == (1, 1)


def test_every_kind_is_marked() -> None:
    items = Form(
        (
            item("bca", number=1, kind=Kind.MATCHING),
            item("dbca", number=2, kind=Kind.ORDERING),
            item("12.5;0.5", number=3, kind=Kind.NUMERIC, order=(), choose=0),
            item("c", number=4, kind=Kind.HOTSPOT),
        )
    )
    right = score(items, {1: "bca", 2: "dbca", 3: "12", 4: "c"}, HALF)
    wrong = score(items, {1: "bc-", 2: "dbac", 3: "11.9", 4: "b"}, HALF)
    assert (right.total.right, right.answered) == (4, 4)
    assert (wrong.total.right, wrong.answered) == (0, 3)


def test_the_tally_is_kept_per_task() -> None:
    outcome = score(FOUR, {1: "a", 3: "c", 4: "a"}, HALF)
    assert outcome.by_task == {"T1": Tally(2, 2), "T2": Tally(0, 2)}
    assert outcome.passed


def test_a_score_equal_to_the_line_passes_and_one_less_does_not() -> None:
    csm = PassRule(Fraction(37, 50))
    fifty = form(*"a" * 50)
    assert score(fifty, dict.fromkeys(range(1, 38), "a"), csm).passed
    assert not score(fifty, dict.fromkeys(range(1, 37), "a"), csm).passed


def test_a_score_just_under_the_line_is_neither_shown_nor_decided_as_over_it() -> None:
    tally = Tally(26, 29)  # 89.66 %
    assert tally.percent == 89
    assert tally.share < Fraction(9, 10)
    line = PassRule(Fraction(9, 10))
    assert not score(form(*"a" * 29), dict.fromkeys(range(1, 27), "a"), line).passed
    assert score(form(*"a" * 29), dict.fromkeys(range(1, 28), "a"), line).passed


@given(st.integers(1, 300), st.integers(0, 300), st.integers(1, 100))
def test_no_percentage_shown_reaches_a_line_the_score_has_missed(
    asked: int, right: int, percent: int
) -> None:
    tally = Tally(min(right, asked), asked)
    passes = tally.right >= PassRule(Fraction(percent, 100)).line(asked)
    assert passes == (tally.percent >= percent)


def test_unscored_questions_leave_the_score_alone() -> None:
    trial = Form((item("a"), item("b", number=2), item("c", number=3, scored=False)))
    missed, hit = (score(trial, {1: "a", 2: "b", 3: answer}, HALF) for answer in "ac")
    assert missed.total == hit.total == Tally(2, 2)
    assert missed.by_task == {"T1": Tally(2, 2)}
    assert missed.answered == 3


def test_a_question_left_out_leaves_numerator_and_denominator() -> None:
    excluded = by_version(correction(2, Rule.EXCLUDE))
    for answer in ("b", "a", ""):
        outcome = score(FOUR, {1: "a", 2: answer}, HALF, excluded)
        assert outcome.total == Tally(1, 3)
        assert outcome.by_task == {"T1": Tally(1, 2), "T2": Tally(0, 1)}


def test_a_question_left_out_lowers_the_line_with_the_denominator() -> None:
    three_of_four = PassRule(Fraction(3, 4))
    assert not score(FOUR, {1: "a", 2: "b"}, three_of_four).passed
    excluded = by_version(correction(3, Rule.EXCLUDE), correction(4, Rule.EXCLUDE))
    assert score(FOUR, {1: "a", 2: "b"}, three_of_four, excluded).passed


def test_a_credited_question_is_right_for_everybody() -> None:
    credited = by_version(correction(2, Rule.CREDIT))
    for answer in ("b", "a", ""):
        assert score(FOUR, {2: answer}, HALF, credited).total == Tally(1, 4)


def test_a_new_key_is_read_in_the_order_the_options_were_shown() -> None:
    rekeyed = by_version(correction(1, Rule.REKEY, "x"))
    assert score(FOUR, {1: "c"}, HALF, rekeyed).total.right == 1
    assert score(FOUR, {1: "a"}, HALF, rekeyed).total.right == 0


@pytest.mark.parametrize(
    ("rule", "counts"), [(Rule.CREDIT, False), (Rule.EXCLUDE, False), (Rule.REKEY, False), (None, False)]
)
def test_no_correction_makes_an_unscored_question_count(rule: Rule | None, *, counts: bool) -> None:
    trial = item("a", scored=False)
    corrected = correction(1, rule, "z") if rule else None
    assert mark(trial, "a", corrected).counts is counts


def test_what_is_left_out_is_never_right() -> None:
    assert mark(item("a"), "a", correction(1, Rule.EXCLUDE)) == Mark(right=False, counts=False)


@given(sheets)
def test_corrections_of_other_versions_change_nothing(answers: dict[int, str]) -> None:
    others = by_version(correction(7, Rule.EXCLUDE), correction(8, Rule.CREDIT))
    assert score(FOUR, answers, HALF, others) == score(FOUR, answers, HALF)


@given(sheets)
def test_a_correction_to_the_same_key_changes_nothing(answers: dict[int, str]) -> None:
    assert score(FOUR, answers, HALF, by_version(correction(1, Rule.REKEY, "z"))) == score(
        FOUR, answers, HALF
    )


@given(sheets)
def test_the_tasks_add_up_to_the_total(answers: dict[int, str]) -> None:
    outcome = score(FOUR, answers, HALF)
    assert sum(outcome.by_task.values(), NOTHING) == outcome.total


def test_nobody_passes_when_nothing_counts() -> None:
    gone = by_version(*(correction(number, Rule.EXCLUDE) for number in range(1, 5)))
    outcome = score(FOUR, {1: "a"}, HALF, gone)
    assert (outcome.total, outcome.passed, outcome.by_task) == (NOTHING, False, {})


@pytest.mark.parametrize(
    ("right", "asked", "low", "high"),
    [  # Wilson score intervals, 95 %, computed by hand from the formula
        (41, 56, 0.6040, 0.8304),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_the_interval_is_wilsons(right: int, asked: int, low: float, high: float) -> None:
    assert Tally(right, asked).interval() == pytest.approx((low, high), abs=2e-3)


@given(st.integers(1, 400), st.integers(0, 400))
def test_the_interval_holds_the_share_and_stays_between_none_and_all(asked: int, right: int) -> None:
    tally = Tally(min(right, asked), asked)
    low, high = tally.interval()
    assert -0.0 <= low <= tally.share + EXACT
    assert tally.share - EXACT <= high <= 1


def test_nothing_asked_says_nothing() -> None:
    assert NOTHING.interval() == (0.0, 1.0)
    assert NOTHING.share == 0
    assert NOTHING.percent == 0
