"""The ledger: counts of answers and scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.support import kinds
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.items.choices import judged
from webapp.domain.items.counting import AnswerRecord, CountedAnswer
from webapp.domain.items.ledger import UNRANKED, Ledger

QUESTIONS = tuple(replace(kinds.single(n), version=f"v{n}") for n in range(1, 4))
KEYS = {each.version: judged(each) for each in QUESTIONS}


def record(*answers: str, whole: bool = True, seconds: int = 0, month: str = "2026-11") -> AnswerRecord:
    """Answers to the questions in turn; b is right."""
    counted = tuple(CountedAnswer(f"v{n}", answer, seconds) for n, answer in enumerate(answers, start=1))
    return AnswerRecord("mini", whole, month, counted)


def test_an_answer_is_counted_with_the_score_of_its_form() -> None:
    ledger = Ledger(KEYS, fewest=2)
    for each in (record("b", "b", "a"), record("b", "b", "a"), record("a", "", "b")):
        ledger.enter(each)
    assert ledger.cells["v1"] == {("b", 2, 3): 2, ("a", 1, 3): 1}
    assert ledger.cells["v2"] == {("b", 2, 3): 2, ("", 1, 3): 1}
    assert ledger.scores == {(2, 3): 2, (1, 3): 1}
    assert (ledger.records, ledger.ranked) == (3, 3)
    assert list(ledger.forms()) == [
        [("v1", 1), ("v2", 1), ("v3", 0)],
        [("v1", 1), ("v2", 1), ("v3", 0)],
        [("v1", 0), ("v2", 0), ("v3", 1)],
    ]


def test_practice_and_forms_that_are_too_short_have_no_score() -> None:
    ledger = Ledger(KEYS, fewest=3)
    for each in (record("b", "b", "b", whole=False), record("b", "b")):
        ledger.enter(each)
    assert ledger.cells["v1"] == {("b", 0, UNRANKED): 2}
    assert (ledger.records, ledger.ranked, list(ledger.forms())) == (2, 0, [])


def test_a_score_is_never_over_one_question_alone() -> None:
    ledger = Ledger(KEYS, fewest=1)
    ledger.enter(record("b"))
    assert ledger.ranked == 0


def test_what_is_set_aside_counts_in_nobodys_score_and_what_is_unknown_not_at_all() -> None:
    out = {"v3": Correction(1, "k-3", "v3", Rule.EXCLUDE, "It was wrong.", date(2026, 11, 22))}
    keys = {each.version: judged(each, out) for each in QUESTIONS}
    ledger = Ledger(keys, fewest=2)
    ledger.enter(record("b", "a", "b", "b"))
    assert ledger.scores == {(1, 2): 1}
    assert ledger.cells["v3"] == {("b", 1, 2): 1}
    assert "v4" not in ledger.cells
    assert list(ledger.forms()) == [[("v1", 1), ("v2", 0)]]


def test_times_are_kept_by_right_and_wrong_and_only_of_what_was_answered() -> None:
    ledger = Ledger(KEYS, fewest=2)
    ledger.enter(record("b", "a", "", seconds=30))
    ledger.enter(record("b", "b", "b"))
    wrong, right = ledger.times["v1"]
    assert (list(wrong), list(right)) == ([], [30])
    wrong, right = ledger.times["v2"]
    assert (list(wrong), list(right)) == ([30], [])
    assert "v3" not in ledger.times


def test_months_are_counted() -> None:
    ledger = Ledger(KEYS)
    for month in ("2026-10", "2026-11", "2026-11"):
        ledger.enter(record("b", month=month))
    assert ledger.months == {"2026-10": 1, "2026-11": 2}
