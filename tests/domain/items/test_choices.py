"""What an answer chose, and whether it is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.exams import values
from tests.support import kinds
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.items.choices import OPEN, OTHER, has_distractors, judged
from webapp.domain.items.counting import in_ids
from webapp.domain.questions import Kind, Question

EACH = (*kinds.one_of_each(), *(values.question(n, "T1", kind=kind, right=2) for n, kind in enumerate(Kind)))


def corrected(question: Question, rule: Rule, *key: str) -> dict[str, Correction]:
    """A correction of the question."""
    made = Correction(1, question.id, question.version, rule, "It was wrong.", date(2026, 11, 22), key)
    return {question.version: made}


@pytest.mark.parametrize("question", EACH)
def test_the_key_is_right_and_names_the_choices_of_the_key(question: Question) -> None:
    key = judged(question)
    answer = str(question.number.value) if question.number else "".join(sorted(question.key))
    if question.kind in {Kind.MATCHING, Kind.DROPDOWN, Kind.ORDERING}:
        answer = "".join(question.key)
    assert key.is_right(answer)
    assert frozenset(key.chosen(answer)) == key.right
    assert key.right <= set(key.offered)
    assert not key.set_aside


@pytest.mark.parametrize("question", kinds.one_of_each())
def test_an_answer_right_on_the_form_is_right_in_ids(question: Question) -> None:
    item = kinds.item(question)
    shown = str(question.number.value) if question.number else item.key
    assert item.is_right(shown)
    assert judged(question).is_right(in_ids(item, shown))


def test_an_empty_answer_is_open_and_not_right() -> None:
    for question in EACH:
        assert judged(question).chosen("") == (OPEN,)
        assert not judged(question).is_right("")
    assert judged(kinds.matching()).chosen("---") == (OPEN,)


def test_each_kind_names_its_choices() -> None:
    assert judged(kinds.single()).offered == ("a", "b", "c", "d")
    assert judged(kinds.multiple()).chosen("bd") == ("b", "d")
    assert judged(kinds.matching()).chosen("c-a") == ("1c", "3a")
    assert len(judged(kinds.matching()).offered) == 12
    number = values.question(1, "T1", kind=Kind.NUMERIC)
    assert judged(number).offered == ("12.5", "25", "-12")
    assert [judged(number).chosen(each) for each in ("12.9", "24.6", "99")] == [("12.5",), ("25",), (OTHER,)]


def test_another_key_judges_anew() -> None:
    question = kinds.single()
    key = judged(question, corrected(question, Rule.REKEY, "c"))
    assert (key.is_right("c"), key.is_right("b")) == (True, False)
    assert key.right == {"c"}
    number = values.question(1, "T1", kind=Kind.NUMERIC)
    key = judged(number, corrected(number, Rule.REKEY, "30", "1"))
    assert (key.is_right("29.5"), key.is_right("12.5")) == (True, False)
    assert key.right == {"30"}


@pytest.mark.parametrize("rule", [Rule.EXCLUDE, Rule.CREDIT])
def test_what_was_taken_out_or_given_to_everybody_is_set_aside_with_its_old_key(rule: Rule) -> None:
    question = kinds.multiple()
    key = judged(question, corrected(question, rule))
    assert key.set_aside
    assert key.is_right("ac")


def test_another_version_is_not_corrected() -> None:
    question = kinds.single()
    assert not judged(replace(question, version="later"), corrected(question, Rule.EXCLUDE)).set_aside


def test_options_to_choose_from_are_distractors_and_places_are_not() -> None:
    assert {each.kind for each in EACH if has_distractors(each)} == {Kind.SINGLE, Kind.MULTIPLE, Kind.HOTSPOT}
