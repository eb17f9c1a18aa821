"""What a question of a running attempt shows. Keys and reasons enter this page only where they were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from markupsafe import Markup

from webapp.domain.exams import timetable
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Conditions, Mode
from webapp.domain.exams.outline import Pauses
from webapp.pages.exams import addresses
from webapp.pages.exams.asked import Asked, asked
from webapp.pages.exams.clocks import TimeLeft, pace_words, time_left
from webapp.pages.exams.palettes import strip
from webapp.pages.exams.reasons import Reasons, reasons
from webapp.pages.exams.yours import Yours
from webapp.pages.filters import clock_time
from webapp.services.answers import LONGEST_NOTE
from webapp.services.exams import Seat


@dataclass(frozen=True)
class Notes:
    """The scratch pad: its text, the number of its last save, where it is saved, and why it was refused if it was."""

    text: str
    sequence: int
    url: str
    longest: int = LONGEST_NOTE
    fault: str = ""


@dataclass(frozen=True)
class Sheet:
    """The squares of the sections that are open, counted, with what lies before and after them."""

    title: str
    note: str
    squares: Markup
    answered: int
    flags: int
    countable: int


@dataclass(frozen=True)
class Links:
    """Where the buttons of a question lead; the last question that can be opened leads on to the overview."""

    here: str
    next: str
    previous: str
    overview: str
    overview_label: str
    result: str
    rest: str
    reason: str
    report: str
    sign_in: str


@dataclass(frozen=True)
class QuestionPage:
    """One question of a running attempt; `first` and `last` are said of the questions that can be opened now.

    `yours` is what an older page had sent that was refused, beside the newer answer that the page shows.
    """

    exam: str
    conditions: str
    mode: str
    section: str
    number: int
    of: int
    first: bool
    last: bool
    asked: Asked
    operation: str
    seen: int
    flagged: bool
    saved: str
    time: TimeLeft | None
    pace: str
    quiet: bool
    sheet: Sheet
    links: Links
    attempt: str
    journal: str
    tools: tuple[str, ...]
    asks_sure: bool
    may_check: bool
    reasons: Reasons | None
    notes: Notes | None
    notes_operation: str
    pause: str | None
    repeat: bool
    notice: str = ""
    yours: Yours | None = None


def question_page(seat: Seat, operation: UUID, at: datetime) -> QuestionPage:
    """The page of one question."""
    attempt, position, terms = seat.attempt, seat.position, seat.attempt.conditions
    entry, item = attempt.entry(position), attempt.item(position)
    first, last = attempt.window
    strict = terms.mode is Mode.REHEARSAL
    return QuestionPage(
        exam=seat.exam.title,
        conditions=conditions_line(terms),
        mode=terms.mode.value,
        section=section_line(attempt),
        number=position,
        of=len(attempt.form),
        first=position == first,
        last=position == last,
        asked=asked(seat.question, item, entry),
        operation=str(operation),
        seen=entry.sequence,
        flagged=entry.flagged,
        saved=f"Saved {clock_time(entry.saved_at)} UTC" if entry.saved_at else "Not answered yet",
        time=time_left(attempt, at),
        pace=pace_words(attempt, at),
        quiet=terms.granted.quiet_timer,
        sheet=_sheet(attempt, position),
        links=_links(attempt, position),
        attempt=str(attempt.id),
        journal=f"{attempt.id}:{item.version}",
        tools=terms.tools,
        asks_sure=not strict,
        may_check=terms.feedback and not entry.checked,
        reasons=_reasons(seat),
        notes=notes_of(attempt),
        notes_operation=str(operation),
        pause=pause_label(attempt),
        repeat=item.repeat and not strict,
    )


def _sheet(attempt: Attempt, position: int) -> Sheet:
    """The sections that are open, at a glance."""
    shown = strip(attempt)
    return Sheet(
        title="Questions" if len(attempt.form.sections) == 1 else f"Section {attempt.section + 1}",
        note=_border(attempt),
        squares=shown.around(position),
        answered=shown.answered,
        flags=shown.flags,
        countable=len(shown.places),
    )


def _links(attempt: Attempt, position: int) -> Links:
    """The ways out of a question."""
    first, last = attempt.window
    links = addresses.of(attempt.id)
    here = links.question(position)
    return Links(
        here=here,
        next=links.question(position + 1) if position < last else links.overview,
        previous=links.question(max(position - 1, first)),
        overview=links.overview,
        overview_label="Overview" if last == len(attempt.form) else "Review section",
        result=links.result,
        rest=links.rest,
        reason=here if attempt.conditions.feedback else "",
        report=links.report(position),
        sign_in=links.sign_in,
    )


def address(attempt_id: UUID, position: int, move: str) -> str:
    """Where a button leads; a question beyond the open section leads on to the overview."""
    if move == "overview":
        return addresses.of(attempt_id).overview
    step = {"next": 1, "previous": -1}.get(move, 0)
    return addresses.of(attempt_id).question(max(1, position + step))


def elsewhere(seat: Seat, at: datetime) -> str | None:
    """Where to go instead of a question that cannot be opened now."""
    attempt = seat.attempt
    if attempt.is_over(at):
        return addresses.of(attempt.id).result
    if attempt.resting:
        return addresses.of(attempt.id).rest
    first, last = attempt.window
    return None if first <= seat.position <= last else addresses.of(attempt.id).overview


def conditions_line(conditions: Conditions) -> str:
    """What holds in this attempt, in one line."""
    if conditions.mode is Mode.REHEARSAL:
        pauses = "breaks between sections" if conditions.pauses is Pauses.BETWEEN_SECTIONS else "no pauses"
        return f"Rehearsal: {pauses}, reasons at the end"
    name = "Study" if conditions.mode is Mode.STUDY else "Custom practice"
    return f"{name}: {'a reason after each answer' if conditions.feedback else 'reasons at the end'}"


def section_line(attempt: Attempt) -> str:
    """Which section is open; nothing where there is only one."""
    sections = attempt.form.sections
    if len(sections) == 1:
        return ""
    return f"Section {attempt.section + 1} of {len(sections)}: {attempt.present.title}"


def pause_label(attempt: Attempt) -> str | None:
    """The button that stops the clock, where it may be stopped."""
    if attempt.conditions.pauses is Pauses.FREE:
        return "Pause the clock" if attempt.timed else "Pause"
    left = timetable.extra_breaks_left(attempt)
    return f"Take an extra break ({left} left)" if left else None


def _border(attempt: Attempt) -> str:
    """What lies before and after the section that is open, where it is locked away."""
    sections, present = attempt.form.sections, attempt.present
    if len(sections) == 1:
        return ""
    words = f"Section {attempt.section} is locked. " if attempt.section else ""
    if attempt.section + 1 == len(sections):
        return words.strip()
    minutes = int(attempt.conditions.granted.longer(present.break_after).total_seconds() // 60)
    if not present.break_after:
        return f"{words}Section {attempt.section + 2} follows question {present.last}."
    return f"{words}A {minutes}-minute break follows question {present.last}; the clock stops for it."


def notes_of(attempt: Attempt) -> Notes | None:
    """The scratch pad, where the outline has one."""
    if "whiteboard" not in attempt.conditions.tools:
        return None
    return Notes(attempt.note.text, attempt.note.sequence, addresses.of(attempt.id).notes)


def _reasons(seat: Seat) -> Reasons | None:
    """The reasons of a question whose answer stands because its reason was asked for."""
    entry = seat.attempt.entry(seat.position)
    if not (seat.attempt.conditions.feedback and entry.checked):
        return None
    item = seat.attempt.item(seat.position)
    return reasons(seat.question, item, entry, seat.traps, seat.lessons)
