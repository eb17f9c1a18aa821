"""The search through the browser without a script: finds by kind, anchors, marks, pages, and what finds nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support import make
from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.domain.search import Kind, SearchEntry
from webapp.services.search import MOST_PAGES, ON_A_PAGE
from webapp.services.work import Workshop
from webapp.store import search as store


def test_anybody_finds_what_the_library_holds_by_kind(visitor: Visitor) -> None:
    page = visitor.opens("/search?q=plan").sees("Found: 1 term, 1 template, 3 sections.", "Lesson 1.1")
    assert page.find("#q").get("value") == "plan"
    assert page.find("#found-term").text == "Terms"
    links = [link.get("href") for link in page.find_all(".search-finds h3 a")]
    assert links[0] == "/glossary/plan"
    assert "/templates/small-plan" in links
    assert "/lessons/basics/what-a-plan-is" in links
    assert any(link.startswith("/lessons/basics/") and "#" in link for link in links)
    assert page.find(".search-finds mark").text == "Plan"
    assert page.find(".library a[aria-current=page]").text == "Search"
    assert page.find("nav[aria-label=Main] a[aria-current=page]").text == "Lessons"


def test_the_anchor_of_a_find_is_there(visitor: Visitor) -> None:
    page = visitor.opens('/search?q="change the plan"').sees("1.1 What a plan is")
    (address,) = [link.get("href") for link in page.find_all(".search-finds h3 a")]
    assert address == "/lessons/basics/what-a-plan-is#idea"
    assert visitor.opens(address.partition("#")[0]).find("#idea").text.startswith("The idea")


def test_the_field_is_empty_at_first(visitor: Visitor) -> None:
    page = visitor.opens("/search")
    assert page.find("#says").text == ""
    assert not page.find_all(".search-group")
    visitor.opens("/search?q=+++").misses("Nothing holds")


def test_every_page_of_the_shell_leads_to_the_search(visitor: Visitor, workshop: Workshop) -> None:
    assert visitor.opens("/").find("a.mast-search").get("href") == "/search"
    visitor.signs_in_as(make.account(workshop))
    for path in ("/", "/lessons", "/exams", "/account", "/glossary"):
        link = visitor.opens(path).find("a.mast-search")
        assert (link.get("href"), link.get("aria-label")) == ("/search", "Search")


def test_who_finds_nothing_hears_what_looks_like_it(visitor: Visitor) -> None:
    page = visitor.opens("/search?q=decisoin").sees(
        "Nothing holds all of these words.", "Is one of these meant?"
    )
    assert page.find("#found a").get("href") == "/glossary/decision"
    visitor.opens("/search?q=zebra").sees("Try fewer words").misses("Is one of these meant?")


def test_all_of_one_kind_are_turned_page_by_page(visitor: Visitor, workshop: Workshop) -> None:
    section = SearchEntry(Kind.LESSON, "basics/what-a-plan-is#idea", "The idea", "", "A zebra.")
    term = SearchEntry(Kind.TERM, "plan", "Plan", "", "A zebra.")
    with workshop.writing() as work:
        store.replace(work.session, [section] * 250 + [term], made_from="many")
    visitor.opens("/search?q=zebra")
    page = visitor.clicks("Show all 250 sections").sees(f"Page 1 of {MOST_PAGES}, the first 200")
    assert len(page.find_all(".search-finds li")) == ON_A_PAGE
    assert [link.text for link in page.find_all("#found .row a")] == ["Everything", "1 term"]
    page = visitor.clicks("Next page").sees("Page 2 of")
    assert page.find(".pager a").get("href") == "/search?q=zebra&kind=lesson"
    visitor.opens(f"/search?q=zebra&kind=lesson&page={10**40}").sees(f"Page {MOST_PAGES} of")
    visitor.opens("/search?q=zebra&kind=person&page=x").sees("Show all 250 sections")


@pytest.mark.parametrize(
    "query",
    [
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%00",
        "%22%27%29%3B--",
        "q" * 3000,
        "%FF",
        "AND+OR+NOT+NEAR(",
        "%02plan%03",
        "plan+" * 500,
    ],
)
@pytest.mark.parametrize("address", ["/search", "/search/results"])
def test_no_query_breaks_the_page(visitor: Visitor, address: str, query: str) -> None:
    response = visitor.client.get(f"{address}?q={query}")
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    if address == "/search":
        visitor.opens(f"{address}?q={query}")


def test_what_stands_in_the_content_is_escaped(visitor: Visitor, workshop: Workshop) -> None:
    odd = SearchEntry(Kind.TERM, "plan", "<b>Plan</b>", "<i>", "A zebra <script>alert(1)</script> & more.")
    with workshop.writing() as work:
        store.replace(work.session, [odd], made_from="odd")
    page = visitor.opens("/search?q=zebra")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more." in page.html
    assert page.find(".search-finds h3 a").text == "<b>Plan</b>"
    assert [mark.text for mark in page.find_all(".search-finds mark")] == ["zebra"]


def test_the_finds_alone_hold_nothing_of_a_person_and_may_be_kept(
    visitor: Visitor, workshop: Workshop
) -> None:
    visitor.signs_in_as(make.account(workshop, name="Zenobia Quill"))
    response = visitor.client.get("/search/results?q=plan")
    assert response.headers["Cache-Control"] == "private, no-cache"
    known = {"If-None-Match": response.headers["ETag"]}
    assert visitor.client.get("/search/results?q=plan", headers=known).status_code == 304
    assert visitor.client.get("/search/results?q=task", headers=known).status_code == 200
    assert "Set-Cookie" not in response.headers
    for word in ("Zenobia", "csrf", "<html", "mast"):
        assert word not in response.text
    assert response.text == visitor.client.get("/search/results?q=plan").text
    assert 'id="found"' in response.text
    assert visitor.client.get("/search?q=plan").headers["Cache-Control"] == "no-store"


def test_a_search_asks_whether_the_session_stands_and_one_thing_more(
    app: Flask, visitor: Visitor, workshop: Workshop
) -> None:
    paths = (
        "/search?q=plan",
        "/search/results?q=pla",
        "/search?q=plan&kind=lesson&page=2",
        "/search?q=zebra",
    )
    for path in paths:
        with count_statements(workshop.sessions.engine) as statements:
            Visitor(app.test_client()).client.get(path)
        assert len(statements) == 1
    visitor.signs_in_as(make.account(workshop))
    for path in paths:
        with count_statements(workshop.sessions.engine) as statements:
            visitor.client.get(path)
        assert len(statements) == 2
