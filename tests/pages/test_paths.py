"""Learning paths through the browser without a script: stages, what comes next, and what a lesson builds on."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support import make
from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.services.work import Workshop

WAY = "/paths/short-way"


@pytest.fixture
def ada(visitor: Visitor, workshop: Workshop) -> Visitor:
    visitor.signs_in_as(make.account(workshop))
    return visitor


def test_anybody_sees_the_paths_with_their_time(visitor: Visitor) -> None:
    page = visitor.opens("/paths").sees("The short way", "3 weeks of 1 hour", "3 lessons", "Only talk")
    assert page.find(".library a[aria-current=page]").text == "Paths"
    page.misses("done on 0")
    visitor.opens("/lessons")
    visitor.clicks("learning path").sees("Learning paths")


def test_a_path_shows_its_stages_and_where_to_practise(visitor: Visitor) -> None:
    page = visitor.opens(WAY).sees("Week 1", "Weeks 2 to 3", "23 minutes of 1 hour")
    page.sees("Sign in to see how far you are", "Custom practice: Mini practice exam, P1, P2")
    page.misses("You are here", "Builds on")
    assert page.find("a.btn-go").text == "Begin with 1.1, 3 minutes"
    links = [link.get("href") for link in page.find_all(".path-practice a")]
    assert links == ["/exams/mini/practice?task=P1&task=P2", "/exams/mini"]


def test_a_learner_is_led_on(ada: Visitor) -> None:
    ada.opens("/lessons/basics/what-a-plan-is")
    ada.submits("Done, next")
    page = ada.opens(WAY).sees("1 of 3 lessons done", "Next: Who decides, in stage 1 of 2.", "You are here")
    assert page.find("a.btn-go").text == "Go on with 1.2, 5 minutes"
    ada.opens("/paths").sees("1 of 3 lessons done")


def test_when_all_is_read_practice_is_left(ada: Visitor) -> None:
    for slug in ("what-a-plan-is", "who-decides", "when-things-slip"):
        ada.opens(f"/lessons/basics/{slug}")
        ada.submits("Done")
    page = ada.opens(WAY).sees("You have read every lesson of this path. What is left is practice.")
    assert page.find("a.btn-go").get("href") == "/exams/mini"
    assert not ada.opens("/paths/talk-only").find_all("a.btn-go")


def test_a_lesson_says_what_it_builds_on_until_that_is_done(ada: Visitor) -> None:
    ada.opens("/paths/talk-only").sees("Builds on 1.1 What a plan is")
    ada.opens("/lessons/basics/who-decides").sees(
        "Builds on 1.1 What a plan is, which you have not done yet."
    )
    ada.opens("/lessons/basics/what-a-plan-is")
    ada.submits("Done, next").misses("which you have not done yet")


def test_a_visitor_is_told_only_in_the_margin(visitor: Visitor) -> None:
    visitor.opens("/lessons/basics/who-decides").sees("Read first").misses("which you have not done yet")


def test_an_unknown_path_is_not_found(visitor: Visitor) -> None:
    visitor.opens("/paths/nowhere", status=404)


def test_pages_of_paths_are_two_statements_and_a_visitors_none(
    ada: Visitor, workshop: Workshop, app: Flask
) -> None:
    for path in ("/paths", WAY):
        with count_statements(workshop.sessions.engine) as statements:
            ada.opens(path)
        assert len(statements) == 2, path
        with count_statements(workshop.sessions.engine) as statements:
            Visitor(app.test_client()).opens(path)
        assert len(statements) == 0, path
