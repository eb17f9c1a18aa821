"""The demo school: a small, believable place with learners, a mentor, an author and an admin.

One story, told with a fixed seed and dated back from the day it is loaded: Amara has read half of Foundations, has
rehearsed the exam twice, studies its weak spots, has reported a question and sent her plan to Tomasz; six more learners
are at other points of the same road, one of them with more time granted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from faker import Faker

from webapp.domain.access import Actor, Role
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.reports import ReportState
from webapp.domain.exams.sheet import AnswerEvent
from webapp.domain.exams.wish import Wish
from webapp.services import (
    accommodations,
    accounts,
    answers,
    endings,
    exams,
    goals,
    lessons,
    mentoring,
    plans,
    presets,
    progress,
    reports,
)
from webapp.services.goals import GoalDraft, StepDraft
from webapp.services.work import Workshop

SEED = 2026
SITE = "http://127.0.0.1:8000"
DAY = timedelta(days=1)
REHEARSAL = Wish()
STUDY = Wish(Mode.STUDY, count=20, feedback=True)


@dataclass(frozen=True)
class Person:
    """Somebody whose account is named when the server starts."""

    name: str
    email: str
    role: Role
    password: str


AMARA = Person("Amara Okafor", "amara@demo.example", Role.LEARNER, "amara-learns-here")
TOMASZ = Person("Tomasz Wieczorek", "tomasz@demo.example", Role.MENTOR, "tomasz-mentors-here")
INES = Person("Ines Moura", "ines@demo.example", Role.AUTHOR, "ines-writes-here")
RENEE = Person("Renée Laurent", "renee@demo.example", Role.ADMIN, "renee-runs-this")
PEOPLE = (AMARA, TOMASZ, INES, RENEE)

LOCALES = ("en_GB", "it_IT", "pt_PT", "de_DE", "en_IN", "nl_NL")
QUESTIONS = (
    "", "Is one change a Sprint enough, or am I asking too little?", "", "",
    "My team skips the retrospective when a release is near. Where would you begin?", "",
)  # fmt: skip

AMARAS_LEVELS = {
    "communication": 3, "delegation": 2, "leadership": 2, "time-management": 3, "problem-solving": 3,
    "technical-literacy": 4, "adaptability": 3, "stakeholder-management": 2, "risk-management": 1,
    "schedule-planning": 2, "scope-and-requirements": 3, "quality-management": 3, "analytical-thinking": 4,
    "agile-delivery": 3, "financial-planning": 1,
}  # fmt: skip


def seed(workshop: Workshop) -> None:
    """Load the school into an empty database."""
    dice = Random(SEED)  # noqa: S311 - the same story every time
    school = Workshop(workshop.sessions, workshop.catalog, clock=workshop.now, dice=dice)
    today = school.now()
    with school.writing() as work:
        exams.publish(work)
    ines, tomasz, amara = (_enrol(school, person, today - 60 * DAY) for person in (INES, TOMASZ, AMARA))
    _enrol(school, RENEE, today - 60 * DAY)
    _pair(school, tomasz, amara, today - 40 * DAY)
    _amara(school, amara, today, author=ines)
    _classmates(school, tomasz, today, dice)


def _enrol(school: Workshop, person: Person, at: datetime) -> Actor:
    """An account for somebody, who is then signed in."""
    with school.writing(now=at) as work:
        account = accounts.add(
            work, name=person.name, email=person.email, password=person.password, role=person.role
        )
    return Actor(account.id, account.role, account.session_version, account.name)


def _pair(school: Workshop, mentor: Actor, learner: Actor, at: datetime) -> None:
    """An invitation, accepted a day later."""
    with school.reading(learner) as work:
        email = accounts.get_own(work).email
    with school.writing(mentor, now=at) as work:
        mentoring.invite(work, email=email, site_url=SITE)
    with school.reading(learner) as work:
        invitation = mentoring.open_invitations(work)[0]
    with school.writing(learner, now=at + DAY) as work:
        mentoring.accept(work, invitation.id)


def _amara(school: Workshop, amara: Actor, today: datetime, *, author: Actor) -> None:
    """The learner whose account visitors try first."""
    _read(school, amara, count=5, until=today - 2 * DAY, halfway=True)
    _rate(school, amara, AMARAS_LEVELS, today - 30 * DAY)
    with school.writing(amara, now=today - 30 * DAY) as work:
        progress.aim_at(work, "role", "technical-project-manager")
    _sit(school, amara, today - 9 * DAY, skill=0.62, seconds=58, dice=Random(11))  # noqa: S311 - the same story
    sat = _sit(school, amara, today - 3 * DAY, skill=0.78, seconds=63, dice=Random(12))  # noqa: S311 - the same story
    _report(school, amara, sat, author, today)
    _sit(school, amara, today - DAY, skill=0.7, seconds=90, dice=Random(13), wish=STUDY, leave=14)  # noqa: S311 - the same story
    with school.writing(amara, now=today - DAY) as work:
        presets.save(work, "csm", "Twenty I missed", Wish(Mode.CUSTOM, feedback=True, only="missed"))
    plan_id = _plan(school, amara, today)
    with school.writing(amara, now=today - 2 * DAY) as work:
        question = "Please look at goal 1: is the register specific enough now?"
        plans.send(work, plan_id, question=question, site_url=SITE)


def _read(school: Workshop, actor: Actor, *, count: int, until: datetime, halfway: bool = False) -> None:
    """Lessons done one a day, the next one begun."""
    track = school.catalog.track("foundations")
    for place, lesson in enumerate(track.lessons[:count]):
        with school.writing(actor, now=until - (count - place) * DAY) as work:
            for check in lesson.checks:
                right = str(check.number.value) if check.number else check.key_as_shown(check.own_order)
                lessons.answer_check(work, track.slug, lesson.slug, check.id, right)
            lessons.mark_done(work, track.slug, lesson.slug)
    if halfway and count < len(track.lessons):
        lesson = track.lessons[count]
        with school.writing(actor, now=until) as work:
            lessons.keep_place(work, track.slug, lesson.slug, lesson.headings[2].anchor)


def _rate(school: Workshop, actor: Actor, levels: dict[str, int], at: datetime) -> None:
    """Self-ratings, all on one day."""
    with school.writing(actor, now=at) as work:
        for code, level in levels.items():
            progress.rate(work, code, level)


def _sit(
    school: Workshop, actor: Actor, at: datetime, *, skill: float, seconds: int, dice: Random,
    wish: Wish = REHEARSAL, leave: int = 0,
) -> UUID:  # fmt: skip
    """A whole exam, each answer right with the chance `skill`, after about so many seconds; `leave` keeps it open."""
    with school.reading(actor, now=at) as work:
        draft = exams.draw(work, "csm", wish)
    with school.writing(actor, now=at) as work:
        attempt_id = exams.start(work, draft)
    with school.reading(actor, now=at) as work:
        _, attempt = exams.look_over(work, attempt_id)
    now = at
    for position in range(1, len(attempt.form) + 1 - leave):
        now += timedelta(seconds=dice.randint(seconds // 3, seconds * 3 // 2))
        with school.writing(actor, now=now) as work:
            answers.save(work, attempt_id, _answer(work.new_id(), attempt, position, skill, dice))
    if not leave:
        with school.writing(actor, now=now + timedelta(minutes=1)) as work:
            answers.save_note(work, attempt_id, "17 and 31 again. When in doubt: who owns the decision?", 0)
            endings.submit(work, attempt_id)
    return attempt_id


def _report(school: Workshop, learner: Actor, attempt_id: UUID, author: Actor, today: datetime) -> None:
    """Two questions reported, one of them answered."""
    with school.writing(learner, now=today - 3 * DAY) as work:
        reports.send(work, attempt_id, 4, "The second option is right too when the team is new to Scrum.")
        first = reports.list_own(work).reports[0].report.id
        reports.send(
            work, attempt_id, 9, "Two of the options say nearly the same to me. What tells them apart?"
        )
    with school.writing(author, now=today - 2 * DAY) as work:
        reply = "It stays: how long a team has used Scrum changes nothing about who answers for it."
        reports.answer(work, first, ReportState.KEPT, reply, alike=False, site_url=SITE)


def _answer(event: UUID, attempt: Attempt, position: int, skill: float, dice: Random) -> AnswerEvent:
    """An answer that is right with the chance `skill`, sometimes flagged; in study with its reason asked for."""
    item, study = attempt.item(position), attempt.conditions.feedback
    wrong = sorted(set(item.letters) - set(item.key))
    answer = item.key if dice.random() < skill else dice.choice(wrong)
    flagged, spent = dice.random() < 0.1, dice.randint(20, 110)
    sure = dice.randint(1, 3) if study else 0
    return AnswerEvent(event, position, 0, answer, flagged, "", "", sure, checked=study, spent=spent)


def _plan(school: Workshop, amara: Actor, today: datetime) -> UUID:
    """Amara's plan: three goals with their steps, one step done."""
    with school.writing(amara, now=today - 20 * DAY) as work:
        plan_id = plans.begin(
            work,
            title="Technical project manager by spring",
            target_date=(today + 120 * DAY).date(),
            minutes_a_week=6 * 60,
        )
    for goal, steps in (_risk_goal(today), _delegation_goal(today), _budget_goal()):
        with school.writing(amara, now=today - 19 * DAY) as work:
            goal_id = goals.add(work, plan_id, goal)
            step_ids = [goals.add_step(work, plan_id, goal_id, step) for step in steps]
        if goal.skill == "delegation":
            with school.writing(amara, now=today - 5 * DAY) as work:
                goals.tick(work, plan_id, goal_id, step_ids[0])
    return plan_id


def _risk_goal(today: datetime) -> tuple[GoalDraft, tuple[StepDraft, ...]]:
    """The goal Amara asks her mentor about."""
    goal = GoalDraft(
        "Run risk management without help",
        "risk-management",
        1,
        3,
        "A register in use on the billing migration: ten owned risks, two closed by an action we took.",
        (today + 40 * DAY).date(),
    )
    return goal, (
        StepDraft(lesson="foundations/the-hard-parts", due=(today + 4 * DAY).date()),
        StepDraft("Draft the register with the two engineers", 90, (today + 9 * DAY).date()),
        StepDraft("Walk the sponsor through the top five", 45, (today + 16 * DAY).date()),
    )


def _delegation_goal(today: datetime) -> tuple[GoalDraft, tuple[StepDraft, ...]]:
    """A goal that is half done."""
    goal = GoalDraft(
        "Delegate by strengths, and let go",
        "delegation",
        2,
        3,
        "Three tasks handed over with an outcome and a date; two people say they had what they needed.",
        (today + 60 * DAY).date(),
    )
    return goal, (
        StepDraft(lesson="foundations/working-with-technical-teams"),
        StepDraft("Hand over the release notes and the vendor call", 60, (today + 11 * DAY).date()),
    )


def _budget_goal() -> tuple[GoalDraft, tuple[StepDraft, ...]]:
    """A goal without a date yet."""
    goal = GoalDraft(
        "Explain a budget to a sponsor in plain words",
        "financial-planning",
        1,
        2,
        "One status report with planned and actual cost that the sponsor understands without me.",
    )
    return goal, (StepDraft(lesson="foundations/feasibility-and-business-case"),)


def _classmates(school: Workshop, mentor: Actor, today: datetime, dice: Random) -> None:
    """Six more learners of the same mentor, each somewhere else on the road."""
    for place, (locale, question) in enumerate(zip(LOCALES, QUESTIONS, strict=True)):
        fake = Faker(locale)
        fake.seed_instance(SEED)
        name = f"{fake.first_name()} {fake.last_name()}"
        person = Person(name, f"learner{place + 1}@demo.example", Role.LEARNER, "learning-at-gantry")
        actor = _enrol(school, person, today - (50 - place) * DAY)
        _pair(school, mentor, actor, today - (40 - place) * DAY)
        _read(school, actor, count=dice.randint(1, 9), until=today - place * DAY)
        if place % 2 == 0:
            _sit(school, actor, today - (4 + place) * DAY, skill=0.5 + place * 0.08, seconds=60, dice=dice)
        if place == 2:
            reason = "Letter of the university’s office of 3 May: half as much time again, and a quiet timer."
            with school.writing(mentor, now=today - 8 * DAY) as work:
                granted = Accommodation(percent=150, extra_breaks=1, quiet_timer=True)
                accommodations.grant(work, actor.person, granted, reason, site_url=SITE)
        if place in {1, 4}:
            _small_plan(school, actor, today - (place - 0.6) * DAY, question)


def _small_plan(school: Workshop, actor: Actor, at: datetime, question: str) -> None:
    """A plan with one goal, sent to the mentor."""
    with school.writing(actor, now=at) as work:
        plan_id = plans.begin(work, title="Ready for CSM", target_date=None, minutes_a_week=240)
        draft = GoalDraft(
            "Facilitate a retrospective that changes something",
            "facilitation-and-meetings",
            2,
            3,
            "Two retrospectives, each with one change still kept a month later.",
        )
        goal_id = goals.add(work, plan_id, draft)
        goals.add_step(work, plan_id, goal_id, StepDraft(lesson="ways-of-working/the-scrum-master"))
        plans.send(work, plan_id, question=question, site_url=SITE)
