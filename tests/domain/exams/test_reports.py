"""Reports of questions: long enough to say something, answered once, and within the time promised."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.domain.exams.values import LEARNER, NOON
from webapp.domain.errors import BadInput, WrongState
from webapp.domain.exams import reports
from webapp.domain.exams.reports import (
    LONGEST,
    MOST_OPEN,
    OUTCOMES,
    PROMISE,
    SHORTEST,
    QuestionReport,
    ReportState,
)

REPORT = QuestionReport(
    UUID(int=1), LEARNER, None, "mini", "q-1", "v1", "Option b is right too.", reported_at=NOON
)
LATER = NOON + timedelta(days=2)


def test_a_report_waits_until_it_is_answered() -> None:
    assert REPORT.open
    assert REPORT.due_at == NOON + PROMISE
    assert REPORT.waited(LATER) == timedelta(days=2)
    assert not REPORT.is_late(NOON + PROMISE)
    assert REPORT.is_late(NOON + PROMISE + timedelta(seconds=1))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_answer_says_what_came_of_it_and_stops_the_waiting(outcome: ReportState) -> None:
    answered = REPORT.answer(outcome, "  The stem names the one that comes first. ", at=LATER)
    assert (answered.open, answered.state, answered.answered_at) == (False, outcome, LATER)
    assert answered.reply == "The stem names the one that comes first."
    assert answered.waited(LATER + PROMISE) == timedelta(days=2)


def test_a_report_is_answered_once() -> None:
    answered = REPORT.answer(ReportState.KEPT, "It stays as it is.", at=LATER)
    with pytest.raises(WrongState):
        answered.answer(ReportState.TAKEN_OUT, "It was taken out.", at=LATER)


def test_an_answer_must_choose_what_came_of_it_and_say_something() -> None:
    with pytest.raises(BadInput) as refusal:
        REPORT.answer(ReportState.OPEN, "It stays as it is.", at=LATER)
    assert refusal.value.field == "outcome"
    with pytest.raises(BadInput) as refusal:
        REPORT.answer(ReportState.KEPT, "No.", at=LATER)
    assert refusal.value.field == "reply"


@pytest.mark.parametrize("words", ["x" * SHORTEST, "x" * LONGEST, f"  {'x' * LONGEST}  "])
def test_words_that_say_something_are_taken(words: str) -> None:
    assert reports.check_words(words) == words.strip()


@pytest.mark.parametrize("words", ["", " " * 50, "x" * (SHORTEST - 1), "x" * (LONGEST + 1)])
def test_too_few_and_too_many_words_are_refused(words: str) -> None:
    with pytest.raises(BadInput) as refusal:
        reports.check_words(words)
    assert refusal.value.field == "words"


def test_what_is_open_is_answered_before_more_is_reported() -> None:
    reports.require_room(MOST_OPEN - 1)
    with pytest.raises(BadInput, match=f"{MOST_OPEN} reports"):
        reports.require_room(MOST_OPEN)
