"""Mentors, learners and their plans, made by doing what people do."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tests.support import make
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.services import goals, mentoring, plans
from webapp.services.goals import GoalDraft, StepDraft
from webapp.services.work import Workshop
from webapp.store import mentoring as store

SITE = "http://localhost"
QUESTION = "Is the first goal small enough?"


@dataclass(frozen=True)
class School:
    """Two mentors with a learner each, a mentor whose pairing has ended, and a learner of nobody's."""

    tomasz: Account
    amara: Account
    renee: Account
    bram: Account
    former: Account
    loner: Account
    amaras_plan: UUID
    brams_plan: UUID


def school(workshop: Workshop) -> School:
    """The school; Amara's plan has a goal with a step, and so has Bram's."""
    tomasz = make.account(workshop, name="Tomasz Wieczorek", role=Role.MENTOR)
    renee = make.account(workshop, name="Renée Blanc", role=Role.MENTOR, email="renee@example.org")
    former = make.account(workshop, name="Fran Former", role=Role.MENTOR)
    amara = make.account(workshop, name="Amara Okafor")
    bram = make.account(workshop, name="Bram de Vries")
    loner = make.account(workshop, name="Lou Loner")
    pair(workshop, tomasz, amara)
    pair(workshop, renee, bram)
    end(workshop, amara, pair(workshop, former, amara))
    return School(
        tomasz,
        amara,
        renee,
        bram,
        former,
        loner,
        plan(workshop, amara),
        plan(workshop, bram, title="Bram’s way"),
    )


def pair(workshop: Workshop, mentor: Account, learner: Account) -> UUID:
    """Invite and accept; the pairing's id."""
    pairing = invite(workshop, mentor, learner.email)
    with workshop.writing(make.actor(learner)) as work:
        mentoring.accept(work, pairing)
    return pairing


def invite(workshop: Workshop, mentor: Account, email: str) -> UUID:
    """Invite an address; the pairing's id."""
    with workshop.writing(make.actor(mentor)) as work:
        mentoring.invite(work, email=email, site_url=SITE)
        pairing = store.find_live(work.session, mentor.id, email)
        assert pairing is not None
        return pairing.id


def end(workshop: Workshop, person: Account, pairing: UUID) -> None:
    """End a pairing."""
    with workshop.writing(make.actor(person)) as work:
        mentoring.end(work, pairing)


def plan(workshop: Workshop, learner: Account, *, title: str = "Lead a project") -> UUID:
    """A draft with one goal, whose first step reads its lesson."""
    with workshop.writing(make.actor(learner)) as work:
        return plans.begin(work, title=title, target_date=None, minutes_a_week=120, skills=["planning"])


def goal(workshop: Workshop, learner: Account, plan_id: UUID, *, title: str = "Decide in time") -> UUID:
    """One more goal."""
    draft = GoalDraft(title, "deciding", 1, 3, "Two choices brought to their owner before the day.")
    with workshop.writing(make.actor(learner)) as work:
        return goals.add(work, plan_id, draft)


def step(
    workshop: Workshop, learner: Account, plan_id: UUID, goal_id: UUID, *, title: str = "Ask Ines"
) -> UUID:
    """One more step."""
    with workshop.writing(make.actor(learner)) as work:
        return goals.add_step(work, plan_id, goal_id, StepDraft(title, 30))


def send(workshop: Workshop, learner: Account, plan_id: UUID, *, question: str = QUESTION) -> None:
    """Send a plan to review."""
    with workshop.writing(make.actor(learner)) as work:
        plans.send(work, plan_id, question=question, site_url=SITE)
