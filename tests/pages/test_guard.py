"""The guard: who is let in, who is refused, and a view that lost a race runs again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import make
from tests.support.visitor import Visitor
from webapp.domain.access import Action, Role
from webapp.domain.errors import Collision
from webapp.pages.guard import TRIES, action_of, allows
from webapp.services.work import Workshop

Plant = Callable[[Action], None]


@pytest.fixture
def planted(app: Flask) -> Plant:
    """Adds a page at /planted for an action."""

    def welcome() -> str:
        return "come in"

    def plant(action: Action) -> None:
        app.add_url_rule("/planted", "planted", allows(action)(welcome))

    return plant


def test_a_page_for_anybody_lets_a_visitor_in(planted: Plant, client: FlaskClient) -> None:
    planted(Action.VISIT)
    assert client.get("/planted").text == "come in"


def test_a_visitor_is_led_to_the_door_and_back_again(planted: Plant, client: FlaskClient) -> None:
    planted(Action.STUDY)
    response = client.get("/planted?a=1&b=%2F")
    assert response.status_code == 303
    assert response.headers["Location"] == "/account/sign-in?next=/planted?a%3D1%26b%3D%252F"


def test_a_script_of_a_visitor_is_told_so_and_not_led_anywhere(planted: Plant, client: FlaskClient) -> None:
    planted(Action.STUDY)
    response = client.get("/planted", headers={"Accept": "application/json"})
    assert (response.status_code, response.get_json()["error"]) == (401, "SignedOut")


def test_a_role_without_the_right_is_refused(planted: Plant, visitor: Visitor, workshop: Workshop) -> None:
    planted(Action.READ_BANK)
    visitor.signs_in_as(make.account(workshop, role=Role.LEARNER))
    visitor.opens("/planted", 403).sees("Your account may not do this.")


def test_a_route_that_declares_nobody_refuses_even_an_admin(
    app: Flask, visitor: Visitor, workshop: Workshop
) -> None:
    app.add_url_rule("/planted", "planted", lambda: "come in")
    assert action_of(app, "planted") is None
    visitor.opens("/planted", 403).misses("come in")
    visitor.signs_in_as(make.account(workshop, role=Role.ADMIN))
    visitor.opens("/planted", 403).misses("come in")


def test_what_a_route_declares_can_be_asked(planted: Plant, app: Flask) -> None:
    planted(Action.PLAN)
    assert action_of(app, "planted") is Action.PLAN
    assert action_of(app, "nothing") is None


@pytest.mark.parametrize(("lost", "status"), [(0, 200), (1, 200), (TRIES - 1, 200), (TRIES, 503)])
def test_a_view_that_lost_a_race_runs_again_a_few_times(
    app: Flask, client: FlaskClient, lost: int, status: int
) -> None:
    runs = []

    def view() -> str:
        runs.append(1)
        if len(runs) <= lost:
            raise Collision
        return "done"

    app.add_url_rule("/planted", "planted", allows(Action.VISIT)(view))
    assert client.get("/planted").status_code == status
    assert len(runs) == min(lost + 1, TRIES)
