"""Signing in from within an exam: the script's way through the door is no wider than the form's."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.security.room import JSON, sit
from tests.security.site import LEARNER, NEW_PASSWORD, Site
from tests.support.make import PASSWORD

pytestmark = pytest.mark.sqlite_alone

DOOR = "/account/sign-in"


def token(client: FlaskClient) -> str:
    """The token a script asks for before it signs in."""
    return str(client.get(DOOR, headers=JSON).get_json()["csrf"])


def signs_in(client: FlaskClient, site: Site, **changed: Any) -> Any:
    """Send what the script sends."""
    fields = {"csrf_token": token(client), "email": site.people[LEARNER].email, "password": PASSWORD}
    return client.post(DOOR, data={**fields, **changed}, headers=JSON)


def test_whoever_signs_in_by_script_gets_a_token_and_a_session_and_nothing_else(site: Site) -> None:
    client = site.app.test_client()
    answer = signs_in(client, site)
    assert (answer.status_code, set(answer.get_json())) == (200, {"csrf"})
    assert "Location" not in answer.headers
    assert "Set-Cookie" in answer.headers
    account = site.people[LEARNER]
    assert not any(each in answer.text for each in (account.email, account.name, str(account.id)))
    assert client.get("/account").status_code == 200


def test_the_token_of_before_dies_with_the_session_of_before(site: Site) -> None:
    client = site.app.test_client()
    before = token(client)
    after = signs_in(client, site, csrf_token=before).get_json()["csrf"]
    name = {"name": "Mine"}
    assert client.post("/account/name", data={**name, "csrf_token": before}).status_code == 400
    assert client.post("/account/name", data={**name, "csrf_token": after}).status_code == 303


def test_a_wrong_password_an_unknown_address_and_a_disabled_account_answer_alike(site: Site) -> None:
    site.posts("admin", site.address("accounts.disable", account_id=site.people["stranger"].id))
    answers = set()
    for changed in (
        {"password": NEW_PASSWORD},
        {"email": "nobody@example.org"},
        {"email": site.people["stranger"].email},
    ):
        answer = signs_in(site.app.test_client(), site, **changed)
        names = tuple(sorted(name for name, _ in answer.headers.items()))
        answers.add((answer.status_code, answer.mimetype, answer.text, names))
    [(status, mimetype, text, _)] = answers
    assert (status, mimetype) == (422, "application/json")
    assert not any(word in text for word in ("csrf", "password_hash", "stranger"))


def test_a_script_that_tries_too_often_is_shut_out_and_so_is_the_form(site: Site) -> None:
    client, statuses = site.app.test_client(), []
    for _ in range(30):
        statuses.append(signs_in(client, site, password=NEW_PASSWORD).status_code)
        if statuses[-1] == 429:
            break
    assert set(statuses) == {422, 429}
    refused = signs_in(client, site)
    assert (refused.status_code, refused.mimetype, set(refused.get_json())) == (
        429,
        "application/json",
        {"error", "message"},
    )
    fields = {"csrf_token": token(client), "email": site.people[LEARNER].email, "password": PASSWORD}
    assert client.post(DOOR, data=fields).status_code == 429
    assert client.get("/account").status_code == 303


def test_being_shut_out_stops_no_exam_that_runs(site: Site) -> None:
    seat = sit(site, "newcomer", "mini")
    for _ in range(30):
        signs_in(site.app.test_client(), site, email=site.people["newcomer"].email, password=NEW_PASSWORD)
    assert seat.saves(1, {"choice": "a"}).status_code == 200


def test_no_other_site_reads_the_token_or_signs_anybody_in(site: Site) -> None:
    foreign = {**JSON, "Origin": "https://evil.example"}
    client = site.app.test_client()
    fields = {"email": site.people[LEARNER].email, "password": PASSWORD}
    asked = client.get(DOOR, headers=foreign)
    allowed = client.options(DOOR, headers={**foreign, "Access-Control-Request-Method": "POST"})
    for answer in (asked, allowed):
        assert not [name for name, _ in answer.headers.items() if name.startswith("Access-Control-")]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    other = token(site.app.test_client())
    for data, kind in (
        (fields, None),
        ({**fields, "csrf_token": other}, None),
        (str(fields), "text/plain"),
        (str(fields), "application/json"),
    ):
        answer = client.post(DOOR, data=data, content_type=kind, headers=foreign)
        assert (answer.status_code, answer.get_json()["error"]) == (400, "StalePage")
    assert client.get("/account").status_code == 303


def test_a_script_is_never_led_off_the_site(site: Site) -> None:
    client = site.app.test_client()
    answer = signs_in(client, site, next="//evil.example/")
    assert (answer.status_code, set(answer.get_json())) == (200, {"csrf"})
    assert "evil" not in answer.text + str(answer.headers)
