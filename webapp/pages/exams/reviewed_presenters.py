"""What the page of one question shows afterwards: its reasons, its time, how its answer came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from markupsafe import Markup

from webapp.domain.answers import BLANK, Way
from webapp.domain.exams.review import Looked, Show, Verdict
from webapp.domain.questions import Kind
from webapp.pages.exams.asked import AskedCase
from webapp.pages.exams.highlights import highlighted
from webapp.pages.exams.option_reasons import safe
from webapp.pages.exams.reasons import Reasons, reasons
from webapp.pages.exams.result_habits import CHANGES, SURENESS, time_words
from webapp.pages.exams.verdicts import Filter, Mark, filters_of, marks_of, reviewed_url
from webapp.pages.filters import clock_time, duration, plural
from webapp.services.results import Report

KINDS = {Verdict.RIGHT: "ok", Verdict.WRONG: "bad", Verdict.OPEN: "off", Verdict.VOID: "off"}


@dataclass(frozen=True)
class ReviewedPage:
    """One question of a finished attempt.

    `steps` are how its answer came about, and `place` says where it stands among the questions that are looked at.
    """

    exam: str
    number: int
    of: int
    kind: str
    verdict: str
    area: str
    badges: tuple[str, ...]
    case: AskedCase | None
    stem: Markup
    exhibit: Markup
    reasons: Reasons
    facts: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    note: str
    result_url: str
    report_url: str
    show: str
    place: str
    previous: tuple[str, str] | None
    next: tuple[str, str] | None
    filters: tuple[Filter, ...]
    marks: tuple[Mark, ...]


def reviewed_page(report: Report, position: int, show: Show = Show.ALL) -> ReviewedPage:
    """One question of a finished attempt among those that are looked at; raises NotFound beyond the form."""
    attempt, question = report.attempt, report.question(position)
    item, looked = attempt.item(position), report.review.looked[position - 1]
    told = reasons(
        question,
        item,
        looked.entry,
        report.traps,
        report.lessons,
        correction=report.corrections.get(item.version),
    )
    shown = report.review.pick(show)
    hotspot = question.kind is Kind.HOTSPOT
    return ReviewedPage(
        exam=report.exam.title,
        number=position,
        of=len(attempt.form),
        kind=KINDS[looked.verdict],
        verdict=told.says,
        area=_area(report, item.task),
        badges=_badges(looked),
        case=AskedCase(question.case.title, safe(question.case.situation)) if question.case else None,
        stem=highlighted(question.stem, looked.entry.highlights),
        exhibit=safe("" if hotspot else question.exhibit),
        reasons=told,
        facts=_facts(report, looked),
        steps=_steps(report, position),
        note=attempt.note.text,
        result_url=url_for("exams.result", attempt_id=attempt.id),
        report_url=url_for("reports.new", attempt_id=attempt.id, position=position),
        show=show.value,
        place=_place(shown, position),
        previous=_neighbour(report, [each for each in shown if each.position < position][-1:], show),
        next=_neighbour(report, [each for each in shown if each.position > position][:1], show),
        filters=filters_of(report, report.review, show, position=position),
        marks=marks_of(report, shown, show),
    )


def _area(report: Report, task: str) -> str:
    """The domain and the task, as the outline of the attempt names them."""
    for domain in report.outline.domains:
        for known in domain.tasks:
            if known.code == task:
                return f"{domain.title}: {known.title}"
    return task


def _badges(looked: Looked) -> tuple[str, ...]:
    """What sets this question apart from the others."""
    badges = (
        ("On trial: it did not count", not looked.item.scored),
        ("Given to you before", looked.item.repeat),
        ("Flagged", looked.entry.flagged),
        ("Longer than most", looked.slow),
    )
    return tuple(words for words, holds in badges if holds)


def _facts(report: Report, looked: Looked) -> tuple[tuple[str, str], ...]:
    """How it was answered, and what it rests on."""
    question = report.questions[looked.item.version]
    usual = duration(timedelta(seconds=round(report.review.times.usual)))
    time = time_words(looked)
    facts = (
        ("Time", f"{time}, usual for you {usual}" if time else ""),
        ("Changed", CHANGES[looked.change] if looked.change else ""),
        ("You said", SURENESS.get(looked.entry.sure, "")),
        ("Difficulty", f"{question.difficulty} of 5"),
        ("Rests on", question.reference),
    )
    return tuple((term, words) for term, words in facts if words)


def _steps(report: Report, position: int) -> tuple[tuple[str, str], ...]:
    """Every save that changed the answer or the flag, with its time; nothing where there was no more than one."""
    item = report.attempt.item(position)
    steps: list[tuple[str, str]] = []
    answer, flagged = "", False
    for event, at in report.events:
        if event.position != position:
            continue
        words = []
        if event.answer != answer:
            words.append(answer_words(event.answer, item.kind.way) or "Taken back")
        if event.flagged != flagged:
            words.append("flagged" if event.flagged else "flag taken off")
        if words:
            steps.append((clock_time(at), ", ".join(words)))
        answer, flagged = event.answer, event.flagged
    return tuple(steps) if len(steps) > 1 else ()


def answer_words(answer: str, way: Way) -> str:
    """An answer as letters somebody saw: B, D for options, A, –, C for places; a number as it is."""
    if way is Way.ENTER:
        return answer.replace("-", "−")
    return ", ".join("–" if letter == BLANK else letter.upper() for letter in answer)


def _place(shown: tuple[Looked, ...], position: int) -> str:
    """Where this question stands among those that are shown."""
    positions = [each.position for each in shown]
    if position not in positions:
        return plural(len(positions), "question")
    return f"{positions.index(position) + 1} of {len(positions)}"


def _neighbour(report: Report, looked: list[Looked], show: Show) -> tuple[str, str] | None:
    """The address and the words of a question before or after."""
    return next(
        ((reviewed_url(report.attempt, each.position, show), f"Question {each.position}") for each in looked),
        None,
    )
