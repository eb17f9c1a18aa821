"""Tallies as pages show them: a score with its interval, and how it stands to a line."""

from __future__ import annotations

from fractions import Fraction

from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.scoring import Tally
from webapp.drawing.share_bars import Share
from webapp.pages.filters import percent

IN_DOUBT = "in doubt"


def interval(tally: Tally) -> tuple[Fraction, Fraction]:
    """The interval of a score in per cent, as exact numbers that hold the score itself."""
    low, high = (Fraction(bound * 100).limit_denominator(1000) for bound in tally.interval())
    share = tally.share * 100
    return min(low, share), max(high, share)


def share_of(name: str, tally: Tally, note: str = "") -> Share:
    """A tally as a bar of a drawing."""
    return Share(name, tally.right, tally.asked, *interval(tally), note=note)


def span(tally: Tally) -> str:
    """The interval in words: 61 to 75 %."""
    low, high = (round(bound) for bound in interval(tally))
    return f"{low} to {percent(high)}"


def scored(tally: Tally) -> str:
    """A score with its interval: 41 of 56 (73 %, 60 to 83 %)."""
    if not tally.asked:
        return "none was asked"
    return f"{tally.right} of {tally.asked} ({percent(tally.percent)}, {span(tally)})"


def line_of(attempt: Attempt, asked: int) -> int | None:
    """How many must be right; None for practice, which is held against no line, and where nothing counts."""
    if attempt.conditions.mode is not Mode.REHEARSAL or not asked:
        return None
    return attempt.pass_rule.line(asked)


def line_share(attempt: Attempt, total: Tally) -> Fraction | None:
    """The line in per cent."""
    line = line_of(attempt, total.asked)
    return None if line is None else Fraction(100 * line, total.asked)


def line_name(attempt: Attempt) -> str:
    """What the line is called on drawings."""
    return "Pass line" if attempt.pass_rule.official else "Practice line"


def side_of_line(tally: Tally, line: Fraction | None) -> str:
    """How a group stands to the line: over it, below it, or in doubt where its interval holds the line."""
    if line is None or not tally.asked:
        return ""
    low, high = interval(tally)
    word = "over the line" if tally.share * 100 >= line else "below the line"
    return word if low >= line or high < line else f"{word}, {IN_DOUBT}"
