"""Hostile input: whatever is sent in whatever field, the answer is ours, nothing breaks, and nothing runs in a page."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from werkzeug.test import encode_multipart

from tests.security.sendings import sendings
from tests.security.site import ADMIN, LEARNER, MENTOR, VISITOR, Site
from tests.support.visitor import Page

NASTY: tuple[Any, ...] = (
    "",
    "\x00",
    "a\x00b",
    "\x1b[31m",
    "\ufffe\uffff",
    "x" * 100_000,
    "👩🏽‍💻" * 200,
    "\u202emoc.elgoog\u2066\u200f",
    "'; DROP TABLE account; --",
    "%s%n%00\\x00\\",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "\r\nSet-Cookie: planted=1\r\n\r\n<h1>split</h1>",
    "-1",
    "1e309",
    "nan",
    "٣",
    "9" * 400,
    "99999999999999999999",
    "0000-00-00",
    "9999-12-31",
    "2026-02-30T25:61:00+99:99",
    "00000000-0000-0000-0000-000000000000",
    ["a", "b", "\x00"],
    b"\xff\xfe\xc3\x28",
    [],
)
SUBJECTS = ("accounts", "exams", "home", "lessons", "mentoring", "plans.goals", "plans", "progress")


def subject_of(endpoint: str) -> str:
    """The subject an endpoint belongs to, the longest name first."""
    return max((each for each in SUBJECTS if endpoint.startswith(f"{each}.")), key=len)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_nothing_that_is_typed_into_a_field_breaks_anything(site: Site, subject: str) -> None:
    """Each field of each form in turn holds each nasty value, the others what they should."""
    before, broken, tried = site.rows(), [], 0
    for endpoint, sending in sendings(site).items():
        if subject_of(endpoint) != subject:
            continue
        path = site.address(endpoint, **sending.at)
        for name in sending.fields or {"surplus": ""}:
            for value in NASTY:
                response = site.posts(sending.who, path, {**sending.fields, name: value})
                tried += 1
                if response.status_code >= 500 or "planted" in str(response.headers.getlist("Set-Cookie")):
                    broken.append((endpoint, name, repr(value)[:40], response.status_code))
            site.restore(before)
    assert tried >= len(NASTY)
    assert broken == []


@pytest.mark.sqlite_alone
def test_nothing_in_an_address_breaks_anything(site: Site) -> None:
    """The words in an address name content, which no database is asked for."""
    words = [value for value in NASTY if isinstance(value, str) and value.strip() and len(value) < 1000]
    forms, broken = sendings(site), []
    for rule in site.rules:
        for name in rule.arguments & {"code", "track", "slug", "check_id", "exam", "task", "token"}:
            for word in words:
                path = site.address(rule.endpoint, **{name: "SLOT"}).replace("SLOT", quote(word, safe=""))
                if "POST" in (rule.methods or ()):
                    form = forms[rule.endpoint]
                    response = site.posts(form.who, path, form.fields)
                else:
                    response = site.gets("author", path)
                if response.status_code >= 500:
                    broken.append((rule.endpoint, name, word[:20], response.status_code))
    assert broken == []


def test_no_number_in_an_address_breaks_anything(site: Site) -> None:
    fields, before = sendings(site)["exams.save"].fields, site.rows()
    over = {"attempt_id": site.things["finished_id"]}
    for number in ("0", "7", "2147483648", "9223372036854775808", "9" * 300, "-1", "1.5"):
        question = site.address("exams.question").rpartition("/")[0] + f"/{number}"
        reviewed = site.address("exams.reviewed_question", **over).rpartition("/")[0] + f"/{number}"
        assert site.gets(LEARNER, question).status_code == 404, number
        assert site.gets(LEARNER, reviewed).status_code == 404, number
        assert site.posts(LEARNER, question, fields).status_code == 404, number
    assert site.rows() == before


def test_nothing_that_is_asked_in_an_address_breaks_anything(site: Site) -> None:
    broken = []
    for value in NASTY:
        text = value if isinstance(value, str) else "\udcff\udcfe"
        tail = quote(text[:2000], errors="surrogateescape")
        for who, endpoint, name in (
            (ADMIN, "accounts.people", "q"),
            (VISITOR, "accounts.sign_in", "next"),
            (LEARNER, "accounts.sign_in", "next"),
            (LEARNER, "exams.overview", "show"),
            ("newcomer", "plans.new", "skill"),
            (LEARNER, "plans.new_goal", "skill"),
            (LEARNER, "plans.goals.new", "skill"),
        ):
            response = site.gets(who, f"{site.address(endpoint)}?{name}={tail}")
            if response.status_code >= 500 or "planted" in str(response.headers.getlist("Set-Cookie")):
                broken.append((endpoint, name, text[:40], response.status_code))
    assert broken == []


@pytest.mark.sqlite_alone
@pytest.mark.parametrize(
    ("kind", "size"),
    [(kind, 300_000) for kind in ("a field", "a part", "a name", "JSON", "text")] + [("a field", 1_000_000)],
)
def test_more_than_the_site_takes_is_refused_before_it_is_read(site: Site, size: int, kind: str) -> None:
    """JSON and text hold no token that counts, so they may be refused for that alone."""
    before, much, wrong = site.rows(), "x" * size, {}
    for endpoint, sending in sendings(site).items():
        fields = {"csrf_token": site.key_of(sending.who).token, **sending.fields}
        boundary, parts = encode_multipart({**fields, "more": much})
        ways: dict[str, dict[str, Any]] = {
            "a field": {"data": {**fields, "more": much}},
            "a part": {"data": parts, "content_type": f"multipart/form-data; boundary={boundary}"},
            "a name": {"data": {**fields, much: "1"}},
            "JSON": {"json": {**fields, "more": much}},
            "text": {"data": much, "content_type": "text/plain"},
        }
        path = site.address(endpoint, **sending.at)
        status = site.visitor(sending.who).client.post(path, **ways[kind]).status_code
        if status not in ({400, 413} if kind in {"JSON", "text"} else {413}):
            wrong[endpoint] = status
    assert wrong == {}
    assert site.rows() == before


@pytest.mark.sqlite_alone
def test_a_form_that_is_no_form_is_refused(site: Site) -> None:
    client = site.visitor(LEARNER).client
    for kind, body in (
        ("multipart/form-data", b"--x"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=csrf_token"),
        ("multipart/form-data; boundary=" + "b" * 5000, b"--b"),
        ("application/json", b'{"csrf_token": '),
        ("application/json", b"[" * 20_000),
        ("application/x-www-form-urlencoded; charset=utf-7", b"+ADw-script"),
        ("application/x-www-form-urlencoded", b"&=" * 50_000),
        ("text/xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        ("", b"\x00\xff"),
    ):
        for path in (site.address("exams.save"), site.address("plans.comment"), "/account/sign-in"):
            assert client.post(path, data=body, content_type=kind).status_code in {400, 413}, (kind, path)


@pytest.mark.sqlite_alone
@pytest.mark.parametrize(
    "payload",
    [
        '"><script>alert(1)</script><img src=x onerror=alert(1)>',
        "</textarea></title><svg onload=alert(1)>'><b onclick=1>",
        "[x](javascript:alert(1)) <a href=javascript:alert(1)>x</a>",
        "<!-- <plaintext> ]]> &lt;script&gt;",
    ],
)
def test_what_people_write_is_shown_as_they_wrote_it_and_never_run(site: Site, payload: str) -> None:
    """Fill every field that is shown to somebody with it, then look at every page; a page checks itself for scripts."""
    for endpoint in (
        "accounts.rename", "plans.describe", "plans.goals.add", "plans.goals.change", "plans.goals.add_step",
        "plans.comment", "plans.send", "plans.begin", "plans.approve", "accounts.create",
    ):  # fmt: skip
        form = sendings(site)[endpoint]
        for name in form.fields.keys() & {"name", "title", "done_when", "body"}:
            site.posts(form.who, site.address(endpoint, **form.at), {**form.fields, name: payload})
    for target in ("javascript:alert(1)", "data:text/html,x", "//evil.example", "https://example.org/"):
        form = sendings(site)["plans.goals.add_step"]
        site.posts(form.who, site.address("plans.goals.add_step"), {**form.fields, "link": target})
    shown = 0
    for who in (LEARNER, MENTOR, ADMIN, "newcomer", "sender"):
        for endpoint in site.endpoints("GET"):
            plan = {"plan_id": site.things["sent_plan"]} if who == "sender" else {}
            path = site.address(endpoint, **plan)
            response = site.gets(who, path)
            page = Page(response, path)
            shown += payload in page.text
            for link in page.find_all("a[href]"):
                assert link.get("href").startswith(("/", "#", "https://")), (path, link.get("href"))
                assert not link.get("href").startswith("//"), path
    assert shown >= 3


@pytest.mark.sqlite_alone
def test_what_people_write_is_never_taken_for_a_template(site: Site) -> None:
    form = sendings(site)["plans.describe"]
    site.posts(LEARNER, site.address("plans.describe"), {**form.fields, "title": "{{ 7 * 191 }}{% raw %}"})
    text = site.gets(LEARNER, site.address("plans.show")).text
    assert "{{ 7 * 191 }}{% raw %}" in text
    assert "1337" not in text


@pytest.mark.sqlite_alone
def test_a_cookie_that_is_none_is_nobody(site: Site) -> None:
    client = site.app.test_client()
    for value in ("", "x", "." * 4000, "eyJ9.x.y", "%00", "é", "a" * 4000, "null", "{}"):
        client.set_cookie("session", value)
        client.set_cookie("theme", value)
        assert client.get("/lessons").status_code == 200
        assert client.get("/account").headers["Location"].startswith("/account/sign-in")
