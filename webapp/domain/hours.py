"""Contact hours: how time of learning is counted, and what somebody adds by hand.

The unit is a minute of the clock. A minute counts once, whatever happened in it and in how many windows, so that no sum
is ever longer than the time that passed. A minute of reading counts when somebody was active on the page for a
minute; an answered check question counts the minute of its answer and the one before, where they have not counted yet.
A lesson counts for no more than twice the minutes it states.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from uuid import UUID

from webapp.domain.errors import BadInput
from webapp.domain.lessons import Lesson

MINUTE = 60
HOUR = 60
MINUTES_A_DAY = 24 * HOUR
TIMES_STATED = 2
MOST_ENTRIES = 200
MOST_WORDS = 200
MOST_PROOF = 1000
LEAST_MINUTES = 15
MOST_MINUTES = 200 * HOUR
FIRST_DAY = date(1970, 1, 1)


class Way(StrEnum):
    """How a minute came to count."""

    READING = "reading"
    CHECK = "check"


@dataclass(frozen=True)
class Spent:
    """Minutes that counted on one day in one lesson in one way."""

    day: date
    path: str
    way: Way
    minutes: int


@dataclass(frozen=True)
class LessonSum:
    """All that counted in one lesson, with the first and the last day."""

    path: str
    first: date
    last: date
    minutes: int


@dataclass(frozen=True)
class HoursEntry:
    """Hours somebody adds themselves: what it was, with whom, when, how long, and what shows it."""

    id: UUID
    learner: UUID
    what: str
    provider: str
    day: date
    minutes: int
    proof: str


def minute_of(at: datetime) -> int:
    """The minute of the clock an instant lies in, counted from 1970."""
    return int(at.timestamp()) // MINUTE


def day_of(day: int) -> date:
    """The day with this number, counted from 1970."""
    return datetime.fromtimestamp(day * MINUTES_A_DAY * MINUTE, UTC).date()


def most(lesson: Lesson) -> int:
    """How many minutes of a lesson count at most."""
    return TIMES_STATED * lesson.minutes


def minutes_of_check(at: datetime) -> tuple[int, int]:
    """The minutes that answering a check question counts for: that of the answer, and the one before."""
    return (minute_of(at), minute_of(at) - 1)


def minutes_typed(text: str) -> int:
    """Hours as somebody types them, such as 7.5 or 7,5, in minutes; quarters of an hour are kept, BadInput else."""
    try:
        hours = Decimal(text.strip().replace(",", "."))
        minutes = hours * HOUR
        fits = LEAST_MINUTES <= minutes <= MOST_MINUTES and minutes % LEAST_MINUTES == 0
    except InvalidOperation:
        fits = False
    if not fits:
        raise BadInput("Write hours in quarters, such as 7.5; from 0.25 to 200.", field="hours")
    return int(minutes)


def check_entry(entry: HoursEntry, *, today: date) -> HoursEntry:
    """An entry that may be kept; BadInput at the field that does not fit."""
    for field, words, longest in (
        ("what", entry.what, MOST_WORDS),
        ("provider", entry.provider, MOST_WORDS),
        ("proof", entry.proof, MOST_PROOF),
    ):
        if len(words) > longest:
            raise BadInput(f"Use at most {longest} characters; these are {len(words)}.", field=field)
        if not words and field != "proof":
            raise BadInput("Leave no blank here: whoever reads the record asks for it.", field=field)
    if not FIRST_DAY <= entry.day <= today:
        raise BadInput("Name a day that has been, today at the latest.", field="day")
    return entry


def require_room(count: int) -> None:
    """Refuse one more entry once there are as many as anybody needs."""
    if count >= MOST_ENTRIES:
        raise BadInput(
            f"There are {MOST_ENTRIES} entries already. Remove one first, or join several into one."
        )


def total(entries: Collection[HoursEntry | LessonSum | Spent]) -> int:
    """The minutes of all of them."""
    return sum(entry.minutes for entry in entries)


def still_open(needed: int, minutes: int) -> timedelta:
    """What is missing to so many hours; nothing once they are reached."""
    return timedelta(minutes=max(0, needed * HOUR - minutes))
