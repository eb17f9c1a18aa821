"""What the room shows after a refusal, for whoever has no script: what they had entered is still there, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from webapp.domain.errors import RuleBroken, Stale
from webapp.domain.exams.sheet import AnswerEvent, Entry
from webapp.pages.exams import addresses
from webapp.pages.exams.asked import asked
from webapp.pages.exams.presenters import Notes, QuestionPage, elsewhere, notes_of, question_page
from webapp.pages.exams.yours import yours
from webapp.services.exams import Seat

BOTH_STAND = (
    "Newer notes were saved from another page. They come first here, then yours: save them to keep both."
)
WAS_OVER = "The attempt was over before these notes arrived, so they are not kept with it."
Sent = tuple[str, int]
"""The text of notes, and the number of the last ones their page had seen."""


@dataclass(frozen=True)
class NotesPage:
    """Notes that were refused where no question can be shown: to be mended, or, without `notes`, to be taken along."""

    exam: str
    title: str
    fault: str
    text: str
    notes: Notes | None
    operation: str
    onward: str
    onward_label: str


def refused_page(seat: Seat, operation: UUID, at: datetime, entered: Entry, fault: str) -> QuestionPage:
    """The page of a question whose answer was refused: what was entered still stands there, and why it is not kept."""
    return replace(
        question_page(seat, operation, at),
        asked=asked(seat.question, seat.attempt.item(seat.position), entered, fault=fault),
        seen=entered.sequence,
        flagged=entered.flagged,
        saved="Not saved",
    )


def stale_page(seat: Seat, operation: UUID, at: datetime, sent: AnswerEvent, fault: str) -> QuestionPage:
    """The page of a question with its newer answer, and beside it what the older page had sent."""
    return replace(question_page(seat, operation, at), notice=fault, yours=yours(seat, sent, operation))


def with_refused_notes(
    seat: Seat, operation: UUID, at: datetime, sent: Sent, fault: RuleBroken
) -> QuestionPage:
    """The page of a question with the notes that were refused, and why."""
    return replace(question_page(seat, operation, at), notes=_refused_notes(seat, sent, fault))


def notes_page(seat: Seat, operation: UUID, at: datetime, sent: Sent, fault: RuleBroken) -> NotesPage:
    """The notes that were refused while no question can be shown: in a break, or once the attempt is over."""
    over = seat.attempt.is_over(at)
    return NotesPage(
        exam=seat.exam.title,
        title="These notes came too late" if over else "Your notes are not saved yet",
        fault=WAS_OVER if over else str(fault),
        text=sent[0],
        notes=None if over else _refused_notes(seat, sent, fault),
        operation=str(operation),
        onward=elsewhere(seat, at) or addresses.of(seat.attempt.id).question(seat.position),
        onward_label="Go to the result" if over else "Leave without saving",
    )


def _refused_notes(seat: Seat, sent: Sent, fault: RuleBroken) -> Notes | None:
    """The scratch pad as it was sent; where a newer one was kept, that comes first and both are saved next."""
    kept, (text, seen) = notes_of(seat.attempt), sent
    if kept and isinstance(fault, Stale):
        text, seen = seat.attempt.note.joined_with(text), kept.sequence
    words = BOTH_STAND if isinstance(fault, Stale) else str(fault)
    return replace(kept, text=text, sequence=seen, fault=words) if kept else None
