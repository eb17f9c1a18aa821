"""What the result page shows: the score with its doubt, the domains, the time, the habits, every question."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from flask import url_for

from webapp.domain.exams.regrade import PastScore
from webapp.domain.exams.review import Show
from webapp.domain.exams.scoring import Tally
from webapp.pages.exams.comparison_presenters import History, history_of
from webapp.pages.exams.result_areas import Areas, areas_of
from webapp.pages.exams.result_conditions import Pairs, conditions_of
from webapp.pages.exams.result_habits import (
    Changes,
    Sureness,
    TalkLine,
    TrapLine,
    changes_of,
    sureness_of,
    talk_of,
    traps_of,
)
from webapp.pages.exams.result_scores import Score, score_of
from webapp.pages.exams.result_times import Times, times_of
from webapp.pages.exams.sitting_presenters import MODES
from webapp.pages.exams.tallies import scored
from webapp.pages.exams.verdicts import Filter, Mark, filters_of, marks_of, reviewed_url
from webapp.pages.filters import day, plural
from webapp.services.results import Report


@dataclass(frozen=True)
class ChangedScore:
    """A score that was replaced: what changed, and each reason in a line of its own."""

    words: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ResultPage:
    """What an attempt came to."""

    exam: str
    mode: str
    taken: str
    score: Score
    conditions: Pairs
    changed: tuple[ChangedScore, ...]
    areas: Areas
    times: Times | None
    changes: Changes | None
    sureness: Sureness | None
    traps_title: str
    traps: tuple[TrapLine, ...]
    talk: tuple[TalkLine, ...]
    history: History | None
    filters: tuple[Filter, ...]
    marks: tuple[Mark, ...]
    number: int
    go: tuple[str, str] | None
    again_url: str


def result_page(report: Report, show: Show = Show.ALL) -> ResultPage:
    """The result of a finished attempt; `show` is which questions its list holds."""
    attempt, review = report.attempt, report.review
    traps = traps_of(report)
    return ResultPage(
        exam=report.exam.title,
        mode=MODES[attempt.conditions.mode],
        taken=day(attempt.started_at),
        score=score_of(report),
        conditions=conditions_of(report),
        changed=_changed(report),
        areas=areas_of(report),
        times=times_of(report),
        changes=changes_of(report),
        sureness=sureness_of(report),
        traps_title=_traps_title(traps),
        traps=traps,
        talk=talk_of(report),
        history=history_of(report),
        filters=filters_of(report, review, show),
        marks=marks_of(report, review.pick(show), show),
        number=0,
        go=_go(report),
        again_url=url_for("exams.show", code=report.exam.code),
    )


def _go(report: Report) -> tuple[str, str] | None:
    """The one thing to do next: go through what was wrong, or else what was left open."""
    for show, label in ((Show.WRONG, "wrong answer"), (Show.OPEN, "open question")):
        if missed := report.review.pick(show):
            return f"Go through {plural(len(missed), label)}", reviewed_url(
                report.attempt, missed[0].position, show
            )
    return None


def _traps_title(traps: tuple[TrapLine, ...]) -> str:
    """What the traps say."""
    if not traps:
        return "No trap with a name caught you"
    return f"The trap to repair first: {traps[0].name[:1].lower()}{traps[0].name[1:]}"


def _changed(report: Report) -> tuple[ChangedScore, ...]:
    """Every time the score was replaced, the latest first: what it was, what it became, and why."""
    now = (report.outcome.total, report.outcome.passed)
    scores = [now, *((past.total, past.passed) for past in report.past)]
    return tuple(
        ChangedScore(_change_words(past, before, after), tuple(past.reason.splitlines()))
        for past, (after, before) in zip(report.past, pairwise(scores), strict=True)
    )


def _change_words(past: PastScore, before: tuple[Tally, bool], after: tuple[Tally, bool]) -> str:
    """One replacement in words."""
    turned = "" if before[1] == after[1] else f" It {'now passes' if after[1] else 'no longer passes'}."
    was, became = scored(before[0]), scored(after[0])
    return f"This score changed on {day(past.replaced_at)}: it was {was} and became {became}.{turned}"
