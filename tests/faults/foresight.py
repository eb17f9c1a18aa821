"""What a save will come to, worked out from the attempt without asking the guard of the store."""

from __future__ import annotations

from datetime import datetime

from webapp.domain.exams import clock as exam_clock
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.sheet import AnswerEvent


def foresee(attempt: Attempt, event: AnswerEvent, at: datetime) -> bool:
    """Whether a save is to be acknowledged: worked out from the attempt without asking the guard of the store."""
    entry = attempt.entry(event.position)
    if entry.event == event.id:
        return True
    return (
        attempt.state is State.OPEN
        and (attempt.deadline == exam_clock.NEVER or at < attempt.deadline + exam_clock.GRACE)
        and stands_open(attempt, event.position)
        and attempt.item(event.position).shape.fault_of(event.answer) is None
        and (attempt.conditions.feedback or not event.checked)
        and not entry.checked
        and event.seen == entry.sequence
    )


def stands_open(attempt: Attempt, position: int) -> bool:
    """Whether a position stands in the section that is open; every section of the rig locks, a practice has none."""
    if any(rest.ended_at is None for rest in attempt.rests):
        return False
    parts = attempt.form.parts
    return not parts or parts[attempt.section].first <= position <= parts[attempt.section].last
