"""Which answers count."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from tests.domain.exams import values
from tests.support import kinds
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode, practise
from webapp.domain.exams.form import Form
from webapp.domain.exams.sheet import fold
from webapp.domain.items.counting import AnswerRecord, CountedAnswer, in_ids, is_given_up, record_of
from webapp.domain.questions import Question


def sat(*answers: str | None, form: Form | None = None, spent: int = 0, **changes: Any) -> Attempt:
    """A finished attempt; None leaves no trace on the sheet, an empty answer a mark."""
    given = [
        (values.event(n, n, 0, answer, spent=spent, flagged=not answer), values.NOON)
        for n, answer in enumerate(answers, start=1)
        if answer is not None
    ]
    made = form or values.form(*"abcd")
    begun = values.attempt(form_of=made, sheet=fold(given), **changes)
    return begun.submit(values.NOON + values.TEN / 2)


def test_a_rehearsal_gives_a_record_in_option_ids_without_anybodys_name() -> None:
    record = record_of(sat("a", "c", "", "d", spent=40))
    assert record == AnswerRecord(
        "mini",
        whole=True,
        month="2026-11",
        answers=(
            CountedAnswer("v1", "z", 40),
            CountedAnswer("v2", "x", 40),
            CountedAnswer("v3", "", 40),
            CountedAnswer("v4", "w", 40),
        ),
    )
    assert {each.name for each in fields(AnswerRecord)} == {"exam", "whole", "month", "answers"}


def test_an_attempt_that_runs_does_not_count() -> None:
    assert record_of(values.attempt()) is None


def test_an_attempt_with_fewer_than_half_answered_was_given_up() -> None:
    assert is_given_up(sat("a", None, None, None))
    assert record_of(sat("a", None, None, None)) is None
    assert record_of(sat("a", "b", None, None)) is not None


def test_an_attempt_whose_time_ran_out_counts() -> None:
    begun = replace(sat("a", "b", "c", None), finished_at=None)
    timed_out = replace(begun, finished_at=begun.deadline)
    assert record_of(timed_out) is not None


def test_practice_that_shows_reasons_does_not_count_and_other_practice_has_no_score() -> None:
    with_reasons = practise(Mode.STUDY, minutes=None, feedback=True)
    without = practise(Mode.CUSTOM, minutes=20, feedback=False)
    assert record_of(sat("a", "b", "c", "d", conditions=with_reasons)) is None
    record = record_of(sat("a", "b", "c", "d", conditions=without))
    assert record is not None
    assert not record.whole


def test_what_was_asked_before_does_not_count_and_trials_do() -> None:
    form = Form(
        (
            values.item("a", number=1, repeat=True),
            values.item("a", number=2, scored=False),
            values.item("a", number=3),
        )
    )
    record = record_of(sat("a", "a", "b", form=form))
    assert record is not None
    assert [each.version for each in record.answers] == ["v2", "v3"]


def test_a_form_of_repeats_alone_gives_no_record() -> None:
    assert record_of(sat("a", form=Form((values.item("a", repeat=True),)))) is None


def test_what_lies_behind_the_last_trace_was_not_reached_and_does_not_count() -> None:
    reached = record_of(sat("a", None, "b", None))
    marked = record_of(sat("a", None, "b", ""))
    assert reached is not None
    assert marked is not None
    assert [each.answer for each in reached.answers] == ["z", "", "y"]
    assert [each.answer for each in marked.answers] == ["z", "", "y", ""]


@pytest.mark.parametrize("question", kinds.one_of_each())
def test_the_key_as_it_is_shown_is_the_key_in_ids(question: Question) -> None:
    item = kinds.item(question)
    expected = item.key if question.number else "".join(question.key)
    assert in_ids(item, item.key) == expected


def test_a_place_that_was_left_blank_stays_blank() -> None:
    item = kinds.item(kinds.matching())
    assert in_ids(item, "-" * len(item.key)) == "-" * len(item.key)
