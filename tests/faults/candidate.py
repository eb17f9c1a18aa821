"""A candidate at the web application: what the page's script sends, and what it is answered."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from tests.faults import rig
from tests.support import exam_room, make
from tests.support.visitor import Visitor
from webapp.domain.accounts import Account
from webapp.domain.answers import Way
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.form import FormItem
from webapp.domain.exams.sheet import AnswerEvent
from webapp.services.work import Workshop
from webapp.store import answers

SENT = count(1)
JSON = {"Accept": "application/json"}


class Candidate:
    """One device of a learner. `token` is that of the page that was opened last."""

    def __init__(self, app: Flask, workshop: Workshop, account: Account) -> None:
        """Sign in."""
        self.app = app
        self.workshop = workshop
        self.account = account
        self.actor = make.actor(account)
        self.visitor = Visitor(app.test_client())
        self.visitor.signs_in_as(account)
        self.attempt_id = UUID(int=0)

    def starts(self, exam: str = rig.EXAM) -> None:
        """Start an exam, and open its first question."""
        self.attempt_id = exam_room.start(self.workshop, self.actor, exam)
        self.opens(1)

    def sits_down_at(self, app: Flask, account: Account | None = None) -> Candidate:
        """The same attempt on another device, or on another node."""
        other = Candidate(app, self.workshop, account or self.account)
        other.attempt_id = self.attempt_id
        other.visitor.opens(other.url("overview"))  # or wherever that leads
        return other

    def url(self, tail: str) -> str:
        """An address of the attempt."""
        return f"/exams/attempts/{self.attempt_id}/{tail}"

    def opens(self, position: int, status: int = 200) -> Any:
        """Open a question."""
        return self.visitor.opens(self.url(f"questions/{position}"), status)

    @property
    def attempt(self) -> Attempt:
        """The attempt as it is stored."""
        return exam_room.look(self.workshop, self.actor, self.attempt_id)

    @property
    def events(self) -> list[AnswerEvent]:
        """Every event that is stored."""
        with self.workshop.reading() as work:
            return [event for event, _ in answers.list_events(work.session, self.attempt_id)]

    def operation(self) -> str:
        """A fresh operation id."""
        return str(UUID(int=self.attempt_id.int + next(SENT)))

    def saves(self, position: int, answer: str | None = None, seen: int = 0, op: str = "") -> TestResponse:
        """Save as the script does; without an answer the right one."""
        return self.sends(position, self.fields(position, answer, seen, op))

    def fields(
        self, position: int, answer: str | None = None, seen: int = 0, op: str = ""
    ) -> list[tuple[str, str]]:
        """What the page's form holds of an answer; without one of the right answer."""
        item = self.attempt.item(position)
        given = fields_of(item, item.key.partition(";")[0] if answer is None else answer)
        return [*given, ("op", op or self.operation()), ("seen", str(seen))]

    def sends(self, position: int, fields: list[tuple[str, str]]) -> TestResponse:
        """Post these fields of a question."""
        data: dict[str, list[str]] = {"csrf_token": [self.visitor.token]}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        return self.visitor.client.post(self.url(f"questions/{position}"), data=data, headers=JSON)

    def asks(self) -> Any:
        """What the timer is told."""
        return self.visitor.client.get(self.url("state"), headers=JSON).get_json()

    def hands_in(self) -> TestResponse:
        """Press the button of the overview."""
        return self.visitor.client.post(self.url("submit"), data={"csrf_token": self.visitor.token})


def fields_of(item: FormItem, answer: str) -> list[tuple[str, str]]:
    """An answer in the fields of the form."""
    if item.kind.way is Way.ENTER:
        return [("number", answer)]
    if item.kind.way is Way.CHOOSE:
        return [("choice", letter) for letter in answer]
    given = answer or "-" * item.choose
    return [(f"place-{place}", letter.replace("-", "")) for place, letter in enumerate(given, start=1)]
