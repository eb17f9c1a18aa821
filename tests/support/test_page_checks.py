"""The checks on every page find each fault when it is planted, and nothing on a page that is well made."""

from __future__ import annotations

import pytest
from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from tests.support.markup import read
from tests.support.page_checks import faults_of
from tests.support.visitor import Visitor

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Your plan - Gantry</title>
<link rel="stylesheet" href="/static/all.css"><script type="module" src="/static/js/main.js"></script></head>
<body><main id="main"><h1>Your <em>plan</em></h1>
<form method="post" action="/plans"><input type="hidden" name="csrf_token" value="t0">
<label for="name">Name</label><input id="name" name="name" value="First" aria-describedby="name-hint">
<p id="name-hint">A few words.<br>No more.</p>
<label>Kind <select name="kind"><option value="a">A</option><option value="b" selected>B</option></select></label>
<label><input type="checkbox" name="tick" value="1" checked> Tick</label>
<label><input type="checkbox" name="tick" value="2"> Tock</label>
<textarea name="why" aria-label="Why">
because</textarea>
<button name="move" value="send">Send it</button></form>
<svg viewBox="0 0 1 1"><path d="M0 0"/></svg></main></body></html>"""


def test_a_page_that_is_well_made_has_no_fault() -> None:
    assert faults_of(read(GOOD)) == []


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("<!doctype html>", "", "doctype"),
        (' lang="en"', "", "lang"),
        ("</em>", "", "</h1> while <em> is open"),
        ("</main>", "", "while <main> is open"),
        ('<svg viewBox="0 0 1 1">', '<div/><svg viewBox="0 0 1 1">', "close itself"),
        ('id="name-hint"', 'id="name"', "id 'name' is used 2 times"),
        ('id="name-hint"', 'id="other"', "names nothing on this page"),
        ("<h1>Your <em>plan</em></h1>", "<p>Your plan</p>", "one h1"),
        ("<h1>Your", "<h1>One</h1><h1>Your", "one h1"),
        ("Your plan - Gantry", "Elsewhere - Gantry", "do not agree"),
        ('<label for="name">Name</label>', "", "has no label"),
        (' aria-label="Why"', "", "has no label"),
        (">Send it<", "><", "no words"),
        (' value="t0"', "", "csrf_token"),
        ('method="post"', 'method="get"', "shows its csrf_token"),
        ('<main id="main">', '<main id="main" style="color: red">', "style="),
        ('<main id="main">', '<main id="main"><style>p {}</style>', "<style>"),
        ('<main id="main">', '<main id="main"><script>1</script>', "inline <script>"),
        ('<main id="main">', '<main id="main" onclick="go()">', "runs a script"),
        ('action="/plans"', 'action="javascript:go()"', "runs a script"),
        ("A few words.", "{{ words }}", "is left in"),
        ("A few words.", "</p><p>None</p><p>", "None stands as text"),
        ('<main id="main">', '<main id="main"><a href="#gone">x</a>', "not on this page"),
        ('<main id="main">', '<main id="main"><img src="/x.png">', "no alt"),
        ('id="name" name="name"', 'id="name" name="name" name="n"', "name twice"),
    ],
)
def test_a_planted_fault_is_found(good: str, bad: str, words: str) -> None:
    assert good in GOOD
    assert any(words in fault for fault in faults_of(read(GOOD.replace(good, bad))))


@pytest.fixture
def someone() -> Visitor:
    """A visitor of a site with one form, which says back what it was sent."""
    site = Flask("site", static_folder=None)

    @site.get("/plans")
    def form() -> str:
        return GOOD

    @site.post("/plans")
    def take() -> ResponseReturnValue:
        return redirect("/said?" + "&".join(f"{k}={v}" for k, v in request.form.items(multi=True)), 303)

    @site.get("/said")
    def said() -> str:
        words = "; ".join(f"{k}={v}" for k, v in request.args.items(multi=True))
        return GOOD.replace("A few words.", words)

    @site.get("/broken")
    def broken() -> str:
        return GOOD.replace("</h1>", "")

    return Visitor(site.test_client())


def test_a_visitor_presses_a_button_with_what_the_form_holds(someone: Visitor) -> None:
    someone.opens("/plans")
    someone.submits("Send it", name="Second").sees("name=Second; kind=b; tick=1; why=because; move=send")


def test_a_visitor_may_stop_before_the_redirect(someone: Visitor) -> None:
    someone.opens("/plans")
    assert someone.posts("/plans", {"name": "x"}, follow=False).location == "/said?csrf_token=t0&name=x"


def test_a_visitor_stumbles_over_a_faulty_page(someone: Visitor) -> None:
    with pytest.raises(AssertionError, match="while <h1> is open"):
        someone.opens("/broken")


def test_a_visitor_finds_by_selector_and_words(someone: Visitor) -> None:
    page = someone.opens("/plans")
    assert page.find("form label", text="Kind").tag == "label"
    assert page.find("option[value=b]").text == "B"
    assert page.h1 == "Your plan"
    with pytest.raises(AssertionError, match="nothing fits"):
        page.find("form.other")
