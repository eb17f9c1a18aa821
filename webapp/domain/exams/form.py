"""A form: its questions and their options in the order they are shown, and its sections; frozen for one attempt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from webapp.domain import questions
from webapp.domain.answers import CODES, LETTERS, Shape, Way
from webapp.domain.questions import Kind


@dataclass(frozen=True)
class FormItem:
    """One place of a form: a question version, its task, its options as they are shown, and what is right.

    `choose` is how many options are asked for or how many places are to be filled, `key` the answer that is right.
    An item that is not `scored` is a trial; one that is a `repeat` was given to this learner before.
    """

    question: str
    version: str
    task: str
    order: tuple[str, ...]
    choose: int
    key: str
    kind: Kind = Kind.SINGLE
    scored: bool = True
    repeat: bool = False
    case: str | None = None

    @property
    def letters(self) -> str:
        """The letters shown for this item."""
        return LETTERS[: len(self.order)]

    @cached_property
    def shape(self) -> Shape:
        """What an answer to it may look like."""
        if self.kind.way is Way.ENTER:
            return Shape(Way.ENTER)
        return Shape(self.kind.way, len(self.order), self.choose)

    def is_complete(self, answer: str) -> bool:
        """Whether an answer gives everything asked for."""
        return bool(answer) and self.shape.is_complete(answer)

    def is_right(self, answer: str, key: str | None = None) -> bool:
        """Whether an answer is right by the key of this form, or by another one."""
        return questions.is_right(answer, self.key if key is None else key, self.kind)


@dataclass(frozen=True)
class Section:
    """A run of positions, from `first` to `last`, with the break after it; a locked section cannot be entered again."""

    code: str
    title: str
    first: int
    last: int
    break_after: timedelta = timedelta(0)
    lock: bool = False

    def __len__(self) -> int:
        """How many questions it asks."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Form:
    """A drawn form, frozen for one attempt. Without sections of its own it is one section."""

    items: tuple[FormItem, ...]
    parts: tuple[Section, ...] = ()

    def __len__(self) -> int:
        """How many questions it asks."""
        return len(self.items)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order."""
        return self.parts or (Section("all", "All questions", 1, len(self)),)

    @property
    def scored(self) -> int:
        """How many questions count."""
        return sum(item.scored for item in self.items)

    @property
    def repeats(self) -> int:
        """How many questions this learner had been given before."""
        return sum(item.repeat for item in self.items)

    @property
    def shape(self) -> str:
        """The shapes of all items as one string of codes, so that one statement can check a save."""
        return "".join(CODES[item.shape] for item in self.items)

    def numbered(self) -> Iterator[tuple[int, FormItem]]:
        """Every item with its position, from 1."""
        return enumerate(self.items, start=1)
