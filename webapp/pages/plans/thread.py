"""What stands beside a plan: its history, what happens next, and what the words are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.domain.mentoring import Note, NoteKind
from webapp.domain.plans.plan import PlanState
from webapp.pages.filters import ago, plural, waiting, when
from webapp.pages.plans.states import names
from webapp.services.plans import OpenPlan

MOVES = {
    NoteKind.COMMENT: "",
    NoteKind.SENT: "sent the plan for review",
    NoteKind.WITHDRAWN: "took the plan back",
    NoteKind.CHANGES_ASKED: "asked for changes",
    NoteKind.APPROVED: "approved the plan",
    NoteKind.COMPLETED: "completed the plan",
}


@dataclass(frozen=True)
class NoteLine:
    """A line of the plan's history. `side` is learner or mentor."""

    anchor: str
    name: str
    who: str
    says: str
    side: str
    body: str


def notes_of(opened: OpenPlan) -> tuple[NoteLine, ...]:
    """Every line of the history, oldest first."""
    return tuple(_note(opened, note) for note in opened.notes)


def history(opened: OpenPlan, now: datetime) -> str:
    """How much was said, and when last."""
    if not opened.notes:
        return "Nothing has been said about this plan yet."
    comments = sum(bool(note.body) for note in opened.notes)
    last = ago(opened.notes[-1].at, now)
    return f"{plural(comments, 'comment')}, the last entry {last}." if comments else f"Last entry {last}."


def standing(opened: OpenPlan, now: datetime) -> str:
    """What happens next, in a sentence for whoever looks."""
    plan = opened.plan
    if plan.state is PlanState.IN_REVIEW and plan.sent_at:
        since = waiting(now - plan.sent_at)
        if opened.mine:
            with_whom = names([mentor.name for mentor in opened.mentors if mentor.reachable]) or "nobody"
            return f"It has been with {with_whom} for {since}. Steps can be ticked; to change goals, take it back."
        return f"{opened.learner_name} has been waiting for {since}."
    if not opened.mine:
        return f"Nothing waits for you here; {opened.learner_name} sends the plan when it is ready."
    if not plan.goals and opened.sendable:
        return "Add a goal first. Then the plan can be sent."
    return ""


def _note(opened: OpenPlan, note: Note) -> NoteLine:
    """A line of the history."""
    mine = note.author == opened.viewer
    says = ", ".join(filter(None, [MOVES[note.kind], _about(opened, note), when(note.at)]))
    return NoteLine(
        anchor=f"note-{note.id}",
        name=note.author_name,
        who="You" if mine else note.author_name,
        says=says,
        side="learner" if note.author == opened.plan.learner else "mentor",
        body=note.body,
    )


def _about(opened: OpenPlan, note: Note) -> str:
    """Which goal a note speaks of; nothing for the whole plan."""
    if note.goal is None:
        return ""
    numbers = {goal.id: number for number, goal in enumerate(opened.plan.goals, 1)}
    return f"on goal {numbers[note.goal]}" if note.goal in numbers else "on a goal since removed"
