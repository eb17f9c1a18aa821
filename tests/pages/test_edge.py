"""The edge: who is asking, whether their session still stands, and where it is safe to go on to."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.support import make
from tests.support.clock import START, HandClock
from tests.support.visitor import Visitor
from webapp.domain.access import VISITOR, Role
from webapp.domain.errors import SignedOut
from webapp.pages import edge
from webapp.services.work import Workshop
from webapp.store.tables.accounts import AccountRow

SITE = "http://localhost/account/sign-in"


def test_a_visitor_is_nobody(app: Flask) -> None:
    with app.test_request_context():
        assert edge.actor() is VISITOR
        with edge.reading() as work:
            assert work.actor is VISITOR


def test_who_signs_in_is_known_from_the_session_alone(app: Flask, workshop: Workshop) -> None:
    ada = make.account(workshop, role=Role.MENTOR)
    with app.test_request_context():
        edge.sign_in(ada)
        assert (edge.actor(), edge.email()) == (make.actor(ada), ada.email)
        edge.sign_out()
        assert (edge.actor(), edge.email()) == (VISITOR, "")


@pytest.mark.parametrize("said", [{}, {"email": None}, {"email": 7}])
def test_a_session_that_names_no_address_has_none(said: dict[str, Any]) -> None:
    assert edge.email_of(said) == ""


def test_signing_in_leaves_nothing_of_the_session_before(app: Flask, workshop: Workshop) -> None:
    with app.test_request_context():
        session["planted"] = "by somebody else"
        session["csrf_token"] = "known to somebody else"
        edge.sign_in(make.account(workshop))
        assert session.permanent
        assert not {"planted", "csrf_token"} & set(session)


@pytest.mark.parametrize(
    "forged",
    [
        {"role": "owner"},
        {"role": None},
        {"version": "one"},
        {"version": None},
        {"_user_id": "1"},
        {"_user_id": ""},
        {"name": None},
    ],
)
def test_a_session_of_another_make_is_nobody(
    client: FlaskClient, visitor: Visitor, workshop: Workshop, forged: dict[str, Any]
) -> None:
    visitor.signs_in_as(make.account(workshop))
    with client.session_transaction() as kept:
        for name, value in forged.items():
            if value is None:
                del kept[name]
            else:
                kept[name] = value
    assert client.get("/account").headers["Location"].startswith("/account/sign-in")


@pytest.mark.parametrize("opening", [edge.reading, edge.writing])
@pytest.mark.parametrize(
    "change",
    [{"active": False}, {"role": "mentor"}, {"session_version": 2}],
    ids=["disabled", "another role", "ended"],
)
def test_no_work_is_opened_for_a_session_that_has_ended(
    app: Flask, workshop: Workshop, opening: Any, change: dict[str, Any]
) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        work.session.execute(update(AccountRow).values(**change))
    with app.test_request_context():
        edge.sign_in(ada)
        with pytest.raises(SignedOut), opening():
            pytest.fail("the work was opened")


def test_a_writing_that_breaks_changes_nothing(app: Flask, workshop: Workshop) -> None:
    with app.test_request_context():
        with suppress(SignedOut), edge.writing() as work:
            make.account(work)
            raise SignedOut
        with edge.reading() as work:
            assert work.session.query(AccountRow).count() == 0


def test_a_request_has_one_instant(app: Flask, clock: HandClock) -> None:
    with app.test_request_context():
        assert edge.now() == START
        clock.forward(minutes=1)
        with edge.reading() as work:
            assert work.now == edge.now() == START


HOSTILE = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\x00//evil.example",
    "/\x00/evil.example",
    "/\x0b/evil.example",
    "/\x0c/evil.example",
    "/\x1f/evil.example",
    "/\x7f/evil.example",
    "https://evil.example",
    "HTTPS://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http:\\\\evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,hi",
    "vbscript:x",
    "evil.example",
    "@evil.example",
    "?next=//evil.example",
    "#//evil.example",
    "../evil",
    "/\u2215/evil.example",
    "/\uff0f/evil.example",
    "\uff0f\uff0fevil.example",
    "/\u200b/evil.example",
    "/\u202egro.live",
    "/" + "a" * 500,
    "",
    None,
]


@pytest.mark.parametrize("target", HOSTILE)
def test_what_could_leave_the_site_becomes_the_fallback(target: str | None) -> None:
    assert edge.safe_next(target, "/fallback") == "/fallback"


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/lessons",
        "/lessons?a=1&next=//evil.example",
        "/exams/attempts/x#//evil.example",
        "/@evil.example",
        "/evil.example:80",
        "/%09/evil.example",
        "/%2f%2fevil.example",
        "/%5cevil.example",
        "/a//b",
        "/:80",
    ],
)
def test_a_path_of_this_site_stays_and_leads_a_browser_nowhere_else(target: str) -> None:
    assert edge.safe_next(target, "/fallback") == target
    assert urlsplit(urljoin(SITE, target)).netloc == "localhost"


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("application/json", True),
        ("application/json;q=0.9, text/html;q=0.1", True),
        ("text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("*/*", False),
        ("", False),
        ("nonsense", False),
    ],
)
def test_json_is_for_those_who_ask_for_it(app: Flask, accept: str, wanted: bool) -> None:  # noqa: FBT001
    with app.test_request_context(headers={"Accept": accept}):
        assert edge.wants_json() is wanted


def test_a_changed_role_in_the_cookie_opens_nothing(app: Flask, workshop: Workshop) -> None:
    ada = make.account(workshop)
    with app.test_request_context():
        edge.sign_in(replace(ada, role=Role.ADMIN))
        with pytest.raises(SignedOut), edge.reading():
            pytest.fail("the work was opened")
