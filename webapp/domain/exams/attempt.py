"""The attempt and its moves.

An attempt is a frozen form, a deadline, and a sheet. The sheet is the fold of an append-only log of answer events,
each the full state of one item (letters chosen, flag), numbered per item. Nothing is overwritten: replaying the log
gives the sheet, and the sheet gives the score. An event that saw an older state than the last one is refused as
stale; an event that was stored already is acknowledged again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from webapp.domain.errors import AttemptClosed, BadInput, NotFound, RuleBroken, Stale, TimeIsUp
from webapp.domain.exams import clock, scoring
from webapp.domain.exams.outline import Outline
from webapp.domain.exams.selection import LETTERS, Form, FormItem


class State(StrEnum):
    """Where an attempt stands. `open` past its deadline is over all the same: see `Attempt.is_over`."""

    OPEN = "open"
    SUBMITTED = "submitted"
    TIMED_OUT = "timed_out"


@dataclass(frozen=True)
class AnswerEvent:
    """One saved change: `seen` is the sequence the page had seen, so the event itself is number `seen + 1`."""

    id: UUID
    position: int
    seen: int
    letters: str = ""
    flagged: bool = False

    @property
    def sequence(self) -> int:
        """The number of this event among those of its item, from 1."""
        return self.seen + 1


@dataclass(frozen=True)
class Entry:
    """The present state of one item on the sheet."""

    letters: str = ""
    flagged: bool = False
    sequence: int = 0
    event: UUID | None = None
    saved_at: datetime | None = None

    @property
    def answered(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.letters)


EMPTY = Entry()
Sheet = dict[int, Entry]


@dataclass(frozen=True)
class Saved:
    """The acknowledgement of a save: what the page may now call saved."""

    sequence: int
    saved_at: datetime
    deadline: datetime


@dataclass(frozen=True)
class Attempt:
    """One sitting of one exam by one learner."""

    id: UUID
    learner: UUID
    exam: str
    edition: str
    seed: int
    form: Form
    started_at: datetime
    deadline: datetime
    pass_count: int
    state: State = State.OPEN
    finished_at: datetime | None = None
    outcome: scoring.Outcome | None = None
    version: int = 1
    sheet: Sheet = field(default_factory=dict)

    def entry(self, position: int) -> Entry:
        """The present state of the item at `position` (from 1)."""
        return self.sheet.get(position, EMPTY)

    def item(self, position: int) -> FormItem:
        """The item at `position` (from 1); raises NotFound beyond the form."""
        if not 1 <= position <= len(self.form):
            raise NotFound
        return self.form.items[position - 1]

    @property
    def answered(self) -> int:
        """How many items have an answer."""
        return sum(entry.answered for entry in self.sheet.values())

    @property
    def open_positions(self) -> tuple[int, ...]:
        """The positions without an answer, in order."""
        return tuple(n for n in range(1, len(self.form) + 1) if not self.entry(n).answered)

    @property
    def finished(self) -> bool:
        """Whether the closing has been recorded."""
        return self.state is not State.OPEN

    def is_over(self, at: datetime) -> bool:
        """Whether nothing can change any more: handed in, or past the deadline."""
        return self.finished or clock.is_over(self.deadline, at)

    def remaining(self, at: datetime) -> timedelta:
        """Time left, none once the attempt is finished."""
        return timedelta(0) if self.finished else clock.remaining(self.deadline, at)

    def settle(self, at: datetime) -> Attempt:
        """What is true of this attempt at `at`: closed and scored with the deadline's stamp if its time ran out."""
        if self.finished or not clock.is_over(self.deadline, at):
            return self
        return self.close(State.TIMED_OUT, self.deadline)

    def submit(self, at: datetime) -> Attempt:
        """Hand in. A second call finds it finished and changes nothing; after the deadline it is timed out."""
        settled = self.settle(at)
        return settled if settled.finished else settled.close(State.SUBMITTED, at)

    def close(self, state: State, at: datetime) -> Attempt:
        """Finish once: state, score and time together."""
        outcome = scoring.score(self.form, {n: e.letters for n, e in self.sheet.items()}, self.pass_count)
        return replace(self, state=state, finished_at=at, outcome=outcome)

    def why_not(self, event: AnswerEvent, at: datetime) -> RuleBroken:
        """The rule a refused event has broken; asked only after a refusal."""
        if self.finished:
            return AttemptClosed()
        if clock.is_over(self.deadline, at):
            return TimeIsUp()
        item = self.item(event.position)
        if fault := fault_of(item, event.letters):
            return BadInput(fault, field="choice")
        return Stale()


def open_attempt(
    *, id: UUID, learner: UUID, exam: str, outline: Outline, form: Form, seed: int, at: datetime
) -> Attempt:
    """Start an attempt: the form, the line and the deadline are fixed here and never move with the outline."""
    return Attempt(
        id=id,
        learner=learner,
        exam=exam,
        edition=outline.edition,
        seed=seed,
        form=form,
        started_at=at,
        deadline=clock.deadline(at, outline.duration),
        pass_count=outline.pass_rule.count,
    )


def fold(events: Iterable[tuple[AnswerEvent, datetime]]) -> Sheet:
    """The sheet after all events: per item the one with the highest sequence."""
    sheet: Sheet = {}
    for event, saved_at in events:
        if event.sequence > sheet.get(event.position, EMPTY).sequence:
            sheet[event.position] = Entry(event.letters, event.flagged, event.sequence, event.id, saved_at)
    return sheet


def fault_of(item: FormItem, letters: str) -> str | None:
    """Why these letters are no response to the item, or None when they are."""
    if set(letters) - set(item.letters):
        return "That option does not belong to this question."
    if len(letters) > item.choose:
        return f"Choose {item.choose}: {len(letters)} are marked."
    return None


def tidy(letters: Iterable[str]) -> str:
    """Letters in order and once each, as they are stored; raises BadInput for anything but a letter."""
    unique = set(letters)
    if unique - set(LETTERS):
        raise BadInput("That option does not belong to this question.", field="choice")
    return "".join(sorted(unique))


SHAPES = {
    (options, choose): code
    for code, (options, choose) in zip(
        "abcdefghijklmnopqrstuvwxyz",
        [(options, choose) for options in range(2, 9) for choose in range(1, 5) if choose < options],
        strict=False,
    )
}
"""One small letter per shape of item (how many options, how many to choose), for the guard of a save."""


def shape(form: Form) -> str:
    """The form's items as one string of shape codes, kept on the attempt so that one statement can check a save."""
    return "".join(SHAPES[len(item.order), item.choose] for item in form.items)


def fitting_shapes(letters: str) -> str:
    """The shapes for which `letters` (tidy) is a possible response; the guard looks the item's shape up in it."""
    highest = LETTERS.index(letters[-1]) + 1 if letters else 0
    return "".join(
        code for (options, choose), code in SHAPES.items() if options >= highest and choose >= len(letters)
    )
