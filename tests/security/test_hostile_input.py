"""Hostile input: whatever is sent in whatever field, the answer is ours, nothing breaks, and nothing runs in a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urljoin

import pytest
from markupsafe import escape
from werkzeug.test import encode_multipart

from tests.security.sendings import sendings
from tests.security.site import ADMIN, AUTHOR, LEARNER, MENTOR, VISITOR, Site
from tests.support.visitor import Page
from webapp import mail
from webapp.domain.exams.grants import LONGEST_REASON
from webapp.store import outbox

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
SUBJECTS = (
    "accommodations",
    "accounts",
    "exams",
    "home",
    "hours",
    "items",
    "lessons",
    "mentoring",
    "plans.goals",
    "plans",
    "progress",
    "reports",
)


WRITTEN = {"name", "title", "done_when", "body", "text", "words", "reason", "what", "provider", "proof"}
PEOPLE = (LEARNER, MENTOR, ADMIN, AUTHOR, "newcomer", "sender")
PIECES = {"search.results"}
"""Answers that are put into a page by its script, and are none themselves."""
FILES = {"hours.download"}
"""Answers that are saved and never shown as a page."""
PLACES = {
    "sender": ({"plan_id": "sent_plan"},),
    LEARNER: ({}, {"attempt_id": "sectioned_id"}, {"attempt_id": "finished_id"}),
}
"""What else than the usual things somebody looks at."""
SHOWN = {
    "accommodations.attempt",
    "accommodations.own",
    "accommodations.person",
    "accounts.people",
    "accounts.show",
    "exams.practice",
    "exams.question",
    "exams.show",
    "hours.index",
    "hours.statement",
    "mentoring.learner",
    "plans.show",
    "reports.own",
    "reports.queue",
}
"""Where what was written must be found again, so that it was looked at at all."""


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
    """The words in an address name content."""
    words = [value for value in NASTY if isinstance(value, str) and value.strip() and len(value) < 1000]
    named = {"code", "track", "slug", "check_id", "exam", "task", "question", "version", "token"}
    forms, broken = sendings(site), []
    for rule in site.rules:
        for name in rule.arguments & named:
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
        "exams.notes", "exams.save_preset", "reports.send", "accommodations.grant", "accommodations.add_time",
        "hours.add", "hours.change",
    ):  # fmt: skip
        form = sendings(site)[endpoint]
        for name in form.fields.keys() & WRITTEN:
            site.posts(form.who, site.address(endpoint, **form.at), {**form.fields, name: payload})
    for target in ("javascript:alert(1)", "data:text/html,x", "//evil.example", "https://example.org/"):
        form = sendings(site)["plans.goals.add_step"]
        site.posts(form.who, site.address("plans.goals.add_step"), {**form.fields, "link": target})
        proof = sendings(site)["hours.add"]
        site.posts(proof.who, site.address("hours.add"), {**proof.fields, "proof": target})
    shown = {each for who in PEOPLE for each in shown_to(site, who, payload)}
    assert shown >= SHOWN, SHOWN - shown


def shown_to(site: Site, who: str, payload: str) -> Iterator[str]:
    """Every page as somebody sees it, checked; the endpoints of those on which the words stand."""
    for endpoint in sorted(set(site.endpoints("GET")) - PIECES - FILES):
        for place in PLACES.get(who, ({},)):
            path = site.address(endpoint, **{name: site.things[thing] for name, thing in place.items()})
            page = Page(site.gets(who, path), path)
            for link in page.find_all("a[href]"):
                target = urljoin(path, link.get("href"))
                assert target.startswith(("/", "https://")), (path, target)
                assert not target.startswith("//"), (path, target)
            typed = [field.get("value") for field in page.find_all("input")]
            if " ".join(payload.split()) in page.text or payload in typed:
                yield endpoint


@pytest.mark.sqlite_alone
def test_what_an_author_answers_is_shown_as_it_was_written(site: Site) -> None:
    """Once the attempt is over; until then nothing of the reply is told."""
    payload = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    site.posts("author", site.address("reports.answer"), {"outcome": "kept", "reply": payload})
    page = Page(site.gets(LEARNER, "/reports"), "/reports")
    page.sees(payload)


@pytest.mark.sqlite_alone
def test_letters_show_what_people_wrote_as_they_wrote_it(site: Site) -> None:
    payload = '<img src=x onerror=alert(1)>"> {{ 7 * 191 }} & more'
    known = {row["id"] for row in site.rows()["letter"]}
    for endpoint, name in (
        ("accommodations.grant", "reason"),
        ("accommodations.add_time", "reason"),
        ("reports.answer", "reply"),
        ("plans.comment", "body"),
    ):
        form = sendings(site)[endpoint]
        sent = site.posts(form.who, site.address(endpoint, **form.at), {**form.fields, name: payload})
        assert sent.status_code == 303, endpoint
    written = {row["id"] for row in site.rows()["letter"]} - known
    with site.workshop.reading() as work:
        letters = [outbox.get(work.session, each) for each in written]
    assert len(letters) == 4
    for letter in letters:
        message = mail.render(letter, mail_from="Gantry <gantry@localhost>")
        plain, html = (str(part.get_content()) for part in message.iter_parts())
        assert payload in " ".join(plain.split()), letter.template
        assert str(escape(payload)) in " ".join(html.split()), letter.template
        assert "<img" not in html, letter.template


@pytest.mark.sqlite_alone
@pytest.mark.parametrize(
    ("endpoint", "name", "most"),
    [
        ("exams.notes", "text", 10_000),
        ("reports.send", "words", 2_000),
        ("reports.answer", "reply", 2_000),
        ("exams.save_preset", "name", 60),
        ("accommodations.grant", "reason", LONGEST_REASON),
        ("accommodations.add_time", "reason", LONGEST_REASON),
    ],
)
def test_words_have_a_length_that_can_be_read_and_not_one_sign_more(
    site: Site, endpoint: str, name: str, most: int
) -> None:
    form, before = sendings(site)[endpoint], site.rows()
    path = site.address(endpoint, **form.at)
    assert site.posts(form.who, path, {**form.fields, name: "x" * (most + 1)}).status_code == 422
    assert site.rows() == before
    assert site.posts(form.who, path, {**form.fields, name: "x" * most}).status_code in {200, 303}
    assert site.rows() != before


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
