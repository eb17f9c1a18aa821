"""How the time of an attempt was spent: per question, against an even pace, and where the pace turned.

Time a question was before somebody's eyes is counted by their browser. Where it sent no counts (no script ran), the
gaps between the saves stand in: they say less, since looking without answering leaves no trace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import log1p, sqrt
from statistics import fmean, median, pstdev

from webapp.domain.exams import timetable
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.sheet import AnswerEvent

Log = Sequence[tuple[AnswerEvent, datetime]]
"""Answer events, each with the instant it was saved."""

STRETCH = 10
"""Questions on each side of a turn: over fewer, a few long ones would be taken for a change of pace."""
STRIKING = 3.2
"""How many standard errors make a turn, where the most striking of all places is looked for."""
NOTABLE = 1.25
"""How much longer the questions on one side must take before anybody needs to hear of it."""


class Source(StrEnum):
    """Who counted the time."""

    BROWSER = "browser"
    SERVER = "server"


@dataclass(frozen=True)
class Times:
    """Seconds by position, and who counted them; a question that left no trace is not in it."""

    seconds: Mapping[int, int]
    source: Source

    @property
    def usual(self) -> float:
        """The median time of a question that was looked at; 0 where none was."""
        return median(self.seconds.values()) if self.seconds else 0.0


@dataclass(frozen=True)
class Lead:
    """How far ahead of an even pace somebody was with so many questions answered (negative: behind)."""

    answered: int
    section: int
    lead: timedelta


@dataclass(frozen=True)
class Turn:
    """Where the pace changed: after which position, and the median seconds of a question before and after."""

    after: int
    before: float
    later: float


def times(attempt: Attempt, log: Log) -> Times:
    """The time every question took."""
    counted = {position: entry.spent for position, entry in attempt.sheet.items() if entry.spent}
    if counted and 2 * len(counted) >= len(attempt.sheet):
        return Times(counted, Source.BROWSER)
    return Times(_gaps(attempt, log), Source.SERVER)


def leads(attempt: Attempt, log: Log) -> tuple[Lead, ...]:
    """The lead over an even pace each time another question had its first whole answer; empty where untimed."""
    allowance = attempt.conditions.allowance
    if allowance is None:
        return ()
    even = allowance / len(attempt.form)
    done: set[int] = set()
    found: list[Lead] = []
    for event, at in in_time(log):
        if event.position not in done and attempt.item(event.position).is_complete(event.answer):
            done.add(event.position)
            lead = len(done) * even - timetable.time_used(attempt, at)
            found.append(Lead(len(done), section_of(attempt, event.position), lead))
    return tuple(found)


def section_of(attempt: Attempt, position: int) -> int:
    """The index of the section a position stands in."""
    return next(place for place, each in enumerate(attempt.form.sections) if position <= each.last)


def in_time(log: Log) -> list[tuple[AnswerEvent, datetime]]:
    """The events in the order in which they were saved."""
    return sorted(log, key=lambda saved: (saved[1], saved[0].sequence))


def turn(seconds: Mapping[int, int]) -> Turn | None:
    """Where the pace changed most, if it changed by more than the questions' own differences explain.

    The place with the largest cumulative sum of log times is the candidate (Page 1954); it counts when it is striking
    and the medians before and after differ notably.
    """
    positions = sorted(seconds)
    logs = [log1p(seconds[position]) for position in positions]
    number, spread = len(logs), pstdev(logs) if logs else 0.0
    if number < 2 * STRETCH or not spread:
        return None
    mean, total, strikes = fmean(logs), 0.0, {}
    for place, value in enumerate(logs, start=1):
        total += value - mean
        if STRETCH <= place <= number - STRETCH:
            strikes[place] = abs(total) / (spread * sqrt(place * (number - place) / number))
    place = max(strikes, key=lambda each: strikes[each])
    before, later = (
        median(seconds[position] for position in part) for part in (positions[:place], positions[place:])
    )
    notable = max(before, later) >= NOTABLE * min(before, later)
    return Turn(positions[place - 1], before, later) if strikes[place] >= STRIKING and notable else None


def _gaps(attempt: Attempt, log: Log) -> dict[int, int]:
    """Exam time between each save and the one before it, laid to the question that was saved."""
    seconds: dict[int, int] = {}
    before = timedelta(0)
    for event, at in in_time(log):
        now = timetable.time_used(attempt, at)
        gap = round((now - before).total_seconds())
        seconds[event.position] = seconds.get(event.position, 0) + max(gap, 0)
        before = now
    return seconds
