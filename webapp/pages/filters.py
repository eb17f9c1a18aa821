"""How values are written for a reader: dates, durations, counts. Used by presenters and, as filters, by templates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from flask import Flask

NO_BREAK = "\u00a0"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(value: date) -> str:
    """A date in full: 22 November 2026."""
    return f"{value.day}{NO_BREAK}{MONTHS[value.month - 1]} {value.year}"


def day_short(value: date) -> str:
    """A date without its year: 22 Nov."""
    return f"{value.day}{NO_BREAK}{MONTHS[value.month - 1][:3]}"


def clock_time(value: datetime) -> str:
    """The time of day of an instant, in UTC: 14:03:05."""
    return f"{value:%H:%M:%S}"


def when(value: datetime) -> str:
    """An instant: 22 November 2026, 14:03 UTC."""
    return f"{day(value)}, {value:%H:%M}{NO_BREAK}UTC"


def duration(value: timedelta) -> str:
    """A length of time to the second below ten minutes, to the minute above: 4 min 10 s, 1 h 05 min."""
    seconds = max(0, int(value.total_seconds()))
    hours, rest = divmod(seconds, 3600)
    whole, left = divmod(rest, 60)
    if hours:
        return f"{hours}{NO_BREAK}h" + (f" {whole:02}{NO_BREAK}min" if whole else "")
    if whole >= 10 or (whole and not left):
        return f"{whole}{NO_BREAK}min"
    return f"{whole}{NO_BREAK}min {left}{NO_BREAK}s" if whole else f"{left}{NO_BREAK}s"


def minutes(value: int) -> str:
    """Minutes of effort: 25 minutes, 1 h 20 min."""
    return plural(value, "minute") if value < 60 else duration(timedelta(minutes=value))


def waiting(value: timedelta) -> str:
    """How long somebody has waited, in its largest unit: 2 days, 4 hours, 12 minutes."""
    if value.days:
        return plural(value.days, "day")
    whole = int(value.total_seconds() // 60)
    return plural(whole // 60, "hour") if whole >= 60 else plural(max(whole, 0), "minute")


def ago(value: datetime, now: datetime) -> str:
    """How long ago an instant was: 2 days ago, just now."""
    passed = now - value
    return "just now" if passed < timedelta(minutes=1) else f"{waiting(passed)} ago"


def plural(count: int, noun: str) -> str:
    """A count with its noun: 1 question, 3 questions."""
    return f"{number(count)}{NO_BREAK}{noun}" if count == 1 else f"{number(count)} {_many(noun)}"


def _many(noun: str) -> str:
    """The plural of a regular noun."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def percent(value: int) -> str:
    """A whole per cent with its no-break space: 68 %."""
    return f"{value}{NO_BREAK}%"


def number(value: int) -> str:
    """A whole number with commas at thousands: 1,240."""
    return f"{value:,}".replace("-", "−")


def initials(name: str) -> str:
    """At most two initials, of the first word and the last: AO."""
    words = name.split()
    return "".join(word[0].upper() for word in (words[0], *words[1:][-1:])) if words else ""


FILTERS: tuple[Callable[..., str], ...] = (
    day,
    day_short,
    clock_time,
    when,
    duration,
    minutes,
    waiting,
    ago,
    plural,
    percent,
    number,
    initials,
)


def install(app: Flask) -> None:
    """Offer the filters to the templates, each under its own name."""
    for each in FILTERS:
        app.jinja_env.filters[each.__name__] = each
