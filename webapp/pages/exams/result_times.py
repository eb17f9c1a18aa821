"""Time in a result: what every question took, the pace over the exam, and whether the end was weaker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from webapp.domain.exams import pacing
from webapp.domain.exams.attempt import State
from webapp.domain.exams.comparison import Moved, moved
from webapp.domain.exams.pacing import Lead, Source
from webapp.domain.exams.review import Looked, Show, Verdict
from webapp.drawing import pace_line, share_bars, time_bars
from webapp.drawing.marks import Drawing
from webapp.drawing.pace_line import Pace, PaceLine
from webapp.drawing.share_bars import ShareBars
from webapp.drawing.time_bars import Spent, TimeBars, Went
from webapp.pages.exams.tallies import share_of
from webapp.pages.exams.verdicts import reviewed_url
from webapp.pages.filters import duration, plural
from webapp.services.results import Report

TIRED = 30
"""Questions that count before thirds of an exam are compared."""
CLOSE = timedelta(minutes=2)
SOURCES = {
    Source.BROWSER: "Your browser counted how long each question was before you.",
    Source.SERVER: (
        "No script counted, so these are the gaps between your saves: a question you only looked at lies in the "
        "time of the next one you answered."
    ),
}
WENT = {
    Verdict.RIGHT: Went.RIGHT,
    Verdict.WRONG: Went.WRONG,
    Verdict.OPEN: Went.OPEN,
    Verdict.VOID: Went.VOID,
}


@dataclass(frozen=True)
class Extreme:
    """The question that took longest, or least."""

    words: str
    number: int
    href: str
    time: str


@dataclass(frozen=True)
class Times:
    """Time per question, the pace (None without a clock), and thirds (None where too few were asked)."""

    title: str
    bars: Drawing
    source: str
    extremes: tuple[Extreme, ...]
    pace_title: str
    pace: Drawing | None
    pace_words: str
    thirds_title: str
    thirds: Drawing | None


def times_of(report: Report) -> Times | None:
    """Where the time went; None when nothing is known of it."""
    counted = [each for each in report.review.pick(Show.ALL) if each.seconds]
    if not counted:
        return None
    pace_title, pace, pace_words = _pace(report)
    thirds_title, thirds = _thirds(report)
    title = _title(report, counted)
    return Times(
        title=title,
        bars=time_bars.draw(_bars(report, title)),
        source=SOURCES[report.review.times.source],
        extremes=_extremes(report, counted),
        pace_title=pace_title,
        pace=pace,
        pace_words=pace_words,
        thirds_title=thirds_title,
        thirds=thirds,
    )


def _title(report: Report, counted: list[Looked]) -> str:
    """What the times say: where the pace turned, or that it did not."""
    turn = pacing.turn({each.position: each.seconds or 0 for each in counted})
    if turn:
        verb = "You slowed down" if turn.later > turn.before else "You got faster"
        return f"{verb} after question {turn.after}"
    if len(counted) >= 2 * pacing.STRETCH:
        return "No slower at the end than at the beginning"
    usual, longest = report.review.times.usual, max(each.seconds or 0 for each in counted)
    if usual < 1:
        return f"The longest question took {duration(timedelta(seconds=longest))}"
    return f"Mostly {duration(timedelta(seconds=round(usual)))} a question"


def _bars(report: Report, title: str) -> TimeBars:
    """Time per question as a drawing."""
    allowance, usual = report.attempt.conditions.allowance, report.review.times.usual
    even = allowance.total_seconds() / len(report.attempt.form) if allowance else usual
    return TimeBars(
        title=title,
        spent=tuple(Spent(each.position, each.seconds, WENT[each.verdict]) for each in report.review.looked),
        even=max(1, round(even)),
        even_name="Even pace" if allowance else "Your usual time",
        ends=_ends(report),
    )


def _extremes(report: Report, counted: list[Looked]) -> tuple[Extreme, ...]:
    """The question that took longest and the one that was answered fastest."""
    answered = [each for each in counted if each.answered]
    if len(answered) < 2:
        return ()
    found = (
        ("Longest", max(counted, key=lambda each: each.seconds or 0)),
        ("Shortest of those answered", min(answered, key=lambda each: each.seconds or 0)),
    )
    return tuple(
        Extreme(
            words=words,
            number=each.position,
            href=reviewed_url(report.attempt, each.position),
            time=duration(timedelta(seconds=each.seconds or 0)),
        )
        for words, each in found
    )


def _pace(report: Report) -> tuple[str, Drawing | None, str]:
    """The pace over the exam: its finding, its picture and how to read it."""
    leads = pacing.leads(report.attempt, report.events)
    allowance = report.attempt.conditions.allowance
    if len(leads) < 2 or allowance is None:
        return "", None, ""
    title = pace_title(leads, left=_left_by_time(report))
    course = tuple(Pace(each.answered, _minutes(each.lead), each.section) for each in leads)
    drawn = pace_line.draw(PaceLine(title, len(report.attempt.form), course, _ends(report)))
    even = duration(allowance / len(report.attempt.form))
    dashed = (
        " Dashed lines are the ends of sections; the clock stands still in their breaks."
        if _ends(report)
        else ""
    )
    words = f"Minutes ahead of {even} a question, or behind, each time another one was answered.{dashed}"
    return title, drawn, words


def pace_title(leads: tuple[Lead, ...], *, left: int) -> str:
    """What the pace says; `left` is how many questions the time ran out on."""
    lowest, last = min(each.lead for each in leads), leads[-1].lead
    if left:
        return f"The time ran out with {plural(left, 'question')} open"
    if lowest < -CLOSE and last >= -CLOSE:
        return "Behind at first, and in time at the end"
    if last < -CLOSE:
        return f"{_whole(-last)} behind an even pace at the end"
    if last > CLOSE:
        return f"{_whole(last)} to spare at the last answer"
    return "Close to an even pace throughout"


def _whole(span: timedelta) -> str:
    """A length of time in whole minutes."""
    return duration(timedelta(minutes=span // timedelta(minutes=1)))


def _left_by_time(report: Report) -> int:
    """How many questions were open when the time ran out; 0 for an attempt that was handed in."""
    timed_out = report.attempt.state is State.TIMED_OUT
    return len(report.review.pick(Show.OPEN)) if timed_out else 0


def _thirds(report: Report) -> tuple[str, Drawing | None]:
    """Whether less was right towards the end than chance explains."""
    first, middle, last = report.review.thirds
    if (first + middle + last).asked < TIRED:
        return "", None
    title = {
        Moved.DOWN: "Fewer right in the last third",
        Moved.UP: "More right in the last third",
        Moved.LEVEL: "No third was weaker by more than chance",
    }[moved(last, first + middle)]
    names = ("First third", "Middle third", "Last third")
    shares = tuple(share_of(name, tally) for name, tally in zip(names, (first, middle, last), strict=True))
    return title, share_bars.draw(ShareBars("Right answers by third", shares, heading="Part of the exam"))


def _ends(report: Report) -> tuple[int, ...]:
    """The questions after which a section ends."""
    return tuple(section.last for section in report.attempt.form.sections[:-1])


def _minutes(span: timedelta) -> Fraction:
    """A length of time in minutes, exactly."""
    return Fraction(span // timedelta(milliseconds=1), 60_000)
