"""The attempt: a frozen form, conditions, a deadline, and a sheet.

The sheet gives the score, and replaying the log of events gives the sheet. An event that saw an older state than the
last one is refused as stale; an event that was stored already is acknowledged again. How the attempt moves through
its sections and breaks stands in `timetable`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from webapp.domain.errors import (
    AnswerStands,
    AttemptClosed,
    BadInput,
    NotFound,
    Resting,
    RuleBroken,
    SectionLocked,
    Stale,
    TimeIsUp,
)
from webapp.domain.exams import clock, scoring
from webapp.domain.exams.conditions import Conditions
from webapp.domain.exams.corrections import NONE, Correction
from webapp.domain.exams.form import Form, FormItem, Section
from webapp.domain.exams.outline import PassRule
from webapp.domain.exams.sheet import EMPTY, NO_NOTE, AnswerEvent, Entry, Note, Sheet


class State(StrEnum):
    """Where an attempt stands. `open` past its deadline is over all the same: see `Attempt.is_over`."""

    OPEN = "open"
    SUBMITTED = "submitted"
    TIMED_OUT = "timed_out"


class RestKind(StrEnum):
    """Why the clock stands still."""

    BREAK = "break"
    EXTRA = "extra"
    PAUSE = "pause"


@dataclass(frozen=True)
class Rest:
    """A time in which the clock stands still: a scheduled break, an extra break that was granted, or a free pause.

    `allowed` is None for a pause, which may last; then `left` is the time that was left on the clock.
    """

    kind: RestKind
    began_at: datetime
    allowed: timedelta | None = None
    ended_at: datetime | None = None
    left: timedelta | None = None

    @property
    def ends_at(self) -> datetime:
        """When the clock runs again by itself."""
        return clock.NEVER if self.allowed is None else self.began_at + self.allowed


@dataclass(frozen=True)
class Attempt:
    """One sitting of one exam by one learner. `section` is the index of the section that is open."""

    id: UUID
    learner: UUID
    exam: str
    edition: str
    seed: int
    form: Form
    conditions: Conditions
    pass_rule: PassRule
    started_at: datetime
    deadline: datetime
    section: int = 0
    rests: tuple[Rest, ...] = ()
    state: State = State.OPEN
    finished_at: datetime | None = None
    outcome: scoring.Outcome | None = None
    key_version: int = 0
    version: int = 1
    sheet: Sheet = field(default_factory=dict)
    note: Note = NO_NOTE

    def entry(self, position: int) -> Entry:
        """The present state of the item at `position` (from 1)."""
        return self.sheet.get(position, EMPTY)

    def item(self, position: int) -> FormItem:
        """The item at `position` (from 1); raises NotFound beyond the form."""
        if not 1 <= position <= len(self.form):
            raise NotFound
        return self.form.items[position - 1]

    def is_answered(self, position: int) -> bool:
        """Whether the item has everything it asks for."""
        return self.item(position).is_complete(self.entry(position).answer)

    @cached_property
    def states(self) -> str:
        """Every item as one letter: a(nswered), b(egun) or o(pen), a capital where it is flagged.

        An item is answered when it has everything it asks for.
        """
        states, items = ["o"] * len(self.form), self.form.items
        for position, entry in self.sheet.items():
            if entry.answer:
                states[position - 1] = "a" if items[position - 1].is_complete(entry.answer) else "b"
            if entry.flagged:
                states[position - 1] = states[position - 1].upper()
        return "".join(states)

    @property
    def answered(self) -> int:
        """How many items have an answer."""
        return self.states.count("a") + self.states.count("A")

    @property
    def answers(self) -> Mapping[int, str]:
        """The answers by position."""
        return {position: entry.answer for position, entry in self.sheet.items()}

    @property
    def present(self) -> Section:
        """The section that is open."""
        return self.form.sections[self.section]

    @property
    def window(self) -> tuple[int, int]:
        """The first and last position that can be answered now; (1, 0) while the attempt rests or once it is over."""
        if self.finished or self.resting:
            return (1, 0)
        first = self.section
        while first and not self.form.sections[first - 1].lock:
            first -= 1
        return (self.form.sections[first].first, self.present.last)

    @property
    def resting(self) -> Rest | None:
        """The break or pause that has not been ended."""
        return self.rests[-1] if self.rests and self.rests[-1].ended_at is None else None

    @property
    def finished(self) -> bool:
        """Whether the closing has been recorded."""
        return self.state is not State.OPEN

    @property
    def timed(self) -> bool:
        """Whether there is a deadline at all."""
        return self.conditions.allowance is not None

    def is_over(self, at: datetime) -> bool:
        """Whether nothing can change any more: handed in, or past the deadline."""
        return self.finished or clock.is_over(self.deadline, at)

    def remaining(self, at: datetime) -> timedelta:
        """Exam time left, none once the attempt is finished; in a break the time that stands on the stopped clock."""
        if self.finished:
            return timedelta(0)
        rest = self.resting
        if rest and rest.left is not None:
            return rest.left
        if rest and self.timed:
            return clock.remaining(self.deadline, max(at, rest.ends_at))
        return clock.remaining(self.deadline, at)

    def settle(self, at: datetime, corrections: Mapping[str, Correction] = NONE) -> Attempt:
        """What is true of this attempt at `at`: closed and scored with the deadline's stamp if its time ran out.

        Recording it waits for the grace, so that an answer on its way when time ran out is still taken in.
        """
        if self.finished or not clock.is_over(self.deadline, at):
            return self
        return self.close(State.TIMED_OUT, self.deadline, corrections)

    def submit(self, at: datetime, corrections: Mapping[str, Correction] = NONE) -> Attempt:
        """Hand in. A second call finds it finished and changes nothing; after the deadline it is timed out."""
        settled = self.settle(at, corrections)
        return settled if settled.finished else self.close(State.SUBMITTED, at, corrections)

    def close(self, state: State, at: datetime, corrections: Mapping[str, Correction] = NONE) -> Attempt:
        """Finish once: state, score and time together."""
        return replace(self.rescore(corrections), state=state, finished_at=at)

    def rescore(self, corrections: Mapping[str, Correction]) -> Attempt:
        """The same with the score that these corrections (by question version) give."""
        outcome = scoring.score(self.form, self.answers, self.pass_rule, corrections)
        latest = max((each.number for each in corrections.values()), default=0)
        return replace(self, outcome=outcome, key_version=max(latest, self.key_version))

    def why_not(self, event: AnswerEvent, at: datetime) -> RuleBroken:
        """The rule a refused event has broken; asked only after a refusal."""
        if self.is_over(at):
            return AttemptClosed() if self.finished else TimeIsUp()
        return Resting() if self.resting else self._fault_of(event)

    def _fault_of(self, event: AnswerEvent) -> RuleBroken:
        """Why an event was refused while the clock was running."""
        item = self.item(event.position)
        if not self.window[0] <= event.position <= self.window[1]:
            return SectionLocked()
        if fault := item.shape.fault_of(event.answer):
            return BadInput(fault, field="choice")
        if event.checked and not self.conditions.feedback:
            return BadInput("The reasons of this attempt are shown once it is over.", field="checked")
        return AnswerStands() if self.entry(event.position).checked else Stale()
