"""The one filled button of the home page: what each next step says, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from webapp.domain.exams import clock
from webapp.domain.progress.next_step import NextStep
from webapp.pages.filters import duration, minutes, plural
from webapp.pages.lessons.presenters import lesson_page_url
from webapp.services.home import Today


@dataclass(frozen=True)
class Offer:
    """What to do next: a sentence for the top of the page, a heading, why, and the button."""

    opening: str
    title: str
    words: str
    label: str
    url: str


def make(today: Today, at: datetime) -> Offer:
    """The offer of the step that was chosen."""
    return _MAKERS[today.next](today, at)


def for_keepers() -> Offer:
    """What an admin finds: people to look after."""
    return Offer(
        opening="You look after this school.",
        title="People",
        words="Who has an account here, and in which role. Change a role, close an account, or open it again.",
        label="See the people",
        url=url_for("accounts.people"),
    )


def _return_to_exam(today: Today, at: datetime) -> Offer:
    sitting = next(each for each in today.running if each.deadline != clock.NEVER)
    left = duration(clock.remaining(sitting.deadline, at))
    return Offer(
        opening="An exam is running.",
        title=today.titles.get(sitting.exam, sitting.exam),
        words="The clock goes on whether the page is open or not. Every answer you gave is saved.",
        label=f"Go back to the exam, {left} left",
        url=url_for("exams.question", attempt_id=sitting.id, position=1),
    )


def _see_result(today: Today, _at: datetime) -> Offer:
    sitting = today.ran_out[0]
    return Offer(
        opening="The time of your exam ran out.",
        title=today.titles.get(sitting.exam, sitting.exam),
        words="What you had saved counts. The result gives a reason for every option of every question.",
        label="See the result",
        url=url_for("exams.result", attempt_id=sitting.id),
    )


def _mentor_desk(today: Today, _at: datetime) -> Offer:
    waiting = today.facts.plans_waiting
    verb = "waits" if waiting == 1 else "wait"
    return Offer(
        opening=f"{plural(waiting, 'plan')} {verb} for your answer.",
        title=f"{plural(waiting, 'plan')} to answer",
        words="The one that has waited longest is on top. Its question says what the learner wants to hear.",
        label="Open your desk",
        url=url_for("mentoring.index"),
    )


def _answer_invitation(today: Today, _at: datetime) -> Offer:
    mentor = today.invitations[0].mentor
    return Offer(
        opening=f"{mentor} offers to be your mentor.",
        title="An invitation to answer",
        words=f"If you accept, {mentor} sees your progress, your results and your plan, and answers when you send it.",
        label="Read the invitation",
        url=url_for("mentoring.invitations"),
    )


def _change_plan(_today: Today, _at: datetime) -> Offer:
    return Offer(
        opening="Your mentor has answered.",
        title="Your plan comes back with changes asked for",
        words="Read the comments, change what convinces you, answer what does not, and send it again.",
        label="Open the plan",
        url=url_for("plans.index"),
    )


def _do_step(today: Today, _at: datetime) -> Offer:
    step = today.steps[0]
    return Offer(
        opening="A step of your plan is past its date.",
        title=step.title,
        words="Do it, move its date, or drop it: a plan with old dates says nothing.",
        label="Open the plan",
        url=url_for("plans.index"),
    )


def _read_on(today: Today, _at: datetime) -> Offer:
    lesson = today.lesson
    if lesson is None:
        return _sit_exam(today, _at)
    opening = (
        "A lesson is open." if today.trail else "The next lesson is ready." if today.lessons_done else _FIRST
    )
    label = f"Read {lesson.number}, {minutes(lesson.minutes)}"
    return Offer(opening, lesson.title, lesson.summary, label, lesson_page_url(lesson, today.trail))


_FIRST = "Read a lesson, see where you stand, sit a practice exam, write a plan: in that order or your own."


def _rate_self(today: Today, _at: datetime) -> Offer:
    left = max(today.skills - today.facts.rated, 1)
    return Offer(
        opening="Where do you stand?",
        title=f"Rate yourself in {plural(left, 'competency')}",
        words="Five sentences for each, taken from work; choose the one that fits. It shows what to learn first.",
        label=f"{'Go on rating' if today.facts.rated else 'Rate yourself'}, {minutes(max(left // 2, 1))}",
        url=url_for("progress.ratings"),
    )


def _choose_target(_today: Today, _at: datetime) -> Offer:
    return Offer(
        opening="You know where you stand. Where do you want to be?",
        title="Choose what to aim at",
        words="A role from coordinator to head of projects, or an exam. The gap to it is drawn at once.",
        label="Choose a target",
        url=url_for("progress.target"),
    )


def _see_gap(today: Today, _at: datetime) -> Offer:
    return Offer(
        opening="You know where you stand and where you want to be.",
        title=f"The gap to {today.target}",
        words="See which competencies are furthest off, and put the widest into a plan.",
        label="See the gap",
        url=url_for("progress.index"),
    )


def _send_plan(today: Today, _at: datetime) -> Offer:
    return Offer(
        opening="Your plan is a draft.",
        title="Send your plan to your mentor",
        words=f"It has {plural(today.facts.goals, 'goal')}. Ask one question with it: that makes the answer useful.",
        label="Open the plan",
        url=url_for("plans.index"),
    )


def _sit_exam(_today: Today, _at: datetime) -> Offer:
    return Offer(
        opening="Every lesson is done.",
        title="Sit a practice exam",
        words="An exam under its real conditions shows what stayed, and where to read again.",
        label="Choose an exam",
        url=url_for("exams.index"),
    )


_MAKERS: dict[NextStep, Callable[[Today, datetime], Offer]] = {
    NextStep.RETURN_TO_EXAM: _return_to_exam,
    NextStep.SEE_RESULT: _see_result,
    NextStep.MENTOR_DESK: _mentor_desk,
    NextStep.ANSWER_INVITATION: _answer_invitation,
    NextStep.CHANGE_PLAN: _change_plan,
    NextStep.DO_STEP: _do_step,
    NextStep.READ_ON: _read_on,
    NextStep.RATE_SELF: _rate_self,
    NextStep.CHOOSE_TARGET: _choose_target,
    NextStep.SEE_GAP: _see_gap,
    NextStep.SEND_PLAN: _send_plan,
    NextStep.SIT_EXAM: _sit_exam,
}
