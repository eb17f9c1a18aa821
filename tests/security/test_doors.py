"""Doors: every route lets in exactly whom the permission map names, and a stranger's thing is a missing thing."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.security.sendings import sendings
from tests.security.site import LEARNER, MENTOR, NOBODYS, ROLES, VISITOR, Site
from webapp.domain.access import PERMISSIONS, PUBLIC, Action, Role
from webapp.pages.guard import action_of

JSON = {"Accept": "application/json"}
OWN = ("attempt_id", "plan_id", "goal_id", "step_id", "pairing_id", "learner_id", "entry_id")
ONCE = re.compile(r'name="csrf_token" value="[^"]*"|<span class="num">[0-9a-f]{16}</span>|[0-9a-f-]{36}')


def expected(role: str, action: Action) -> bool:
    """Whether the map lets a role do something."""
    return action in (PUBLIC if role == VISITOR else PERMISSIONS[Role(role)])


def outcome(response: TestResponse) -> str:
    """What became of somebody at a door: refused, asked to sign in, or in."""
    if response.status_code == 403:
        return "refused"
    door = response.headers.get("Location", "").startswith("/account/sign-in")
    return "asked to sign in" if response.status_code == 303 and door else "in"


def test_every_route_declares_whom_it_lets_in(app: Flask) -> None:
    rules = tuple(app.url_map.iter_rules())
    assert len(rules) > 70
    assert [rule.rule for rule in rules if not isinstance(action_of(app, rule.endpoint), Action)] == []


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("role", ROLES)
def test_every_door_opens_exactly_for_whom_the_map_names(site: Site, role: str) -> None:
    wrong = []
    before = site.rows()
    doors = [("GET", each) for each in site.endpoints("GET")] + [
        ("POST", each) for each in site.endpoints("POST")
    ]
    for method, endpoint in doors:
        action = action_of(site.app, endpoint)
        assert action is not None
        path = site.address(endpoint)
        response = site.gets(role, path) if method == "GET" else site.posts(role, path)
        may = "in" if expected(role, action) else "asked to sign in" if role == VISITOR else "refused"
        if outcome(response) != may or response.status_code >= 500:
            wrong.append((method, endpoint, response.status_code, f"should be {may}"))
        if may != "in" and method == "POST":
            as_json = site.posts(role, path, headers=JSON)
            if as_json.status_code != (401 if role == VISITOR else 403):
                wrong.append((method, endpoint, as_json.status_code, "as JSON"))
        if method == "POST":
            site.restore(before)
    assert wrong == []


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_anything_through_a_door_that_is_shut(site: Site, role: str) -> None:
    before = site.rows()
    for endpoint, sending in sendings(site).items():
        action = action_of(site.app, endpoint)
        if action is not None and not expected(role, action):
            site.posts(role, site.address(endpoint, **sending.at), sending.fields)
    assert site.rows() == before


@pytest.mark.sqlite_alone
def test_no_route_answers_a_method_it_does_not_have(site: Site) -> None:
    before, client = site.rows(), site.visitor(LEARNER).client
    for rule in site.rules:
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
            assert client.open(site.address(rule.endpoint), method=method).status_code in {400, 405}
    assert site.rows() == before


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("stranger", ["stranger", "newcomer", "other_mentor"])
def test_what_is_somebody_elses_answers_exactly_as_what_is_not_there(site: Site, stranger: str) -> None:
    """Amara's things, asked for by a learner of another mentor, a learner of nobody's, and another mentor."""
    things = {name: site.things[name] for name in OWN}
    missing = dict.fromkeys(OWN, NOBODYS)
    before, told_apart, compared = site.rows(), [], 0
    forms = sendings(site)
    for rule in site.rules:
        if not rule.arguments & set(OWN) or (
            action_of(site.app, rule.endpoint) in {Action.MENTOR, Action.ACCOMMODATE}
        ) != (stranger == "other_mentor"):
            continue
        seen = []
        for ids in (things, missing):
            path = site.address(rule.endpoint, **ids)
            if "POST" in (rule.methods or ()):
                response = site.posts(stranger, path, forms[rule.endpoint].fields)
            else:
                response = site.gets(stranger, path)
            seen.append((response.status_code, ONCE.sub("", response.text), sorted(response.headers.keys())))
        compared += 1
        if seen[0] != seen[1] or seen[0][0] != 404:
            told_apart.append((rule.endpoint, seen[0][0], seen[1][0]))
    assert told_apart == []
    assert compared >= (3 if stranger == "other_mentor" else 20)
    assert site.rows() == before


@pytest.mark.sqlite_alone
def test_a_mentor_reaches_nothing_of_a_learner_who_is_not_theirs(site: Site) -> None:
    brams = site.things["strangers_plan"]
    bram = site.people["stranger"]
    for page in ("/mentoring", "/", "/plans", "/progress", "/exams", "/mentoring/invitations"):
        text = site.gets(MENTOR, page).text
        assert bram.name not in text
        assert str(brams) not in text
    assert site.gets(MENTOR, f"/plans/{brams}").status_code == 404
    assert site.gets(MENTOR, f"/mentoring/learners/{bram.id}").status_code == 404


@pytest.mark.sqlite_alone
def test_a_mentor_reads_a_plan_and_edits_none_of_it(site: Site) -> None:
    before, taken = site.rows(), []
    forms = {name: form for name, form in sendings(site).items() if name.startswith("plans.")}
    for endpoint, form in forms.items():
        if form.who == LEARNER and endpoint != "plans.comment":
            response = site.posts(MENTOR, site.address(endpoint), form.fields)
            taken += [endpoint] if response.status_code != 404 else []
    assert taken == []
    assert site.rows() == before


@pytest.mark.sqlite_alone
def test_an_attempt_of_a_learner_is_not_open_to_their_mentor_or_an_author(site: Site) -> None:
    for who in (MENTOR, "author"):
        for attempt in (site.things["attempt_id"], site.things["finished_id"]):
            for endpoint in ("exams.question", "exams.overview", "exams.state", "exams.result"):
                assert site.gets(who, site.address(endpoint, attempt_id=attempt)).status_code == 404


def test_no_address_holds_a_number_that_can_be_counted_up(site: Site) -> None:
    shown = [name for rule in site.rules for name in rule.arguments if name.endswith("_id")]
    kinds = {type(site.things[name]) for name in shown if name != "check_id"}
    assert kinds == {UUID}
    ids = [row["id"] for rows in site.rows().values() for row in rows if isinstance(row.get("id"), UUID)]
    assert all(each.version == 7 for each in ids if each != UUID(int=1))
    assert len({each.int & ((1 << 62) - 1) for each in ids}) == len(ids)
