"""What the pages of plans show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for

from webapp.domain.plans.plan import Goal, Plan, PlanState, Step
from webapp.pages.filters import day, day_short, minutes, plural
from webapp.pages.plans import thread
from webapp.pages.plans.states import State, names, state_of
from webapp.pages.plans.thread import NoteLine
from webapp.services.goals import Shelf
from webapp.services.plans import OpenPlan


@dataclass(frozen=True)
class StepLine:
    """A step of a goal."""

    title: str
    href: str
    facts: str
    done: bool
    tick_url: str
    remove_url: str


@dataclass(frozen=True)
class GoalPart:
    """A goal on the plan's page."""

    anchor: str
    number: int
    title: str
    levels: str
    done_when: str
    state: State
    steps: tuple[StepLine, ...]
    edit_url: str
    step_url: str


@dataclass(frozen=True)
class Moves:
    """What the viewer can do with the plan now; an address is empty where a move is not theirs or not now."""

    edit: str
    add_goal: str
    send: str
    comment: str
    withdraw: str
    complete: str
    approve: str
    ask: str


@dataclass(frozen=True)
class PlanPage:
    """A plan as its learner or their mentor sees it."""

    title: str
    state: State
    opening: str
    mine: bool
    learner: str
    goals: tuple[GoalPart, ...]
    notes: tuple[NoteLine, ...]
    history: str
    standing: str
    mentored: bool
    moves: Moves
    back: tuple[str, str]


def plan_page(opened: OpenPlan, now: datetime) -> PlanPage:
    """The page of a plan."""
    plan = opened.plan
    changing = opened.mine and plan.editable
    return PlanPage(
        title=plan.title,
        state=state_of(plan.state),
        opening=_opening(opened, now.date()),
        mine=opened.mine,
        learner=opened.learner_name,
        goals=tuple(
            _goal(plan, goal, number, opened.shelf, now.date(), ticking=opened.mine)
            for number, goal in enumerate(plan.goals, 1)
        ),
        notes=thread.notes_of(opened),
        history=thread.history(opened, now),
        standing=thread.standing(opened, now),
        mentored=opened.sendable,
        moves=_moves(opened, changing=changing),
        back=_back(opened),
    )


def _opening(opened: OpenPlan, today: date) -> str:
    """For when, with whom, and how the work left compares with the date."""
    plan = opened.plan
    whose = "" if opened.mine else f"{opened.learner_name}’s plan. "
    by = f"To be done by {day(plan.target_date)}" if plan.target_date else "No date yet"
    mentors = names([mentor.name for mentor in opened.mentors])
    guided = f", with {mentors} as mentor" if mentors and opened.mine else ""
    return f"{whose}{by}{guided}. {_pace(plan, today)}".strip()


def _pace(plan: Plan, today: date) -> str:
    """The work left, and when it ends at the weekly budget."""
    if not any(goal.steps for goal in plan.goals) or plan.state is PlanState.COMPLETE:
        return ""
    if not plan.open_steps:
        return "Every step is done."
    are = "is" if plan.open_steps == 1 else "are"
    left = f"{plural(plan.open_steps, 'step')} {are} open, {minutes(plan.minutes_left)} of work"
    ends = plan.ends_on(today)
    if ends is None:
        return f"{left}."
    hours = plural(plan.minutes_a_week // 60, "hour")
    return f"{left}; at {hours} a week that takes until {day(ends)}{_against(plan.target_date, ends)}."


def _against(target: date | None, ends: date) -> str:
    """How an end compares with the date aimed at."""
    if target is None:
        return ""
    return (
        ", after the date set"
        if ends > target
        else ", before the date set"
        if ends < target
        else ", the date set"
    )


def _goal(plan: Plan, goal: Goal, number: int, shelf: Shelf, today: date, *, ticking: bool) -> GoalPart:
    """A goal with its steps."""
    skill = shelf.skills.get(goal.skill)
    at: dict[str, Any] = {"plan_id": plan.id, "goal_id": goal.id}
    changing = ticking and plan.editable
    return GoalPart(
        anchor=f"goal-{goal.id}",
        number=number,
        title=goal.title,
        levels=f"{skill.title if skill else goal.skill}, from level {goal.from_level} to {goal.to_level}",
        done_when=goal.done_when,
        state=_goal_state(goal, today),
        steps=tuple(_step(plan, goal, step, shelf, ticking=ticking) for step in goal.steps),
        edit_url=url_for("plans.goals.edit", **at) if changing else "",
        step_url=url_for("plans.goals.new_step", **at) if changing else "",
    )


def _goal_state(goal: Goal, today: date) -> State:
    """How far a goal is; a day that has passed asks for a look."""
    done, count = goal.done_steps, len(goal.steps)
    if count and done == count:
        return State("ok", "Every step done")
    late = goal.due is not None and goal.due < today
    due = f", due {day_short(goal.due)}" if goal.due else ""
    words = f"{done} of {plural(count, 'step')} done" if count else "No steps yet"
    return State("wait" if late else "open" if done else "off", words + due)


def _step(plan: Plan, goal: Goal, step: Step, shelf: Shelf, *, ticking: bool) -> StepLine:
    """A step with where it leads."""
    at: dict[str, Any] = {"plan_id": plan.id, "goal_id": goal.id, "step_id": step.id}
    due = f", due {day(step.due)}" if step.due and not step.done_at else ""
    done = f", done {day(step.done_at)}" if step.done_at else ""
    may_tick = ticking and plan.state is not PlanState.COMPLETE
    return StepLine(
        title=step.title,
        href=_href(step.link, shelf),
        facts=f"{minutes(step.minutes)}{due}{done}",
        done=step.done_at is not None,
        tick_url=url_for("plans.goals.tick", **at) if may_tick else "",
        remove_url=url_for("plans.goals.remove_step", **at) if ticking and plan.editable else "",
    )


def _href(link: str | None, shelf: Shelf) -> str:
    """Where a step leads: a lesson that is still there, a web address, or nowhere."""
    kind, _, rest = (link or "").partition(":")
    if kind == "lesson":
        track, _, slug = rest.partition("/")
        return url_for("lessons.show", track=track, slug=slug) if rest in shelf.lessons else ""
    return link if link and kind in {"http", "https"} else ""


def _moves(opened: OpenPlan, *, changing: bool) -> Moves:
    """What the viewer can do now."""
    plan = opened.plan
    in_review = plan.state is PlanState.IN_REVIEW
    answering = in_review and not opened.mine
    ready = changing and not plan.open_steps and any(goal.steps for goal in plan.goals)
    return Moves(
        edit=_to("edit", plan, changing),
        add_goal=_to("goals.new", plan, changing),
        send=_to("send", plan, changing and bool(plan.goals) and opened.sendable),
        comment=_to("comment", plan, opened.sendable or not opened.mine),
        withdraw=_to("withdraw", plan, in_review and opened.mine),
        complete=_to("complete", plan, ready),
        approve=_to("approve", plan, answering),
        ask=_to("ask_for_changes", plan, answering),
    )


def _to(move: str, plan: Plan, open_now: bool) -> str:  # noqa: FBT001 - a table of moves and their conditions
    """The address of a move, or nothing when it is not open."""
    return url_for(f"plans.{move}", plan_id=plan.id) if open_now else ""


def _back(opened: OpenPlan) -> tuple[str, str]:
    """Where the page was come from: a mentor's learner, or nowhere."""
    if opened.mine:
        return "", ""
    return url_for("mentoring.learner", learner_id=opened.plan.learner), opened.learner_name
