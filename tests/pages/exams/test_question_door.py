"""The door of the question page: nobody can tell which door a page came from, and no page holds anything of another."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.domain.exams.values import event
from tests.support import exam_room, make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from webapp.app import create_app
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor, Role
from webapp.pages import edge
from webapp.pages.exams.express import SaveDoor
from webapp.pages.exams.question_door import LONGEST, QuestionDoor
from webapp.services import answers
from webapp.services.work import Workshop
from webapp.settings import Settings
from webapp.store.base import Base

NUMBERS = count(1)
OWN = re.compile(r'(?<=name="op" value=")[0-9a-f-]{36}')
TOKEN = re.compile(r'(?<=name="csrf_token" value=")([\w-]+)\.[\w-]+\.[\w-]+')


@dataclass(frozen=True)
class Sitter:
    """Somebody with an attempt under way, and what their browser holds."""

    actor: Actor
    attempt: UUID
    cookie: str
    token: str


@dataclass(frozen=True)
class Asking:
    """A page as it might be asked for."""

    position: str = "1"
    attempt: str = "own"
    cookies: str = "session={own}"
    method: str = "GET"
    query: str = ""
    root: str = ""
    host: str = "localhost"


PLAIN = Asking()
ODD = [
    replace(PLAIN, method="HEAD"),
    replace(PLAIN, method="PUT"),
    replace(PLAIN, query="show=all"),
    replace(PLAIN, root="/school"),
    replace(PLAIN, position="0"),
    replace(PLAIN, position="01"),
    replace(PLAIN, position="5"),
    replace(PLAIN, position="9999"),
    replace(PLAIN, attempt="missing"),
    replace(PLAIN, attempt="stranger"),
    replace(PLAIN, cookies=""),
    replace(PLAIN, cookies="session="),
    replace(PLAIN, cookies="session={cut}"),
    replace(PLAIN, cookies='session="{own}"'),
    replace(PLAIN, cookies="session={own}; session={stranger}"),
    replace(PLAIN, cookies="session={stranger}"),
    replace(PLAIN, cookies="session={fresh}"),
    replace(PLAIN, cookies="session={told}"),
    replace(PLAIN, cookies="session={own}; other=" + "x" * LONGEST),
]
USUAL = [
    PLAIN,
    replace(PLAIN, cookies="session={older}"),
    replace(PLAIN, position="4"),
    replace(PLAIN, host="elsewhere.example"),
    replace(PLAIN, cookies="theme=dark; session={own}"),
    replace(PLAIN, cookies='theme="light"; text=3; session={own}; contrast=more'),
    replace(PLAIN, cookies="session={own}; theme=<script>; text=9; contrast="),
]


@pytest.fixture
def shelf() -> Catalog:
    """The exam room's own shelf."""
    return exam_room.shelf()


@pytest.fixture
def opened(settings: Settings, workshop: Workshop) -> Flask:
    """The product with its doors."""
    return create_app(settings, workshop)


@pytest.fixture
def shut(settings: Settings, workshop: Workshop) -> Flask:
    """The product without its doors."""
    app = create_app(settings, workshop)
    assert isinstance(app.wsgi_app, SaveDoor)
    assert isinstance(app.wsgi_app._behind, QuestionDoor)
    app.wsgi_app = app.wsgi_app._behind._behind  # type: ignore[method-assign, assignment]
    return app


def sitter(app: Flask, workshop: Workshop, *, exam: str = "mini", role: Role = Role.LEARNER) -> Sitter:
    """A new person at an exam of four questions."""
    account = make.account(workshop, name=f"Sitter {next(NUMBERS)}", role=role)
    actor = make.actor(account)
    attempt = exam_room.start(workshop, replace(actor, role=Role.LEARNER), exam)
    with app.test_request_context():
        edge.sign_in(account)
        token = generate_csrf()
        return Sitter(actor, attempt, signed(app, dict(session)), token)


def signed(app: Flask, said: dict[str, Any]) -> str:
    """A session's cookie."""
    return str(app.session_interface.get_signing_serializer(app).dumps(said))  # type: ignore[attr-defined]


def environ(app: Flask, asker: Sitter, stranger: Sitter, asking: Asking) -> dict[str, Any]:
    """A request as a server hands it on."""
    said = app.session_interface.get_signing_serializer(app).loads(asker.cookie)  # type: ignore[attr-defined]
    cookies = asking.cookies.format(
        own=asker.cookie,
        cut=asker.cookie[:-1],
        stranger=stranger.cookie,
        fresh=signed(app, {key: value for key, value in said.items() if key != "csrf_token"}),
        older=signed(app, {key: value for key, value in said.items() if key != "email"}),
        told=signed(app, said | {"_flashes": [("message", "Said once.")]}),
    )
    attempt = {"own": asker.attempt, "stranger": stranger.attempt, "missing": UUID(int=404)}[asking.attempt]
    return EnvironBuilder(
        path=f"/exams/attempts/{attempt}/questions/{asking.position}",
        method=asking.method,
        base_url=f"http://{asking.host}{asking.root}/",
        query_string=asking.query,
        headers=[("Cookie", cookies)] if cookies else [],
    ).get_environ()


def answered(app: Flask, asker: Sitter, stranger: Sitter, asking: Asking) -> tuple[str, list[Any], str]:
    """What an application answers, without what is drawn anew for each request."""
    parts, status, headers = run_wsgi_app(app, environ(app, asker, stranger, asking), buffered=True)
    drawn = headers.pop("X-Request-ID")
    assert len(drawn) == 16
    body = OWN.sub("", b"".join(parts).decode()).replace(drawn, "")
    if "Set-Cookie" in headers:  # a session that had no token has one of its own now
        headers["Set-Cookie"] = "a new one"
        return status, headers.to_wsgi_list(), TOKEN.sub("", body)
    body = TOKEN.sub(r"\1", body)  # signed at some instant
    return status, headers.to_wsgi_list(), body


def passes(app: Flask, asker: Sitter, stranger: Sitter, asking: Asking) -> bool:
    """Whether a request goes on to the application."""
    reached = []

    def behind(_environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        reached.append(asking)
        start("204 No Content", [])
        return []

    run_wsgi_app(QuestionDoor(app, behind), environ(app, asker, stranger, asking), buffered=True)
    return bool(reached)


@pytest.mark.parametrize("asking", USUAL, ids=str)
def test_a_plain_page_is_drawn_at_the_door_as_the_route_draws_it(
    opened: Flask, shut: Flask, workshop: Workshop, asking: Asking
) -> None:
    one, other = sitter(opened, workshop), sitter(opened, workshop)
    assert not passes(opened, one, other, asking)
    at_door, at_route = (answered(app, one, other, asking) for app in (opened, shut))
    assert at_door == at_route
    assert at_door[0] == "200 OK"


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("asking", ODD, ids=lambda asking: str(asking)[:150])
def test_anything_unusual_goes_on_to_the_route(
    opened: Flask, shut: Flask, workshop: Workshop, asking: Asking
) -> None:
    one, other = sitter(opened, workshop), sitter(opened, workshop)
    assert passes(opened, one, other, asking)
    assert answered(opened, one, other, asking) == answered(shut, one, other, asking)


@pytest.mark.sqlite_alone
def test_whoever_may_not_sit_an_exam_does_not_pass_by_the_door(opened: Flask, workshop: Workshop) -> None:
    admin = sitter(opened, workshop, role=Role.ADMIN)
    assert passes(opened, admin, admin, PLAIN)
    assert answered(opened, admin, admin, PLAIN)[0].startswith("403")


@pytest.mark.sqlite_alone
@pytest.mark.parametrize(
    ("state", "marks"),
    [
        ({"answer": "a"}, " checked "),
        ({"answer": "b", "flagged": True, "struck": "ac", "highlights": "0-3", "spent": 9}, 'value="ac"'),
    ],
)
def test_what_was_answered_and_marked_is_drawn_alike(
    opened: Flask, shut: Flask, workshop: Workshop, state: dict[str, Any], marks: str
) -> None:
    one = sitter(opened, workshop)
    exam_room.saves(workshop, one.actor, one.attempt, replace(event(next(NUMBERS), 1), **state))
    at_door, at_route = (answered(app, one, one, PLAIN) for app in (opened, shut))
    assert at_door == at_route
    assert marks in at_door[2]
    assert f'"1, answered{", flagged" if "flagged" in state else ""}" aria-current="true"' in at_door[2]


@pytest.mark.sqlite_alone
def test_a_question_that_cannot_be_opened_now_leads_on(
    opened: Flask, workshop: Workshop, clock: HandClock
) -> None:
    one = sitter(opened, workshop, exam="parts")
    locked = answered(opened, one, one, replace(PLAIN, position="6"))
    with workshop.writing(one.actor) as work:
        answers.end_section(work, one.attempt, 0)
    resting = answered(opened, one, one, PLAIN)
    clock.forward(hours=9)
    over = answered(opened, one, one, PLAIN)
    assert [each[0][:3] for each in (locked, resting, over)] == ["303"] * 3
    addresses = [dict(each[1])["Location"].rsplit("/", 1)[1] for each in (locked, resting, over)]
    assert addresses == ["overview", "break", "result"]


@pytest.mark.sqlite_alone
def test_a_session_that_has_ended_is_told_so_by_the_route(opened: Flask, workshop: Workshop) -> None:
    one = sitter(opened, workshop)
    assert answered(opened, one, one, PLAIN)[0] == "200 OK"
    with workshop.writing() as work:
        account = Base.metadata.tables["account"]
        work.session.execute(account.update().values(session_version=account.c.session_version + 1))
    status, headers, _ = answered(opened, one, one, PLAIN)
    assert status.startswith("303")
    assert "/account/sign-in" in dict(headers)["Location"]


@pytest.mark.sqlite_alone
def test_both_doors_write_the_same_line(
    opened: Flask, shut: Flask, workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    one, lines = sitter(opened, workshop), []
    for app in (opened, shut):
        capsys.readouterr()
        answered(app, one, one, PLAIN)
        (line,) = [json.loads(text) for text in capsys.readouterr().err.splitlines()]
        lines.append({name: line[name] for name in ("method", "route", "status", "actor", "level", "logger")})
    assert lines[0] == lines[1]


@pytest.mark.parametrize("exam", ["midi", "maxi"])
def test_a_page_takes_two_statements_at_most_whatever_the_form_holds(
    opened: Flask, workshop: Workshop, exam: str
) -> None:
    one = sitter(opened, workshop, exam=exam)
    counted: list[int] = []
    for action in (None, None, "save", "save"):
        if action:
            exam_room.saves(workshop, one.actor, one.attempt, event(next(NUMBERS), len(counted)))
        with count_statements(workshop.sessions.engine) as sent:
            assert answered(opened, one, one, PLAIN)[0] == "200 OK"
        counted.append(len(sent))
    assert counted == [1, 1, 2, 2]


@pytest.mark.sqlite_alone
def test_two_who_sit_the_same_exam_in_turn_share_nothing_of_theirs(opened: Flask, workshop: Workshop) -> None:
    """Pieces of pages are kept for all: whatever is one person's must be in their own pages alone."""
    both = [sitter(opened, workshop), sitter(opened, workshop)]
    marks: list[dict[str, Any]] = [
        {"answer": "a", "struck": "bd", "highlights": "1-11,13-17", "sure": 0, "spent": 7_001},
        {"answer": "c", "struck": "ab", "highlights": "2-12,14-18", "sure": 0, "spent": 7_002},
    ]
    notes = ["a note by the first", "a note by the second"]
    own: list[set[str]] = [set(), set()]
    pages: list[list[str]] = [[], []]
    for position in range(1, 5):
        for which, one in enumerate(both):
            number = next(NUMBERS)
            exam_room.saves(
                workshop, one.actor, one.attempt, replace(event(number, position), **marks[which])
            )
            if position == 1:
                with workshop.writing(one.actor) as work:
                    answers.save_note(work, one.attempt, notes[which], 0)
            own[which] |= {str(UUID(int=number)), str(one.attempt), notes[which], one.actor.name}
            own[which] |= {f'value="{marks[which][name]}"' for name in ("struck", "highlights", "spent")}
            own[which] |= {str(one.actor.person), one.cookie, one.token.split(".")[0]}
        for asking in (replace(PLAIN, position=str(position)), replace(PLAIN, position="1")):
            for which, one in enumerate(both):
                assert not passes(opened, one, one, asking)
                pages[which].append(answered(opened, one, one, asking)[2])
    for which, other in ((0, 1), (1, 0)):
        for page in pages[which]:
            assert str(both[which].attempt) in page
            assert f'value="{marks[which]["struck"]}"' in page
            assert re.findall(r'value="([a-d])" checked', page) == [marks[which]["answer"]]
            assert [each for each in own[other] if each in page] == []
