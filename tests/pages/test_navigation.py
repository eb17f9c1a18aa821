"""The surroundings of a page: who may go where, where one is, light or dark."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import make
from tests.support.visitor import Visitor
from webapp.domain.access import VISITOR, Actor, Role
from webapp.pages.navigation import navigation, site
from webapp.services.work import Workshop

LEARNER = ["Today", "Lessons", "Exams", "Progress", "Plan"]


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (None, ["Lessons"]),
        (Role.LEARNER, LEARNER),
        (Role.MENTOR, ["Today", "Reviews", *LEARNER[1:]]),
        (Role.AUTHOR, [*LEARNER, "Question bank", "Reports"]),
        (Role.ADMIN, ["Lessons", "Reports", "People"]),
    ],
)
def test_everybody_sees_the_places_they_may_go_to(app: Flask, role: Role | None, labels: list[str]) -> None:
    with app.test_request_context():
        actor = Actor(role=role) if role else VISITOR
        assert [place.label for place in navigation(actor, "")] == labels


@pytest.mark.parametrize(
    ("endpoint", "label"),
    [
        ("home.index", "Today"),
        ("lessons.show", "Lessons"),
        ("glossary.show", "Lessons"),
        ("templates.index", "Lessons"),
        ("exams.result", "Exams"),
        ("progress.rating", "Progress"),
        ("plans.goals.new", "Plan"),
        ("mentoring.learner", "Reviews"),
    ],
)
def test_the_place_a_page_belongs_to_is_current(app: Flask, endpoint: str, label: str) -> None:
    with app.test_request_context():
        places = navigation(Actor(role=Role.MENTOR), endpoint)
    assert [place.label for place in places if place.current] == [label]


def test_ones_own_account_is_no_place_of_the_people_page(app: Flask) -> None:
    with app.test_request_context():
        actor = Actor(role=Role.ADMIN)
        assert not any(place.current for place in navigation(actor, "accounts.show"))
        assert [p.label for p in navigation(actor, "accounts.people") if p.current] == ["People"]


@pytest.mark.parametrize("role", list(Role))
def test_no_place_in_the_navigation_refuses_whom_it_is_shown_to(
    visitor: Visitor, workshop: Workshop, role: Role
) -> None:
    visitor.signs_in_as(make.account(workshop, role=role))
    for link in visitor.opens("/account").find_all("header nav a"):
        visitor.opens(link.get("href"))


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("", ""), ('"><script>', ""), ("DARK", "")]
)
def test_light_or_dark_is_what_was_chosen_on_this_device_and_nothing_else(
    client: FlaskClient, visitor: Visitor, cookie: str, theme: str
) -> None:
    client.set_cookie("theme", cookie)
    assert visitor.opens("/lessons").find("html").get("data-theme") == theme


@pytest.mark.parametrize(
    ("cookie", "text", "contrast"),
    [("2", "2", ""), ("3", "3", ""), ("more", "", "more"), ("9", "", ""), ('"><b>', "", "")],
)
def test_size_and_contrast_are_what_was_chosen_on_this_device(
    app: Flask, cookie: str, text: str, contrast: str
) -> None:
    with app.test_request_context(headers={"Cookie": f"text={cookie}; contrast={cookie}"}):
        here = site()
    assert (here.text, here.contrast) == (text, contrast)
