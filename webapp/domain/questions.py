"""Questions of every kind: what they ask, what is right, and why.

What a person answers is a text in the language of `answers`; here stands what it is compared with. Option ids belong
to one version of a question and never reach a browser: pages speak of letters in the order frozen for the attempt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from webapp.domain import answers
from webapp.domain.answers import BLANK, LETTERS, Shape, Way
from webapp.domain.errors import BadInput


class Kind(StrEnum):
    """What sort of question it is."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    MATCHING = "matching"
    ORDERING = "ordering"
    HOTSPOT = "hotspot"
    DROPDOWN = "dropdown"
    NUMERIC = "numeric"

    @property
    def way(self) -> Way:
        """How it is answered."""
        return WAYS[self]


WAYS = {
    Kind.SINGLE: Way.CHOOSE,
    Kind.MULTIPLE: Way.CHOOSE,
    Kind.HOTSPOT: Way.CHOOSE,
    Kind.MATCHING: Way.PLACE,
    Kind.DROPDOWN: Way.PLACE,
    Kind.ORDERING: Way.ORDER,
    Kind.NUMERIC: Way.ENTER,
}


@dataclass(frozen=True)
class Option:
    """Something to choose: `text` and `why` are safe HTML; `trap` is the misconception behind a wrong one.

    It is an option of single and multiple, a region of hotspot, a right-hand entry of matching, a step of ordering,
    or an option in a gap of dropdown.
    """

    id: str
    text: str
    why: str
    correct: bool = False
    trap: str | None = None


@dataclass(frozen=True)
class Place:
    """A place to fill: a left-hand entry of matching, or a gap of dropdown with the words before it and its options.

    `answer` is the id of the option that belongs here, and `why` the reason.
    """

    text: str
    answer: str
    why: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Miss:
    """A value that a known error leads to."""

    value: Decimal
    why: str
    trap: str | None = None


@dataclass(frozen=True)
class Number:
    """The number a numeric question asks for; right is whatever lies within `tolerance`."""

    value: Decimal
    tolerance: Decimal
    unit: str
    working: str
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True)
class Case:
    """The situation that several questions share, in safe HTML."""

    code: str
    title: str
    situation: str


@dataclass(frozen=True)
class Question:
    """One immutable version of a question; `version` is the hash of its content, `task` its outline task.

    `exhibit` is safe HTML beside the stem, `tail` the words of a dropdown's sentence after its last gap, and
    `fixed_order` says that the options have an order of their own and are not shuffled.
    """

    id: str
    version: str
    kind: Kind
    stem: str
    options: tuple[Option, ...]
    difficulty: int
    cognitive: str
    approach: str
    skills: tuple[str, ...]
    lesson: str
    reference: str
    reviewed: date
    task: str | None = None
    exhibit: str = ""
    places: tuple[Place, ...] = ()
    tail: str = ""
    number: Number | None = None
    case: Case | None = None
    fixed_order: bool = False

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of what can be shuffled; every gap of a dropdown has the same ids."""
        shared = self.places[0].options if self.kind is Kind.DROPDOWN else self.options
        return tuple(option.id for option in shared)

    @property
    def own_order(self) -> tuple[str, ...]:
        """The order in which the question stands outside of a form.

        It is the written one, save where that would tell the answer: the steps of an ordering are written in their
        right order, the entries of a matching beside what they belong to.
        """
        if self.fixed_order or self.kind not in {Kind.MATCHING, Kind.ORDERING}:
            return self.option_ids
        told = self.option_ids
        mixed = sorted(told, key=lambda each: sha256(f"{self.version} {each}".encode()).hexdigest())
        return told[::-1] if tuple(mixed) == told else tuple(mixed)

    @property
    def key(self) -> tuple[str, ...]:
        """What is right, as option ids: those to choose, one a place, or the steps in their order."""
        if self.kind.way is Way.PLACE:
            return tuple(place.answer for place in self.places)
        if self.kind.way is Way.ORDER:
            return self.option_ids
        return tuple(option.id for option in self.options if option.correct)

    @property
    def shape(self) -> Shape:
        """What an answer to it may look like."""
        if self.kind.way is Way.ENTER:
            return Shape(Way.ENTER)
        return Shape(self.kind.way, len(self.option_ids), len(self.key))

    @property
    def choose(self) -> int:
        """How many options are asked for, or how many places are to be filled."""
        return self.shape.size

    def key_as_shown(self, order: Sequence[str]) -> str:
        """The key as the answer somebody would give who sees the options in this order."""
        if self.number:
            return f"{self.number.value};{self.number.tolerance}"
        return show(self.key, order, self.kind)

    def require_complete(self, answer: str) -> str:
        """The answer, if it is one that can be judged; raises BadInput for half an answer or a strange one."""
        fault = self.shape.fault_of(answer)
        if fault is None and self.shape.is_complete(answer):
            return answer
        raise BadInput(fault or _incomplete(self.shape, answer), field="choice")

    def is_right(self, answer: str) -> bool:
        """Whether an answer to the options in the question's own order is right, all or nothing."""
        return is_right(answer, self.key_as_shown(self.own_order), self.kind)

    def option(self, option_id: str) -> Option:
        """The option of that id; KeyError when it is not one of this question's."""
        return {option.id: option for option in self.options}[option_id]


def show(ids: Sequence[str], order: Sequence[str], kind: Kind) -> str:
    """Option ids as the letters under which `order` shows them, in the language of answers."""
    letters = [LETTERS[order.index(each)] for each in ids]
    return "".join(sorted(letters) if kind.way is Way.CHOOSE else letters)


def is_right(answer: str, key: str, kind: Kind) -> bool:
    """Whether an answer is the key, all or nothing; a number may miss it by the tolerance."""
    if not answer:
        return False
    if kind.way is Way.ENTER:
        value, tolerance = (Decimal(part) for part in key.split(";"))
        return answers.within(answer, value, tolerance)
    return answer == key


def traps_of(question: Question, answer: str, order: Sequence[str]) -> tuple[str, ...]:
    """The traps somebody fell for with a wrong answer, each once, in the order of the question."""
    return tuple(dict.fromkeys(trap for trap in _traps(question, answer, order) if trap))


def _traps(question: Question, answer: str, order: Sequence[str]) -> list[str | None]:
    """The trap of everything in the answer that should not be there."""
    if not answer:
        return []
    if question.number:
        if question.is_right(answer):
            return []
        misses, tolerance = question.number.misses, question.number.tolerance
        return [miss.trap for miss in misses if answers.within(answer, miss.value, tolerance)]
    given = [None if letter == BLANK else order[LETTERS.index(letter)] for letter in answer]
    if question.kind.way is Way.CHOOSE:
        return [question.option(each).trap for each in given if each and each not in question.key]
    if question.kind is Kind.DROPDOWN:
        return [
            {option.id: option.trap for option in place.options}.get(each or "")
            for each, place in zip(given, question.places, strict=True)
            if each != place.answer
        ]
    pairs = zip(given, question.key, strict=True)
    return [question.option(each).trap for each, right in pairs if each and each != right]


def _incomplete(shape: Shape, answer: str) -> str:
    """What is missing in half an answer."""
    if shape.way is Way.ENTER:
        return "Enter a number."
    if shape.way is not Way.CHOOSE:
        return "Fill every place first."
    wanted = "one answer" if shape.size == 1 else f"{shape.size} answers"
    marked = {0: "none is", 1: "one is"}.get(len(answer), f"{len(answer)} are")
    return f"Choose {wanted}: {marked} marked."
