"""A filled copy of the product with somebody of every role at its door: what the tests of its defences attack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, insert, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.support import exam_room, make, pairs
from tests.support.clock import HandClock
from tests.support.visitor import Visitor
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.sheet import AnswerEvent
from webapp.domain.exams.wish import Wish
from webapp.services import (
    answers,
    endings,
    goals,
    hours,
    lessons,
    mentoring,
    plans,
    presets,
    progress,
    reports,
)
from webapp.services.hours import EntryDraft
from webapp.services.plans import OpenPlan
from webapp.services.work import Workshop
from webapp.store import accounts as account_store
from webapp.store.base import Base

VISITOR = "visitor"
LEARNER, MENTOR, AUTHOR, ADMIN = (role.value for role in Role)
ROLES = (VISITOR, LEARNER, MENTOR, AUTHOR, ADMIN)
TOKEN = "7" * 64
NOBODYS = UUID(int=404)
EVIL = "evil.example"
"""A host that is not ours; a request that names it carries the session all the same."""
NEW_PASSWORD = "a longer staple of horses"
PRESET = "Short"
STUDY = Wish(mode=Mode.STUDY, count=2, feedback=True)
CUSTOM = Wish(mode=Mode.CUSTOM, count=2)
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Key:
    """What a browser holds of a session: its cookie, and the token of a page opened in it."""

    cookie: str
    token: str


@dataclass
class Site:
    """The copy, the people, and the things that are theirs.

    `learner` (Amara) has an attempt that runs and one that is finished, one in sections, one to study and one that is
    paused, a draft of a plan, a mentor and an invitation;
    `mentor` is hers, `other_mentor` has invited her, `stranger` is the other mentor's learner, `sender` has a plan in
    review, `finisher` one that is all done, `newcomer` has nothing.
    """

    app: Flask
    workshop: Workshop
    clock: HandClock
    people: dict[str, Account]
    things: dict[str, Any]
    keys: dict[str, Key] = field(default_factory=dict)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every route."""
        return tuple(self.app.url_map.iter_rules())

    def endpoints(self, method: str) -> tuple[str, ...]:
        """The endpoints that answer a method."""
        return tuple(sorted(rule.endpoint for rule in self.rules if method in (rule.methods or ())))

    def address(self, endpoint: str, **changed: Any) -> str:
        """An address of an endpoint, with the things of this site where it names one."""
        [rule] = [each for each in self.rules if each.endpoint == endpoint]
        codes = {"progress": "planning", "exams": "mini", "paths": "mini"}
        slugs = {"glossary": "plan", "templates": "small-plan", "paths": "short-way"}
        subject = endpoint.partition(".")[0]
        known = {**self.things, "code": codes.get(subject), **changed}
        if subject in slugs:
            known = {**known, "slug": slugs[subject], "form": "csv", **changed}
        values = {name: known[name] for name in rule.arguments}
        return str(self._urls.build(endpoint, values))

    @cached_property
    def _urls(self) -> Any:
        return self.app.url_map.bind("localhost")

    def key_of(self, who: str) -> Key:
        """The session of somebody, opened when it is first asked for."""
        if who not in self.keys:
            visitor = Visitor(self.app.test_client())
            if who == VISITOR:
                visitor.opens("/account/sign-in")
            else:
                visitor.signs_in_as(self.people[who])
            cookie = visitor.client.get_cookie("session")
            assert cookie is not None
            self.keys[who] = Key(cookie.value, visitor.token)
        return self.keys[who]

    def gets(self, who: str, path: str, **options: Any) -> TestResponse:
        """Open an address as somebody."""
        return self._client(self.key_of(who)).get(path, **options)

    def posts(
        self,
        who: str,
        path: str,
        fields: Mapping[str, Any] | None = None,
        *,
        token: str | None = None,
        **options: Any,
    ) -> TestResponse:
        """Send fields to an address as somebody, with the token of their session or another."""
        key = self.key_of(who)
        data = {"csrf_token": key.token if token is None else token, **(fields or {})}
        return self._client(key).post(path, data=data, **options)

    def visitor(self, who: str) -> Visitor:
        """Somebody at a browser, in the session they have."""
        key = self.key_of(who)
        visitor = Visitor(self._client(key))
        visitor.token = key.token
        return visitor

    def _client(self, key: Key) -> FlaskClient:
        client = self.app.test_client()
        for host in ("localhost", EVIL):
            client.set_cookie("session", key.cookie, domain=host)
        return client

    def rows(self) -> Rows:
        """Everything the database holds."""
        with self.workshop.reading() as work:
            return {
                table.name: sorted(
                    (dict(row._mapping) for row in work.session.execute(select(table))), key=repr
                )
                for table in Base.metadata.sorted_tables
            }

    def restore(self, rows: Rows) -> None:
        """Make the database what it was."""
        with self.workshop.writing() as work:
            for table in reversed(Base.metadata.sorted_tables):
                work.session.execute(delete(table))
            for table in Base.metadata.sorted_tables:
                if rows[table.name]:
                    work.session.execute(insert(table), rows[table.name])
        self.workshop.sessions.remembered.forget()


def fill(app: Flask, workshop: Workshop, clock: HandClock) -> Site:
    """Fill a copy by doing what people do."""
    school = pairs.school(workshop)
    people = {
        LEARNER: school.amara,
        MENTOR: school.tomasz,
        AUTHOR: make.account(workshop, name="Art Author", role=Role.AUTHOR),
        ADMIN: make.account(workshop, name="Al Admin", role=Role.ADMIN),
        "stranger": school.bram,
        "other_mentor": school.renee,
        "newcomer": school.loner,
        "sender": make.account(workshop, name="Cleo Sender"),
        "finisher": make.account(workshop, name="Dora Finisher"),
    }
    site = Site(app, workshop, clock, people, {})
    things: dict[str, Any] = {
        **_studied(site),
        **_sat(site),
        **_prepared(site),
        **_planned(site, school.amaras_plan),
        "strangers_plan": school.brams_plan,
        "learner_id": school.amara.id,
        "account_id": school.loner.id,
        "token": TOKEN,
    }
    site.things.update(things)
    with workshop.writing() as work:
        digest = sha256(TOKEN.encode()).hexdigest()
        account_store.add_token(
            work.session, digest, people[LEARNER].id, expires_at=clock.now.replace(hour=23)
        )
    return site


def _studied(site: Site) -> dict[str, Any]:
    """Amara has read, rated herself and aims."""
    track, slug, check = "basics", "what-a-plan-is", "basics-what-a-plan-is-1"
    with site.workshop.writing(make.actor(site.people[LEARNER])) as work:
        lessons.answer_check(work, track, slug, check, "a")
        lessons.mark_done(work, track, "who-decides")
        progress.rate(work, "planning", 2)
        progress.aim_at(work, "role", "lead")
    asked = site.workshop.catalog.bank("mini")[0]
    named: dict[str, Any] = {"exam": "mini", "task": "P1", "question": asked.id, "version": asked.version}
    with site.workshop.writing(make.actor(site.people[LEARNER])) as work:
        hours.add_entry(work, EntryDraft("A talk", "A chapter", work.now.date(), "1", ""))
        named["entry_id"] = hours.open_ledger(work).entries[0].id
    return {"track": track, "slug": slug, "check_id": check, **named}


def _sat(site: Site) -> dict[str, Any]:
    """Amara has handed in one attempt and sits four; Cleo's has run out and nobody has recorded it."""
    workshop = site.workshop
    expired = _start(site, "sender")
    site.clock.forward(hours=1)
    finished = _start(site, LEARNER)
    amara = make.actor(site.people[LEARNER])
    with workshop.writing(amara) as work:
        answers.save(work, finished, AnswerEvent(UUID(int=1), 1, 0, "a"))
        endings.submit(work, finished)
    running = _start(site, LEARNER)
    sectioned = _start(site, LEARNER, "round")
    studied, paused = (_start(site, LEARNER, wish=wish) for wish in (STUDY, CUSTOM))
    with workshop.writing(amara) as work:
        answers.pause(work, paused)
        reports.send(work, finished, 1, "Two of the options are right.")
        [report] = reports.list_own(work).reports
    return {
        "attempt_id": running,
        "position": 1,
        "finished_id": finished,
        "expired_id": expired,
        "sectioned_id": sectioned,
        "studied_id": studied,
        "paused_id": paused,
        "section": 0,
        "report_id": report.report.id,
    }


def _prepared(site: Site) -> dict[str, Any]:
    """The newcomer has saved a practice."""
    with site.workshop.writing(make.actor(site.people["newcomer"])) as work:
        presets.save(work, "mini", PRESET, Wish(mode=Mode.CUSTOM, count=2))
    return {"edition": "2026-01"}


def _start(site: Site, who: str, exam: str = "mini", wish: Wish = exam_room.REHEARSAL) -> UUID:
    return exam_room.start(site.workshop, make.actor(site.people[who]), exam, wish)


def _planned(site: Site, amaras: UUID) -> dict[str, Any]:
    """Amara's plan is a draft, Cleo's in review, Dora's approved with every step done."""
    workshop, people = site.workshop, site.people
    amara, tomasz, cleo, dora = people[LEARNER], people[MENTOR], people["sender"], people["finisher"]
    for learner in (cleo, dora):
        pairs.pair(workshop, tomasz, learner)
    sent = pairs.plan(workshop, cleo, title="Cleo’s way")
    pairs.send(workshop, cleo, sent)
    done = pairs.plan(workshop, dora, title="Dora’s way")
    pairs.send(workshop, dora, done)
    with workshop.writing(make.actor(tomasz)) as work:
        sent_at = plans.open_plan(work, done).plan.sent_at
        mentoring.approve(work, done, words="Go.", seen=sent_at, site_url=pairs.SITE)
    with workshop.writing(make.actor(dora)) as work:
        for goal in plans.open_plan(work, done).plan.goals:
            for step in goal.steps:
                goals.tick(work, done, goal.id, step.id)
    with workshop.writing(make.actor(amara)) as work:
        mentoring.comment(work, amaras, body="What of the date?", goal_id=None, site_url=pairs.SITE)
        [goal] = plans.open_plan(work, amaras).plan.goals
        company = mentoring.open_company(work)
    invited = pairs.invite(workshop, people["other_mentor"], amara.email)
    return {
        "plan_id": amaras,
        "goal_id": goal.id,
        "step_id": goal.steps[0].id,
        "sent_plan": sent,
        "done_plan": done,
        "pairing_id": company.mentors[0].pairing,
        "invitation": invited,
    }


def plan_of(site: Site, who: str, plan_id: UUID) -> OpenPlan:
    """A plan as somebody sees it."""
    with site.workshop.reading(make.actor(site.people[who])) as work:
        return plans.open_plan(work, plan_id)
