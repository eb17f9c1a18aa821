"""Accommodations in words: what is granted, what a grant changed, and what it makes of an exam's time."""

from __future__ import annotations

from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.conditions import Conditions, Mode
from webapp.pages.filters import NO_BREAK, minutes, percent, plural

MODES = {Mode.REHEARSAL: "Rehearsal", Mode.STUDY: "Study", Mode.CUSTOM: "Custom practice"}


def words_of(granted: Accommodation) -> tuple[str, ...]:
    """Everything that is granted, one phrase each; nothing for nothing."""
    said = {
        f"{percent(granted.percent)} of the time": granted.percent > 100,
        f"{plural(granted.free_minutes, 'minute')} on top": granted.free_minutes,
        f"{plural(granted.break_minutes, 'minute')} more in each break": granted.break_minutes,
        plural(granted.extra_breaks, "extra break"): granted.extra_breaks,
        "practice without a clock": granted.untimed_practice,
        "a quiet timer": granted.quiet_timer,
    }
    return tuple(words for words, holds in said.items() if holds)


def sentence(granted: Accommodation) -> str:
    """What is granted as one sentence."""
    words = words_of(granted)
    return f"Granted now: {', '.join(words)}." if words else "Nothing is granted now."


def changes(before: Accommodation, after: Accommodation) -> tuple[str, ...]:
    """What a grant changed, one phrase each."""
    compared = (
        ("time", percent(before.percent), percent(after.percent)),
        ("minutes on top", str(before.free_minutes), str(after.free_minutes)),
        ("minutes added to each break", str(before.break_minutes), str(after.break_minutes)),
        ("extra breaks", str(before.extra_breaks), str(after.extra_breaks)),
        (
            "practice without a clock",
            _yes_or_no(on=before.untimed_practice),
            _yes_or_no(on=after.untimed_practice),
        ),
        ("quiet timer", _yes_or_no(on=before.quiet_timer), _yes_or_no(on=after.quiet_timer)),
    )
    return tuple(f"{what} from {old} to {new}" for what, old, new in compared if old != new)


def allowed(conditions: Conditions) -> str:
    """The time of an attempt as base and grant: 90 min = 60 + 30 granted."""
    if conditions.minutes is None:
        return "No clock"
    return time_words(conditions.minutes, conditions.granted_minutes)


def time_words(base: int, granted: int) -> str:
    """Base time and granted time."""
    if not granted:
        return minutes(base)
    return f"{base + granted}{NO_BREAK}min = {base} + {granted} granted"


def _yes_or_no(*, on: bool) -> str:
    """A comfort that is granted, or not."""
    return "yes" if on else "no"
