"""The terms of a sitting in words: how many questions, how long, which breaks, what passes, what was granted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from webapp.domain.exams import accommodation
from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.outline import Exam, Outline, Pauses
from webapp.domain.exams.scoring import Tally
from webapp.pages.filters import duration, percent

TOOLS = {"flag": "flags", "whiteboard": "notes", "highlight": "highlighter", "strike-out": "striking out"}


def terms(exam: Exam, outline: Outline, granted: Accommodation = NONE) -> tuple[tuple[str, str], ...]:
    """The terms of a sitting, as pairs of term and words."""
    whose = f"set by {exam.issuer}" if outline.pass_rule.official else "our practice line"
    pace = timedelta(minutes=granted.minutes(outline.minutes)) / outline.questions
    pairs = (
        ("Questions", _questions(outline)),
        ("Time", time_words(outline.minutes, granted)),
        ("Breaks", breaks_words(outline, granted)),
        ("To pass", f"{line_words(outline)}, {whose}"),
        ("Books", "Open, as in the real test" if outline.open_book else "Closed"),
        ("Tools", listed([TOOLS.get(tool, tool) for tool in outline.tools])),
        ("Pace", f"{duration(pace)} a question"),
    )
    return tuple((term, words) for term, words in pairs if words)


def line_words(outline: Outline) -> str:
    """The line to pass: 37 of 50 right (74 %)."""
    line = Tally(outline.pass_count, outline.scored)
    return f"{line.right} of {line.asked} right ({percent(line.percent)})"


def time_words(base: int, granted: Accommodation) -> str:
    """The time, with what was granted: 90 min = 60 + 30 granted."""
    whole = granted.minutes(base)
    return f"{whole} min = {base} + {whole - base} granted" if whole > base else f"{base} minutes"


def breaks_words(outline: Outline, granted: Accommodation = NONE) -> str:
    """How many breaks there are, and what the clock does."""
    lengths = {whole_minutes(plan.break_after) for plan in outline.sections if plan.break_after}
    count = sum(bool(plan.break_after) for plan in outline.sections)
    if outline.pauses is not Pauses.BETWEEN_SECTIONS or not count:
        return "No break"
    each = " or ".join(_break_length(minutes, granted) for minutes in sorted(lengths))
    return f"{count} of {each}"


def listed(words: Sequence[str]) -> str:
    """Words as one line, with a capital at its beginning: Flags, calculator, notes."""
    line = ", ".join([*words[:1], *(word[:1].lower() + word[1:] for word in words[1:])])
    return line[:1].upper() + line[1:]


def _break_length(minutes: int, granted: Accommodation) -> str:
    """The length of a break: 15 min = 10 + 5 granted."""
    more = granted.break_minutes
    return f"{minutes + more} min = {minutes} + {more} granted" if more else f"{minutes} minutes"


def _questions(outline: Outline) -> str:
    """How many questions there are, and how many of them count."""
    if not outline.unscored:
        return f"{outline.questions}, all of them count"
    return f"{outline.questions}: {outline.scored} count, {outline.unscored} are trials that do not"


def whole_minutes(span: timedelta) -> int:
    """A length of time in whole minutes."""
    return int(span.total_seconds() // 60)


def granted_terms(granted: Accommodation) -> tuple[tuple[str, str], ...]:
    """What an accommodation gives beside time and longer breaks, as pairs of term and words."""
    length = whole_minutes(granted.longer(accommodation.BREAK))
    taken = f"{granted.extra_breaks} of {length} minutes, when you like; the clock stops"
    pairs = (
        ("Extra breaks", taken if granted.extra_breaks else ""),
        ("Timer", "Quiet: it announces nothing by itself" if granted.quiet_timer else ""),
        ("Practice", "Study and your own practice have no clock" if granted.untimed_practice else ""),
    )
    return tuple((term, words) for term, words in pairs if words)


def practice_time(minutes: int | None, granted: Accommodation) -> str:
    """The time of a practice, with what was granted."""
    if minutes is None or granted.untimed_practice:
        return "no clock"
    return time_words(minutes, granted)


def clock_hint(granted: Accommodation) -> str:
    """What somebody who sets a time must know of what was granted."""
    if granted.untimed_practice:
        return "You were granted practice without a clock, so none will run."
    more = f" What you were granted comes on top: 60 become {granted.minutes(60)}."
    return f"Leave it empty for no clock.{more if granted.minutes(60) > 60 else ''}"
