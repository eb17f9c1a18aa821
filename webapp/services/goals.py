"""What a learner does with the goals and steps of their plan: add, change, remove, tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from webapp.domain.errors import BadInput
from webapp.domain.lessons import Lesson
from webapp.domain.plans import plan as rules
from webapp.domain.plans.plan import Goal, Plan, Step
from webapp.domain.plans.proposal import Proposal
from webapp.domain.progress.skills import Skill
from webapp.services import proposals
from webapp.services.work import Work
from webapp.store import plans as store


@dataclass(frozen=True)
class Shelf:
    """What goals and steps point to: competencies by code, lessons by path."""

    skills: Mapping[str, Skill]
    lessons: Mapping[str, Lesson]


@dataclass(frozen=True)
class GoalDesk:
    """What a goal is written from: its plan, the goal that is changed or the one that is proposed, the shelf."""

    plan: Plan
    goal: Goal | None
    proposal: Proposal | None
    shelf: Shelf


@dataclass(frozen=True)
class GoalDraft:
    """A goal as it was typed."""

    title: str
    skill: str
    from_level: int
    to_level: int
    done_when: str
    due: date | None = None


@dataclass(frozen=True)
class StepDraft:
    """A step as it was typed; a lesson lends its title and its minutes where they were left out."""

    title: str = ""
    minutes: int | None = None
    due: date | None = None
    lesson: str = ""
    link: str = ""


def shelf_of(work: Work) -> Shelf:
    """The competencies and lessons of the catalogue."""
    return Shelf({skill.code: skill for skill in work.catalog.skills}, work.catalog.lessons)


def prepare(work: Work, plan_id: UUID, *, skill: str = "") -> GoalDesk:
    """What a new goal is written from; WrongState while the plan may not be changed."""
    plan = store.get(work.session, plan_id, learner=work.actor.person)
    plan.require_editable()
    aim = proposals.find_aim(work, plan.learner) if skill else None
    proposed = proposals.propose_one(work, aim, skill) if aim else None
    return GoalDesk(plan, None, proposed, shelf_of(work))


def open_goal(work: Work, plan_id: UUID, goal_id: UUID) -> GoalDesk:
    """What a goal is changed from, or a step added to; WrongState while the plan may not be changed."""
    plan = store.get(work.session, plan_id, learner=work.actor.person)
    goal = plan.goal(goal_id)
    plan.require_editable()
    return GoalDesk(plan, goal, None, shelf_of(work))


def add(work: Work, plan_id: UUID, draft: GoalDraft) -> UUID:
    """Add a goal to the plan; its id."""
    plan = _claim(work, plan_id)
    goal = _written(work, Goal(work.new_id(), "", "", 1, 2, ""), draft)
    store.keep(work.session, plan.with_goal(goal))
    return goal.id


def change(work: Work, plan_id: UUID, goal_id: UUID, draft: GoalDraft, *, seen: int) -> None:
    """Change a goal of a plan that still is as it was seen; its steps stay."""
    plan = _claim(work, plan_id)
    goal = plan.goal(goal_id)
    plan.require_version(seen)
    store.keep(work.session, plan.with_goal(_written(work, goal, draft)))


def remove(work: Work, plan_id: UUID, goal_id: UUID) -> None:
    """Remove a goal with its steps."""
    store.keep(work.session, _claim(work, plan_id).without_goal(goal_id))


def add_step(work: Work, plan_id: UUID, goal_id: UUID, draft: StepDraft) -> UUID:
    """Add a step to a goal; its id."""
    plan = _claim(work, plan_id)
    plan.goal(goal_id)
    step = _step(work, draft)
    store.keep(work.session, plan.with_step(goal_id, step))
    return step.id


def remove_step(work: Work, plan_id: UUID, goal_id: UUID, step_id: UUID) -> None:
    """Remove a step."""
    store.keep(work.session, _claim(work, plan_id).without_step(goal_id, step_id))


def tick(work: Work, plan_id: UUID, goal_id: UUID, step_id: UUID) -> None:
    """Mark a step as done; one that was done before keeps its moment."""
    plan = _claim(work, plan_id)
    if plan.goal(goal_id).step(step_id).done_at is None:
        store.keep(work.session, plan.tick(goal_id, step_id, at=work.now))


def untick(work: Work, plan_id: UUID, goal_id: UUID, step_id: UUID) -> None:
    """Mark a step as open again."""
    store.keep(work.session, _claim(work, plan_id).tick(goal_id, step_id, at=None))


def draft_goals(work: Work, skills: Sequence[str]) -> list[Goal]:
    """Goals for competencies, each with reading the competency's lesson as its first step."""
    if not skills:
        return []
    aim = proposals.find_aim(work, work.actor.person)
    asked = [proposals.propose_one(work, aim, skill) for skill in dict.fromkeys(skills)]
    return [_goal(work, proposed) for proposed in asked if proposed]


def _claim(work: Work, plan_id: UUID) -> Plan:
    """The actor's own plan, locked."""
    return store.claim(work.session, plan_id, learner=work.actor.person)


def _goal(work: Work, proposed: Proposal) -> Goal:
    """A proposed goal as a goal of a plan."""
    lesson = work.catalog.lessons.get(proposed.skill.lesson or "")
    return Goal(
        work.new_id(),
        proposed.title,
        proposed.skill.code,
        proposed.from_level,
        proposed.to_level,
        proposed.done_when,
        steps=(_step(work, StepDraft(lesson=lesson.path)),) if lesson else (),
    )


def _written(work: Work, goal: Goal, draft: GoalDraft) -> Goal:
    """The goal with what was typed; a day that stood there before may have passed since."""
    if not any(skill.code == draft.skill for skill in work.catalog.skills):
        raise BadInput("Choose one of the competencies.", field="skill")
    if draft.due != goal.due:
        rules.check_day(draft.due, today=work.now.date(), field="due")
    return replace(
        goal,
        title=draft.title,
        skill=draft.skill,
        from_level=draft.from_level,
        to_level=draft.to_level,
        done_when=draft.done_when,
        due=draft.due,
    )


def _step(work: Work, draft: StepDraft) -> Step:
    """A step as typed, or as the chosen lesson says it."""
    lesson = work.catalog.lessons.get(draft.lesson)
    if draft.lesson and lesson is None:
        raise BadInput("Choose one of the lessons.", field="lesson")
    title = draft.title or (f"Read “{lesson.title}”" if lesson else "")
    minutes = draft.minutes if draft.minutes is not None or lesson is None else lesson.minutes
    if not title:
        raise BadInput("Say what you will do, or choose a lesson.", field="title")
    if minutes is None:
        raise BadInput("Say how many minutes it will take.", field="minutes")
    due = rules.check_day(draft.due, today=work.now.date(), field="due")
    link = f"lesson:{lesson.path}" if lesson else rules.check_link(draft.link)
    return Step(work.new_id(), title, minutes, due, link)
