"""What stands round the forms of plans: beginning one, changing it, writing goals and steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from webapp.domain.plans.plan import Plan
from webapp.domain.plans.proposal import Proposal
from webapp.domain.progress.skills import Skill
from webapp.pages.filters import day, plural
from webapp.pages.plans.forms import BeginForm
from webapp.pages.plans.states import names
from webapp.services.goals import GoalDesk
from webapp.services.plans import Beginning, NoPlan


@dataclass(frozen=True)
class NonePage:
    """A learner without a current plan."""

    mentors: str
    past: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class EditPage:
    """Title, date and hours of a plan."""

    title: str
    back: str


@dataclass(frozen=True)
class GoalPage:
    """A goal to be written or changed; `removal` is what its removal would cost."""

    heading: str
    plan: str
    action: str
    back: str
    skill: Skill | None
    skills: tuple[Skill, ...]
    removal: str
    remove_url: str


@dataclass(frozen=True)
class StepPage:
    """A step to be written."""

    goal: str
    done_when: str
    action: str
    back: str


@dataclass(frozen=True)
class ProposalLine:
    """A goal that could be begun with."""

    code: str
    title: str
    why: str
    done_when: str
    chosen: bool


@dataclass(frozen=True)
class BeginPage:
    """A new plan, with goals to begin with. `action` keeps the competency that was asked for."""

    opening: str
    proposals: tuple[ProposalLine, ...]
    action: str
    back: str


def begin_page(beginning: Beginning, form: BeginForm, skill: str) -> BeginPage:
    """The page of a new plan."""
    chosen = set(form.goals.data or ())
    return BeginPage(
        _begin_opening(beginning),
        tuple(_proposal(each, chosen=each.skill.code in chosen) for each in beginning.proposals),
        url_for("plans.begin", skill=skill or None),
        url_for("plans.index"),
    )


def _begin_opening(beginning: Beginning) -> str:
    """Where the proposals come from, or how to get some."""
    if beginning.proposals:
        return "The goals below close your widest gaps first. Take them, leave them, or change them later."
    if beginning.aims:
        return (
            "Rate your competencies and Gantry proposes goals for the widest gaps. You can also add your own."
        )
    return "Choose a target and rate your competencies, and Gantry proposes goals. You can also add your own."


def _proposal(proposal: Proposal, *, chosen: bool) -> ProposalLine:
    """A proposed goal in words."""
    why = f"You are at level {proposal.from_level}; this aims at level {proposal.to_level}."
    return ProposalLine(proposal.skill.code, proposal.title, why, proposal.done_when, chosen)


def none_page(opened: NoPlan) -> NonePage:
    """How to begin, and what was completed before."""
    past = tuple(
        (plan.title, url_for("plans.show", plan_id=plan.id), f"begun {day(plan.created_at)}")
        for plan in opened.past
    )
    return NonePage(names([mentor.name for mentor in opened.mentors]), past)


def edit_page(plan: Plan) -> EditPage:
    """What stands round the form of a plan."""
    return EditPage(plan.title, url_for("plans.show", plan_id=plan.id))


def goal_page(desk: GoalDesk, skill: str) -> GoalPage:
    """What stands round the form of a goal; the levels of the chosen competency come first."""
    goal, plan = desk.goal, desk.plan
    with_steps = f" with its {plural(len(goal.steps), 'step')}" if goal and goal.steps else ""
    remove = url_for("plans.goals.remove", plan_id=plan.id, goal_id=goal.id) if goal else ""
    change = url_for("plans.goals.change", plan_id=plan.id, goal_id=goal.id) if goal else ""
    return GoalPage(
        heading=f"Change the goal “{goal.title}”" if goal else "Add a goal",
        plan=plan.title,
        action=change or url_for("plans.goals.add", plan_id=plan.id),
        back=url_for("plans.show", plan_id=plan.id, _anchor=f"goal-{goal.id}" if goal else None),
        skill=desk.shelf.skills.get(skill),
        skills=tuple(desk.shelf.skills.values()),
        removal=f"Remove this goal{with_steps}" if goal else "",
        remove_url=remove,
    )


def step_page(desk: GoalDesk) -> StepPage:
    """What stands round the form of a step."""
    goal, plan = desk.goal, desk.plan
    if goal is None:
        raise ValueError("a step needs its goal")
    at: dict[str, Any] = {"plan_id": plan.id, "goal_id": goal.id}
    return StepPage(
        goal.title,
        goal.done_when,
        url_for("plans.goals.add_step", **at),
        url_for("plans.show", plan_id=plan.id, _anchor=f"goal-{goal.id}"),
    )
