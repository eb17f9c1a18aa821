"""What the home page of somebody signed in shows: one thing to do next, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from webapp.domain.access import Action, Actor, may
from webapp.domain.exams import clock
from webapp.domain.lessons import Lesson, Trail
from webapp.domain.progress.next_step import NextStep
from webapp.pages.filters import ago, day, day_short, duration, minutes, plural
from webapp.pages.home import offers
from webapp.pages.home.offers import Offer
from webapp.pages.lessons.presenters import lesson_page_url
from webapp.services.home import Today

PLAN_STATES = {
    "draft": ("off", "Draft"),
    "in_review": ("wait", "In review"),
    "changes_asked": ("wait", "Changes asked for"),
    "active": ("open", "Active"),
}


@dataclass(frozen=True)
class Reading:
    """The lesson to read on. `segments` holds one word per section: done, here or left."""

    kicker: str
    number: str
    title: str
    summary: str
    url: str
    label: str
    all_url: str
    segments: tuple[str, ...]
    segments_say: str
    progress: str


@dataclass(frozen=True)
class Line:
    """A line of a list: where it leads, what it says, and a state with its kind."""

    title: str
    url: str
    note: str
    state: str = ""
    kind: str = "off"


@dataclass(frozen=True)
class PlanBox:
    """The current plan: its state and what is due."""

    title: str
    kind: str
    state: str
    words: str
    steps: tuple[Line, ...]
    url: str


@dataclass(frozen=True)
class TodayPage:
    """Today."""

    name: str
    opening: str
    offer: Offer
    offer_is_reading: bool
    studies: bool
    desk: Line | None
    people_url: str
    bank_url: str
    waiting: tuple[Line, ...]
    reading: Reading | None
    results: tuple[Line, ...]
    plan: PlanBox | None
    aims: tuple[Line, ...]


def today_page(today: Today, actor: Actor, at: datetime) -> TodayPage:
    """Today, for whoever is signed in."""
    studies = may(actor, Action.STUDY)
    offer = offers.make(today, at) if studies else offers.for_keepers()
    return TodayPage(
        name=actor.name,
        opening=offer.opening,
        offer=offer,
        offer_is_reading=studies and today.next is NextStep.READ_ON,
        studies=studies,
        desk=_desk(today) if may(actor, Action.MENTOR) else None,
        people_url=url_for("accounts.people") if may(actor, Action.MANAGE_ACCOUNTS) else "",
        bank_url=url_for("items.index") if may(actor, Action.READ_BANK) else "",
        waiting=_waiting(today, at),
        reading=_reading(today) if studies and today.lesson else None,
        results=_results(today),
        plan=_plan(today, at) if today.facts.plan_state else None,
        aims=_aims(today) if studies else (),
    )


def _desk(today: Today) -> Line:
    """The mentor's desk."""
    waiting, learners = today.facts.plans_waiting, today.facts.learners
    note = (
        f"{plural(learners, 'learner')} with you" if learners else "Nobody is with you yet: invite a learner"
    )
    state = f"{plural(waiting, 'plan')} {'waits' if waiting == 1 else 'wait'}" if waiting else "Nothing waits"
    return Line("Your desk", url_for("mentoring.index"), note, state, "wait" if waiting else "off")


def _waiting(today: Today, at: datetime) -> tuple[Line, ...]:
    """What else waits; the one thing the button leads to is not said twice."""
    running, over, invited = _running(today, at), _over(today), _invitations(today, at)
    return (
        *running[today.next is NextStep.RETURN_TO_EXAM :],
        *over[today.next is NextStep.SEE_RESULT :],
        *invited[today.next is NextStep.ANSWER_INVITATION :],
    )


def _running(today: Today, at: datetime) -> tuple[Line, ...]:
    """Attempts whose clock is running."""
    return tuple(
        Line(
            today.titles.get(each.exam, each.exam),
            url_for("exams.question", attempt_id=each.id, position=1),
            "The clock stands still" if each.deadline == clock.NEVER else "The clock is running",
            "" if each.deadline == clock.NEVER else f"{duration(clock.remaining(each.deadline, at))} left",
            "wait",
        )
        for each in today.running
    )


def _over(today: Today) -> tuple[Line, ...]:
    """Attempts whose time ran out before they were handed in."""
    return tuple(
        Line(
            today.titles.get(each.exam, each.exam),
            url_for("exams.result", attempt_id=each.id),
            "What you had saved counts",
            "Time ran out",
            "off",
        )
        for each in today.ran_out
    )


def _invitations(today: Today, at: datetime) -> tuple[Line, ...]:
    """Invitations of mentors."""
    return tuple(
        Line(
            f"{each.mentor} offers to be your mentor",
            url_for("mentoring.invitations"),
            ago(each.at, at),
            "Your answer",
            "wait",
        )
        for each in today.invitations
    )


def _reading(today: Today) -> Reading | None:
    """The lesson to read on."""
    lesson, trail = today.lesson, today.trail
    if lesson is None:
        return None
    place = _place(lesson, trail)
    count = len(lesson.headings)
    return Reading(
        kicker=_kicker(today, place, count),
        number=lesson.number,
        title=lesson.title,
        summary=_next_section(lesson, place),
        url=lesson_page_url(lesson, trail),
        label=f"Continue, about {minutes(_left(lesson, place))}"
        if place
        else f"Begin, {minutes(lesson.minutes)}",
        all_url=url_for("lessons.track", track=lesson.track),
        segments=tuple("done" if n < place else "here" if n == place else "left" for n in range(count))
        if place
        else (),
        segments_say=f"{place} of {count} sections read",
        progress=f"{today.lessons_done} of {plural(today.lessons, 'lesson')} done",
    )


def _place(lesson: Lesson, trail: Trail | None) -> int:
    """How many sections lie behind the reader."""
    anchors = [heading.anchor for heading in lesson.headings]
    return anchors.index(trail.place) if trail and trail.place in anchors else 0


def _left(lesson: Lesson, place: int) -> int:
    """Minutes left of a lesson when its sections are taken as equally long."""
    count = len(lesson.headings)
    return max(1, round(lesson.minutes * (count - place) / count)) if count else lesson.minutes


def _kicker(today: Today, place: int, count: int) -> str:
    """What the lesson is to the reader."""
    if place:
        return f"Continue reading, section {place + 1} of {count}"
    return "Next lesson" if today.lessons_done else "Begin here"


def _next_section(lesson: Lesson, place: int) -> str:
    """What comes next in the lesson."""
    return f"Next: {lesson.headings[place].title}." if place else lesson.summary


def _results(today: Today) -> tuple[Line, ...]:
    """The last finished attempts."""
    return tuple(
        Line(
            today.titles.get(each.exam, each.exam),
            url_for("exams.result", attempt_id=each.id),
            day(each.finished_at) if each.finished_at else "",
            f"{each.right} of {each.scored}, {'passed' if each.passed else f'line {each.pass_count}'}",
            "ok" if each.passed else "off",
        )
        for each in today.results
    )


def _plan(today: Today, at: datetime) -> PlanBox:
    """The current plan."""
    facts = today.facts
    kind, state = PLAN_STATES.get(facts.plan_state or "", ("off", ""))
    left = plural(facts.steps_open, "step")
    words = {
        "draft": f"{plural(facts.goals, 'goal')}, {left} open. Send it to your mentor when it says what you mean.",
        "in_review": "Your mentor has it. Nothing waits for the answer: steps can be ticked meanwhile.",
        "changes_asked": "Your mentor has answered and asks for changes.",
        "active": f"{plural(facts.goals, 'goal')}, {left} open.",
    }
    return PlanBox(
        title=facts.plan_title or "Your plan",
        kind=kind,
        state=state,
        words=words.get(facts.plan_state or "", ""),
        steps=tuple(_step(each.title, each.due, at.date()) for each in today.steps),
        url=url_for("plans.index"),
    )


def _step(title: str, due: date | None, on: date) -> Line:
    """An open step of the plan."""
    if due is None:
        return Line(title, url_for("plans.index"), "", "No date", "off")
    if due < on:
        return Line(title, url_for("plans.index"), "", f"Was due {day_short(due)}", "wait")
    return Line(title, url_for("plans.index"), "", f"Due {day_short(due)}", "open")


def _aims(today: Today) -> tuple[Line, ...]:
    """Where somebody wants to be, and what they know of where they stand."""
    facts = today.facts
    target = Line(
        f"Aiming at: {today.target}" if today.target else "Choose what to aim at",
        url_for("progress.index") if today.target else url_for("progress.target"),
        "",
        "See the gap" if today.target else "No target yet",
        "open" if today.target else "off",
    )
    rated = Line(
        "Your ratings",
        url_for("progress.ratings"),
        "",
        f"{min(facts.rated, today.skills)} of {today.skills} rated",
        "ok" if facts.rated >= today.skills else "off",
    )
    return (target, rated)
