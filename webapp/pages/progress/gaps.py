"""The gap in words and as a chart: a role against one's ratings, an exam against its line.

A title states the finding. A self-rating is a whole number, so it is drawn with the half level either way that the
scale cannot tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask import url_for

from webapp.domain.exams.scoring import Tally
from webapp.domain.progress.gap import Gap
from webapp.drawing import gap_bars, share_bars
from webapp.drawing.gap_bars import GapBars
from webapp.drawing.marks import Drawing
from webapp.drawing.share_bars import Share, ShareBars
from webapp.pages.exams.lesson_links import lesson_url
from webapp.pages.filters import day, plural
from webapp.services.progress import ExamGap, RoleGap

DOUBT = Fraction(1, 2)
NEXT_SHOWN = 5


@dataclass(frozen=True)
class Finding:
    """What the chart shows, in a title and a sentence."""

    title: str
    words: str


@dataclass(frozen=True)
class GapLine:
    """A gap worth working on, with what the next level up looks like."""

    title: str
    way: str
    level: str
    plan_url: str
    lesson_url: str


@dataclass(frozen=True)
class Chart:
    """The chart with its caption, and what to do about it."""

    drawing: Drawing
    title: str
    caption: str
    lines: tuple[GapLine, ...] = ()
    go_label: str = ""
    go_url: str = ""


def role_finding(aim: RoleGap) -> tuple[Finding, Chart | None]:
    """The distance to a role; no chart before anything is rated."""
    rated = [gap for gap in aim.gaps if gap.rated]
    name = aim.profile.title
    if not rated:
        asked = plural(len(aim.gaps), "competency")
        words = f"{name} asks for a level in {asked}. Rate yourself to see how far it is."
        return Finding(f"Aiming at {name}", words), None
    missing = [gap for gap in rated if gap.missing]
    return Finding(_role_title(missing, name), _role_words(aim.gaps, rated, missing)), Chart(
        drawing=gap_bars.draw(
            GapBars(f"Your levels and those of a {name}", tuple(_bar(gap) for gap in aim.gaps))
        ),
        title="Where you stand, and where the role asks you to be",
        caption=(
            "Levels 1 to 5, widest gap first. The blue tick is your own rating; the bar is the half level either "
            "way that a whole number cannot tell apart. The ochre line is what the role asks for."
        ),
        lines=tuple(_line(gap) for gap in missing[:NEXT_SHOWN]),
    )


def _role_title(missing: Sequence[Gap], name: str) -> str:
    """The finding in one line."""
    if not missing:
        return f"Every competency you rated meets the level of a {name}"
    widest = missing[0]
    others = sum(gap.missing == widest.missing for gap in missing) - 1
    short = f"{plural(widest.missing, 'level')} short"
    if not others:
        return f"{widest.skill.title} is the widest gap, {short}"
    return f"{widest.skill.title} and {others} more are {short}"


def _role_words(gaps: Sequence[Gap], rated: Sequence[Gap], missing: Sequence[Gap]) -> str:
    """The finding in counts."""
    met = len(rated) - len(missing)
    counts = f"{met} of {len(gaps)} at the level asked for or above, {len(missing)} below"
    left = len(gaps) - len(rated)
    return f"{counts}, {left} not rated yet." if left else f"{counts}."


def _bar(gap: Gap) -> gap_bars.Gap:
    """One competency of the chart."""
    return gap_bars.Gap(gap.skill.title, gap.now, gap.target, doubt=DOUBT if gap.rated else 0)


def _line(gap: Gap) -> GapLine:
    """A gap worth working on."""
    now = gap.now or 0
    return GapLine(
        title=gap.skill.title,
        way=f"from {now} to {gap.target}",
        level=gap.skill.levels[min(now, len(gap.skill.levels) - 1)],
        plan_url=url_for("plans.new_goal", skill=gap.skill.code),
        lesson_url=lesson_url(gap.skill.lesson) if gap.skill.lesson else "",
    )


def exam_finding(aim: ExamGap) -> tuple[Finding, Chart | None]:
    """The last result against the line, area by area; no chart before the first attempt."""
    exam, result = aim.exam, aim.result
    if result is None:
        words = (
            f"Sit it once to see your areas against the line: {plural(exam.outline.questions, 'question')}, "
            f"{exam.outline.minutes} minutes, {exam.outline.pass_count} to pass."
        )
        return Finding(f"Aiming at the {exam.title}", words), None
    line = Fraction(100 * result.pass_count, result.scored)
    asked = [(title, tally) for title, tally in aim.areas if tally.asked]
    below = [
        title for title, tally in sorted(asked, key=lambda area: area[1].share) if tally.share * 100 < line
    ]
    words = f"{result.right} of {result.scored} right on {day(result.finished_at)}; the line is {result.pass_count}."
    return Finding(_exam_title(below), words), Chart(
        drawing=share_bars.draw(
            ShareBars("Right answers by area", tuple(_share(*area) for area in asked), line, "Pass line")
        ),
        title="The areas of your last attempt",
        caption=(
            "The blue tick is the share of right answers in an area, the bar is how far chance alone could move it: "
            "an area has few questions, so the bar is wide. The ochre line is the pass mark of the whole exam."
        ),
        go_label="See every question of that attempt",
        go_url=url_for("exams.result", attempt_id=result.id),
    )


def _exam_title(below: Sequence[str]) -> str:
    """The finding in one line."""
    if not below:
        return "Every area is at the line or over it"
    if len(below) == 1:
        return f"{below[0]} is the one area below the line"
    return f"{len(below)} areas are below the line, {below[0]} furthest"


def _share(title: str, tally: Tally) -> Share:
    """One area of the chart; the interval always holds the score itself."""
    low, high = (Fraction(bound * 100).limit_denominator(1000) for bound in tally.interval())
    score = tally.share * 100
    return Share(title, tally.right, tally.asked, min(low, score), max(high, score))
