"""What mentors and learners do with each other: invite, accept, end; read the desk, comment, ask, approve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from webapp.domain import access
from webapp.domain import mentoring as rules
from webapp.domain.access import Action
from webapp.domain.accounts import tidy_email
from webapp.domain.errors import BadInput
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt
from webapp.domain.lessons import Lesson, Trail
from webapp.domain.letters import Template
from webapp.domain.mentoring import Desk, NoteKind, Pairing, PairingState
from webapp.domain.plans.plan import Plan, PlanState
from webapp.domain.progress.gap import Target
from webapp.services import letters, plans, proposals
from webapp.services.plans import OpenPlan
from webapp.services.proposals import Aim
from webapp.services.work import Work
from webapp.store import accommodations, exams, lessons
from webapp.store import desk as desks
from webapp.store import mentoring as store
from webapp.store import plans as plan_store
from webapp.store.mentoring import Invitation, Learner, Mentor

MAX_INVITATIONS = 30
INVITATIONS_IN = timedelta(days=1)


@dataclass(frozen=True)
class OpenDesk:
    """A mentor's desk, with the names the catalogue has for targets and exams."""

    desk: Desk
    targets: Mapping[Target, str]
    exams: Mapping[str, str]


@dataclass(frozen=True)
class OpenLearner:
    """What a mentor sees of a learner."""

    learner: Learner
    aim: Aim
    plan: Plan | None
    trails: tuple[Trail, ...]
    lessons: Mapping[str, Lesson]
    finished: tuple[FinishedAttempt, ...]
    exams: Mapping[str, Exam]
    granted: Accommodation
    open: tuple[OpenAttempt, ...]


@dataclass(frozen=True)
class Company:
    """A learner's side: who mentors them, and who has asked to."""

    mentors: tuple[Mentor, ...]
    invitations: tuple[Invitation, ...]


def open_desk(work: Work) -> OpenDesk:
    """Everything that waits on the mentor's desk, in one statement."""
    access.require(work.actor, Action.MENTOR)
    desk = desks.get_desk(work.session, work.actor.person)
    targets = {line.target for line in desk.learners if line.target}
    names = {target: proposals.name_target(work, target) for target in targets}
    return OpenDesk(desk, names, {exam.code: exam.title for exam in work.catalog.exams})


def open_learner(work: Work, learner_id: UUID) -> OpenLearner:
    """One learner of the mentor's; raises NotFound for anybody else's."""
    access.require(work.actor, Action.MENTOR)
    learner = store.get_learner(work.session, learner_id, mentor=work.actor.person)
    return OpenLearner(
        learner=learner,
        aim=proposals.find_aim(work, learner.id),
        plan=plan_store.find_latest(work.session, learner.id),
        trails=lessons.list_trails(work.session, learner.id),
        lessons=work.catalog.lessons,
        finished=exams.list_finished(work.session, learner.id),
        exams={exam.code: exam for exam in work.catalog.exams},
        granted=accommodations.find(work.session, learner.id),
        open=exams.list_open(work.session, learner.id),
    )


def open_company(work: Work) -> Company:
    """The actor's mentors and the invitations open to them."""
    return Company(store.list_mentors(work.session, work.actor.person), open_invitations(work))


def open_invitations(work: Work) -> tuple[Invitation, ...]:
    """The invitations the actor has not answered."""
    return store.list_invitations(work.session, work.actor.person)


def invite(work: Work, *, email: str, site_url: str) -> None:
    """Invite whoever has an address, known here or not; a second invitation to it changes nothing."""
    access.require(work.actor, Action.MENTOR)
    mentor = work.actor.person
    address = tidy_email(email)
    me = store.find_reader(work.session, mentor)
    if me and me.email == address:
        raise BadInput("This is your own address. You cannot be your own mentor.", field="email")
    if store.find_live(work.session, mentor, address):
        return
    if store.count_invited(work.session, mentor, since=work.now - INVITATIONS_IN) >= MAX_INVITATIONS:
        raise BadInput(
            f"You have sent {MAX_INVITATIONS} invitations in a day. Go on tomorrow.", field="email"
        )
    store.add_pairing(work.session, Pairing(work.new_id(), mentor, address, work.now))
    link = f"{site_url}/mentoring/invitations"
    context = {"from_name": work.actor.name, "email": address, "link": link, "site": site_url}
    letters.post(work, to=address, template=Template.INVITATION, context=context)


def accept(work: Work, pairing_id: UUID) -> None:
    """Agree to be mentored; only the invited person can."""
    pairing = store.claim_invitation(work.session, pairing_id, person=work.actor.person)
    agreed = pairing.accept(learner=work.actor.person, email=pairing.email, at=work.now)
    store.keep_pairing(work.session, agreed)


def decline(work: Work, pairing_id: UUID) -> None:
    """Say no to an invitation; only the invited person can."""
    pairing = store.claim_invitation(work.session, pairing_id, person=work.actor.person)
    store.keep_pairing(work.session, pairing.decline(email=pairing.email, at=work.now))


def end(work: Work, pairing_id: UUID) -> Pairing:
    """End a pairing from either side, or take an invitation back; what it is now.

    A plan that waits for a mentor who is gone would wait for ever: it goes back to its learner as a draft.
    """
    pairing = store.claim_pairing(work.session, pairing_id, person=work.actor.person)
    ended = pairing.end(by=work.actor.person, at=work.now)
    store.keep_pairing(work.session, ended)
    if pairing.state is PairingState.ACTIVE and pairing.learner:
        _take_back(work, pairing.learner)
    return ended


def comment(work: Work, plan_id: UUID, *, body: str, goal_id: UUID | None, site_url: str) -> UUID:
    """Comment on a plan, as its learner or a mentor; the other side gets a letter. The note's id."""
    opened = plans.open_plan(work, plan_id)
    text = rules.check_body(body)
    goal = opened.plan.goal(goal_id).id if goal_id else None
    note_id = plans.add_note(work, opened.plan, NoteKind.COMMENT, text, goal=goal)
    for name, address in _other_side(work, opened):
        words = plans.letter_words(work, opened.plan, name, text, site_url=site_url)
        letters.post(work, to=address, template=Template.PLAN_COMMENT, context=words)
    return note_id


def approve(work: Work, plan_id: UUID, *, words: str, seen: datetime | None, site_url: str) -> None:
    """Approve the plan as it was sent; words are welcome."""
    plan = _claim(work, plan_id, seen)
    _answer(
        work, plan.approve(), NoteKind.APPROVED, words.strip() and rules.check_body(words), site_url=site_url
    )


def ask_for_changes(work: Work, plan_id: UUID, *, words: str, seen: datetime | None, site_url: str) -> None:
    """Ask the learner for changes, and say which."""
    plan = _claim(work, plan_id, seen)
    _answer(work, plan.ask_for_changes(), NoteKind.CHANGES_ASKED, rules.check_body(words), site_url=site_url)


def _claim(work: Work, plan_id: UUID, seen: datetime | None) -> Plan:
    """The plan of a learner of the mentor's, locked, and still the one that was read."""
    access.require(work.actor, Action.MENTOR)
    plan = plan_store.claim_mentored(work.session, plan_id, mentor=work.actor.person)
    plan.require_sent(seen)
    return plan


def _answer(work: Work, plan: Plan, kind: NoteKind, words: str, *, site_url: str) -> None:
    """Keep a mentor's answer: the plan, its history, and the letter to the learner."""
    plan_store.keep(work.session, plan)
    plans.add_note(work, plan, kind, words)
    learner = store.find_reader(work.session, plan.learner)
    if learner:
        context = plans.letter_words(work, plan, learner.name, words, site_url=site_url)
        context["verdict"] = kind.value
        letters.post(work, to=learner.email, template=Template.PLAN_ANSWERED, context=context)


def _other_side(work: Work, opened: OpenPlan) -> list[tuple[str, str]]:
    """Names and addresses of those who hear of a comment: the mentors of a learner, the learner of a mentor."""
    if opened.mine:
        return [(mentor.name, mentor.email) for mentor in opened.mentors if mentor.reachable]
    learner = store.find_reader(work.session, opened.plan.learner)
    return [(learner.name, learner.email)] if learner else []


def _take_back(work: Work, learner: UUID) -> None:
    """Take a plan out of review when no mentor is left to answer it."""
    plan = plan_store.claim_current(work.session, learner)
    if plan is None or plan.state is not PlanState.IN_REVIEW:
        return
    if any(mentor.reachable for mentor in store.list_mentors(work.session, learner)):
        return
    plan_store.keep(work.session, plan.withdraw())
    plans.add_note(work, plan, NoteKind.WITHDRAWN, "The pairing ended, so nobody was left to answer.")
