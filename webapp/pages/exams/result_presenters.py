"""What the result page shows: the score with its doubt, the areas, the conditions, every question."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flask import url_for

from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.outline import Domain
from webapp.domain.exams.scoring import NOTHING, Outcome, Tally
from webapp.drawing import range_bar, share_bars
from webapp.drawing.marks import Drawing
from webapp.drawing.range_bar import RangeBar
from webapp.drawing.share_bars import Share, ShareBars
from webapp.pages.exams.verdicts import Mark, lesson_url, marks_of
from webapp.pages.filters import day, duration, percent, when
from webapp.services.exams import Report


@dataclass(frozen=True)
class WeakTask:
    """A task to work on, with what was right of what was asked and where it is taught."""

    title: str
    score: str
    href: str


@dataclass(frozen=True)
class ResultPage:
    """What an attempt came to."""

    exam: str
    taken: str
    score: str
    percent: int
    finding: str
    range: Drawing
    line_words: str
    band: str
    advice: str
    conditions: tuple[tuple[str, str], ...]
    areas_title: str
    areas: Drawing
    weak: tuple[WeakTask, ...]
    marks: tuple[Mark, ...]
    mistakes: int
    first_mistake_url: str | None
    again_url: str


def result_page(report: Report) -> ResultPage:
    """The result of a finished attempt."""
    attempt, outcome = report.attempt, _outcome(report.attempt)
    outline = report.exam.outline
    band = outline.band_of(outcome.total.share)
    marks = marks_of(report)
    wrong = [mark for mark in marks if mark.verdict != "right"]
    areas = {domain: _tally(outcome, domain) for domain in outline.domains}
    return ResultPage(
        exam=report.exam.title,
        taken=day(attempt.started_at),
        score=f"{outcome.total.right} of {outcome.total.asked}",
        percent=outcome.total.percent,
        finding=finding(outcome.total, attempt.pass_count),
        range=_range(outcome.total, attempt.pass_count),
        line_words=_line_words(report),
        band=band.title,
        advice=band.advice,
        conditions=_conditions(report, outcome),
        areas_title=_areas_title(areas, attempt.pass_count, outcome.total.asked),
        areas=_areas(areas, attempt.pass_count, outcome.total.asked),
        weak=_weak_tasks(report, outcome),
        marks=marks,
        mistakes=len(wrong),
        first_mistake_url=wrong[0].href if wrong else None,
        again_url=url_for("exams.show", code=report.exam.code),
    )


def finding(total: Tally, line: int) -> str:
    """The result in one sentence: where the score stands against the line, and how sure that is."""
    low, high = total.interval()
    share = Fraction(line, total.asked)
    if total.right >= line:
        return "Over the line, and clear of it" if low >= share else "Over the line, but not clear of it"
    return "Below the line" if high < share else "Below the line, though not by much"


def _line_words(report: Report) -> str:
    """What the line is and whose."""
    line, asked = report.attempt.pass_count, len(report.attempt.form)
    whole = f"{line} of {asked} ({percent(Tally(line, asked).percent)})"
    if report.exam.outline.pass_rule.official:
        return f"The line is {whole}, the one {report.exam.issuer} publishes."
    return f"{report.exam.issuer} publishes no pass mark; {whole} is our practice line."


def _range(total: Tally, line: int) -> Drawing:
    """The score with its interval and the line."""
    low, high = _interval(total)
    return range_bar.draw(
        RangeBar(
            title="Score and its interval",
            score=total.share * 100,
            low=low,
            high=high,
            line=Fraction(100 * line, total.asked),
            line_name="Pass line",
        )
    )


def _interval(tally: Tally) -> tuple[Fraction, Fraction]:
    """The interval of a score in per cent, as exact numbers that hold the score itself."""
    low, high = (Fraction(bound * 100).limit_denominator(1000) for bound in tally.interval())
    share = tally.share * 100
    return min(low, share), max(high, share)


def _areas(areas: dict[Domain, Tally], line: int, asked: int) -> Drawing:
    """Every area against the line."""
    shares = tuple(
        Share(domain.title, tally.right, tally.asked, *_interval(tally)) for domain, tally in areas.items()
    )
    return share_bars.draw(ShareBars("Score by area", shares, Fraction(100 * line, asked), "Pass line"))


def _areas_title(areas: dict[Domain, Tally], line: int, asked: int) -> str:
    """What the areas say: the one that holds the score back most, if one does."""
    domain, tally = min(areas.items(), key=lambda area: area[1].share)
    if tally.share >= Fraction(line, asked):
        return "Every area is at the line or over it"
    return f"{domain.title} is holding you back"


def _tally(outcome: Outcome, domain: Domain) -> Tally:
    """The tally of a domain's tasks."""
    return sum((outcome.by_task.get(task.code, NOTHING) for task in domain.tasks), NOTHING)


def _weak_tasks(report: Report, outcome: Outcome) -> tuple[WeakTask, ...]:
    """The three tasks with the lowest scores below the whole, and the lesson of a question missed there."""
    titles = {task.code: task.title for task in report.exam.outline.tasks}
    ranked = sorted(outcome.by_task.items(), key=lambda item: (item[1].share, -item[1].asked))
    weak = [(task, tally) for task, tally in ranked if tally.right < tally.asked][:3]
    return tuple(
        WeakTask(
            titles.get(task, task), f"{tally.right} of {tally.asked} right", lesson_url(_missed(report, task))
        )
        for task, tally in weak
    )


def _missed(report: Report, task: str) -> str:
    """The lesson anchor of the first question of a task that was not answered right."""
    for position, item in enumerate(report.attempt.form.items, start=1):
        if item.task == task and report.attempt.entry(position).letters != item.key:
            return report.question(position).lesson
    return ""


def _conditions(report: Report, outcome: Outcome) -> tuple[tuple[str, str], ...]:
    """The conditions the score was made under."""
    attempt = report.attempt
    took = (attempt.finished_at or attempt.deadline) - attempt.started_at
    allowed = attempt.deadline - attempt.started_at
    ended = "handed in" if attempt.state is State.SUBMITTED else "closed when the time was up"
    return (
        ("Mode", "Rehearsal: no pauses, reasons at the end"),
        ("Time", f"{duration(took)} of {duration(allowed)}, {ended}"),
        ("Answered", f"{outcome.answered} of {outcome.total.asked}"),
        ("Started", when(attempt.started_at)),
        ("Outline", report.exam.outline.title),
    )


def _outcome(attempt: Attempt) -> Outcome:
    """The outcome of a finished attempt."""
    if attempt.outcome is None:
        raise ValueError("the attempt is not finished")
    return attempt.outcome
