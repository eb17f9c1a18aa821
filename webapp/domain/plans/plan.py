"""The development plan: goals, steps, states and moves.

A plan is drafted by its learner, sent to a mentor with a question, and comes back approved or with changes asked
for. Nothing waits for the mentor: steps can be ticked in every state but `complete`. Moves return new values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from webapp.domain.errors import BadInput, NotFound, Stale, WrongState

MAX_QUESTION = 1000
MIN_MINUTES = 1
MAX_MINUTES = 6000
MAX_GOALS = 20
MAX_STEPS = 40
LONGEST = timedelta(days=3653)  # ten years: nothing is planned beyond them


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_ASKED = "changes_asked"
    ACTIVE = "active"
    COMPLETE = "complete"


EDITABLE = frozenset({PlanState.DRAFT, PlanState.CHANGES_ASKED, PlanState.ACTIVE})
LOCKED = {
    PlanState.IN_REVIEW: "This plan is in review and stays as it was sent. Take it back first to change it.",
    PlanState.COMPLETE: "This plan is complete. What it says stays as it is.",
}


def check_day(day: date | None, *, today: date, field: str) -> date | None:
    """The day itself, or BadInput when it has passed or lies more than ten years ahead."""
    if day is None:
        return None
    if day < today:
        raise BadInput("This day has passed. Choose today or a later one.", field=field)
    if day - today > LONGEST:
        raise BadInput("This is more than ten years ahead. Choose a nearer day.", field=field)
    return day


def check_link(link: str | None) -> str | None:
    """The trimmed address of a step, or None; BadInput unless it is a web address or a lesson of ours."""
    text = (link or "").strip()
    if not text:
        return None
    if not text.startswith(("https://", "http://", "lesson:")) or any(
        c.isspace() or c in '<>"' for c in text
    ):
        raise BadInput("A link starts with https:// and holds no spaces.", field="link")
    return text


@dataclass(frozen=True)
class Step:
    """One dated piece of work towards a goal; effort in minutes."""

    id: UUID
    title: str
    minutes: int
    due: date | None = None
    link: str | None = None
    done_at: datetime | None = None


@dataclass(frozen=True)
class Goal:
    """A goal for one competency: from one level to another, and what will show that it is met."""

    id: UUID
    title: str
    skill: str
    from_level: int
    to_level: int
    done_when: str
    due: date | None = None
    steps: tuple[Step, ...] = ()

    @property
    def done_steps(self) -> int:
        """How many steps are ticked."""
        return sum(step.done_at is not None for step in self.steps)

    @property
    def minutes_left(self) -> int:
        """Effort of the steps that are open."""
        return sum(step.minutes for step in self.steps if step.done_at is None)

    def step(self, step_id: UUID) -> Step:
        """The step of that id; raises NotFound."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise NotFound


@dataclass(frozen=True)
class Plan:
    """A learner's development plan."""

    id: UUID
    learner: UUID
    title: str
    created_at: datetime
    target_date: date | None = None
    minutes_a_week: int = 0
    state: PlanState = PlanState.DRAFT
    goals: tuple[Goal, ...] = ()
    sent_at: datetime | None = None
    question: str = ""
    version: int = 1

    @property
    def editable(self) -> bool:
        """Whether goals and steps may be changed now."""
        return self.state in EDITABLE

    @property
    def minutes_left(self) -> int:
        """Effort of everything that is still open."""
        return sum(goal.minutes_left for goal in self.goals)

    @property
    def open_steps(self) -> int:
        """How many steps are not ticked."""
        return sum(len(goal.steps) - goal.done_steps for goal in self.goals)

    def ends_on(self, today: date) -> date | None:
        """The day the open steps are done at the weekly budget; None without one, or when it is over ten years off."""
        if not self.minutes_a_week:
            return None
        days = -(-7 * self.minutes_left // self.minutes_a_week)
        return today + timedelta(days=days) if days <= LONGEST.days else None

    def require_version(self, seen: int) -> None:
        """Raise Stale when the plan has moved on since somebody saw it, so that no change is written over."""
        if seen != self.version:
            raise Stale(
                "This plan was changed in another window while you wrote. Look it over and save again."
            )

    def require_sent(self, seen: datetime | None) -> None:
        """Raise Stale when what is in review is not what a mentor has read."""
        if self.state is PlanState.IN_REVIEW and seen != self.sent_at:
            raise Stale(
                "This plan was taken back and sent again after you opened it. Read it as it stands now."
            )

    def require_editable(self) -> None:
        """Raise WrongState while the plan is in review or complete."""
        if not self.editable:
            raise WrongState(LOCKED[self.state])

    def goal(self, goal_id: UUID) -> Goal:
        """The goal of that id; raises NotFound."""
        for goal in self.goals:
            if goal.id == goal_id:
                return goal
        raise NotFound

    def describe(self, *, title: str, target_date: date | None, minutes_a_week: int) -> Plan:
        """Change what the plan is called, its date and its weekly budget (minutes)."""
        self.require_editable()
        if not 0 <= minutes_a_week <= 7 * 24 * 60:
            raise BadInput("A week has 168 hours.", field="hours_a_week")
        return replace(self, title=title, target_date=target_date, minutes_a_week=minutes_a_week)

    def with_goal(self, goal: Goal) -> Plan:
        """Add a goal, or put a changed one in its place."""
        self.require_editable()
        if not 1 <= goal.from_level < goal.to_level <= 5:
            raise BadInput("A goal leads from a lower to a higher level, between 1 and 5.", field="to_level")
        known = [old.id for old in self.goals]
        if goal.id in known:
            return self._put(goal)
        if len(known) >= MAX_GOALS:
            raise BadInput(f"A plan holds at most {MAX_GOALS} goals. Remove one first.", field="title")
        return replace(self, goals=(*self.goals, goal))

    def without_goal(self, goal_id: UUID) -> Plan:
        """Drop a goal with its steps; raises NotFound."""
        self.require_editable()
        dropped = self.goal(goal_id)
        return replace(self, goals=tuple(goal for goal in self.goals if goal.id != dropped.id))

    def with_step(self, goal_id: UUID, step: Step) -> Plan:
        """Add a step to a goal."""
        self.require_editable()
        if not MIN_MINUTES <= step.minutes <= MAX_MINUTES:
            raise BadInput(f"Effort lies between {MIN_MINUTES} and {MAX_MINUTES:,} minutes.", field="minutes")
        goal = self.goal(goal_id)
        if len(goal.steps) >= MAX_STEPS:
            raise BadInput(f"A goal holds at most {MAX_STEPS} steps. Remove one first.", field="title")
        return self._put(replace(goal, steps=(*goal.steps, step)))

    def without_step(self, goal_id: UUID, step_id: UUID) -> Plan:
        """Drop a step; raises NotFound."""
        self.require_editable()
        goal = self.goal(goal_id)
        goal.step(step_id)
        return self._put(replace(goal, steps=tuple(step for step in goal.steps if step.id != step_id)))

    def tick(self, goal_id: UUID, step_id: UUID, *, at: datetime | None) -> Plan:
        """Mark a step as done at a moment, or as open again (None). Allowed in every state but complete."""
        if self.state is PlanState.COMPLETE:
            raise WrongState(LOCKED[self.state])
        goal = self.goal(goal_id)
        done = replace(goal.step(step_id), done_at=at)
        return self._put(
            replace(goal, steps=tuple(done if step.id == step_id else step for step in goal.steps))
        )

    def send(self, *, question: str, at: datetime) -> Plan:
        """Send to the mentor with a question; a plan without a goal has nothing to review."""
        self.require_editable()
        if not self.goals:
            raise WrongState("Add a goal first: there is nothing to review yet.")
        if not question.strip():
            raise BadInput("Ask your mentor something: it makes the answer useful.", field="question")
        if len(question) > MAX_QUESTION:
            raise BadInput(f"Keep it under {MAX_QUESTION:,} characters.", field="question")
        return replace(self, state=PlanState.IN_REVIEW, question=question.strip(), sent_at=at)

    def withdraw(self) -> Plan:
        """Take the plan back from review to go on changing it."""
        self._require_in_review()
        return replace(self, state=PlanState.DRAFT, sent_at=None)

    def ask_for_changes(self) -> Plan:
        """The mentor asks for changes."""
        self._require_in_review()
        return replace(self, state=PlanState.CHANGES_ASKED, sent_at=None)

    def approve(self) -> Plan:
        """The mentor approves; the plan is active."""
        self._require_in_review()
        return replace(self, state=PlanState.ACTIVE, sent_at=None)

    def complete(self) -> Plan:
        """Close the plan once every step is done; it needs no mentor, but it may not be in review."""
        self.require_editable()
        if not any(goal.steps for goal in self.goals):
            raise WrongState("This plan has no steps yet, so there is nothing to complete.")
        if self.open_steps:
            raise WrongState("Some steps are still open. Tick them or remove them, then complete the plan.")
        return replace(self, state=PlanState.COMPLETE)

    def _put(self, goal: Goal) -> Plan:
        """Put a changed goal in its place."""
        return replace(self, goals=tuple(goal if old.id == goal.id else old for old in self.goals))

    def _require_in_review(self) -> None:
        """Raise WrongState unless the plan is in review."""
        if self.state is not PlanState.IN_REVIEW:
            raise WrongState("This plan is not in review any more, so this cannot be done to it.")
