"""Domains and tasks of a result: each with its interval, a task only where enough was asked to say something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.exams.comparison import Moved, by_domain, moved
from webapp.domain.exams.outline import Domain
from webapp.domain.exams.review import Show, Verdict
from webapp.domain.exams.scoring import Tally
from webapp.drawing import share_bars
from webapp.drawing.marks import Drawing
from webapp.drawing.share_bars import ShareBars
from webapp.pages.exams.lesson_links import lesson_title, lesson_url
from webapp.pages.exams.tallies import IN_DOUBT, line_name, line_share, share_of, side_of_line
from webapp.pages.filters import plural
from webapp.services.results import Report

ENOUGH = 5
"""Questions of a task before its score is shown: the interval of 3 of 4 runs from 30 to 95 %, which says nothing."""
WEAKEST = 3


@dataclass(frozen=True)
class WeakTask:
    """A task to work on: what was right of what was asked, and the lesson of a question that was missed there."""

    title: str
    score: str
    href: str
    lesson: str


@dataclass(frozen=True)
class Areas:
    """Domains, tasks of which enough was asked, those of which too little was, and the weakest."""

    title: str
    domains: Drawing
    tasks: Drawing | None
    too_few: str
    weak_title: str
    weak: tuple[WeakTask, ...]


def areas_of(report: Report) -> Areas:
    """The score by domain and task."""
    tallies = {d: t for d, t in by_domain(report.outline, report.outcome.by_task).items() if t.asked}
    line = line_share(report.attempt, report.outcome.total)
    shares = tuple(
        share_of(domain.title, tally, side_of_line(tally, line)) for domain, tally in tallies.items()
    )
    bars = ShareBars("Score by domain", shares, line, line_name(report.attempt))
    tasks, too_few = _tasks(report, line)
    weak, fine = _weak(report), "No task was missed" if line is None else "No task lies below the line"
    title = "Tasks to work on first" if weak else fine
    return Areas(_title(tallies, line), share_bars.draw(bars), tasks, too_few, title, weak)


def _title(tallies: Mapping[Domain, Tally], line: Fraction | None) -> str:
    """What the domains say: the one that holds the score back most, if more than chance does."""
    if not tallies:
        return "No domain was asked"
    domain, tally = min(tallies.items(), key=lambda area: area[1].share)
    if line is not None and tally.share * 100 >= line:
        return "Every domain is at the line or over it"
    others = Tally(0, 0) + sum((each for other, each in tallies.items() if other != domain), Tally(0, 0))
    if line is not None and not side_of_line(tally, line).endswith(IN_DOUBT):
        return f"{domain.title} is holding you back"
    if moved(tally, others) is Moved.DOWN:
        return f"{domain.title} lies behind the rest"
    return "No domain stands out by more than chance" if len(tallies) > 1 else domain.title


def _tasks(report: Report, line: Fraction | None) -> tuple[Drawing | None, str]:
    """Tasks of which enough was asked, and in words the others."""
    titles = {task.code: task.title for task in report.outline.tasks}
    tallies = [(titles.get(code, code), tally) for code, tally in report.outcome.by_task.items()]
    enough = sorted((each for each in tallies if each[1].asked >= ENOUGH), key=lambda each: each[1].share)
    few = [f"{title} ({tally.right} of {tally.asked})" for title, tally in tallies if tally.asked < ENOUGH]
    drawn = None
    if enough:
        shares = tuple(share_of(title, tally, side_of_line(tally, line)) for title, tally in enough)
        name = line_name(report.attempt)
        drawn = share_bars.draw(ShareBars("Score by task", shares, line, name, heading="Task"))
    return drawn, "; ".join(few)


def _weak(report: Report) -> tuple[WeakTask, ...]:
    """The tasks that are surely weak: those whose intervals end lowest, so that one miss of one does not come first."""
    titles = {task.code: task.title for task in report.outline.tasks}
    ranked = sorted(report.outcome.by_task.items(), key=lambda each: each[1].interval()[1])
    line = line_share(report.attempt, report.outcome.total) or 100
    weak = [(task, tally) for task, tally in ranked if tally.share * 100 < line][:WEAKEST]
    return tuple(
        WeakTask(
            title=titles.get(task, task),
            score=f"{tally.right} of {plural(tally.asked, 'question')} right",
            href=lesson_url(anchor := _missed(report, task)),
            lesson=lesson_title(report.lessons, anchor),
        )
        for task, tally in weak
    )


def _missed(report: Report, task: str) -> str:
    """The lesson anchor of the first question of a task that was not right."""
    missed = (
        each
        for each in report.review.pick(Show.ALL)
        if each.item.task == task and each.counts and each.verdict is not Verdict.RIGHT
    )
    first = next(missed, None)
    return report.question(first.position).lesson if first else ""
