"""The sheet of an attempt: what was answered, and what was marked beside it.

The sheet is the fold of an append-only log of events, each the full state of one item, numbered per item. Nothing is
overwritten: replaying the log gives the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from webapp.domain.answers import LETTERS
from webapp.domain.errors import BadInput

HIGHLIGHTS = re.compile(r"([0-9]{1,5}-[0-9]{1,5}(,(?!\Z)|\Z)){0,30}\Z")
SURE = range(4)
"""How sure somebody says to be: 0 nothing said, 1 a guess, 2 fairly, 3 sure."""
LONGEST_VISIT = 86_400


@dataclass(frozen=True)
class AnswerEvent:
    """One saved change: the full state of an item. `seen` is the sequence the page had seen; the event is the next.

    `struck` holds the letters of options that were struck out, `highlights` ranges of characters of the stem,
    `sure` how sure the learner says to be, `checked` that the reason was asked for (study), and `spent` the seconds
    the question has been before the learner's eyes, all visits together, by the browser's count.
    """

    id: UUID
    position: int
    seen: int
    answer: str = ""
    flagged: bool = False
    struck: str = ""
    highlights: str = ""
    sure: int = 0
    checked: bool = False
    spent: int = 0

    @property
    def sequence(self) -> int:
        """The number of this event among those of its item, from 1."""
        return self.seen + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """The present state of one item on the sheet."""

    answer: str = ""
    flagged: bool = False
    struck: str = ""
    highlights: str = ""
    sure: int = 0
    checked: bool = False
    spent: int = 0
    sequence: int = 0
    event: UUID | None = None
    saved_at: datetime | None = None


EMPTY = Entry()
Sheet = dict[int, Entry]


@dataclass(frozen=True)
class Saved:
    """The acknowledgement of a save: what the page may now call saved."""

    sequence: int
    saved_at: datetime
    deadline: datetime


@dataclass(frozen=True)
class Note:
    """The scratch pad of an attempt; `sequence` counts its saves."""

    text: str = ""
    sequence: int = 0

    def joined_with(self, text: str) -> str:
        """What stands here, then what was written without having seen it; what stands in both is there once."""
        if text.startswith(self.text):
            return text
        return self.text if self.text.endswith(text) else f"{self.text}\n\n{text}".strip()


NO_NOTE = Note()


def fold(events: Iterable[tuple[AnswerEvent, datetime]]) -> Sheet:
    """The sheet after all events: per item the one with the highest sequence."""
    sheet: Sheet = {}
    for event, saved_at in events:
        if event.sequence > sheet.get(event.position, EMPTY).sequence:
            sheet[event.position] = Entry(
                answer=event.answer,
                flagged=event.flagged,
                struck=event.struck,
                highlights=event.highlights,
                sure=event.sure,
                checked=event.checked,
                spent=event.spent,
                sequence=event.sequence,
                event=event.id,
                saved_at=saved_at,
            )
    return sheet


def check_marks(event: AnswerEvent) -> AnswerEvent:
    """The event, if what it carries beside the answer can be meant; raises BadInput.

    A page that stood open for days is believed a day: its answer must not be lost for its stop-watch.
    """
    if not HIGHLIGHTS.match(event.highlights):
        raise BadInput("These highlights cannot be read. Reload the page.", field="highlights")
    strange = len(event.struck) > len(LETTERS) or set(event.struck) - set(LETTERS)
    if strange or event.sure not in SURE or event.spent < 0:
        raise BadInput("This page is incomplete. Reload it, and answer again.", field="op")
    return event if event.spent <= LONGEST_VISIT else replace(event, spent=LONGEST_VISIT)
