"""Forgery: nothing is taken without the token of the session, no field is taken that the form does not have."""

from __future__ import annotations

from typing import Any

import pytest

from tests.security.sendings import sendings
from tests.security.site import LEARNER, NOBODYS, ROLES, TOKEN, VISITOR, Rows, Site
from webapp.domain.letters import Template

UNTOLD = {"password_hash"}  # salted anew each time
EXTRAS = {
    "id": str(NOBODYS),
    "account_id": str(NOBODYS),
    "learner_id": str(NOBODYS),
    "mentor_id": str(NOBODYS),
    "attempt_id": str(NOBODYS),
    "role": "admin",
    "active": "0",
    "session_version": "99",
    "password_hash": "x",
    "state": "submitted",
    "deadline": "2099-01-01T00:00:00+00:00",
    "started_at": "2099-01-01T00:00:00+00:00",
    "finished_at": "2099-01-01T00:00:00+00:00",
    "right": "6",
    "passed": "1",
    "pass_count": "0",
    "by_task": "{}",
    "form": "[]",
    "seed": "1",
    "conditions": '{"minutes": 999}',
    "section": "2",
    "rests": "[]",
    "open_from": "1",
    "open_to": "99",
    "key_version": "9",
    "shape": "a",
    "scored": "1",
    "repeats": "9",
    "granted_by": str(NOBODYS),
    "granted_at": "2099-01-01",
    "reported_at": "2099-01-01",
    "answered_at": "2099-01-01",
    "answered_by": str(NOBODYS),
    "version_": "v1",
    "outcome_": "key_corrected",
    "sequence": "99",
    "letters": "b",
    "position": "2",
    "at": "2099-01-01",
    "now": "2099-01-01",
    "created_at": "2099-01-01",
    "sent_at": "2099-01-01",
    "done_at": "2099-01-01",
    "minutes_a_week": "9999",
    "question": "forged",
    "kind": "approved",
    "author_id": str(NOBODYS),
    "link_": "//evil.example",
    "site_url": "https://evil.example",
    "place_": "1",
    "is_admin": "true",
    "_method": "DELETE",
}


def told(rows: Rows) -> Rows:
    """The rows without what differs from run to run."""
    return {
        table: [{name: value for name, value in row.items() if name not in UNTOLD} for row in each]
        for table, each in rows.items()
    }


@pytest.mark.sqlite_alone
@pytest.mark.parametrize(
    "way", ["no token", "an empty one", "a stranger's", "a forged one", "in the address", "JSON"]
)
def test_nothing_is_taken_without_the_token_of_the_session(site: Site, way: str) -> None:
    before, taken = site.rows(), []
    for endpoint, sending in sendings(site).items():
        path = site.address(endpoint, **sending.at)
        own = site.key_of(sending.who).token
        client = site.visitor(sending.who).client
        fields: dict[str, Any] = dict(sending.fields)
        more: dict[str, Any] = {"data": fields, "headers": {"Origin": "https://evil.example"}}
        if way == "an empty one":
            fields["csrf_token"] = ""
        elif way == "a stranger's":
            fields["csrf_token"] = site.key_of("stranger").token
        elif way == "a forged one":
            fields["csrf_token"] = own[:-3] + "AAA"
        elif way == "in the address":
            path += f"?csrf_token={own}"
        elif way == "JSON":
            more = {"json": {**fields, "csrf_token": own}}
        response = client.post(path, **more)
        if response.status_code != 400 or "Location" in response.headers:
            taken.append((endpoint, response.status_code))
    assert taken == []
    assert site.rows() == before


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("role", [*ROLES, "sender", "finisher"])
def test_no_page_that_is_only_opened_changes_anything(site: Site, role: str) -> None:
    """Attempts that ran out unrecorded are among what is opened: looking closes none of them."""
    before, broken = site.rows(), []
    for endpoint in site.endpoints("GET"):
        for changed in variants(site, endpoint):
            path = site.address(endpoint, **changed)
            for tail in ("", "?show=flagged&skill=deciding&q=a&next=/lessons"):
                response = site.gets(role, path + tail)
                if response.status_code >= 500:
                    broken.append((path + tail, response.status_code))
            site.visitor(role).client.head(path)
    assert broken == []
    assert site.rows() == before


ATTEMPTS = ("attempt_id", "finished_id", "expired_id", "sectioned_id", "studied_id", "paused_id")


def variants(site: Site, endpoint: str) -> list[dict[str, Any]]:
    """The things an endpoint may be opened with: attempts that run, rest, are over or ran out; plans in each state."""
    [rule] = [each for each in site.rules if each.endpoint == endpoint]
    if "attempt_id" in rule.arguments:
        return [{"attempt_id": site.things[name]} for name in ATTEMPTS]
    if rule.arguments == {"plan_id"}:
        return [{"plan_id": site.things[name]} for name in ("plan_id", "sent_plan", "done_plan")]
    return [{}]


@pytest.mark.sqlite_alone
def test_what_is_opened_by_its_owner_is_there(site: Site) -> None:
    """The crawl above would prove nothing if all doors were shut."""
    opened = [
        path
        for endpoint in site.endpoints("GET")
        for changed in variants(site, endpoint)
        if site.gets(LEARNER, path := site.address(endpoint, **changed)).status_code == 200
    ]
    assert len(opened) >= 30


@pytest.mark.sqlite_alone
def test_a_field_the_form_does_not_have_changes_nothing(site: Site) -> None:
    """Each form is sent twice from the same state: as it is, and with every column of the database beside it."""
    before, dice, odd = site.rows(), site.workshop._dice.getstate(), []
    for endpoint, sending in sendings(site).items():
        extras = {name: value for name, value in EXTRAS.items() if name not in sending.fields}
        left = []
        for fields in (sending.fields, {**extras, **sending.fields}):
            site.restore(before)
            site.workshop._dice.setstate(dice)
            response = site.posts(sending.who, site.address(endpoint, **sending.at), fields)
            left.append((response.status_code, response.headers.get("Location"), told(site.rows())))
        if left[0] != left[1]:
            odd.append(endpoint)
    assert odd == []


@pytest.mark.sqlite_alone
def test_no_letter_follows_the_host_somebody_asked_for(site: Site) -> None:
    poison = {
        "Host": "evil.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "X-Original-URL": "https://evil.example/",
        "Forwarded": "host=evil.example",
    }
    written = {row["id"] for row in site.rows()["letter"]}
    for endpoint in (
        "accounts.reset.send",
        "mentoring.invite",
        "plans.send",
        "plans.comment",
        "plans.approve",
    ):
        sending = sendings(site)[endpoint]
        response = site.posts(
            sending.who, site.address(endpoint, **sending.at), sending.fields, headers=poison,
            base_url="http://localhost",
        )  # fmt: skip
        assert response.status_code == 303, endpoint
        assert "evil" not in response.headers["Location"]
    letters = [row for row in site.rows()["letter"] if row["id"] not in written]
    assert {row["template"] for row in letters} >= {Template.SET_PASSWORD, Template.INVITATION}
    assert "evil" not in repr(letters)
    assert all(row["context"]["site"] == "http://localhost" for row in letters)


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_no_page_or_redirect_names_a_host_somebody_asked_for(site: Site, header: str) -> None:
    for who in (VISITOR, LEARNER):
        for endpoint in site.endpoints("GET"):
            response = site.gets(who, site.address(endpoint), headers={header: "evil.example"})
            assert "evil.example" not in response.text + response.headers.get("Location", ""), endpoint


@pytest.mark.sqlite_alone
def test_a_link_that_sets_a_password_stands_in_no_log_and_no_referrer(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    response = site.gets(VISITOR, site.address("accounts.reset.choose"))
    assert response.status_code == 200
    assert TOKEN not in caplog.text + repr([record.__dict__ for record in caplog.records])
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert TOKEN not in repr(site.rows())
