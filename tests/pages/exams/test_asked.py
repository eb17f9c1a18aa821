"""What a question asks: every kind under the letters of the attempt, and nothing that gives the answer away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from webapp.domain.exams.form import FormItem
from webapp.domain.exams.sheet import EMPTY, Entry
from webapp.domain.questions import Case, Kind, Miss, Number, Option, Place, Question
from webapp.pages.exams.asked import Asked, asked

SECRET = "canary"


def option(letter: str, *, correct: bool = False) -> Option:
    """An option that has a reason, and a trap when it is wrong."""
    return Option(letter, f"<em>Text</em> {letter}", f"{SECRET} why", correct, None if correct else SECRET)


def options(*right: str) -> tuple[Option, ...]:
    """Four options."""
    return tuple(option(letter, correct=letter in right) for letter in "abcd")


def question(kind: Kind, **more: object) -> Question:
    """A question of a kind, with a canary in all that must not be shown."""
    made = Question(
        id="q1",
        version="0" * 32,
        kind=kind,
        stem="<p>Which?</p>",
        options=(),
        difficulty=2,
        cognitive="apply",
        approach="agile",
        skills=("risk",),
        lesson=f"{SECRET}/lesson",
        reference=SECRET,
        reviewed=date(2026, 11, 1),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def place(text: str, answer: str, *choices: Option) -> Place:
    """A place to fill."""
    return Place(text, answer, f"{SECRET} why", choices)


def one_of_each() -> dict[Kind, Question]:
    """A question of every kind."""
    number = Number(
        Decimal("8642.75"), Decimal("0.5"), "EUR", SECRET, (Miss(Decimal("731.5"), SECRET, SECRET),)
    )
    return {
        Kind.SINGLE: question(Kind.SINGLE, options=options("b")),
        Kind.MULTIPLE: question(Kind.MULTIPLE, options=options("a", "b")),
        Kind.HOTSPOT: question(Kind.HOTSPOT, options=options("c"), exhibit="<figure></figure>"),
        Kind.MATCHING: question(
            Kind.MATCHING, options=options(), places=(place("<b>L</b>eft 1", "c"), place("Left 2", "a"))
        ),
        Kind.ORDERING: question(Kind.ORDERING, options=options()),
        Kind.DROPDOWN: question(
            Kind.DROPDOWN,
            places=(place("It is ", "a", *options("a")), place(" and ", "b", *options("b"))),
            tail=" at last.",
        ),
        Kind.NUMERIC: question(Kind.NUMERIC, number=number),
    }


EACH = one_of_each()


def item(of: Question, order: str = "dbca") -> FormItem:
    """The question's place in a form, its options shuffled."""
    order = order if of.option_ids else ""
    return FormItem(of.id, of.version, "P1", tuple(order), of.choose, SECRET, of.kind)


def shown(kind: Kind, entry: Entry = EMPTY) -> Asked:
    """The question of a kind as it is asked."""
    return asked(EACH[kind], item(EACH[kind]), entry)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_reason_trap_key_or_lesson_is_in_it(kind: Kind) -> None:
    said = repr(shown(kind))
    assert SECRET not in said
    assert "8642" not in said
    assert "731" not in said


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.MULTIPLE, Kind.HOTSPOT])
def test_what_is_right_makes_no_difference_to_what_is_asked(kind: Kind) -> None:
    one = EACH[kind]
    other = replace(one, options=options(*("d", "c")[: one.choose]))
    assert asked(one, item(one), EMPTY) == asked(other, item(one), EMPTY)


@pytest.mark.parametrize("kind", [Kind.MATCHING, Kind.DROPDOWN])
def test_what_belongs_in_a_place_makes_no_difference_to_what_is_asked(kind: Kind) -> None:
    one = EACH[kind]
    other = replace(one, places=tuple(replace(each, answer="d") for each in one.places))
    assert asked(one, item(one), EMPTY) == asked(other, item(one), EMPTY)


def test_options_stand_under_the_letters_of_the_attempt() -> None:
    choices = shown(Kind.SINGLE, Entry(answer="b", struck="ad")).choices
    assert [(each.label, each.text) for each in choices] == [
        ("A", "<em>Text</em> d"),
        ("B", "<em>Text</em> b"),
        ("C", "<em>Text</em> c"),
        ("D", "<em>Text</em> a"),
    ]
    assert [each.letter for each in choices if each.chosen] == ["b"]
    assert [each.letter for each in choices if each.struck] == ["a", "d"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.SINGLE, "Choose one."),
        (Kind.MULTIPLE, "Choose two."),
        (Kind.HOTSPOT, "Choose one on the figure, or in the list under it."),
        (Kind.MATCHING, "Match each entry."),
        (Kind.ORDERING, "Put the steps in order, first to last."),
        (Kind.DROPDOWN, "Fill each gap."),
        (Kind.NUMERIC, "Enter a number in EUR."),
    ],
)
def test_it_says_in_one_sentence_what_to_do(kind: Kind, words: str) -> None:
    assert shown(kind).instruction == words


def test_a_number_without_a_unit_is_just_a_number() -> None:
    number = Number(Decimal(2), Decimal(0), "", "")
    plain = question(Kind.NUMERIC, number=number)
    assert asked(plain, item(plain), EMPTY).instruction == "Enter a number."


def test_a_single_gap_is_one_gap() -> None:
    one = replace(EACH[Kind.DROPDOWN], places=EACH[Kind.DROPDOWN].places[:1])
    assert asked(one, item(one), EMPTY).instruction == "Fill the gap."


def test_a_match_has_its_entries_and_a_list_of_plain_words_for_each_place() -> None:
    page = shown(Kind.MATCHING, Entry(answer="-b"))
    assert [(each.name, each.text, each.chosen) for each in page.places] == [
        ("Left 1", "<b>L</b>eft 1", ""),
        ("Left 2", "Left 2", "b"),
    ]
    assert page.places[0].options[0] == ("a", "Text d")
    assert [each.letter for each in page.choices] == list("abcd")
    assert not any(each.chosen for each in page.choices)


def test_an_order_has_a_place_for_each_rank() -> None:
    page = shown(Kind.ORDERING, Entry(answer="cabd"))
    assert [(each.name, each.chosen) for each in page.places] == [
        ("First", "c"),
        ("Second", "a"),
        ("Third", "b"),
        ("Fourth", "d"),
    ]


def test_what_was_refused_is_shown_as_it_was_entered_with_its_reason() -> None:
    order = EACH[Kind.ORDERING]
    page = asked(order, item(order), Entry("b-ba"), fault="Each step has one place only.")
    assert [(each.chosen, each.clashes) for each in page.places] == [
        ("b", True),
        ("", False),
        ("b", True),
        ("a", False),
    ]
    assert page.fault == "Each step has one place only."
    assert not any(each.clashes for each in shown(Kind.ORDERING, Entry("--ba")).places)


def test_a_gap_has_its_own_options_and_the_sentence_goes_on_after_the_last() -> None:
    page = shown(Kind.DROPDOWN)
    assert [each.name for each in page.places] == ["Gap 1", "Gap 2"]
    assert [each.text for each in page.places] == ["It is ", " and "]
    assert (page.choices, page.tail) == ((), " at last.")


def test_a_number_stands_as_it_was_entered() -> None:
    page = shown(Kind.NUMERIC, Entry(answer="12.5"))
    assert (page.number, page.unit, page.choices, page.places) == ("12.5", "EUR", (), ())


def test_the_situation_of_a_case_is_shown_with_its_questions() -> None:
    one = replace(EACH[Kind.SINGLE], case=Case("harbour", "The harbour", "<p>It began in May.</p>"))
    case = asked(one, item(one), EMPTY).case
    assert case is not None
    assert (case.title, case.situation) == ("The harbour", "<p>It began in May.</p>")


def test_the_marks_beside_the_answer_are_as_the_sheet_has_them() -> None:
    page = shown(Kind.SINGLE, Entry(highlights="3-9", sure=2, spent=40, checked=True))
    assert (page.highlights, page.sure, page.spent, page.checked) == ("3-9", 2, 40, True)
