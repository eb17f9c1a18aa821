"""What a person can do at their seat: save an answer, keep a note, close a section, take a break and come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.domain.errors import AttemptClosed, BadInput, NotFound, RuleBroken, Stale, TimeIsUp, WrongState
from webapp.domain.exams import timetable
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.sheet import AnswerEvent, Entry, Note, Saved
from webapp.services.work import Work
from webapp.store import answers, notes
from webapp.store import exams as store

LONGEST_NOTE = 10_000
NEWER_NOTES = "Newer notes were saved from another page. They have been kept."


@dataclass(frozen=True)
class Refused:
    """A save that was not taken: the rule it broke, and the newer state that stands instead."""

    reason: RuleBroken
    entry: Entry
    deadline: datetime


def save(work: Work, attempt_id: UUID, event: AnswerEvent) -> Saved | Refused:
    """Keep one answer. Asked for twice with one id it is kept once and acknowledged twice.

    The guard of the store decides in one statement; only after a refusal is the attempt loaded and asked why. An
    answer that came too late is kept as evidence, and counts for nothing.
    """
    saved = keep(work, attempt_id, event)
    if saved:
        return saved
    attempt = store.get(work.session, work.actor, attempt_id)
    entry = attempt.entry(event.position)
    if entry.event == event.id and entry.saved_at:
        return Saved(entry.sequence, entry.saved_at, attempt.deadline)
    reason = attempt.why_not(event, at=work.now)
    if isinstance(reason, (TimeIsUp, AttemptClosed)):
        answers.keep_refused(work.session, event.id, attempt_id, event, type(reason).__name__, at=work.now)
    return Refused(reason, entry, attempt.deadline)


def keep(work: Work, attempt_id: UUID, event: AnswerEvent) -> Saved | None:
    """Keep one answer by one statement, or None: then `save` finds out why."""
    return answers.append(work.session, work.actor, attempt_id, event, at=work.now)


def save_note(work: Work, attempt_id: UUID, text: str, seen: int) -> Note:
    """Keep the scratch pad; raises BadInput, Stale when another page has written since, or why it cannot be kept.

    A text that was kept already is acknowledged again, also once the attempt is over.
    """
    if len(text) > LONGEST_NOTE:
        words = f"Notes take at most {LONGEST_NOTE:,} characters; these have {len(text):,}."
        raise BadInput(words, field="text")
    number = notes.keep(work.session, work.actor, attempt_id, text, seen, at=work.now)
    if number is not None:
        return Note(text, number)
    attempt = store.get(work.session, work.actor, attempt_id)
    if attempt.note.sequence and attempt.note.text == text:
        return attempt.note
    if attempt.finished:
        raise AttemptClosed
    raise TimeIsUp if attempt.is_over(work.now) else Stale(NEWER_NOTES)


def end_section(work: Work, attempt_id: UUID, section: int) -> Attempt:
    """Close a section for good (its index); closing it twice changes nothing, one to come cannot be closed."""
    attempt = store.claim(work.session, work.actor, attempt_id)
    if not 0 <= section < len(attempt.form.sections):
        raise NotFound
    if section > attempt.section:
        raise WrongState("This section has not been opened yet.")
    if section < attempt.section:
        return attempt
    return _move(work, attempt, timetable.end_section)


def pause(work: Work, attempt_id: UUID) -> Attempt:
    """Stop the clock, where the conditions allow it; whoever stops it twice finds it standing already."""
    attempt = store.claim(work.session, work.actor, attempt_id)
    if attempt.resting and not attempt.is_over(work.now):
        return attempt
    return _move(work, attempt, timetable.pause)


def resume(work: Work, attempt_id: UUID) -> Attempt:
    """Go on after a break; whoever goes on twice finds the clock running already."""
    attempt = store.claim(work.session, work.actor, attempt_id)
    if attempt.finished or not attempt.resting:
        return attempt
    return _move(work, attempt, timetable.resume)


def _move(work: Work, attempt: Attempt, move: Callable[[Attempt, datetime], Attempt]) -> Attempt:
    """Make a move and keep it."""
    moved = move(attempt, work.now)
    store.keep(work.session, moved)
    return moved
