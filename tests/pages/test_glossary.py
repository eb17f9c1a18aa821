"""The glossary through the browser without a script: letters, search, entries, and the terms of a lesson."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from tests.support import make
from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.catalog.shelf import Catalog
from webapp.services.work import Workshop

LESSON = "/lessons/basics/what-a-plan-is"


def test_anybody_opens_the_glossary_at_its_first_letter(visitor: Visitor) -> None:
    page = visitor.opens("/glossary").sees("3 terms of the field", "Decision", "A choice that one person")
    page.misses("A list of tasks")
    assert [link.text for link in page.find_all(".letters a")] == ["D", "P", "T"]
    assert page.find(".letters a[aria-current=page]").text == "D"
    assert page.find("nav[aria-label=Main] a[aria-current=page]").text == "Lessons"
    assert page.find(".library a[aria-current=page]").text == "Glossary"


def test_a_letter_leads_to_its_terms(visitor: Visitor) -> None:
    letter = visitor.opens("/glossary").find(".letters a", text="P")
    page = visitor.opens(letter.get("href")).sees(
        "Plan", "PLN, schedule", "See Task, Decision", "1.1 What a plan is"
    )
    assert page.find("#plan dt a").get("href") == "/glossary/plan"
    visitor.opens("/glossary?letter=z", status=404)


def test_the_field_finds_without_a_script(visitor: Visitor) -> None:
    page = visitor.opens("/glossary?q=schedule").sees("Found for “schedule”", "1 term.", "A list of tasks")
    assert page.find("#q").get("value") == "schedule"
    assert not page.find_all(".letters a[aria-current=page]")


def test_who_finds_nothing_hears_what_looks_like_it(visitor: Visitor) -> None:
    page = visitor.opens("/glossary?q=decisoin").sees("No term holds these words.", "Is one of these meant?")
    assert page.find("#found a").get("href") == "/glossary/decision"


@pytest.mark.parametrize("query", ["%3Cscript%3Ealert(1)%3C/script%3E", "%00", "%27%22--", "q" * 3000, "%FF"])
def test_no_query_breaks_the_page(visitor: Visitor, query: str) -> None:
    assert "<script>alert" not in visitor.opens(f"/glossary?q={query}").html


def test_an_entry_leads_to_its_lesson_and_to_its_neighbours(visitor: Visitor) -> None:
    page = visitor.opens("/glossary/decision").sees("Decision", "A choice that one person answers for.")
    assert page.find("a.btn-go").get("href") == "/lessons/basics/who-decides#idea"
    visitor.clicks("Plan").sees("Also PLN, schedule")
    page = visitor.opens("/glossary/task").sees("Lessons that use it", "1.1 What a plan is")
    assert not page.find_all("a.btn-go")
    visitor.opens("/glossary/nothing", status=404)


def test_a_lesson_holds_the_meaning_of_each_term_once(visitor: Visitor) -> None:
    page = visitor.opens(LESSON)
    links = page.find_all(".reading a.glossed")
    assert [link.get("href") for link in links] == ["/glossary/plan", "/glossary/task"]
    assert page.find("#meaning_plan").text == "A list of tasks that says what each of them waits for."
    assert page.html.count("says what each of them waits for") == 1
    assert page.find("#meaning_task").text.endswith("can call “finished”.")
    assert page.find("aside.margin a", text="Small plan").get("href") == "/templates/small-plan"
    visitor.opens("/lessons/basics/when-things-slip").misses("Terms in this lesson", "Take to work")


def test_a_changed_meaning_is_sent_though_the_lesson_is_the_same(
    visitor: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    tag = visitor.opens(LESSON).response.headers["ETag"]
    assert visitor.opens(LESSON).response.headers["ETag"] == tag
    terms = tuple(replace(term, meaning="Another.") for term in shelf.terms)
    workshop.catalog = replace(shelf, terms=terms)
    assert visitor.opens(LESSON).response.headers["ETag"] != tag


def test_a_page_of_the_glossary_asks_whether_the_session_stands_and_nothing_else(
    app: Flask, visitor: Visitor, workshop: Workshop
) -> None:
    for path in ("/glossary", "/glossary?q=plan", "/glossary/plan"):
        with count_statements(workshop.sessions.engine) as statements:
            Visitor(app.test_client()).opens(path)
        assert len(statements) == 0
    visitor.signs_in_as(make.account(workshop))
    for path in ("/glossary", "/glossary?q=plan", "/glossary/plan"):
        with count_statements(workshop.sessions.engine) as statements:
            visitor.opens(path)
        assert len(statements) == 1


def test_a_school_without_a_glossary_says_so(visitor: Visitor, workshop: Workshop) -> None:
    workshop.catalog = Catalog((), (), {}, (), (), ())
    visitor.opens("/glossary").sees("No terms yet")
    visitor.opens("/glossary?q=plan").sees("No term holds these words.")
