"""What a process remembers of running attempts, so that a page of one costs the same with 180 questions as with 50.

Nothing is shown from memory alone. Every time the database is asked what has changed since: whatever moves in the
attempt's row if its version is another one, the notes if there are newer ones, and how many events the log holds and
when the last was saved. Where the log has grown, the newer events are added to the sheet; where that does not add up,
as after a database was restored, the whole sheet is read again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy.orm import Session

from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.sheet import EMPTY, Sheet
from webapp.store import answers

KEPT = 512
REMEMBERED = "remembered"
"""Under this name a session that runs in autocommit carries what its process remembers."""
OVERTAKEN = timedelta(minutes=1)
"""By how much a save may be stored later than one with a later instant: it may have waited for the database."""


@dataclass(frozen=True)
class Known:
    """An attempt as it was when its log held so many events, the last of them saved at `latest`."""

    attempt: Attempt
    events: int
    latest: datetime | None


class Slot:
    """The place of one attempt; what is known of it is replaced as a whole."""

    known: Known | None = None


class Remembered:
    """What is known of the attempts that were looked at last."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._slots = lru_cache(KEPT)(_empty)
        self.forget: Callable[[], None] = self._slots.cache_clear

    def of(self, attempt_id: UUID) -> Slot:
        """The place of an attempt, an empty one for one that is not remembered."""
        return self._slots(attempt_id)


def _empty(_attempt_id: UUID) -> Slot:
    return Slot()


def slot(session: Session, attempt_id: UUID) -> Slot:
    """The place of an attempt; within a transaction nothing is remembered, and what it reads is not."""
    memory: Remembered | None = session.info.get(REMEMBERED)
    return memory.of(attempt_id) if memory else Slot()


def sheet(
    session: Session, known: Known | None, attempt_id: UUID, events: int, latest: datetime | None
) -> Sheet:
    """The sheet of an attempt whose log holds so many events, the last of them saved at `latest`."""
    if known and (known.events, known.latest) == (events, latest):
        return known.attempt.sheet
    if known and known.latest and known.events < events:
        newer = answers.get_sheet(session, attempt_id, since=known.latest - OVERTAKEN)
        joined = _joined(known.attempt.sheet, newer)
        if _events(joined) == events:
            return joined
    return answers.get_sheet(session, attempt_id) if events else {}


def _joined(sheet: Sheet, newer: Sheet) -> Sheet:
    """A sheet with what is newer on another one."""
    return sheet | {
        position: entry
        for position, entry in newer.items()
        if entry.sequence > sheet.get(position, EMPTY).sequence
    }


def _events(sheet: Sheet) -> int:
    """How many events a sheet is the fold of: sequences have no gaps, so the last ones add up to all."""
    return sum(entry.sequence for entry in sheet.values())
