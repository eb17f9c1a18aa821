"""Changes of answer: which answers stood in the course of an attempt, and what changing them did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.domain.answers import Way
from webapp.domain.exams import pacing, scoring
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.corrections import Correction
from webapp.domain.exams.form import FormItem
from webapp.domain.exams.pacing import Log
from webapp.domain.exams.sheet import AnswerEvent

STOOD = timedelta(seconds=5)
"""How long an option must stay chosen to count as an answer that was given and then changed."""


class Change(StrEnum):
    """What changing the answer did, from the first answer to the last."""

    WON = "won"
    LOST = "lost"
    MOVED = "moved"
    RETURNED = "returned"


@dataclass
class _Held:
    """What an item has held since an instant, the place of its last save in the log, and what stood before it."""

    item: FormItem
    answer: str
    since: datetime
    place: int
    stood: bool = False
    before: tuple[str, ...] = ()

    def take(self, event: AnswerEvent, at: datetime, place: int) -> None:
        """Take in the next save of the item."""
        self.stood = self.stood or place > self.place + 1
        self.place = place
        if event.answer == self.answer:
            return
        chosen = self.item.kind.way is Way.CHOOSE and at - self.since >= STOOD
        if self.stood or chosen:
            self.before = self.answers
        self.answer, self.since, self.stood = event.answer, at, False

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers so far, this one included if it is whole, or takes back another; no two alike in a row."""
        stands = self.item.is_complete(self.answer) or bool(self.before)
        return (*self.before, self.answer) if stands and self.before[-1:] != (self.answer,) else self.before


def given_answers(attempt: Attempt, log: Log) -> dict[int, tuple[str, ...]]:
    """The answers that stood, by position; the last state is the last of them.

    An answer stood when another question was saved before it was replaced; an option also when it stayed chosen for
    a while. What was replaced sooner was still being typed, sorted or clicked.
    """
    held: dict[int, _Held] = {}
    for place, (event, at) in enumerate(pacing.in_time(log)):
        if event.position in held:
            held[event.position].take(event, at, place)
        else:
            held[event.position] = _Held(attempt.item(event.position), event.answer, at, place)
    return {position: each.answers for position, each in held.items()}


def change_of(item: FormItem, answers: Sequence[str], correction: Correction | None = None) -> Change | None:
    """What changing an answer did; None when the first answer was the last."""
    if len(answers) < 2:
        return None
    first, final = (scoring.mark(item, answer, correction).right for answer in (answers[0], answers[-1]))
    if final:
        return Change.RETURNED if first else Change.WON
    return Change.LOST if first else Change.MOVED
