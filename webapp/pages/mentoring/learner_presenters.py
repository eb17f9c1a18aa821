"""What a mentor's page of one learner shows: lessons, results, the gap, the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from webapp.domain.exams.outline import Exam
from webapp.domain.exams.records import FinishedAttempt
from webapp.domain.plans.plan import Goal
from webapp.domain.progress.gap import Gap
from webapp.drawing import gap_bars
from webapp.drawing.marks import Drawing
from webapp.pages.accommodations.words import sentence
from webapp.pages.filters import ago, day, minutes, plural
from webapp.pages.plans.states import State, state_of
from webapp.services.mentoring import OpenLearner

GAPS_SHOWN = 8


@dataclass(frozen=True)
class ResultRow:
    """A finished attempt."""

    day: str
    exam: str
    score: str
    line: str
    verdict: State
    note: str


@dataclass(frozen=True)
class AreaTable:
    """The last attempt area by area."""

    caption: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GapFigure:
    """The gap as a picture and its table."""

    title: str
    drawing: Drawing
    caption: str


@dataclass(frozen=True)
class PlanPart:
    """The learner's plan in short."""

    title: str
    url: str
    state: State
    facts: str
    goals: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LearnerPage:
    """A learner as their mentor sees them."""

    name: str
    opening: str
    lessons: str
    lessons_note: str
    results: tuple[ResultRow, ...]
    areas: AreaTable | None
    gap: GapFigure | None
    no_gap: str
    plan: PlanPart | None
    granted: str
    running: tuple[tuple[str, str], ...]
    granted_url: str
    end_url: str


def learner_page(opened: OpenLearner, now: datetime) -> LearnerPage:
    """The page of one learner."""
    learner = opened.learner
    return LearnerPage(
        name=learner.name,
        opening=_opening(opened),
        lessons=_lessons(opened),
        lessons_note=_last_read(opened, now),
        results=tuple(_result(opened, attempt) for attempt in opened.finished),
        areas=_areas(opened),
        gap=_gap(opened.aim.gaps, opened.aim.title),
        no_gap=_no_gap(opened),
        plan=_plan(opened),
        granted=sentence(opened.granted),
        running=_running(opened, now),
        granted_url=url_for("accommodations.person", learner_id=learner.id),
        end_url=url_for("mentoring.end", pairing_id=learner.pairing),
    )


def _running(opened: OpenLearner, now: datetime) -> tuple[tuple[str, str], ...]:
    """The attempts that run, each with the address where it can be looked after."""
    return tuple(
        (opened.exams[each.exam].title, url_for("accommodations.attempt", attempt_id=each.id))
        for each in opened.open
        if each.exam in opened.exams and each.deadline > now
    )


def _opening(opened: OpenLearner) -> str:
    """What the learner aims at, and since when you go together."""
    aim = f"Aims at {opened.aim.title}." if opened.aim.title else "Has not chosen a target yet."
    return f"{aim} You have been their mentor since {day(opened.learner.since)}."


def _lessons(opened: OpenLearner) -> str:
    """How many lessons are done of all."""
    done = sum(trail.done and trail.path in opened.lessons for trail in opened.trails)
    return f"{done} of {plural(len(opened.lessons), 'lesson')} done"


def _last_read(opened: OpenLearner, now: datetime) -> str:
    """What was read last, and when."""
    touched = [(trail.touched_at, trail.path) for trail in opened.trails if trail.touched_at]
    if not touched:
        return "Nothing read yet."
    at, path = max(touched)
    lesson = opened.lessons.get(path)
    what = f", in {lesson.number} {lesson.title}" if lesson else ""
    return f"Last read {ago(at, now)}{what}."


def _result(opened: OpenLearner, attempt: FinishedAttempt) -> ResultRow:
    """A finished attempt in words."""
    exam = opened.exams.get(attempt.exam)
    unanswered = attempt.questions - attempt.answered
    notes = ["time ran out"] if attempt.state == "timed_out" else []
    notes += [f"{unanswered} not answered"] if unanswered else []
    return ResultRow(
        day=day(attempt.finished_at),
        exam=exam.title if exam else attempt.exam,
        score=f"{attempt.right} of {attempt.scored}",
        line=str(attempt.pass_count),
        verdict=State("ok", "Passed") if attempt.passed else State("off", "Below the line"),
        note=", ".join(notes),
    )


def _areas(opened: OpenLearner) -> AreaTable | None:
    """The latest attempt by the areas of its outline; nothing while that outline is not on the shelf."""
    attempt = next(iter(opened.finished), None)
    exam = opened.exams.get(attempt.exam) if attempt else None
    if attempt is None or exam is None or exam.outline.edition != attempt.edition:
        return None
    return AreaTable(f"{exam.title}, {day(attempt.finished_at)}, by area", _area_rows(exam, attempt))


def _area_rows(exam: Exam, attempt: FinishedAttempt) -> tuple[tuple[str, str], ...]:
    """Right of asked for each area that was asked."""
    rows = []
    for area in exam.outline.domains:
        counts = [attempt.by_task[task.code] for task in area.tasks if task.code in attempt.by_task]
        if counts:
            rows.append((area.title, f"{sum(c[0] for c in counts)} of {sum(c[1] for c in counts)}"))
    return tuple(rows)


def _gap(gaps: tuple[Gap, ...], target: str) -> GapFigure | None:
    """The widest rated gaps as a figure; nothing before a rating."""
    rated = [gap for gap in gaps if gap.rated]
    if not rated:
        return None
    shown = rated[:GAPS_SHOWN]
    missing = sum(gap.missing > 0 for gap in rated)
    title = f"{plural(missing, 'gap')} to {target}" if missing else f"Every rated level meets {target}"
    bars = tuple(gap_bars.Gap(gap.skill.title, gap.now, gap.target) for gap in shown)
    drawing = gap_bars.draw(gap_bars.GapBars(title, bars))
    rest = (
        f" The {plural(len(shown), 'widest gap')} of {len(rated)} rated." if len(rated) > len(shown) else ""
    )
    caption = f"Levels 1 to 5, by the learner’s own rating.{rest}"
    return GapFigure(title, drawing, caption)


def _no_gap(opened: OpenLearner) -> str:
    """Why there is no gap to show."""
    rated = plural(len(opened.aim.levels), "competency")
    if not opened.aim.title:
        return f"A gap needs a target; none is chosen yet. {rated} rated."
    if not opened.aim.gaps:
        return f"An exam is the target: results by area show the gap. {rated} rated."
    return "No competency is rated yet."


def _plan(opened: OpenLearner) -> PlanPart | None:
    """The learner's latest plan in short."""
    plan = opened.plan
    if plan is None:
        return None
    left = f"{minutes(plan.minutes_left)} of steps open" if plan.open_steps else "no step open"
    facts = f"By {day(plan.target_date)}, {left}" if plan.target_date else f"No date, {left}"
    goals = tuple((goal.title, _done(goal)) for goal in plan.goals)
    return PlanPart(plan.title, url_for("plans.show", plan_id=plan.id), state_of(plan.state), facts, goals)


def _done(goal: Goal) -> str:
    """How far a goal is."""
    return f"{goal.done_steps} of {plural(len(goal.steps), 'step')} done" if goal.steps else "No steps yet"
