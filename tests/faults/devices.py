"""What a candidate of the stateful test sits at: two devices, each with a process that may be gone at any point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from tests.faults.invariants import Witness
from tests.support import databases, mishaps
from webapp.domain.access import Actor
from webapp.domain.exams.sheet import AnswerEvent, Saved
from webapp.services import answers
from webapp.services.answers import Refused
from webapp.services.work import Work, Workshop
from webapp.store.tables.exams import (
    AccommodationRow,
    AnswerEventRow,
    AttemptNoteRow,
    AttemptRow,
    ExposureRow,
    RefusedAnswerRow,
    ScoreRow,
    TimeGrantRow,
)
from webapp.store.tables.outbox import LetterRow

Result = TypeVar("Result")
Act = Callable[[Workshop, Actor], Result]
Point = int | str | None
AT_COMMIT = "at the commit"
AFTER_COMMIT = "after the commit"
POINTS: tuple[Point, ...] = (*[None] * 16, AT_COMMIT, AT_COMMIT, AFTER_COMMIT, AFTER_COMMIT, *range(1, 8))
"""Where a process is gone: nowhere, in a commit, after it and before the reply, or before a statement by its number."""
WINDOWS = 3
"""Two tabs of the first device, and one of the second."""
TABLES = (
    AttemptRow,
    AnswerEventRow,
    RefusedAnswerRow,
    AttemptNoteRow,
    ScoreRow,
    ExposureRow,
    TimeGrantRow,
    AccommodationRow,
    LetterRow,
)


@dataclass
class Device:
    """A browser with a session of its own, and the process that serves it, which remembers what it has read."""

    workshop: Workshop
    actor: Actor
    gone: int = 0

    def does(self, act: Act[Result], point: Point = None, *, rounds: bool = False) -> Result:
        """Do something; where the process is gone before it has replied, the same is asked of the next one.

        What was gone has left nothing behind, but for `rounds` of many transactions, which leave the whole ones.
        """
        if point == AFTER_COMMIT:
            act(self.workshop, self.actor)
            self.starts_anew()
        elif point is not None:
            before = rows(self.workshop)
            try:
                with mishaps.going(self.workshop.sessions.engine, None if point == AT_COMMIT else int(point)):
                    return act(self.workshop, self.actor)
            except mishaps.Gone:
                self.starts_anew()
            assert rounds or rows(self.workshop) == before
        return act(self.workshop, self.actor)

    def starts_anew(self) -> None:
        """Another process takes over: it has no connection yet, and remembers nothing."""
        self.gone += 1
        self.workshop.sessions.remembered.forget()
        self.workshop.sessions.engine.dispose()


class Sitting:
    """One attempt from where its candidate sits: what they were told, and what each of their windows has seen."""

    def __init__(self, seen: Witness) -> None:
        """Fresh windows."""
        self.seen = seen
        self.windows: tuple[dict[int, int], ...] = tuple({} for _ in range(WINDOWS))
        self.notes = [0] * WINDOWS
        self.sent: list[AnswerEvent] = []
        self.unheard: list[AnswerEvent] = []
        self.steps = 0


def writes(act: Callable[[Work], Result]) -> Act[Result]:
    """An action that is one transaction."""

    def done(there: Workshop, actor: Actor) -> Result:
        with there.writing(actor) as work:
            return act(work)

    return done


def sends(which: UUID, event: AnswerEvent, *, by_script: bool) -> Act[Saved | Refused]:
    """A save as it is done for a script (one statement, and the whole only after a refusal), or for a plain form."""

    def done(there: Workshop, actor: Actor) -> Saved | Refused:
        if by_script:
            with there.single(actor) as work:
                saved = answers.keep(work, which, event)
            if saved:
                return saved
        with there.writing(actor) as work:
            return answers.save(work, which, event)

    return done


def rows(workshop: Workshop) -> list[list[tuple[object, ...]]]:
    """Everything there is of attempts, and the letters about them."""
    with workshop.reading() as work:
        every = [work.session.execute(select(kind.__table__)).all() for kind in TABLES]
    return [sorted((tuple(row) for row in rows), key=repr) for rows in every]


@contextmanager
def without_a_disk(*nodes: Workshop) -> Iterator[None]:
    """Let SQLite wait for no disk: here the order of things is tried, not the power cut."""
    for node in nodes:
        databases.forget_the_disk(node.sessions.engine)
        node.sessions.engine.dispose()  # what is open already waits for the disk
    yield
    for node in nodes:
        node.sessions.engine.dispose()
