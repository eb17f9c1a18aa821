"""Headers: the same protection on every answer, and no cache keeps what was made for one person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support import make
from tests.support.visitor import Visitor
from webapp.app import create_app
from webapp.domain.access import Action
from webapp.pages import headers
from webapp.services.work import Workshop
from webapp.settings import Settings

ADDRESSES = {"/account/sign-in": 200, "/no/such/page": 404, "/lessons": 500}


@pytest.fixture(params=ADDRESSES.items(), ids=lambda each: str(each[1]))
def answer(request: pytest.FixtureRequest, app: Flask) -> TestResponse:
    """An answer that went well, one to a wrong address, and one where we broke."""

    def broken() -> str:
        raise RuntimeError

    broken.allows = Action.VISIT  # type: ignore[attr-defined]
    app.view_functions["lessons.index"] = broken
    path, status = request.param
    got = app.test_client().get(path)
    assert got.status_code == status
    return got


@pytest.mark.parametrize("directive", headers.CSP.split("; "))
def test_a_page_may_load_only_what_is_ours(answer: TestResponse, directive: str) -> None:
    assert directive in answer.headers["Content-Security-Policy"].split("; ")


def test_nothing_is_allowed_that_is_not_named() -> None:
    assert "default-src 'none'" in headers.CSP
    assert "unsafe" not in headers.CSP
    assert "*" not in headers.CSP


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_every_answer_says_it(answer: TestResponse, name: str, value: str) -> None:
    assert answer.headers[name] == value


def test_no_page_may_use_camera_microphone_or_place(answer: TestResponse) -> None:
    policy = answer.headers["Permissions-Policy"]
    assert all(f"{name}=()" in policy for name in ("camera", "microphone", "geolocation"))


def test_a_cache_tells_people_apart(answer: TestResponse) -> None:
    assert "Cookie" in answer.headers["Vary"]


def test_what_one_person_is_shown_is_never_kept(visitor: Visitor, workshop: Workshop) -> None:
    visitor.signs_in_as(make.account(workshop))
    for path in ("/", "/account", "/exams"):
        assert visitor.opens(path).response.headers["Cache-Control"] == "no-store"


def test_a_page_whose_form_began_a_session_is_never_kept(client: FlaskClient) -> None:
    assert client.get("/account/sign-in").headers["Cache-Control"] == "no-store"


def test_a_page_for_everybody_is_asked_for_again(client: FlaskClient) -> None:
    assert client.get("/lessons").headers["Cache-Control"] == "private, no-cache"


def test_a_view_may_say_how_its_page_is_kept(app: Flask) -> None:
    def tagged() -> Response:
        response = Response("words")
        response.headers["Cache-Control"] = "private, no-cache"
        response.set_etag("tag")
        return response

    tagged.allows = Action.VISIT  # type: ignore[attr-defined]
    app.view_functions["lessons.index"] = tagged
    client = app.test_client()
    client.set_cookie("session", "whatever")
    got = client.get("/lessons")
    assert (got.headers["Cache-Control"], got.headers["ETag"]) == ("private, no-cache", '"tag"')


@pytest.mark.parametrize(("scheme", "said"), [("https", headers.HSTS), ("http", None)])
def test_only_an_encrypted_site_asks_to_stay_encrypted(
    settings: Settings, workshop: Workshop, scheme: str, said: str | None
) -> None:
    app = create_app(replace(settings, secure_cookies=scheme == "https"), workshop)
    got = app.test_client().get("/healthz", base_url=f"{scheme}://localhost")
    assert got.headers.get("Strict-Transport-Security") == said
