"""What a learner does with their plan: begin it, set goals and steps, send it to the mentor, complete it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from webapp.domain import access
from webapp.domain.access import Action
from webapp.domain.errors import WrongState
from webapp.domain.letters import Template
from webapp.domain.mentoring import Note, NoteKind
from webapp.domain.plans import plan as rules
from webapp.domain.plans.plan import Plan
from webapp.domain.plans.proposal import Proposal
from webapp.domain.progress.gap import TargetKind
from webapp.services import goals, letters, proposals
from webapp.services.goals import Shelf
from webapp.services.work import Work
from webapp.store import mentoring
from webapp.store import plans as store
from webapp.store.mentoring import Mentor
from webapp.store.plans import PastPlan

NO_MENTOR = (
    "You have no mentor yet. A mentor invites you by your e-mail address, and you accept; until then the plan is "
    "yours to use as it is."
)


@dataclass(frozen=True)
class OpenPlan:
    """A plan with its history, as its learner or a mentor has it open."""

    plan: Plan
    learner_name: str
    viewer: UUID
    notes: tuple[Note, ...]
    mentors: tuple[Mentor, ...]
    shelf: Shelf

    @property
    def mine(self) -> bool:
        """Whether the viewer is the learner; else it is a mentor."""
        return self.viewer == self.plan.learner

    @property
    def sendable(self) -> bool:
        """Whether there is a mentor to send it to."""
        return any(mentor.reachable for mentor in self.mentors)


@dataclass(frozen=True)
class NoPlan:
    """A learner without a current plan: their mentors, and the plans they have completed."""

    mentors: tuple[Mentor, ...]
    past: tuple[PastPlan, ...]


@dataclass(frozen=True)
class Beginning:
    """What a new plan could begin with."""

    title: str
    proposals: tuple[Proposal, ...]
    aims: bool


def open_current(work: Work) -> OpenPlan | NoPlan:
    """The actor's plan that is not complete, or what there is without one."""
    plan = store.find_current(work.session, work.actor.person)
    if plan:
        return _open(work, plan)
    mentors = mentoring.list_mentors(work.session, work.actor.person)
    return NoPlan(mentors, store.list_past(work.session, work.actor.person))


def open_plan(work: Work, plan_id: UUID) -> OpenPlan:
    """A plan of the actor's own, or of a learner they mentor; raises NotFound."""
    person = work.actor.person
    mentor = person if access.may(work.actor, Action.MENTOR) else None
    return _open(work, store.get(work.session, plan_id, learner=person, mentor=mentor))


def open_own(work: Work, plan_id: UUID) -> Plan:
    """The actor's own plan to be changed; raises NotFound, or WrongState while it may not be changed."""
    plan = store.get(work.session, plan_id, learner=work.actor.person)
    plan.require_editable()
    return plan


def find_current(work: Work) -> UUID | None:
    """The id of the actor's plan that is not complete, or None."""
    plan = store.find_current(work.session, work.actor.person)
    return plan.id if plan else None


def prepare(work: Work, *, skill: str = "") -> Beginning:
    """What a new plan could begin with: the competency asked for and the widest gaps to the target."""
    aim = proposals.find_aim(work, work.actor.person)
    exam = aim.title and aim.target and aim.target.kind is TargetKind.EXAM
    title = f"Ready for {aim.title}" if exam else aim.title
    return Beginning(title, proposals.propose(work, aim, skill), aims=bool(aim.title))


def begin(
    work: Work, *, title: str, target_date: date | None, minutes_a_week: int, skills: Sequence[str] = ()
) -> UUID:
    """Begin a plan, with a goal for each of the competencies; whoever has a plan is led to it instead."""
    current = store.find_current(work.session, work.actor.person)
    if current:
        return current.id
    plan = Plan(work.new_id(), work.actor.person, title, work.now)
    rules.check_day(target_date, today=work.now.date(), field="target_date")
    plan = plan.describe(title=title, target_date=target_date, minutes_a_week=minutes_a_week)
    for goal in goals.draft_goals(work, skills):
        plan = plan.with_goal(goal)
    store.add(work.session, plan)
    return plan.id


def describe(
    work: Work, plan_id: UUID, *, seen: int, title: str, target_date: date | None, minutes_a_week: int
) -> None:
    """Change title, date and hours of a plan that still is as it was seen."""
    plan = _claim(work, plan_id)
    plan.require_version(seen)
    if target_date != plan.target_date:
        rules.check_day(target_date, today=work.now.date(), field="target_date")
    described = plan.describe(title=title, target_date=target_date, minutes_a_week=minutes_a_week)
    store.keep(work.session, described)


def send(work: Work, plan_id: UUID, *, question: str, site_url: str) -> None:
    """Send the plan to the mentor with a question, and write them a letter."""
    plan = _claim(work, plan_id)
    readers = [each for each in mentoring.list_mentors(work.session, plan.learner) if each.reachable]
    if not readers:
        raise WrongState(NO_MENTOR)
    sent = plan.send(question=question, at=work.now)
    store.keep(work.session, sent)
    add_note(work, sent, NoteKind.SENT, sent.question)
    for mentor in readers:
        words = letter_words(work, sent, mentor.name, sent.question, site_url=site_url)
        letters.post(work, to=mentor.email, template=Template.PLAN_SENT, context=words)


def withdraw(work: Work, plan_id: UUID) -> None:
    """Take the plan back from review."""
    plan = _claim(work, plan_id).withdraw()
    store.keep(work.session, plan)
    add_note(work, plan, NoteKind.WITHDRAWN)


def complete(work: Work, plan_id: UUID) -> None:
    """Close the plan: every step is done."""
    plan = _claim(work, plan_id).complete()
    store.keep(work.session, plan)
    add_note(work, plan, NoteKind.COMPLETED)


def add_note(work: Work, plan: Plan, kind: NoteKind, body: str = "", *, goal: UUID | None = None) -> UUID:
    """Write a line into the history of a plan, in the name of whoever acts; the note's id."""
    note = Note(work.new_id(), plan.id, work.actor.person, work.actor.name, kind, body, work.now, goal)
    mentoring.add_note(work.session, note, learner=plan.learner)
    return note.id


def letter_words(work: Work, plan: Plan, name: str, words: str, *, site_url: str) -> dict[str, str | int]:
    """What a letter about a plan says: to whom, from whom, about what, and where to look."""
    return {
        "name": name,
        "from_name": work.actor.name,
        "plan": plan.title,
        "words": words,
        "link": f"{site_url}/plans/{plan.id}",
        "site": site_url,
    }


def _claim(work: Work, plan_id: UUID) -> Plan:
    """The actor's own plan, locked."""
    return store.claim(work.session, plan_id, learner=work.actor.person)


def _open(work: Work, plan: Plan) -> OpenPlan:
    """A plan with its history, opened by whoever acts."""
    viewer = work.actor.person
    learner = None if viewer == plan.learner else mentoring.find_name(work.session, plan.learner)
    return OpenPlan(
        plan=plan,
        learner_name=learner or work.actor.name,
        viewer=viewer,
        notes=mentoring.list_notes(work.session, plan.id),
        mentors=mentoring.list_mentors(work.session, plan.learner),
        shelf=goals.shelf_of(work),
    )
