"""Sessions: whose they are, what ends them, and what a browser is told about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.security.sendings import OPERATION, sendings
from tests.security.site import ADMIN, LEARNER, NEW_PASSWORD, Key, Site
from tests.support import make
from tests.support.make import PASSWORD
from tests.support.visitor import Visitor
from webapp.app import create_app
from webapp.domain.access import Role
from webapp.services.work import Workshop
from webapp.settings import Settings

pytestmark = pytest.mark.sqlite_alone

JSON = {"Accept": "application/json"}
OPEN_TO_ALL = {"accounts.", "health.", "lessons.index", "lessons.track", "lessons.check", "home.try_question"}


def gives_another_role(site: Site) -> None:
    site.posts(
        ADMIN, site.address("accounts.give_role", account_id=site.people[LEARNER].id), {"role": "author"}
    )


def disables(site: Site) -> None:
    site.posts(ADMIN, site.address("accounts.disable", account_id=site.people[LEARNER].id))


def changes_the_password_elsewhere(site: Site) -> None:
    second = Visitor(site.app.test_client())
    second.signs_in_as(site.people[LEARNER])
    second.opens("/account")
    second.submits("Change the password", old=PASSWORD, password=NEW_PASSWORD)


def sets_the_password_by_letter(site: Site) -> None:
    site.posts("visitor", site.address("accounts.reset.set_password"), {"password": NEW_PASSWORD})


def takes_the_account_away(site: Site) -> None:
    from webapp.store.tables.accounts import AccountRow  # noqa: PLC0415 - no page removes an account

    with site.workshop.writing() as work:
        work.session.delete(work.session.get(AccountRow, site.people[LEARNER].id))


@pytest.mark.parametrize(
    "happens",
    [
        gives_another_role,
        disables,
        changes_the_password_elsewhere,
        sets_the_password_by_letter,
        takes_the_account_away,
    ],
)
def test_a_session_ends_at_the_next_request_on_every_page(
    site: Site, happens: Callable[[Site], None]
) -> None:
    """The hot pages too, which check the session inside a statement of their own."""
    site.key_of(LEARNER)
    happens(site)
    before, still_in = site.rows(), []
    forms = sendings_before(site)
    for method in ("GET", "POST"):
        for endpoint in site.endpoints(method):
            if any(endpoint.startswith(each) for each in OPEN_TO_ALL) and endpoint not in OWN_ACCOUNT:
                continue
            path = site.address(endpoint)
            for headers in ({}, JSON):
                fields = forms.get(endpoint, {})
                response = (
                    site.gets(LEARNER, path, headers=headers)
                    if method == "GET"
                    else site.posts(LEARNER, path, fields, headers=headers)
                )
                if not ended(response, as_json=bool(headers)):
                    still_in.append((method, endpoint, response.status_code, bool(headers)))
    assert still_in == []
    assert site.rows() == before


OWN_ACCOUNT = {"accounts.show", "accounts.rename", "accounts.change_password"}


def sendings_before(site: Site) -> dict[str, Any]:
    """What goes into the fields of the forms a learner sends."""
    return {
        "exams.save": {"op": OPERATION, "seen": "0", "choice": "a"},
        "exams.notes": {"op": OPERATION, "seen": "0", "text": "EV"},
        "lessons.answer": {"choice": "b"},
        "lessons.keep_place": {"place": "idea"},
        "progress.rate": {"level": "4"},
        "progress.aim": {"target": "exam:mini"},
        "plans.begin": {"title": "A way"},
        "plans.describe": {"title": "A way"},
        "plans.send": {"body": "Enough?"},
        "plans.comment": {"body": "Enough?"},
        "plans.goals.add": {"skill": "deciding", "title": "x", "from_level": "1", "to_level": "2", "done_when": "y"},
        "plans.goals.change": {
            "skill": "deciding", "title": "x", "from_level": "1", "to_level": "2", "done_when": "y",
        },
        "plans.goals.add_step": {"title": "x", "minutes": "3"},
        "plans.goals.tick": {"done": "yes"},
        "accounts.rename": {"name": "Somebody"},
        "accounts.change_password": {"old": PASSWORD, "password": "yet another password"},
    }  # fmt: skip


def ended(response: Any, *, as_json: bool) -> bool:
    """Whether an answer is that of a session that has ended (or of a door that never was open)."""
    if response.status_code == 403:
        return True
    if as_json:
        return bool(response.status_code == 401 and response.get_json()["error"] == "SignedOut")
    return bool(response.status_code == 303 and response.headers["Location"].startswith("/account/sign-in"))


def test_a_session_somebody_else_began_is_not_the_one_that_is_signed_in(site: Site) -> None:
    """Fixation: an attacker plants their cookie and waits for the sign-in."""
    attacker = Visitor(site.app.test_client())
    attacker.opens("/account/sign-in")
    planted, token = cookie_of(attacker), attacker.token
    victim = Visitor(site.app.test_client())
    victim.client.set_cookie("session", planted)
    victim.signs_in_as(site.people["newcomer"])
    assert cookie_of(victim) != planted
    assert attacker.client.get("/account").status_code == 303
    site.keys["victim"] = Key(cookie_of(victim), victim.token)
    assert site.posts("victim", "/account/name", {"name": "Owned"}, token=token).status_code == 400
    assert site.posts("victim", "/account/name", {"name": "Mine"}).status_code == 303


def cookie_of(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    return str(cookie.value)


def test_a_signed_out_browser_holds_nothing(site: Site) -> None:
    visitor = site.visitor(LEARNER)
    visitor.opens("/account")
    page = visitor.submits("Sign out", follow=False, status=303)
    assert page.response.headers["Clear-Site-Data"] == '"storage"'
    with visitor.client.session_transaction() as session:
        assert not {"_user_id", "role", "version", "name", "email"} & set(session)
    assert visitor.client.get("/account").status_code == 303


def test_a_session_of_one_copy_opens_no_other(site: Site, settings: Settings, workshop: Workshop) -> None:
    other = create_app(replace(settings, secret_key="another secret of another copy, long"), workshop)
    client = other.test_client()
    client.set_cookie("session", site.key_of(LEARNER).cookie)
    assert client.get("/account").status_code == 303


def test_a_role_is_not_taken_from_the_cookie_alone(site: Site) -> None:
    """Even a cookie that is signed with the right key opens no door its account does not open."""
    client = site.app.test_client()
    client.set_cookie("session", site.key_of(LEARNER).cookie)
    with client.session_transaction() as session:
        session["role"] = "admin"
    assert client.get("/account/people").headers["Location"].startswith("/account/sign-in")


def test_the_session_cookie_stays_with_the_browser_and_this_site(site: Site) -> None:
    response = sign_in(site.app, site)
    [cookie] = response.headers.getlist("Set-Cookie")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert cookie.startswith("session=")
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert not any(part.startswith("domain") for part in parts)
    assert "secure" not in parts


def test_over_https_the_cookie_is_bound_to_the_host_and_never_sent_in_the_clear(
    settings: Settings, workshop: Workshop, site: Site
) -> None:
    served = replace(settings, site_url="https://learn.example.org", secure_cookies=True)
    response = sign_in(create_app(served, workshop), site, base_url="https://localhost")
    [cookie] = response.headers.getlist("Set-Cookie")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert cookie.startswith("__Host-session=")
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
    assert not any(part.startswith("domain") for part in parts)
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def sign_in(app: Flask, site: Site, base_url: str = "http://localhost") -> Any:
    """The answer to a sign-in."""
    client = app.test_client()
    page = client.get("/account/sign-in", base_url=base_url).text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    fields = {"csrf_token": token, "email": site.people["newcomer"].email, "password": PASSWORD}
    response = client.post(
        "/account/sign-in", data=fields, base_url=base_url, headers={"Referer": f"{base_url}/account/sign-in"}
    )
    assert response.status_code == 303
    return response


OFF_THE_SITE = (
    "//evil.example",
    "/\\evil.example",
    "/%0d%0aSet-Cookie:planted=1",
    "https:evil.example",
    "/\t/evil.example",
    "http://localhost@evil.example",
    "/\u2215/evil.example",
    "\x00//evil.example",
    "//localhost:80@evil.example",
)


def test_no_sign_in_leads_off_the_site(site: Site) -> None:
    form = sendings(site)["accounts.open_session"]
    for target in OFF_THE_SITE:
        after = site.posts("visitor", "/account/sign-in", {**form.fields, "next": target})
        already = site.gets(LEARNER, "/account/sign-in", query_string={"next": target})
        for response in (after, already):
            location = response.headers["Location"]
            assert response.status_code == 303
            assert location.startswith("/"), target
            assert not location.startswith(("//", "/\\")), target
            assert "planted" not in str(response.headers.getlist("Set-Cookie"))


def test_an_address_nobody_has_answers_as_one_that_is_disabled(site: Site) -> None:
    disabled = make.account(site.workshop, name="Shut", role=Role.LEARNER, active=False)
    answers = []
    for email in (disabled.email, "nobody@example.org"):
        visitor = Visitor(site.app.test_client())
        visitor.opens("/account/sign-in")
        page = visitor.submits("Sign in", status=422, email=email, password=PASSWORD)
        answers.append(page.main.text)
    assert answers[0] == answers[1]
