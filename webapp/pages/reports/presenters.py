"""What the reporter of a question sees: the form, and what came of their reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import Markup

from webapp.domain.exams.reports import PROMISE, OwnReport, QuestionReport, ReportState
from webapp.domain.questions import Question
from webapp.pages.exams.clocks import TimeLeft, time_left
from webapp.pages.filters import day, plural, waiting
from webapp.pages.plans.states import State
from webapp.services.reports import Asked, OwnList

EXCERPT = 140
OUTCOMES = {
    ReportState.OPEN: "Waits for an answer",
    ReportState.KEPT: "Kept as it is",
    ReportState.TEXT_CHANGED: "Text changed",
    ReportState.KEY_CORRECTED: "Key corrected",
    ReportState.TAKEN_OUT: "Taken out",
}


@dataclass(frozen=True)
class NewPage:
    """The form in which a question is reported; it shows the stem and nothing of the key."""

    title: str
    running: bool
    stem: Markup
    promise: str
    back_url: str
    back: str
    time: TimeLeft | None
    quiet: bool
    exam: str
    result_url: str


@dataclass(frozen=True)
class OwnLine:
    """One report in the reporter's list."""

    anchor: str
    exam: str
    excerpt: str
    words: str
    reported: str
    state: State
    wait: str
    reply: str


@dataclass(frozen=True)
class OwnPage:
    """What somebody has reported."""

    title: str
    promise: str
    reports: tuple[OwnLine, ...]


def new_page(asked: Asked, at: datetime) -> NewPage:
    """The form for one question."""
    attempt, position = asked.attempt, asked.position
    back = "exams.question" if asked.running else "exams.reviewed_question"
    return NewPage(
        title=f"Report question {position}",
        running=asked.running,
        stem=Markup(asked.question.stem),  # noqa: S704 - sanitised when the catalogue was read
        promise=f"An author answers within {waiting(PROMISE)}.",
        back_url=url_for(back, attempt_id=attempt.id, position=position),
        back=f"Back to question {position}",
        time=time_left(attempt, at) if asked.running else None,
        quiet=attempt.conditions.granted.quiet_timer,
        exam=asked.exam.title,
        result_url=url_for("exams.result", attempt_id=attempt.id),
    )


def own_page(own: OwnList, at: datetime) -> OwnPage:
    """What somebody has reported, latest first."""
    waits = sum(each.report.open for each in own.reports)
    title = f"{plural(waits, 'report')} of yours wait{'s' if waits == 1 else ''} for an answer"
    return OwnPage(
        title=title if waits else "Questions you reported",
        promise=f"An author answers within {waiting(PROMISE)}, and you get a letter.",
        reports=tuple(_own_line(each, own, at) for each in own.reports),
    )


def _own_line(own: OwnReport, listed: OwnList, at: datetime) -> OwnLine:
    """One report; of an attempt that still runs nothing is told but that it was answered."""
    report = own.report
    held_back = own.running and not report.open
    return OwnLine(
        anchor=f"report-{report.id}",
        exam=listed.exams.get(report.exam, report.exam),
        excerpt=excerpt(listed.questions[report.version]),
        words=report.words,
        reported=f"reported on {day(report.reported_at)}",
        state=State("ok", "Answered") if held_back else state_of(report, at),
        wait=_wait(report, at),
        reply="The answer stands here once the attempt is over." if held_back else report.reply,
    )


def excerpt(question: Question) -> str:
    """The first words of a question's stem."""
    text = " ".join(Markup(question.stem).striptags().split())  # noqa: S704 - only its text is taken
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"


def state_of(report: QuestionReport, at: datetime) -> State:
    """Where a report stands; one that has waited too long asks for a look."""
    if report.open:
        return State("wait" if report.is_late(at) else "open", OUTCOMES[report.state])
    return State("ok", OUTCOMES[report.state])


def _wait(report: QuestionReport, at: datetime) -> str:
    """How long it waits or waited, beside what was promised."""
    waited = waiting(report.waited(at))
    if not report.open:
        return f"answered after {waited}"
    if report.is_late(at):
        return f"has waited {waited}; {waiting(PROMISE)} were promised"
    return f"has waited {waited} of the {waiting(PROMISE)} promised"
