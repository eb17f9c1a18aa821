"""The reasons of a question of every kind, beside what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.support import kinds
from tests.support.sat import LESSON, NOON, TRAPS
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.sheet import Entry
from webapp.domain.questions import Question
from webapp.pages.exams.reasons import Reasons, reasons


@pytest.fixture(autouse=True)
def _within(app: Flask) -> Iterator[None]:
    """Addresses need the site."""
    with app.test_request_context():
        yield


def told(
    question: Question, answer: str, *, order: str = "", rule: Rule | None = None, key: str = "", **marks: Any
) -> Reasons:
    """The reasons of a question with this answer to its options in this order."""
    correction = (
        Correction(1, question.id, question.version, rule, "A slip.", NOON.date(), tuple(key))
        if rule
        else None
    )
    item = kinds.item(question, order)
    return reasons(
        question, item, Entry(answer=answer, **marks), TRAPS, {LESSON.path: LESSON}, correction=correction
    )


def test_the_chosen_option_comes_first_then_the_right_one_then_the_others() -> None:
    said = told(kinds.single(), "c", order="dcab", struck="ab")
    assert [(each.label, each.verdict, each.tag) for each in said.options] == [
        ("C", "wrong", "Your answer."),
        ("D", "right", "Key."),
        ("A", "neutral", "You struck it out."),
        ("B", "neutral", "You struck it out."),
    ]
    assert [each.text for each in said.options[:2]] == ["Stop the work", "Find out the size"]
    assert (said.verdict, said.says) == ("wrong", "Wrong")


def test_every_option_has_its_reason_and_a_wrong_one_its_trap() -> None:
    first, *_ = told(kinds.single(), "a").options
    assert (first.why, first.trap) == ("Reason for Stop the work.", "Haste")
    (note,) = told(kinds.single(), "a").traps
    assert (note.name, note.belief, note.better) == ("Haste", "Quick is good.", "Look first.")
    assert (note.href, note.lesson) == ("/lessons/basics/who-decides#idea", "1.2 Who decides, The idea")


def test_a_right_answer_fell_for_no_trap_and_a_struck_key_says_so() -> None:
    said = told(kinds.single(), "b")
    assert (said.options[0].tag, said.traps) == ("Your answer, right.", ())
    assert told(kinds.single(), "a", struck="b").options[1].tag == "Key. You struck it out."


def test_of_several_right_options_the_chosen_ones_come_first() -> None:
    said = told(kinds.multiple(), "bc")
    assert [(each.label, each.verdict) for each in said.options] == [
        ("C", "right"),
        ("B", "wrong"),
        ("A", "right"),
        ("D", "neutral"),
    ]


def test_what_was_not_answered_shows_the_key_first() -> None:
    said = told(kinds.single(), "")
    assert (said.says, said.options[0].tag) == ("Not answered", "Key.")


def test_a_matching_says_of_every_entry_what_was_put_what_belongs_and_why() -> None:
    said = told(kinds.matching(), "ba-")
    assert [(each.name, each.given, each.right, each.verdict) for each in said.places] == [
        ("Sponsor", "Decides", "Approves", "wrong"),
        ("Owner", "Approves", "Decides", "wrong"),
        ("Guest", "", "Is told", "open"),
    ]
    assert said.places[0].why == "The sponsor approves."
    assert said.places[0].given_why == "It belongs to “Owner”."
    (nowhere,) = said.others
    assert (nowhere.label, nowhere.text, nowhere.why) == (
        "D",
        "Is asked to pay",
        "Reason for Is asked to pay.",
    )


def test_an_entry_that_belongs_nowhere_says_why() -> None:
    first = told(kinds.matching(), "dbc").places[0]
    assert (first.given, first.given_why, first.trap) == (
        "Is asked to pay",
        "Reason for Is asked to pay.",
        "Noise",
    )


def test_an_ordering_is_told_rank_by_rank_in_the_right_order() -> None:
    said = told(kinds.ordering(), "abc", order="bac")
    assert [(each.name, each.given, each.right, each.verdict) for each in said.places] == [
        ("First", "Decide", "Ask", "wrong"),
        ("Second", "Ask", "Decide", "wrong"),
        ("Third", "Tell", "Tell", "right"),
    ]
    assert said.places[0].given_why == "It comes second."
    assert said.places[1].trap == "Haste"
    assert said.places[2].why == "Reason for Tell."


def test_a_gap_says_the_reason_of_every_option_it_offered() -> None:
    first, second = told(kinds.dropdown(), "bb").places
    assert (first.name, first.given, first.right) == ("When the plan slips, ", "hide", "tell")
    assert (first.given_why, first.why, first.trap) == ("Reason for hide.", "Telling comes first.", "Haste")
    assert [(each.text, each.why) for each in first.others] == [("wait", "Reason for wait.")]
    assert (second.verdict, second.given_why) == ("right", "")
    assert [each.text for each in second.others] == ["rest", "blame"]


@pytest.mark.parametrize(
    ("answer", "given", "verdict", "miss", "trap"),
    [
        ("12.9", "12.9 days", "right", "", ""),
        ("25.2", "25.2 days", "wrong", "You counted both teams.", "Noise"),
        ("-1", "−1 days", "wrong", "A sign was lost.", ""),
        ("1400", "1,400 days", "wrong", "", ""),
        ("", "", "open", "", ""),
    ],
)
def test_a_number_says_what_is_right_how_it_is_worked_out_and_the_near_miss(
    answer: str, given: str, verdict: str, miss: str, trap: str
) -> None:
    number = told(kinds.numeric(), answer).number
    assert number is not None
    assert (number.given, number.verdict, number.miss, number.trap) == (given, verdict, miss, trap)
    assert number.right == "12.5 days (12 to 13 days is taken)"
    assert number.working == "5 × 2.5 = 12.5"


def test_a_hotspot_marks_the_right_region_and_the_one_chosen_in_error() -> None:
    exhibit = told(kinds.hotspot(), "a").exhibit
    assert 'data-region="a" data-verdict="wrong"' in exhibit
    assert 'data-region="b" data-verdict="right"' in exhibit
    assert 'data-region="a" data-verdict' not in told(kinds.hotspot(), "b").exhibit


@pytest.mark.parametrize(
    ("rule", "answer", "says", "words"),
    [
        (Rule.REKEY, "c", "Right", "The key of this question was corrected. A slip."),
        (Rule.CREDIT, "a", "Right", "This question was found to be faulty. Everybody has it right. A slip."),
        (
            Rule.EXCLUDE,
            "b",
            "Taken out",
            "This question was found to be faulty. It counts for nobody. A slip.",
        ),
    ],
)
def test_a_corrected_question_is_judged_and_told_as_corrected(
    rule: Rule, answer: str, says: str, words: str
) -> None:
    said = told(kinds.single(), answer, rule=rule, key="c" if rule is Rule.REKEY else "")
    assert (said.says, said.correction) == (says, words)


def test_a_new_key_is_what_is_shown_as_right() -> None:
    said = told(kinds.single(), "b", rule=Rule.REKEY, key="c")
    assert [(each.label, each.verdict) for each in said.options[:2]] == [("B", "wrong"), ("C", "right")]
    order = told(kinds.ordering(), "bac", rule=Rule.REKEY, key="bac").places
    assert [(each.right, each.verdict, each.why) for each in order[:1]] == [
        ("Decide", "right", "Reason for Decide.")
    ]
    match = told(kinds.matching(), "abc", rule=Rule.REKEY, key="bac").places[0]
    assert (match.right, match.why) == ("Decides", "Reason for Decides.")


def test_a_corrected_number_is_the_corrected_one() -> None:
    question = kinds.numeric()
    fixed = Correction(1, question.id, question.version, Rule.REKEY, "A slip.", NOON.date(), ("20", "0"))
    said = reasons(question, kinds.item(question), Entry(answer="20"), TRAPS, {}, correction=fixed)
    assert said.number is not None
    assert (said.number.right, said.number.verdict, said.lesson) == ("20 days", "right", "the lesson")
