"""What a question asks, as an exam room may show it: no key, no reason and no trap ever enters this page object."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from webapp.domain.answers import BLANK, LETTERS, Way
from webapp.domain.exams.form import FormItem
from webapp.domain.exams.sheet import Entry
from webapp.domain.questions import Kind, Option, Question

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
INSTRUCTIONS = {
    Kind.MATCHING: "Match each entry.",
    Kind.ORDERING: "Put the steps in order, first to last.",
}
CAPITALS = {letter: letter.upper() for letter in LETTERS}
RANKS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")


@dataclass(frozen=True)
class AskedCase:
    """The situation that this question shares with others."""

    title: str
    situation: Markup


class AskedChoice(NamedTuple):
    """One option, region, entry or step under the letter of this attempt."""

    letter: str
    label: str
    text: Markup
    chosen: bool = False
    struck: bool = False


@dataclass(frozen=True)
class AskedPlace:
    """A place to fill: its `text` (a left-hand entry, the words before a gap, a rank) and what may be put there.

    `options` are letter and plain words, for a list to choose from; `name` says the place to who hears the page.
    A place `clashes` with another where both were given what may be given once.
    """

    number: int
    name: str
    text: Markup
    options: tuple[tuple[str, str], ...]
    chosen: str
    clashes: bool = False


@dataclass(frozen=True)
class Asked:
    """A question as it is asked, with what was answered and marked so far.

    `choices` are what is shown under letters, `places` what is to be filled; a kind has one, the other or both.
    Struck letters, highlights, the answer and the rest are as the entry has them: that on the sheet, or one that was
    refused, and then `fault` says why.
    """

    kind: str
    way: str
    choose: int
    instruction: str
    stem: Markup
    exhibit: Markup
    case: AskedCase | None
    choices: tuple[AskedChoice, ...]
    places: tuple[AskedPlace, ...]
    tail: Markup
    unit: str
    number: str
    answer: str
    struck: str
    highlights: str
    sure: int
    spent: int
    checked: bool
    fault: str = ""


def asked(question: Question, item: FormItem, entry: Entry, *, fault: str = "") -> Asked:
    """The question in the order frozen for the attempt, with the present state of its item."""
    case, way = question.case, question.kind.way
    return Asked(
        kind=question.kind.value,
        way=way.value,
        choose=item.choose,
        instruction=_instruction(question, item.choose),
        stem=_safe(question.stem),
        exhibit=_safe(question.exhibit),
        case=AskedCase(case.title, _safe(case.situation)) if case else None,
        choices=_choices(question, item, entry),
        places=() if way is Way.CHOOSE else _places(question, item, entry),
        tail=_safe(question.tail),
        unit=question.number.unit if question.number else "",
        number=entry.answer if way is Way.ENTER else "",
        answer=entry.answer,
        struck=entry.struck,
        highlights=entry.highlights,
        sure=entry.sure,
        spent=entry.spent,
        checked=entry.checked,
        fault=fault,
    )


def _instruction(question: Question, choose: int) -> str:
    """What to do, in one sentence."""
    if question.number:
        return f"Enter a number in {question.number.unit}." if question.number.unit else "Enter a number."
    if question.kind is Kind.DROPDOWN:
        return "Fill the gap." if choose == 1 else "Fill each gap."
    if question.kind is Kind.HOTSPOT:
        return f"Choose {COUNTS[choose]} on the figure, or in the list under it."
    return INSTRUCTIONS.get(question.kind) or f"Choose {COUNTS[choose]}."


def _choices(question: Question, item: FormItem, entry: Entry) -> tuple[AskedChoice, ...]:
    """What is shown under letters; the options of a gap stand in its list alone."""
    texts = {option.id: option.text for option in question.options}
    answer, struck = entry.answer if question.kind.way is Way.CHOOSE else "", entry.struck
    return tuple(
        [
            AskedChoice(letter, CAPITALS[letter], _safe(texts[option]), letter in answer, letter in struck)
            for letter, option in zip(LETTERS, item.order, strict=False)
            if option in texts
        ]
    )


def _places(question: Question, item: FormItem, entry: Entry) -> tuple[AskedPlace, ...]:
    """What is to be filled, with what stands there now."""
    if question.kind.way is Way.ORDER:
        named = [(rank, _safe(rank), question.options) for rank in RANKS[: item.choose]]
    elif question.kind is Kind.DROPDOWN:
        gaps = enumerate(question.places, start=1)
        named = [(f"Gap {number}", _safe(gap.text), gap.options) for number, gap in gaps]
    else:
        named = [(_plain(left.text), _safe(left.text), question.options) for left in question.places]
    given = entry.answer.ljust(len(named), BLANK)
    once = given.replace(BLANK, "") if question.kind.way is Way.ORDER else ""
    return tuple(
        AskedPlace(
            number=number,
            name=name,
            text=text,
            options=_listed(options, item),
            chosen=letter.replace(BLANK, ""),
            clashes=once.count(letter) > 1,
        )
        for number, (letter, (name, text, options)) in enumerate(zip(given, named, strict=False), start=1)
    )


def _listed(options: Iterable[Option], item: FormItem) -> tuple[tuple[str, str], ...]:
    """Options as a list names them: letter and plain words, in the order of the attempt."""
    texts = {option.id: option.text for option in options}
    return tuple((letter, _plain(texts[option])) for letter, option in zip(LETTERS, item.order, strict=False))


def _safe(text: str) -> Markup:
    """HTML that was sanitised when the catalogue was read."""
    return Markup(text)  # noqa: S704 - see above


def _plain(text: str) -> str:
    """The words of safe HTML."""
    return Markup(text).striptags()  # noqa: S704 - only its words are kept
