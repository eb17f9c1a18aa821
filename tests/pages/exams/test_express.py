"""The save's own door: whatever is sent, nobody can tell from the answer or from what is stored which door it took."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Table, select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from scripts.benching.statements import count_statements
from tests.support import exam_room, make
from tests.support.clock import HandClock
from webapp.app import create_app
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Role
from webapp.pages import edge
from webapp.pages.exams.express import LONGEST_BODY, SaveDoor
from webapp.services.work import Workshop
from webapp.settings import Settings
from webapp.store.base import Base

FORM = "application/x-www-form-urlencoded"
NUMBERS = count(1)
OWN_TO_EACH = {"id", "attempt_id", "learner_id"}
TABLES = ("answer_event", "refused_answer")


@dataclass(frozen=True)
class Sitter:
    """Somebody with an attempt under way, and what their browser holds."""

    attempt: UUID
    cookie: str
    token: str
    operations: tuple[UUID, ...]


@dataclass(frozen=True)
class Answer:
    """What came back, without what differs from request to request."""

    status: int
    headers: list[tuple[str, str]]
    body: Any


@dataclass(frozen=True)
class Sending:
    """A save as it might be sent."""

    position: str = "1"
    seen: str = "0"
    operation: int = 0
    more: tuple[tuple[str, str], ...] = (("choice", "a"), ("flagged", "0"))
    left_out: str = ""
    token: str = "own"
    cookie: str = "own"
    attempt: str = "own"
    method: str = "POST"
    accept: str | None = "application/json"
    kind: str = FORM
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    later: int = 0


@dataclass(frozen=True)
class Doors:
    """One product with and without the door, over one database."""

    workshop: Workshop
    clock: HandClock
    open: Flask
    shut: Flask

    @property
    def door(self) -> SaveDoor:
        """The door."""
        assert isinstance(self.open.wsgi_app, SaveDoor)
        return self.open.wsgi_app

    def sitter(self, app: Flask, role: Role = Role.LEARNER) -> Sitter:
        """A new person at an exam of every kind of question."""
        account = make.account(self.workshop, name=f"Sitter {next(NUMBERS)}", role=role)
        attempt = exam_room.seated(self.workshop, account.id, exam_room.KINDS)
        with app.test_request_context():
            edge.sign_in(account)
            token = generate_csrf()
            cookie = app.session_interface.get_signing_serializer(app).dumps(dict(session))  # type: ignore[attr-defined]
        return Sitter(attempt.id, cookie, token, tuple(UUID(int=next(NUMBERS) << 32) for _ in range(4)))

    def rows(self, sitter: Sitter) -> list[Any]:
        """What is stored of an attempt, without what tells it from its twin."""
        found: list[Any] = []
        with self.workshop.reading() as work:
            for name in TABLES:
                table: Table = Base.metadata.tables[name]
                kept = work.session.execute(select(table).where(table.c.attempt_id == sitter.attempt))
                found += [
                    (name, {key: value for key, value in row._mapping.items() if key not in OWN_TO_EACH})
                    for row in kept
                ]
        return sorted(found, key=repr)


@pytest.fixture
def shelf() -> Catalog:
    """The exam room's own shelf."""
    return exam_room.shelf()


@pytest.fixture
def doors(settings: Settings, workshop: Workshop, clock: HandClock) -> Doors:
    """The product with the door open and with the door shut."""
    shut = create_app(settings, workshop)
    assert isinstance(shut.wsgi_app, SaveDoor)
    shut.wsgi_app = shut.wsgi_app._behind  # type: ignore[method-assign, assignment]
    return Doors(workshop, clock, create_app(settings, workshop), shut)


def environ(sitter: Sitter, stranger: Sitter, sending: Sending) -> dict[str, Any]:
    """A sending as a server hands it on."""
    attempts = {"own": sitter.attempt, "stranger": stranger.attempt, "missing": UUID(int=404)}
    tokens = {"own": sitter.token, "stranger": stranger.token, "cut": sitter.token[:-1], "none": ""}
    cookies = {
        "own": f"session={sitter.cookie}",
        "themed": f"theme=dark; session={sitter.cookie}",
        "twice": f"session={sitter.cookie}; session={stranger.cookie}",
        "spaced": f"session ={stranger.cookie}; session={sitter.cookie}",
        "quoted": f'session="{sitter.cookie}"',
        "tampered": f"session={sitter.cookie[:-1]}",
        "stranger": f"session={stranger.cookie}",
        "empty": "session=",
        "none": "",
    }
    fields = [
        ("csrf_token", tokens[sending.token]),
        ("op", str(sitter.operations[sending.operation])),
        ("seen", sending.seen),
        *sending.more,
    ]
    body = sending.body
    if body is None:
        body = urlencode([(name, value) for name, value in fields if name != sending.left_out]).encode()
    made = EnvironBuilder(
        path=f"/exams/attempts/{attempts[sending.attempt]}/questions/{sending.position}",
        method=sending.method,
        base_url="http://localhost",
        headers=[*sending.headers, ("Cookie", cookies[sending.cookie])],
        content_type=sending.kind,
        input_stream=BytesIO(body),
        content_length=len(body),
    ).get_environ()
    if sending.accept is not None:
        made["HTTP_ACCEPT"] = sending.accept
    return made


def answered(app: Flask, sitter: Sitter, stranger: Sitter, sending: Sending) -> Answer:
    """What an application answers to a sending."""
    parts, status, headers = run_wsgi_app(app, environ(sitter, stranger, sending), buffered=True)
    drawn = headers.pop("X-Request-ID")
    assert len(drawn) == 16
    text = without_the_person(b"".join(parts).decode(), sitter, drawn)
    listed = [(name, without_the_person(value, sitter, drawn)) for name, value in headers.items()]
    if headers.get("Content-Type") != "application/json":
        listed = [(name, value) for name, value in listed if name != "Content-Length"]
        text = headers.get("Location", "")[:6]  # a page holds a token and an id of its own
    return Answer(int(status[:3]), listed, text)


def without_the_person(text: str, sitter: Sitter, drawn: str) -> str:
    """A text without what tells a person from their twin."""
    for place, operation in enumerate(sitter.operations):
        text = text.replace(str(operation), f"operation {place}")
    return text.replace(str(sitter.attempt), "attempt").replace(drawn, "request")


LETTERS = st.sampled_from(["a", "b", "ab", "ba", "z", "", "A", "-", "á", "12.5", "%", "a&b=c", "a+b", "\x00"])
FIELDS = st.sampled_from(
    ["choice", "flagged", "struck", "highlights", "sure", "checked", "spent", "go", "number", "place", "x"]
)
SENDINGS = st.builds(
    Sending,
    position=st.sampled_from(["1", "1", "2", "3", "7", "8", "0", "01", "999", "1000", "-1", "١", "1/", "x"]),
    seen=st.sampled_from(["0", "0", "1", "2", "9", "", "-1", "1.0", "1234567", " 1", "٣"]),
    operation=st.integers(0, 3),
    more=st.lists(
        st.tuples(
            FIELDS, LETTERS | st.sampled_from(["0", "1", "2", "flag", "check", "pause", "stay", "next"])
        ),
        max_size=4,
    ).map(tuple),
    left_out=st.sampled_from(["", "", "", "", "op", "seen", "csrf_token"]),
    token=st.sampled_from(["own", "own", "own", "stranger", "cut", "none"]),
    cookie=st.sampled_from(
        ["own", "own", "own", "themed", "twice", "spaced", "quoted", "tampered", "stranger", "empty", "none"]
    ),
    attempt=st.sampled_from(["own", "own", "own", "stranger", "missing"]),
    method=st.sampled_from(["POST", "POST", "POST", "PUT", "GET"]),
    accept=st.sampled_from(["application/json"] * 4 + ["application/json;q=1", "text/html", "*/*", "", None]),
    kind=st.sampled_from([FORM] * 4 + [f"{FORM}; charset=utf-8", "text/plain", "multipart/form-data", ""]),
    headers=st.sampled_from(
        [
            (),
            (),
            (("Sec-Fetch-Site", "same-origin"),),
            (("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")),
            (("X-CSRFToken", "x"),),
            (("Host", "evil.example"),),
        ]
    ),
    body=st.none() | st.none() | st.none() | st.binary(max_size=40) | st.just(b"op=%ff&seen=\xff"),
    later=st.sampled_from([0, 0, 0, 0, 1, 60]),
)
PLAIN = Sending()
UNUSUAL = [
    replace(PLAIN, method="PUT"),
    replace(PLAIN, accept="application/json, text/html"),
    replace(PLAIN, accept="text/html"),
    replace(PLAIN, accept=None),
    replace(PLAIN, kind="text/plain"),
    replace(PLAIN, kind=f"{FORM}; charset=utf-8"),
    replace(PLAIN, headers=(("Sec-Fetch-Site", "cross-site"),)),
    replace(PLAIN, headers=(("Sec-Fetch-Site", "none"),)),
    replace(PLAIN, headers=(("Transfer-Encoding", "chunked"),)),
    replace(PLAIN, cookie="none"),
    replace(PLAIN, cookie="empty"),
    replace(PLAIN, cookie="tampered"),
    replace(PLAIN, cookie="twice"),
    replace(PLAIN, cookie="quoted"),
    replace(PLAIN, token="none"),
    replace(PLAIN, token="cut"),
    replace(PLAIN, token="stranger"),
    replace(PLAIN, left_out="csrf_token"),
    replace(PLAIN, left_out="csrf_token", headers=(("X-CSRFToken", "x"),)),
    replace(PLAIN, left_out="op"),
    replace(PLAIN, left_out="seen"),
    replace(PLAIN, seen="7"),
    replace(PLAIN, position="0"),
    replace(PLAIN, position="01"),
    replace(PLAIN, position="8"),
    replace(PLAIN, position="1000"),
    replace(PLAIN, attempt="missing"),
    replace(PLAIN, attempt="stranger"),
    replace(PLAIN, cookie="stranger"),
    replace(PLAIN, cookie="spaced"),
    replace(PLAIN, more=(("choice", "z"),)),
    replace(PLAIN, more=(("choice", ""),)),
    replace(PLAIN, more=(("choice", "abc"),)),
    replace(PLAIN, body=b""),
    replace(PLAIN, body=b"\xff"),
    replace(PLAIN, more=(("choice", "a"), ("x", "y" * LONGEST_BODY))),
]
ON_BOTH = pytest.mark.parametrize("door", ["open", "shut"])


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(SENDINGS, min_size=1, max_size=5))
@example([PLAIN, PLAIN, replace(PLAIN, seen="1", operation=1), replace(PLAIN, operation=2)])
@example([PLAIN, replace(PLAIN, seen="1", operation=1, later=60)])
@example([replace(PLAIN, more=(("choice", "a"), ("go", "check"))), replace(PLAIN, seen="1", operation=1)])
def test_nobody_can_tell_which_door_a_save_took(doors: Doors, sent: list[Sending]) -> None:
    """Twins send the same, one with the door open and one with it shut."""
    twins = [(doors.open, doors.sitter(doors.open)), (doors.shut, doors.sitter(doors.open))]
    stranger = doors.sitter(doors.open)
    for sending in sent:
        doors.clock.forward(minutes=sending.later)
        answers = [answered(app, sitter, stranger, sending) for app, sitter in twins]
        assert answers[0] == answers[1]
    assert doors.rows(twins[0][1]) == doors.rows(twins[1][1])
    assert doors.rows(stranger) == []


def passes(doors: Doors, sending: Sending, sitter: Sitter, stranger: Sitter | None = None) -> bool:
    """Whether a sending goes on to the application, which is then handed the body as it was sent."""
    reached: list[bytes] = []

    def behind(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        reached.append(environ["wsgi.input"].read())
        start("204 No Content", [])
        return []

    asked = environ(sitter, stranger or sitter, sending)
    body = asked["wsgi.input"].getvalue()
    run_wsgi_app(SaveDoor(doors.open, behind), asked, buffered=True)
    assert reached in ([], [body])
    return bool(reached)


def test_a_plain_save_is_taken_at_the_door(doors: Doors) -> None:
    sitter = doors.sitter(doors.open)
    assert not passes(doors, PLAIN, sitter)
    assert not passes(doors, replace(PLAIN, cookie="themed", seen="1", operation=1), sitter)
    assert [row["sequence"] for _, row in doors.rows(sitter)] == [1, 2]


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("sending", UNUSUAL, ids=str)
def test_anything_unusual_goes_on_to_the_route_as_it_was_sent(doors: Doors, sending: Sending) -> None:
    sitter, stranger = doors.sitter(doors.open), doors.sitter(doors.open)
    assert passes(doors, sending, sitter, stranger)
    assert doors.rows(sitter) == doors.rows(stranger) == []


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("sending", UNUSUAL, ids=str)
def test_what_is_unusual_is_answered_as_without_the_door(doors: Doors, sending: Sending) -> None:
    twins = [(app, doors.sitter(doors.open)) for app in (doors.open, doors.shut)]
    stranger = doors.sitter(doors.open)
    answers = [answered(app, sitter, stranger, sending) for app, sitter in twins]
    assert answers[0] == answers[1]
    assert doors.rows(twins[0][1]) == doors.rows(twins[1][1])


@pytest.mark.sqlite_alone
def test_whoever_may_not_sit_an_exam_does_not_pass_by_the_door(doors: Doors) -> None:
    admin = doors.sitter(doors.open, Role.ADMIN)
    assert passes(doors, PLAIN, admin)
    assert answered(doors.open, admin, admin, PLAIN).status == 403


@pytest.mark.sqlite_alone
def test_over_an_encrypted_connection_of_its_own_the_route_asks_for_the_referrer(doors: Doors) -> None:
    sitter = doors.sitter(doors.open)
    asked = environ(sitter, sitter, PLAIN) | {"wsgi.url_scheme": "https"}
    _, status, _ = run_wsgi_app(doors.open, asked, buffered=True)
    assert status.startswith("400")
    assert doors.rows(sitter) == []


@pytest.mark.sqlite_alone
def test_a_session_that_has_ended_is_told_so_by_the_route(doors: Doors) -> None:
    sitter, other = doors.sitter(doors.open), doors.sitter(doors.open)
    assert answered(doors.open, sitter, other, PLAIN).status == 200
    with doors.workshop.writing() as work:
        account = Base.metadata.tables["account"]
        work.session.execute(account.update().values(session_version=account.c.session_version + 1))
    again = answered(doors.open, sitter, other, replace(PLAIN, seen="1", operation=1))
    assert (again.status, json.loads(again.body)["error"]) == (401, "SignedOut")
    assert len(doors.rows(sitter)) == 1


@pytest.mark.sqlite_alone
def test_a_door_that_is_broken_is_noted_and_costs_nobody_an_answer(
    doors: Doors, caplog: pytest.LogCaptureFixture
) -> None:
    sitter = doors.sitter(doors.open)
    doors.door._workshop = None  # type: ignore[assignment]
    assert answered(doors.open, sitter, sitter, PLAIN).status == 200
    assert [record.message for record in caplog.records if record.name == "gantry.express"]
    assert len(doors.rows(sitter)) == 1


def test_a_save_takes_one_statement_and_is_asked_for_twice_without_harm(doors: Doors) -> None:
    sitter = doors.sitter(doors.open)
    with count_statements(doors.workshop.sessions.engine) as sent:
        first = answered(doors.open, sitter, sitter, PLAIN)
    assert len(sent) == 1, sent
    assert answered(doors.open, sitter, sitter, PLAIN) == first
    assert len(doors.rows(sitter)) == 1


@pytest.mark.sqlite_alone
def test_both_doors_write_the_same_line(doors: Doors, capsys: pytest.CaptureFixture[str]) -> None:
    lines = []
    for app in (doors.open, doors.shut):
        sitter = doors.sitter(doors.open)
        capsys.readouterr()
        answered(app, sitter, sitter, PLAIN)
        (line,) = [json.loads(text) for text in capsys.readouterr().err.splitlines()]
        assert len(line.pop("actor")) == 36
        assert len(line.pop("request_id")) == 16
        assert line.pop("ms") > 0
        assert line.pop("at")
        lines.append(line)
    assert lines[0] == lines[1]
    assert (lines[0]["status"], lines[0]["method"]) == (200, "POST")


@ON_BOTH
@pytest.mark.sqlite_alone
def test_a_new_key_ends_no_session_while_the_old_one_is_known(
    doors: Doors, settings: Settings, workshop: Workshop, door: str
) -> None:
    sitter = doors.sitter(doors.open)
    for old, status in (((settings.secret_key,), 200), ((), 400)):
        renewed = replace(
            settings, secret_key="another secret, as long as it has to be", previous_secrets=old
        )
        app = create_app(renewed, workshop)
        if door == "shut":
            assert isinstance(app.wsgi_app, SaveDoor)
            app.wsgi_app = app.wsgi_app._behind  # type: ignore[method-assign, assignment]
        assert answered(app, sitter, sitter, PLAIN).status == status


@pytest.mark.sqlite_alone
def test_the_application_asks_no_age_of_a_forms_token(doors: Doors) -> None:
    """The door remembers tokens it has verified; with a limit it would have to ask for their age too."""
    assert doors.open.config["WTF_CSRF_TIME_LIMIT"] is None
