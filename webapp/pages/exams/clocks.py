"""The clock of an attempt as pages and scripts are told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.domain.exams import timetable
from webapp.domain.exams.attempt import Attempt, Rest
from webapp.pages.exams import addresses
from webapp.pages.filters import duration

MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class TimeLeft:
    """The clock as the page shows it; a script counts `milliseconds` down by its own elapsed time."""

    text: str
    says: str
    milliseconds: int
    total_milliseconds: int
    state_url: str


def time_left(attempt: Attempt, at: datetime) -> TimeLeft | None:
    """The clock of an attempt; None when it is not timed."""
    allowance = attempt.conditions.allowance
    if allowance is None:
        return None
    left = attempt.remaining(at)
    return TimeLeft(
        text=countdown(left),
        says=f"Time left: {duration(left)}",
        milliseconds=_milliseconds(left),
        total_milliseconds=_milliseconds(allowance),
        state_url=addresses.of(attempt.id).state,
    )


def break_left(attempt: Attempt, rest: Rest, at: datetime) -> TimeLeft | None:
    """The clock of a break, below zero once it is over; None for a pause, which may last."""
    if rest.allowed is None:
        return None
    left = rest.ends_at - at
    over = left <= timedelta(0)
    return TimeLeft(
        text=countdown(abs(left)),
        says=f"The break has been over for {duration(-left)}" if over else f"Break left: {duration(left)}",
        milliseconds=_milliseconds(left),
        total_milliseconds=_milliseconds(rest.allowed),
        state_url=addresses.of(attempt.id).state,
    )


def time_state(attempt: Attempt, at: datetime) -> dict[str, object]:
    """The typed answer to a timer's question: what is left of the exam, or of the break that runs.

    A break that is over has less than nothing left: the page shows how much of the exam's time has gone.
    """
    rest = attempt.resting
    state: dict[str, object] = {
        "left": left_for_script(attempt, at),
        "over": attempt.is_over(at),
        "resting": rest is not None,
    }
    if rest and rest.allowed is not None:
        state["left"] = _milliseconds(rest.ends_at - at)
    if attempt.timed:
        state["total"] = _milliseconds(attempt.conditions.allowance or timedelta(0))
    return state


def left_for_script(attempt: Attempt, at: datetime) -> int | None:
    """What is left on the exam clock in milliseconds; None when it is not timed."""
    return _milliseconds(attempt.remaining(at)) if attempt.timed else None


def countdown(left: timedelta) -> str:
    """Time as a clock shows it: 59:04, or 2:25:40 above an hour."""
    seconds = int(left.total_seconds())
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def pace_words(attempt: Attempt, at: datetime) -> str:
    """How far ahead of an even pace, in whole minutes; nothing where there is no clock to keep pace with."""
    allowance = attempt.conditions.allowance
    if allowance is None:
        return ""
    lead = attempt.answered * (allowance / len(attempt.form)) - timetable.time_used(attempt, at)
    minutes = int(abs(lead).total_seconds() // 60)
    if not minutes:
        return "on pace"
    return f"{minutes} min {'ahead' if lead > timedelta(0) else 'behind'}"


def _milliseconds(span: timedelta) -> int:
    return span // MILLISECOND
