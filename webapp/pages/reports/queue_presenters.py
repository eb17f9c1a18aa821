"""What those who answer reports see: the queue, and one report beside its question with key and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import Markup

from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.reports import PROMISE, QuestionReport
from webapp.pages.filters import day, plural, waiting
from webapp.pages.plans.states import State
from webapp.pages.reports.keys import KeyLine, key_lines
from webapp.pages.reports.presenters import excerpt, state_of
from webapp.services.reports import OpenReport, Queue

RULES = {
    Rule.REKEY: "judged by another key",
    Rule.CREDIT: "counted as right for everybody",
    Rule.EXCLUDE: "left out of every score",
}


@dataclass(frozen=True)
class QueueRow:
    """A report that waits."""

    words: str
    question: str
    exam: str
    wait: State
    also: str
    url: str
    first: bool


@dataclass(frozen=True)
class QueuePage:
    """What waits for an answer, oldest first."""

    title: str
    opening: str
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True)
class OtherReport:
    """What else was said of the question."""

    words: str
    note: str
    state: State
    reply: str


@dataclass(frozen=True)
class ReportPage:
    """One report, with everything needed to answer it."""

    title: str
    words: str
    reported: str
    wait: State
    open: bool
    reply: str
    exam: str
    stem: Markup
    exhibit: Markup
    case: Markup
    key: tuple[KeyLine, ...]
    traits: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    others: tuple[OtherReport, ...]
    alike: str


def queue_page(queue: Queue, at: datetime) -> QueuePage:
    """The queue with its finding as the title."""
    count = len(queue.reports)
    late = sum(report.is_late(at) for report in queue.reports)
    title = f"{plural(count, 'report')} wait{'s' if count == 1 else ''} for an answer"
    promise = f"Each is promised an answer within {waiting(PROMISE)}."
    return QueuePage(
        title=title if count else "No report waits",
        opening=f"{promise} {late} of them {'waits' if late == 1 else 'wait'} longer." if late else promise,
        rows=tuple(_row(report, queue, at, first=number == 0) for number, report in enumerate(queue.reports)),
    )


def _row(report: QuestionReport, queue: Queue, at: datetime, *, first: bool) -> QueueRow:
    """One line of the queue."""
    same = sum(each.question == report.question for each in queue.reports) - 1
    return QueueRow(
        words=report.words,
        question=excerpt(queue.questions[report.version]),
        exam=queue.exams.get(report.exam, report.exam),
        wait=State("wait" if report.is_late(at) else "open", waiting(report.waited(at))),
        also=f"{plural(same, 'other report')} of it" if same else "",
        url=url_for("reports.show", report_id=report.id),
        first=first,
    )


def report_page(opened: OpenReport, at: datetime) -> ReportPage:
    """One report."""
    report, question = opened.report, opened.question
    return ReportPage(
        title=f"Report of {question.id}",
        words=report.words,
        reported=f"{opened.exam}, reported on {day(report.reported_at)}",
        wait=State("wait" if report.is_late(at) else "open", f"Waits {waiting(report.waited(at))}")
        if report.open
        else state_of(report, at),
        open=report.open,
        reply=report.reply,
        exam=opened.exam,
        stem=Markup(question.stem),  # noqa: S704 - sanitised when the catalogue was read
        exhibit=Markup(question.exhibit),  # noqa: S704 - as above
        case=Markup(question.case.situation if question.case else ""),  # noqa: S704 - as above
        key=key_lines(question, opened.traps),
        traits=_traits(opened),
        notices=_notices(opened),
        others=tuple(_other(each, at) for each in opened.others),
        alike=plural(opened.alike, "other report") if opened.alike else "",
    )


def _traits(opened: OpenReport) -> tuple[tuple[str, str], ...]:
    """What an author needs to find and mend the question; the version is what a correction names."""
    question = opened.question
    return (
        ("Question", question.id),
        ("Version", question.version),
        ("Task", question.task or "none"),
        ("Kind", question.kind.value),
        ("Lesson", question.lesson),
        ("Rests on", question.reference),
        ("Reviewed", day(question.reviewed)),
    )


def _notices(opened: OpenReport) -> tuple[str, ...]:
    """What has been done about the question already."""
    said = []
    if opened.outdated:
        said.append("The bank holds this version no more: the question was changed or taken out.")
    if opened.correction:
        said.append(_corrected(opened.correction))
    return tuple(said)


def _corrected(correction: Correction) -> str:
    """What a correction does with the answers to this version."""
    how = RULES[correction.rule]
    return (
        f"Correction {correction.number} of {day(correction.on)}: this version is {how}. {correction.reason}"
    )


def _other(report: QuestionReport, at: datetime) -> OtherReport:
    """Another report of the same question."""
    return OtherReport(report.words, day(report.reported_at), state_of(report, at), report.reply)
