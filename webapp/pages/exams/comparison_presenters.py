"""What an attempt looks like beside those before it: scores under one another, domains, questions asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.comparison import Again, Moved, asked_again, by_domain, difference, moved
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.outline import Domain
from webapp.domain.exams.scoring import NOTHING, Tally
from webapp.drawing import share_bars
from webapp.drawing.marks import NO_VALUE, Drawing, Table
from webapp.drawing.share_bars import ShareBars
from webapp.pages.exams.sitting_presenters import MODES
from webapp.pages.exams.tallies import line_name, line_share, share_of, span
from webapp.pages.exams.verdicts import reviewed_url
from webapp.pages.filters import day, day_short, percent, plural
from webapp.services.results import Comparison, Report

MOVES = {
    Moved.UP: "more than chance explains",
    Moved.DOWN: "more than chance explains",
    Moved.LEVEL: "within chance",
}
AGAIN = {
    Again.WON: "Missed then, right now",
    Again.LOST: "Right then, missed now",
    Again.MISSED: "Missed both times",
    Again.KEPT: "Right both times",
}


@dataclass(frozen=True)
class History:
    """The scores of the last attempts, one under another; `more_url` leads to the whole comparison."""

    title: str
    bars: Drawing
    words: str
    more_url: str


@dataclass(frozen=True)
class AgainLine:
    """Questions that were asked before and went the same way, with links to them here."""

    words: str
    count: str
    questions: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ComparisonPage:
    """An attempt beside the last ones before it; `history` is None where there are none.

    `domains` holds attempts of the same sort alone, which is what `sort` names.
    """

    exam: str
    taken: str
    result_url: str
    history: History | None
    domains_title: str
    domains: Table | None
    sort: str
    again_title: str
    again: tuple[AgainLine, ...]


@dataclass(frozen=True)
class Sitting:
    """One attempt as a comparison needs it."""

    mode: Mode
    edition: str
    total: Tally
    at: datetime


def history_of(report: Report) -> History | None:
    """The last attempts on the result page; None for the first."""
    earlier = [
        Sitting(each.mode, each.edition, Tally(each.right, each.scored), each.started_at)
        for each in report.earlier
    ]
    return _history(report.attempt, _sitting(report.attempt), earlier)


def comparison_page(comparison: Comparison) -> ComparisonPage:
    """The whole comparison."""
    attempt = comparison.attempt
    again = _again(comparison)
    domains_title, domains = _domains(comparison)
    return ComparisonPage(
        exam=comparison.exam.title,
        taken=day(attempt.started_at),
        result_url=url_for("exams.result", attempt_id=attempt.id),
        history=_history(attempt, _sitting(attempt), [_sitting(each) for each in comparison.earlier]),
        domains_title=domains_title,
        domains=domains,
        sort=MODES[attempt.conditions.mode],
        again_title=_again_title(again),
        again=tuple(line for line in again.values() if line.questions),
    )


def _sitting(attempt: Attempt) -> Sitting:
    """An attempt as a comparison needs it."""
    total = attempt.outcome.total if attempt.outcome else NOTHING
    return Sitting(attempt.conditions.mode, attempt.edition, total, attempt.started_at)


def _history(attempt: Attempt, now: Sitting, earlier: Sequence[Sitting]) -> History | None:
    """Scores under one another, this one first."""
    if not earlier:
        return None
    shares = [share_of(f"This one, {day_short(now.at)}", now.total, MODES[now.mode].lower())]
    shares += [
        share_of(f"{place} before, {day_short(each.at)}", each.total, _note(each, now))
        for place, each in enumerate(earlier, start=1)
    ]
    line = line_share(attempt, now.total)
    bars = ShareBars("Scores of your attempts", tuple(shares), line, line_name(attempt), "Attempt")
    alike = next((each for each in earlier if each.mode is now.mode and each.edition == now.edition), None)
    return History(
        title=_history_title(now, alike),
        bars=share_bars.draw(bars),
        words=_difference_words(now.total, alike.total) if alike else "",
        more_url=url_for("exams.comparison", attempt_id=attempt.id),
    )


def _note(each: Sitting, now: Sitting) -> str:
    """What an earlier attempt was, and whether it can be held against this one."""
    words = MODES[each.mode].lower()
    if each.mode is not now.mode:
        words += ", another mode"
    return words if each.edition == now.edition else f"{words}, another outline"


def _history_title(now: Sitting, alike: Sitting | None) -> str:
    """What has moved since the last attempt of the same sort."""
    mode = MODES[now.mode].lower()
    if alike is None:
        return f"Your first {mode} on this outline"
    return {
        Moved.UP: f"Better than the {mode} before, by more than chance",
        Moved.DOWN: f"Weaker than the {mode} before, by more than chance",
        Moved.LEVEL: f"No more than chance lies between this and the {mode} before",
    }[moved(now.total, alike.total)]


def _difference_words(now: Tally, before: Tally) -> str:
    """The difference of two scores with its interval, in points."""
    if not (now.asked and before.asked):
        return ""
    low, high = difference(now, before)
    points = _signed(round(float(now.share - before.share) * 100))
    lowest, highest = (f"{each * 100:+.1f}".replace("-", "−") for each in (low, high))
    return f"{points} points since then; the 95\u00a0% interval of that runs from {lowest} to {highest}."


def _domains(comparison: Comparison) -> tuple[str, Table | None]:
    """Every domain in every attempt of the same sort, and what lies between this one and the one before."""
    attempt, outline = comparison.attempt, comparison.exam.edition(comparison.attempt.edition)
    sort = (attempt.edition, attempt.conditions.mode)
    alike = [each for each in comparison.earlier if (each.edition, each.conditions.mode) == sort]
    if not alike:
        return "", None
    tallies = [by_domain(outline, each.outcome.by_task if each.outcome else {}) for each in (attempt, *alike)]
    days = [day_short(each.started_at) for each in alike]
    columns = ("Domain", f"This one, {day_short(attempt.started_at)}", "Since the one before", *days)
    rows = tuple(_row(domain.title, [each[domain] for each in tallies]) for domain in outline.domains)
    return _domains_title(tallies[0], tallies[1]), Table("Scores by domain in your attempts", columns, rows)


def _domains_title(now: Mapping[Domain, Tally], before: Mapping[Domain, Tally]) -> str:
    """What the domains say: the one that moved most, and whether chance explains it."""
    both = [domain for domain in now if now[domain].asked and before[domain].asked]
    if not both:
        return "No domain was asked both times"
    most = max(both, key=lambda domain: abs(now[domain].share - before[domain].share))
    return f"{most.title} moved most: {_since(now[most], before[most])}"


def _row(title: str, tallies: Sequence[Tally]) -> tuple[str, ...]:
    """One domain in every attempt, this one first."""
    now, *earlier = map(_cell, tallies)
    return (title, now, _since(tallies[0], tallies[1]), *earlier)


def _cell(tally: Tally) -> str:
    """A domain's score: 73 % of 56 (60 to 83 %)."""
    return f"{percent(tally.percent)} of {tally.asked} ({span(tally)})" if tally.asked else NO_VALUE


def _since(now: Tally, before: Tally) -> str:
    """What lies between two scores of a domain."""
    if not (now.asked and before.asked):
        return NO_VALUE
    points = round(float(now.share - before.share) * 100)
    return f"{_signed(points)} points, {MOVES[moved(now, before)]}"


def _again(comparison: Comparison) -> dict[Again, AgainLine]:
    """The questions asked before, by how they went."""
    asked = asked_again(comparison.attempt, comparison.earlier, comparison.corrections)
    lines = {}
    for again, words in AGAIN.items():
        positions = [each.position for each in asked if each.again is again]
        links = tuple((position, reviewed_url(comparison.attempt, position)) for position in positions)
        lines[again] = AgainLine(words, plural(len(links), "question"), links)
    return lines


def _again_title(again: dict[Again, AgainLine]) -> str:
    """What the questions asked again say."""
    won, lost = len(again[Again.WON].questions), len(again[Again.LOST].questions)
    if not any(line.questions for line in again.values()):
        return "No question was asked again"
    return f"Of the questions asked again, {won} won and {lost} lost"


def _signed(points: int) -> str:
    """A difference in points: +6, −3, 0."""
    return f"{points:+d}".replace("-", "−") if points else "0"
