"""What stands between the questions: the overview before a section or the exam is closed, and the break."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from webapp.domain.exams.attempt import Attempt, Rest, RestKind
from webapp.domain.exams.form import Section
from webapp.domain.exams.outline import Exam
from webapp.pages.exams import addresses
from webapp.pages.exams.clocks import TimeLeft, break_left, time_left
from webapp.pages.exams.palettes import Cell, palette
from webapp.pages.exams.presenters import conditions_line, pause_label, section_line
from webapp.pages.filters import clock_time, duration, plural

SHOW = {"all": "All", "open": "Open", "flagged": "Flagged"}


@dataclass(frozen=True)
class Closing:
    """The button that closes a section or the exam: where it posts to, what it says, and what it costs."""

    title: str
    url: str
    label: str
    words: str
    warning: str | None


@dataclass(frozen=True)
class OverviewPage:
    """Everything at a glance before a section is closed or the exam handed in."""

    exam: str
    attempt: str
    title: str
    section: str
    of: int
    answered: int
    flags: int
    open: int
    show: str
    filters: tuple[tuple[str, str, int, bool], ...]
    cells: tuple[tuple[Cell, str], ...]
    time: TimeLeft | None
    quiet: bool
    result_url: str
    break_url: str
    back_url: str
    closing: Closing
    pause: str | None
    pause_url: str


@dataclass(frozen=True)
class RestPage:
    """A break or a pause: its own clock, what stands still meanwhile, and the way back.

    `standing` says in terms how far the attempt has come.
    """

    exam: str
    conditions: str
    title: str
    words: str
    time: TimeLeft | None
    over: bool
    quiet: bool
    exam_time: str
    standing: tuple[tuple[str, str], ...]
    resume_url: str
    resume_label: str
    result_url: str


def overview_page(exam: Exam, attempt: Attempt, show: str, at: datetime) -> OverviewPage:
    """The screen before closing; `show` is all, open or flagged."""
    cells = palette(attempt)
    groups = {
        "all": cells,
        "open": tuple(cell for cell in cells if not cell.answered),
        "flagged": tuple(cell for cell in cells if cell.flagged),
    }
    show = show if show in groups else "all"
    left_open = groups["open"]
    links = addresses.of(attempt.id)
    return OverviewPage(
        exam=exam.title,
        attempt=str(attempt.id),
        title=_finding(len(left_open), len(groups["flagged"])),
        section=section_line(attempt),
        of=len(cells),
        answered=len(cells) - len(left_open),
        flags=len(groups["flagged"]),
        open=len(left_open),
        show=show,
        filters=tuple(
            (label, f"{links.overview}?show={name}", len(groups[name]), name == show)
            for name, label in SHOW.items()
        ),
        cells=tuple((cell, links.question(cell.number)) for cell in groups[show]),
        time=time_left(attempt, at),
        quiet=attempt.conditions.granted.quiet_timer,
        result_url=links.result,
        break_url=links.rest,
        back_url=links.question(left_open[0].number if left_open else attempt.window[1]),
        closing=_closing(attempt, len(left_open)),
        pause=pause_label(attempt),
        pause_url=url_for("exams.pause", attempt_id=attempt.id),
    )


def _finding(left_open: int, flagged: int) -> str:
    """The overview's title: what is left to do."""
    if left_open:
        return f"{plural(left_open, 'question')} still open"
    return f"All answered, {plural(flagged, 'flag')} left" if flagged else "All answered"


def _closing(attempt: Attempt, left_open: int) -> Closing:
    """How the present section, or the whole exam, is closed from here."""
    warning = (
        f"{plural(left_open, 'question')} without an answer would count as wrong." if left_open else None
    )
    if attempt.section + 1 == len(attempt.form.sections):
        return Closing(
            title="Hand in",
            url=url_for("exams.submit", attempt_id=attempt.id),
            label="Hand in" if not left_open else f"Hand in with {plural(left_open, 'open question')}",
            words="Handing in ends the exam and shows the result with a reason for every option.",
            warning=warning,
        )
    number = attempt.section + 1
    rest = (
        attempt.conditions.granted.longer(attempt.present.break_after)
        if attempt.present.break_after
        else None
    )
    follows = f"and start the {duration(rest)} break" if rest else f"and open section {number + 1}"
    stops = " The exam clock stops for the break." if rest else ""
    return Closing(
        title=f"Close section {number}",
        url=url_for("exams.end_section", attempt_id=attempt.id, section=attempt.section),
        label=f"Close section {number} {follows}",
        words=f"Closing locks section {number} for good: you cannot come back to its questions.{stops}",
        warning=warning,
    )


def rest_page(exam: Exam, attempt: Attempt, rest: Rest, at: datetime) -> RestPage:
    """The page of a break that runs."""
    over = rest.ends_at <= at
    kept = duration(attempt.remaining(at)) if attempt.timed else ""
    return RestPage(
        exam=exam.title,
        conditions=conditions_line(attempt.conditions),
        title=_rest_title(attempt, rest, over=over),
        words=_rest_words(rest, over=over),
        time=break_left(attempt, rest, at),
        over=over,
        quiet=attempt.conditions.granted.quiet_timer,
        exam_time=kept,
        standing=_standing(attempt, rest),
        resume_url=url_for("exams.resume", attempt_id=attempt.id),
        resume_label=_resume_label(attempt, rest, kept),
        result_url=url_for("exams.result", attempt_id=attempt.id),
    )


def _rest_title(attempt: Attempt, rest: Rest, *, over: bool) -> str:
    if rest.kind is RestKind.PAUSE:
        return "The clock stands still" if attempt.timed else "Paused"
    return "The break is over" if over else "Break"


def _rest_words(rest: Rest, *, over: bool) -> str:
    """What it costs to stay away; whether the exam clock runs stands beside the clock of the break."""
    if rest.kind is RestKind.PAUSE:
        return (
            "Nothing runs while you are away. Come back whenever you like; the pause is noted on the result."
        )
    if over:
        return "What you take beyond the break comes off the exam time."
    return "You may end the break early; what you take beyond it comes off the exam time."


def _standing(attempt: Attempt, rest: Rest) -> tuple[tuple[str, str], ...]:
    """How far the attempt has come: what a break has locked and what follows, else what is answered so far."""
    began = ("Began", f"{clock_time(rest.began_at)} UTC")
    present = attempt.present
    if rest.kind is not RestKind.BREAK:
        flagged = sum(state.isupper() for state in attempt.states[present.first - 1 : present.last])
        return (("Answered", _answered(attempt, present)), ("Flagged", str(flagged)), began)
    closed = attempt.form.sections[attempt.section - 1]
    return (
        ("Locked", f"{closed.title}, {_answered(attempt, closed)} answered"),
        ("Next", f"{present.title}, {plural(len(present), 'question')}"),
        began,
    )


def _answered(attempt: Attempt, section: Section) -> str:
    """How much of a section has an answer."""
    states = attempt.states[section.first - 1 : section.last].lower()
    return f"{states.count('a')} of {len(section)}"


def _resume_label(attempt: Attempt, rest: Rest, kept: str) -> str:
    """The button back, with what is left."""
    goes_to = f"Start section {attempt.section + 1}" if rest.kind is RestKind.BREAK else "Go on"
    return f"{goes_to}, {kept} left" if kept else goes_to
