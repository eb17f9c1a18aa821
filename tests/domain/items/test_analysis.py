"""The analysis of records: LSAT-6 to the printed digits, and what the figures must always be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.items import lsat
from tests.support import kinds
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.items.analysis import Analysis, analyse
from webapp.domain.items.choices import OPEN, judged
from webapp.domain.items.counting import AnswerRecord, CountedAnswer
from webapp.domain.questions import Question

QUESTIONS = tuple(replace(kinds.single(n), version=f"v{n}", id=f"q-{n}") for n in range(1, 5))
KEYS = {each.version: judged(each) for each in QUESTIONS}
SHEETS = st.lists(
    st.lists(st.sampled_from(["a", "b", "b", "c", "d", ""]), min_size=4, max_size=4), min_size=2, max_size=40
)


def record(answers: Sequence[str], *, whole: bool = True, seconds: int = 0) -> AnswerRecord:
    """Answers to the questions in turn; b is right."""
    counted = tuple(CountedAnswer(f"v{n}", answer, seconds) for n, answer in enumerate(answers, start=1))
    return AnswerRecord("mini", whole, "2026-11", counted)


def analysed(sheets: Sequence[Sequence[str]], **more: bool) -> Analysis:
    """The analysis of some sheets over four questions."""
    return analyse("mini", [record(each, **more) for each in sheets], KEYS, questions=4, fewest=2)


@pytest.fixture(scope="module")
def lsat_6() -> Analysis:
    keys = {each.version: judged(each) for each in lsat.questions()}
    return analyse("lsat", lsat.records(), keys, questions=5, fewest=5)


def test_each_question_of_lsat_6_has_the_printed_figures(lsat_6: Analysis) -> None:
    for place in range(5):
        figures = lsat_6.questions[f"v{place + 1}"]
        assert (figures.answers, figures.ranked) == (1000, 1000)
        assert f"{figures.p:.3f}" == f"{lsat.P[place]:.3f}"
        assert f"{figures.item_total:.4f}" == f"{lsat.ITEM_TOTAL[place]:.4f}"
        assert f"{figures.r:.4f}" == f"{lsat.CORRECTED[place]:.4f}"
        assert f"{figures.d:.4f}" == f"{lsat.D[place]:.4f}"
        assert f"{figures.alpha:.4f}" == f"{lsat.ALPHA_WITHOUT[place]:.4f}"


def test_the_bank_of_lsat_6_has_the_printed_reliability(lsat_6: Analysis) -> None:
    bank = lsat_6.bank
    assert (bank.records, bank.whole, bank.questions) == (1000, 1000, 5)
    assert f"{bank.alpha:.5f}" == f"{lsat.ALPHA:.5f}"
    assert f"{bank.kr21:.5f}" == f"{lsat.KR21:.5f}"
    assert bank.mean == pytest.approx(lsat.MEAN / 5)
    assert bank.deviation == pytest.approx(sqrt(lsat.VARIANCE))
    assert bank.sem == pytest.approx(sqrt(lsat.VARIANCE * (1 - 0.29500)), abs=1e-5)


def test_the_key_goes_with_the_rest_score_as_the_question_does(lsat_6: Analysis) -> None:
    for figures in lsat_6.questions.values():
        by_name = {choice.name: choice for choice in figures.choices}
        assert by_name["b"].r == pytest.approx(figures.r)
        assert by_name["a"].r == pytest.approx(-(figures.r or 0))
        assert (by_name["c"].chosen, by_name["c"].r, by_name["c"].rest) == (0, None, None)
        assert (by_name["b"].rest or 0) > (by_name["a"].rest or 0)


@given(SHEETS)
def test_the_choices_of_a_question_of_one_answer_add_up(sheets: list[list[str]]) -> None:
    for figures in analysed(sheets).questions.values():
        assert sum(choice.chosen for choice in figures.choices) == figures.answers == len(sheets)
        assert sum(choice.ranked for choice in figures.choices) == figures.ranked
        assert sum(choice.top or 0 for choice in figures.choices) == pytest.approx(1)
        assert figures.choices[-1].name == OPEN
        for value in (figures.r, figures.item_total, figures.d):
            assert value is None or -1 - 1e-9 <= value <= 1 + 1e-9


@given(SHEETS, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(sheets: list[list[str]], dice: object) -> None:
    turned = list(reversed(sheets))
    first, second = analysed(sheets), analysed(turned)
    assert first.questions.keys() == second.questions.keys()
    for version, figures in first.questions.items():
        assert figures.r == pytest.approx(second.questions[version].r)
        assert figures.d == pytest.approx(second.questions[version].d)
    assert first.bank.alpha == pytest.approx(second.bank.alpha)


@given(SHEETS, st.integers(2, 5))
def test_the_same_people_several_times_over_change_no_figure_but_the_counts(
    sheets: list[list[str]], times: int
) -> None:
    once, often = analysed(sheets), analysed(sheets * times)
    for version, figures in once.questions.items():
        more = often.questions[version]
        assert more.answers == times * figures.answers
        assert more.p == pytest.approx(figures.p)
        assert more.r == pytest.approx(figures.r)
        assert more.d == pytest.approx(figures.d)
        assert more.alpha == pytest.approx(figures.alpha)


def test_a_rest_score_leaves_the_question_itself_out_and_is_over_what_was_asked() -> None:
    short = AnswerRecord(
        "mini", whole=True, month="2026-11", answers=(CountedAnswer("v1", "b"), CountedAnswer("v2", "a"))
    )
    found = analyse("mini", [record("bbba"), short], KEYS, questions=4, fewest=2)
    rest = {choice.name: choice.rest for choice in found.questions["v1"].choices}
    assert rest["b"] == pytest.approx((2 / 3 + 0) / 2)


def test_practice_gives_shares_and_no_score() -> None:
    found = analysed(["bbba", "abab"], whole=False)
    figures = found.questions["v1"]
    assert (figures.answers, figures.right, figures.ranked) == (2, 1, 0)
    assert (figures.r, figures.d, figures.alpha, figures.choices[0].top) == (None, None, None, None)
    assert (found.bank.records, found.bank.whole, found.bank.alpha) == (2, 0, None)


def test_nobody_gives_no_figures() -> None:
    found = analyse("mini", [], KEYS, questions=4)
    assert found.questions == {}
    assert (found.bank.records, found.bank.first, found.bank.alpha) == (0, "", None)


def test_a_question_that_was_taken_out_keeps_its_answers_and_changes_the_rest_scores() -> None:
    out = {"v4": Correction(1, "q-4", "v4", Rule.EXCLUDE, "It was wrong.", date(2026, 11, 22))}
    keys = {each.version: judged(each, out) for each in QUESTIONS}
    sheets = [record(each) for each in ("bbbb", "bbab", "aaaa", "abaa")]
    found = analyse("mini", sheets, keys, questions=3, fewest=2)
    assert found.questions["v4"].set_aside
    assert (found.questions["v4"].answers, found.questions["v4"].alpha) == (4, None)
    three = analyse(
        "mini", [record(each[:3]) for each in ("bbbb", "bbab", "aaaa", "abaa")], KEYS, questions=3, fewest=2
    )
    for version in ("v1", "v2", "v3"):
        assert found.questions[version].r == pytest.approx(three.questions[version].r)
    assert found.bank.alpha == pytest.approx(three.bank.alpha)


def test_another_key_judges_every_answer_anew() -> None:
    anew = {"v1": Correction(1, "q-1", "v1", Rule.REKEY, "C was right.", date(2026, 11, 22), ("c",))}
    keys = {each.version: judged(each, anew) for each in QUESTIONS}
    found = analyse("mini", [record("cbba"), record("bbaa")], keys, questions=4, fewest=2)
    assert found.questions["v1"].right == 1
    assert {choice.name for choice in found.questions["v1"].choices if choice.key} == {"c"}


def test_wrong_answers_are_fast_beside_the_usual_time_of_right_ones() -> None:
    sheets = [record("bbbb", seconds=60)] * 12 + [record("abbb", seconds=19), record("abbb", seconds=21)]
    figures = analyse("mini", sheets, KEYS, questions=4, fewest=2).questions["v1"]
    assert (figures.seconds, figures.wrong_timed, figures.fast) == (60, 2, 1)


def test_few_times_say_nothing_of_haste() -> None:
    sheets = [record("bbbb", seconds=60)] * 9 + [record("abbb", seconds=1)]
    figures = analyse("mini", sheets, KEYS, questions=4, fewest=2).questions["v1"]
    assert (figures.seconds, figures.wrong_timed, figures.fast) == (None, 1, 0)


@pytest.mark.parametrize("question", kinds.one_of_each())
def test_every_kind_of_question_has_its_table(question: Question) -> None:
    key = judged(question)
    right = str(question.number.value) if question.number else key.key
    asked = (CountedAnswer(question.version, right), CountedAnswer("v9", "b"))
    blank = (CountedAnswer(question.version, ""), CountedAnswer("v9", "a"))
    other = replace(kinds.single(9), version="v9")
    keys = {question.version: key, "v9": judged(other)}
    sheets = [AnswerRecord("mini", True, "2026-11", each) for each in (asked, asked, blank)]
    figures = analyse("mini", sheets, keys, questions=2, fewest=2).questions[question.version]
    assert (figures.answers, figures.right, figures.open) == (3, 2, 1)
    assert all(choice.chosen == 2 for choice in figures.choices if choice.key)
