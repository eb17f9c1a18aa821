"""What the pages before an exam show: which exams there are, what each asks, and what was sat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for

from webapp.domain.exams import clock
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.records import FinishedAttempt
from webapp.domain.exams.scoring import Tally
from webapp.pages.filters import day, duration, percent, plural
from webapp.services.exams import Entrance, Shelf


@dataclass(frozen=True)
class Running:
    """An attempt that nobody has closed: still running, or over and waiting to be read."""

    title: str
    href: str
    label: str
    words: str


@dataclass(frozen=True)
class Sat:
    """A finished attempt in a list."""

    title: str
    href: str
    when: str
    score: str
    verdict: str
    passed: bool


@dataclass(frozen=True)
class Offer:
    """An exam in the list of exams."""

    title: str
    certification: str
    href: str
    summary: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class IndexPage:
    """The exams there are, and what was sat."""

    running: tuple[Running, ...]
    offers: tuple[Offer, ...]
    sat: tuple[Sat, ...]


@dataclass(frozen=True)
class Area:
    """A domain of the outline with its weight and tasks."""

    title: str
    weight: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """Something known of the real exam: the fact, where from, when it was true, and whether it is sure."""

    text: str
    source: str
    as_of: str
    sure: bool


@dataclass(frozen=True)
class EntrancePage:
    """An exam before it is started."""

    title: str
    certification: str
    summary: str
    notice: str
    outline: str
    conditions: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    areas: tuple[Area, ...]
    weights_note: str
    known: tuple[Known, ...]
    bank: str
    running: Running | None
    may_start: bool
    start_url: str
    start_label: str
    sat: tuple[Sat, ...]


def index_page(shelf: Shelf, at: datetime) -> IndexPage:
    """The list of exams."""
    titles = {exam.code: exam.title for exam in shelf.exams}
    return IndexPage(
        running=tuple(_running(seat.id, titles[seat.exam], seat.deadline, at) for seat in shelf.open),
        offers=tuple(_offer(exam) for exam in shelf.exams),
        sat=tuple(sat(attempt, titles) for attempt in shelf.finished),
    )


def _offer(exam: Exam) -> Offer:
    """An exam in the list."""
    outline = exam.outline
    return Offer(
        title=exam.title,
        certification=exam.certification,
        href=url_for("exams.show", code=exam.code),
        summary=exam.summary,
        facts=(
            plural(outline.questions, "question"),
            f"{outline.minutes} minutes",
            f"{outline.pass_rule.count} right to pass",
        ),
    )


def entrance_page(entrance: Entrance, at: datetime) -> EntrancePage:
    """An exam before it is started."""
    exam, outline = entrance.exam, entrance.exam.outline
    running = entrance.open
    return EntrancePage(
        title=exam.title,
        certification=exam.certification,
        summary=exam.summary,
        notice=exam.notice,
        outline=outline.title,
        conditions=_conditions(exam),
        rules=(
            "The clock starts when you press the button and does not stop. The server holds it.",
            "Closing the page, a restart or another device changes nothing: come back and go on.",
            "Each answer is saved as you give it, and the page says when. You can go back and change any of them.",
            "Reasons come at the end. Nothing on the page tells right from wrong before.",
            "When the time is up, what was saved counts and the attempt closes by itself.",
        ),
        areas=tuple(
            Area(domain.title, percent(domain.weight), tuple(task.title for task in domain.tasks))
            for domain in outline.domains
        ),
        weights_note=outline.weights_note,
        known=tuple(
            Known(fact.text, fact.source, day(fact.as_of), fact.confidence != "low") for fact in outline.facts
        ),
        bank=plural(entrance.bank_size, "question"),
        running=_running(running.id, exam.title, running.deadline, at) if running else None,
        may_start=running is None or running.is_over(at),
        start_url=url_for("exams.start", code=exam.code),
        start_label=f"Start: {plural(outline.questions, 'question')}, {outline.minutes} minutes",
        sat=tuple(sat(attempt, {exam.code: exam.title}) for attempt in entrance.finished),
    )


def _conditions(exam: Exam) -> tuple[tuple[str, str], ...]:
    """The terms of a sitting, as pairs of term and words."""
    outline = exam.outline
    line = Tally(outline.pass_rule.count, outline.questions).percent
    whose = f"set by {exam.issuer}" if outline.pass_rule.official else "our practice line"
    return (
        ("Questions", f"{outline.questions}, drawn over all areas"),
        ("Time", f"{outline.minutes} minutes, no pauses"),
        ("To pass", f"{outline.pass_rule.count} right ({percent(line)}), {whose}"),
        ("Books", "Open, as in the real test" if outline.open_book else "Closed"),
        ("Pace", f"{duration(outline.pace)} a question"),
    )


def _running(attempt_id: UUID, title: str, deadline: datetime, at: datetime) -> Running:
    """An attempt that nobody has closed."""
    if clock.is_over(deadline, at):
        href = url_for("exams.result", attempt_id=attempt_id)
        return Running(title, href, "See the result", "The time is up; what you had saved counts.")
    left = duration(clock.remaining(deadline, at))
    href = url_for("exams.question", attempt_id=attempt_id, position=1)
    return Running(title, href, f"Continue, {left} left", "The clock is running.")


def sat(attempt: FinishedAttempt, titles: Mapping[str, str]) -> Sat:
    """A finished attempt in a list."""
    return Sat(
        title=titles.get(attempt.exam, attempt.exam),
        href=url_for("exams.result", attempt_id=attempt.id),
        when=day(attempt.finished_at),
        score=f"{attempt.right} of {attempt.questions}",
        verdict="Passed" if attempt.passed else f"Below the line of {attempt.pass_count}",
        passed=attempt.passed,
    )
