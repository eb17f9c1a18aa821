"""The question bank: every key in the open, and authors alone come in."""

from __future__ import annotations

import pytest

from tests.support import make
from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.domain.access import Role
from webapp.services.work import Workshop


@pytest.fixture
def art(visitor: Visitor, workshop: Workshop) -> Visitor:
    visitor.signs_in_as(make.account(workshop, name="Art", role=Role.AUTHOR))
    return visitor


def test_the_coverage_counts_each_task_of_each_outline(art: Visitor) -> None:
    page = art.opens("/items")
    assert page.h1 == "19 questions in 2 banks"
    page.sees("Outline of January 2026. 10 questions; a form asks 6.", "multiple: 1, single: 9")
    rows = [
        [cell.text for cell in row.every() if cell.tag in {"th", "td"}] for row in page.find_all("tbody tr")
    ]
    assert rows[:6] == [
        ["The plan 50 %, 3 of a form", "5", "", ""],
        ["P1 Tasks and what they wait for", "3", "1", "1 to 2"],
        ["P2 Changing a plan", "2", "0", "2 to 3"],
        ["The people 50 %, 3 of a form", "5", "", ""],
        ["D1 Who decides", "3", "0", "1 to 4"],
        ["D2 Telling people", "2", "0", "1 to 2"],
    ]


def test_a_task_shows_each_question_with_key_reasons_and_traps(art: Visitor) -> None:
    art.opens("/items")
    page = art.clicks("P1 Tasks")
    page.sees("Mini practice exam, The plan", "mini-p1-001", "What does a plan say about each task?")
    page.sees("Key. That is what makes a list a plan.", "Liking is no matter of the plan.")
    page.sees("Trap: Waits too long", "Notes on small plans", "22 November 2026", "1 of 5")
    assert len(page.find_all("article")) == 3
    assert page.find("article h2").get("id") == "mini-p1-001"


@pytest.mark.parametrize("path", ["/items/nothing/P1", "/items/mini/P9", "/items/mini/%00", "/items/mini"])
def test_what_no_outline_has_is_not_found(art: Visitor, path: str) -> None:
    art.opens(path, 404)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MENTOR, Role.ADMIN])
def test_nobody_but_an_author_comes_in(visitor: Visitor, workshop: Workshop, role: Role) -> None:
    visitor.signs_in_as(make.account(workshop, role=role))
    for path in ("/items", "/items/mini/P1", "/items/mini/P9"):
        visitor.opens(path, 403).misses("Key.", "mini-p1-001")
    visitor.opens("/").misses("Question bank")


def test_a_visitor_is_asked_to_sign_in(visitor: Visitor) -> None:
    assert visitor.opens("/items/mini/P1").h1 == "Sign in"


def test_the_bank_is_read_from_the_catalogue_alone(art: Visitor, workshop: Workshop) -> None:
    with count_statements(workshop.sessions.engine) as sent:
        art.opens("/items")
        art.opens("/items/mini/D1")
    assert len(sent) == 2
