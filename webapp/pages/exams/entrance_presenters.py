"""What the entrance of an exam shows: what the real one asks, and the three ways to practise it here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.outline import Pauses
from webapp.pages.exams.outline_presenters import Asks, asks, standing
from webapp.pages.exams.practice_presenters import Saved, saved
from webapp.pages.exams.sitting_presenters import Running, Sat, running, sat_here
from webapp.pages.exams.terms import clock_hint, granted_terms, terms
from webapp.pages.filters import day, number, plural
from webapp.services.exams import Entrance

COUNTS = (10, 20, 50)


@dataclass(frozen=True)
class DayWords:
    """Which outline holds on the day of the exam; `warning` is what follows when it is not the present one."""

    words: str
    kind: str
    state: str
    href: str
    warning: str


@dataclass(frozen=True)
class Rehearsal:
    """The strict mode; `short` names each cell that the bank cannot fill."""

    terms: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    short: tuple[str, ...]
    repeats: str
    running: Running | None
    may_start: bool
    label: str


@dataclass(frozen=True)
class Study:
    """The mode that shows the reason after each answer."""

    counts: tuple[int, ...]
    clock_hint: str
    running: Running | None
    may_start: bool


@dataclass(frozen=True)
class Practice:
    """The mode that a learner builds."""

    saved: tuple[Saved, ...]
    running: Running | None
    may_start: bool
    may_build: bool


@dataclass(frozen=True)
class EntrancePage:
    """An exam before it is started; `go` is the mode that gets the filled button."""

    title: str
    certification: str
    summary: str
    notice: str
    day: DayWords
    on: str
    editions: tuple[tuple[str, str], ...]
    asks: Asks
    granted: tuple[tuple[str, str], ...]
    rehearsal: Rehearsal
    study: Study
    practice: Practice
    tallies: tuple[tuple[str, str], ...]
    go: str
    show_url: str
    lessons_url: str
    start_url: str
    practice_url: str
    use_url: str
    sat: tuple[Sat, ...]


def entrance_page(entrance: Entrance, at: datetime) -> EntrancePage:
    """An exam before it is started."""
    exam, outline = entrance.exam, entrance.outline
    runs = {each.mode: running(each, exam.title, at) for each in entrance.open}
    free = {
        mode: not any(each.mode is mode and not each.is_over(at) for each in entrance.open) for mode in Mode
    }
    return EntrancePage(
        title=exam.title,
        certification=exam.certification,
        summary=exam.summary,
        notice=exam.notice,
        day=_day(entrance, at),
        on=entrance.on.isoformat() if entrance.on else "",
        editions=tuple(
            (each.title, url_for("exams.outline", code=exam.code, edition=each.edition))
            for each in reversed(exam.outlines)
            if each is not outline
        ),
        asks=asks(exam, outline, entrance.granted),
        granted=granted_terms(entrance.granted),
        rehearsal=_rehearsal(entrance, runs.get(Mode.REHEARSAL), may_start=free[Mode.REHEARSAL]),
        study=_study(entrance, runs.get(Mode.STUDY), may_start=free[Mode.STUDY]),
        practice=_practice(entrance, runs.get(Mode.CUSTOM), may_start=free[Mode.CUSTOM]),
        tallies=_tallies(entrance),
        go=_filled(entrance).value,
        show_url=url_for("exams.show", code=exam.code),
        lessons_url=url_for("paths.lessons", code=exam.code),
        start_url=url_for("exams.start", code=exam.code),
        practice_url=url_for("exams.practice", code=exam.code),
        use_url=url_for("exams.use_preset", code=exam.code),
        sat=tuple(sat_here(attempt) for attempt in entrance.finished),
    )


def _day(entrance: Entrance, at: datetime) -> DayWords:
    """Which outline holds on the day that was asked for, or today."""
    exam, outline, today = entrance.exam, entrance.outline, at.date()
    kind, state = standing(outline, today)
    words = day(entrance.on) if entrance.on else "Today"
    if entrance.on and entrance.on > today:
        words += f", in {plural((entrance.on - today).days, 'day')}"
    old = f" Study and practice follow the {exam.outline.title}, for which the bank is written."
    return DayWords(
        words=words,
        kind=kind,
        state=state,
        href=url_for("exams.outline", code=exam.code, edition=outline.edition),
        warning=f"This outline is not the one the bank is written for.{old}"
        if outline is not exam.outline
        else "",
    )


def _rehearsal(entrance: Entrance, runs: Running | None, *, may_start: bool) -> Rehearsal:
    """The strict mode."""
    exam, outline = entrance.exam, entrance.outline
    minutes = entrance.granted.minutes(outline.minutes)
    return Rehearsal(
        terms=terms(exam, outline, entrance.granted),
        rules=_rules(outline.pauses, entrance.granted),
        short=_cells(entrance.short),
        repeats=_repeats(entrance),
        running=runs,
        may_start=may_start and not entrance.short,
        label=f"Rehearse: {plural(outline.questions, 'question')}, {minutes} minutes",
    )


def _cells(short: str) -> tuple[str, ...]:
    """The cells of the form that are short, one a line; what a domain has no question for stays with its domain."""
    cells: list[str] = []
    for sentence in (f"{part}." for part in short.rstrip(".").split(". ") if part):
        if cells and sentence.startswith("No question"):
            cells[-1] += f" {sentence}"
        else:
            cells.append(sentence)
    return tuple(cells)


def _repeats(entrance: Entrance) -> str:
    """How many questions of a rehearsal the learner has met; nothing where all are new."""
    if not entrance.repeats:
        return ""
    of, unseen = entrance.outline.questions, entrance.fits.unseen
    met = f"All {of}" if entrance.repeats == of else f"{entrance.repeats} of the {of} questions"
    verb = "is" if unseen == 1 else "are"
    new = f"{unseen} of the bank {verb} new to you" if unseen else "you have met the whole bank"
    return f"{met} would be repeats: {new}."


def _rules(pauses: Pauses, granted: Accommodation) -> tuple[str, ...]:
    """What is strict about it."""
    breaks = ["the breaks between sections"] if pauses is Pauses.BETWEEN_SECTIONS else []
    breaks += ["the extra breaks granted to you"] if granted.extra_breaks else []
    stops = f"It stops for {' and '.join(breaks)}, and for nothing else." if breaks else "It does not stop."
    return (
        f"The clock starts when you press the button. {stops} The server holds it.",
        "Closing the page, a restart or another device changes nothing: come back and go on.",
        "Each answer is saved as you give it, and the page says when.",
        "Reasons come at the end. Nothing on the page tells right from wrong before.",
        "When the time is up, what was saved counts and the attempt closes by itself.",
    )


def _study(entrance: Entrance, runs: Running | None, *, may_start: bool) -> Study:
    """The mode with reasons."""
    total = entrance.fits.total
    counts = tuple(count for count in COUNTS if count <= total)
    return Study(counts, clock_hint(entrance.granted), runs, may_start and bool(counts))


def _practice(entrance: Entrance, runs: Running | None, *, may_start: bool) -> Practice:
    """The mode that is built."""
    exam = entrance.exam
    kept = saved(entrance.presets, exam.code, exam.outline, entrance.granted)
    stocked = bool(entrance.fits.total)
    return Practice(kept, runs, may_start=may_start and stocked, may_build=stocked)


def _tallies(entrance: Entrance) -> tuple[tuple[str, str], ...]:
    """What the learner has met of the bank."""
    fits = entrance.fits
    return (
        ("Never seen", f"{number(fits.unseen)} of {number(fits.total)}"),
        ("Missed the last time", number(fits.missed)),
        ("Flagged the last time", number(fits.flagged)),
    )


def _filled(entrance: Entrance) -> Mode:
    """The mode that is to be gone on with or, where none runs, started."""
    for mode in Mode:
        if any(each.mode is mode for each in entrance.open):
            return mode
    if not entrance.short:
        return Mode.REHEARSAL
    return Mode.STUDY if entrance.fits.total >= COUNTS[0] else Mode.CUSTOM
