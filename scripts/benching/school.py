"""The school that the benchmark asks for pages: learners made through the services, each signed in.

Three kinds of learners, so that no measurement spoils another: residents, whose pages are read (some lessons done,
some ratings, one exam behind them, one half answered); savers, who answer one exam over and over; and sitters, who
start an exam and hand it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from random import SystemRandom
from typing import cast
from uuid import UUID, uuid4

from flask import Flask, session
from sqlalchemy import Table, func, insert, select

from scripts.benching.calls import Call
from scripts.benching.statements import count_statements
from webapp.app import clock, create_app
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor, Role
from webapp.domain.exams.wish import Wish
from webapp.pages import edge
from webapp.services import accounts, answers, endings, exams, lessons, progress
from webapp.services.passwords import CHEAPEST, Hasher
from webapp.services.work import Workshop
from webapp.settings import Settings
from webapp.store.session import Sessions, make_engine
from webapp.store.tables.exams import AnswerEventRow, AttemptRow

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
ATTEMPT = cast("Table", AttemptRow.__table__)
EVENT = cast("Table", AnswerEventRow.__table__)


@dataclass(frozen=True)
class Learner:
    """Somebody signed in: their cookie, the token of their forms, and their open attempt, if they have one.

    `first` and `last` are the questions of the attempt that can be answered now.
    """

    actor: Actor
    cookie: str
    token: str = ""
    attempt: str = ""
    first: int = 1
    last: int = 1

    @property
    def positions(self) -> range:
        """The questions that are open."""
        return range(self.first, self.last + 1)


class School:
    """A migrated database with people in it, and the application over it in this process."""

    def __init__(self, settings: Settings, catalog: Catalog, exam: str) -> None:
        """Open it; passwords are hashed cheaply, since nobody signs in by one."""
        self.catalog, self.exam = catalog, exam
        self.engine = make_engine(settings.database_url)
        self.workshop = Workshop(
            Sessions(self.engine), catalog, clock=clock, dice=SystemRandom(), hasher=Hasher(CHEAPEST)
        )
        self.app: Flask = create_app(settings, self.workshop)
        self.questions = catalog.exam(exam).outline.questions

    def enrol(self, name: str) -> Learner:
        """A learner with nothing done yet."""
        with self.workshop.writing() as work:
            account = accounts.add(
                work,
                name=name,
                email=f"{name}@bench.example",
                password=f"{name} learns here",
                role=Role.LEARNER,
            )
        with self.app.test_request_context("/"):
            edge.sign_in(account)
            serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
            cookie = f"{self.app.config['SESSION_COOKIE_NAME']}={serializer.dumps(dict(session))}"
        return Learner(Actor(account.id, account.role, account.session_version, account.name), cookie)

    def settle(self, name: str) -> Learner:
        """A resident: three lessons, eight ratings, a target, one exam handed in and one half answered."""
        learner = self.enrol(name)
        track = self.catalog.tracks[0]
        with self.workshop.writing(learner.actor) as work:
            for lesson in track.lessons[:3]:
                lessons.mark_done(work, track.slug, lesson.slug)
            for place, skill in enumerate(self.catalog.skills[:8]):
                progress.rate(work, skill.code, 1 + place % 5)
            progress.aim_at(work, "role", self.catalog.roles[0].code)
        first = self.begin(learner)
        self.answer_all([first], self.questions)
        with self.workshop.writing(learner.actor) as work:
            endings.submit(work, UUID(first.attempt))
        second = self.begin(learner)
        self.answer_all([second], self.questions // 2)
        return second

    def begin(self, learner: Learner) -> Learner:
        """The learner with an exam under way, in the longest of its sections."""
        with self.workshop.reading(learner.actor) as work:
            draft = exams.draw(work, self.exam, Wish())
        with self.workshop.writing(learner.actor) as work:
            attempt_id = exams.start(work, draft)
            sections = draft.form.sections
            for section in range(max(range(len(sections)), key=lambda each: len(sections[each]))):
                answers.end_section(work, attempt_id, section)
                answers.resume(work, attempt_id)
            first, last = exams.look_over(work, attempt_id)[1].window
        return replace(learner, attempt=str(attempt_id), first=first, last=last)

    def answer_all(self, learners: Iterable[Learner], questions: int) -> None:
        """One saved answer to each of the first questions of each learner's attempt."""
        with self.workshop.writing() as work:
            rows = [
                {
                    "id": uuid4(),
                    "attempt_id": UUID(learner.attempt),
                    "learner_id": learner.actor.person,
                    "position": position,
                    "sequence": 1,
                    "answer": "a",
                    "flagged": False,
                    "struck": "",
                    "highlights": "",
                    "sure": 0,
                    "checked": False,
                    "spent": 0,
                    "at": work.now,
                }
                for learner in learners
                for position in range(1, questions + 1)
            ]
            work.session.execute(insert(EVENT), rows)

    def open_attempts(self, learners: Iterable[Learner]) -> list[Learner]:
        """The learners who have an exam under way, each with it."""
        known = {learner.actor.id: learner for learner in learners}
        with self.workshop.reading() as work:
            found = work.session.execute(
                select(ATTEMPT.c.id, ATTEMPT.c.learner_id).where(
                    ATTEMPT.c.state == "open", ATTEMPT.c.learner_id.in_(known)
                )
            ).all()
        return [replace(known[learner], attempt=str(attempt)) for attempt, learner in found]

    def count_answers(self, attempts: Iterable[str]) -> int:
        """How many answer events the database holds of these attempts."""
        with self.workshop.reading() as work:
            wanted = [UUID(each) for each in attempts]
            counted = select(func.count()).select_from(EVENT).where(EVENT.c.attempt_id.in_(wanted))
            return work.session.execute(counted).scalar_one()

    def count_statements(self, call: Call) -> int:
        """How many statements one request sends, asked of the application in this process."""
        client = self.app.test_client(use_cookies=False)
        with count_statements(self.engine) as sent:
            answer = client.open(call.path, method=call.method, headers=call.all_headers(80), data=call.body)
        if answer.status_code >= 400:
            raise RuntimeError(f"{call.method} {call.path} answered {answer.status}")
        return len(sent)


def enter(port: int, learner: Learner, path: str) -> Learner:
    """The learner after opening a page of the running server: with the cookie it set and the token of its forms."""
    headers, body = look(port, Call("GET", path, learner.cookie))
    found = TOKEN.search(body)
    if found is None:
        raise RuntimeError(f"{path} holds no form with a token")
    cookie = headers.get("Set-Cookie", learner.cookie).partition(";")[0]
    return replace(learner, cookie=cookie, token=found.group(1))


def look(port: int, call: Call) -> tuple[dict[str, str], str]:
    """The headers and the text of one page of the running server."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(call.method, call.path, headers=call.all_headers(port))
    answer = connection.getresponse()
    text = answer.read().decode()
    headers = dict(answer.getheaders())
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{call.path} answered {answer.status}: {headers.get('Location', text[:300])}")
    return {name.title(): value for name, value in headers.items()}, text
