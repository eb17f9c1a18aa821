"""What scripts of the exam room are told: acknowledgements and refusals, by name."""

from __future__ import annotations

from datetime import datetime, timedelta

from webapp.domain.errors import RuleBroken
from webapp.domain.exams import clock
from webapp.domain.exams.sheet import AnswerEvent, Note, Saved
from webapp.services.answers import Refused


def acknowledgement(event: AnswerEvent, saved: Saved, at: datetime) -> dict[str, object]:
    """The typed answer to a save. It has the same fields whether the answer was right or wrong."""
    return {
        "saved": str(event.id),
        "sequence": saved.sequence,
        "at": int(saved.saved_at.timestamp() * 1000),
        "left": _left(saved.deadline, at),
    }


def refusal(refused: Refused, at: datetime) -> dict[str, object]:
    """Why a save was not taken, and the state that stands instead: what this learner saved last, nothing more."""
    entry = refused.entry
    return {
        "error": type(refused.reason).__name__,
        "message": str(refused.reason),
        "sequence": entry.sequence,
        "newer": {
            "answer": entry.answer,
            "flagged": entry.flagged,
            "struck": entry.struck,
            "highlights": entry.highlights,
            "sure": entry.sure,
        },
        "left": _left(refused.deadline, at),
    }


def note_kept(operation: str, note: Note, at: datetime) -> dict[str, object]:
    """The typed answer to a saved note."""
    return {"saved": operation, "sequence": note.sequence, "at": int(at.timestamp() * 1000)}


def note_refusal(reason: RuleBroken, newer: Note) -> dict[str, object]:
    """Why a note was not taken, and the one that stands instead."""
    return {
        "error": type(reason).__name__,
        "message": str(reason),
        "sequence": newer.sequence,
        "newer": {"text": newer.text},
    }


def _left(deadline: datetime, at: datetime) -> int | None:
    """Milliseconds up to a deadline; None where there is none."""
    return None if deadline == clock.NEVER else clock.remaining(deadline, at) // timedelta(milliseconds=1)
