"""Every broken rule has its status and its words, for a reader and for a script."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import BadRequest, ImATeapot, ServiceUnavailable

from tests.support.clock import START
from tests.support.visitor import Visitor
from webapp.domain import errors
from webapp.domain.access import Action
from webapp.domain.exams.selection import PoolTooSmall
from webapp.pages.errors import STATUS, TITLES, status_of
from webapp.pages.guard import allows

JSON = {"Accept": "application/json"}
SECRET = "the insides of a fault"


def raising(app: Flask, error: Exception, path: str = "/planted") -> str:
    """The address of a page on which this happens."""

    def view() -> str:
        raise error

    app.add_url_rule(path, "planted", allows(Action.VISIT)(view))
    return path


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.NotAllowed(), 403),
        (errors.NotFound(), 404),
        (errors.TimeIsUp(), 410),
        (errors.AttemptClosed(), 409),
        (errors.Stale(), 409),
        (errors.WrongState("The plan is closed."), 409),
        (PoolTooSmall("The bank is empty."), 409),
        (errors.BadInput("Write a number.", field="hours"), 422),
        (errors.TooManyTries(START + timedelta(minutes=1)), 429),
        (errors.RuleBroken("Not like this."), 400),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_broken_rule_has_its_page_and_its_name_for_a_script(
    app: Flask, visitor: Visitor, error: errors.RuleBroken, status: int
) -> None:
    path = raising(app, error)
    page = visitor.opens(path, status)
    assert page.h1 == TITLES[status]
    answer = visitor.client.get(path, headers=JSON)
    assert (answer.status_code, answer.get_json()["error"]) == (status, type(error).__name__)
    assert answer.get_json()["message"] in page.text


def test_a_rule_without_a_line_of_its_own_takes_that_of_the_rule_above() -> None:
    class Narrower(errors.WrongState):
        """A rule nobody has listed."""

    assert status_of(Narrower()) == 409
    assert all(status in TITLES for status in STATUS.values())


def test_what_is_not_there_says_nothing_of_what_may_be_there(app: Flask, visitor: Visitor) -> None:
    page = visitor.opens(raising(app, errors.NotFound("Bram’s plan")), 404).misses("Bram")
    lost = visitor.opens("/no/such/page", 404)
    assert without_number(page.main.text) == without_number(lost.main.text)


def without_number(text: str) -> str:
    return text.partition("Number of this request")[0]


def test_a_fault_of_ours_is_noted_under_its_number_and_shown_without_its_insides(
    app: Flask, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    path = raising(app, RuntimeError(SECRET))
    page = visitor.opens(path, 500).misses(SECRET, "Traceback", "RuntimeError")
    assert SECRET not in page.html
    number = page.response.headers["X-Request-ID"]
    page.sees("It has been noted under the number below.", f"Number of this request: {number}")
    assert re.fullmatch("[0-9a-f]{16}", number)
    [record] = [each for each in caplog.records if each.name == "gantry.errors"]
    assert record.exc_info
    assert SECRET in str(record.exc_info[1])
    answer = visitor.client.get(path, headers=JSON)
    assert (answer.status_code, answer.get_json()["error"]) == (500, "Broken")
    assert SECRET not in answer.text


def test_a_collision_that_stays_asks_to_try_again(app: Flask, visitor: Visitor) -> None:
    path = raising(app, errors.Collision("UPDATE account"))
    visitor.opens(path, 503).sees("Somebody else was writing").misses("UPDATE")
    assert visitor.client.get(path, headers=JSON).get_json()["error"] == "Collision"


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (BadRequest("It does not fit."), 400, "BadRequest"),
        (ServiceUnavailable(), 503, "ServiceUnavailable"),
        (ImATeapot(), 418, "I'mateapot"),
    ],
    ids=["400", "503", "418"],
)
def test_what_the_framework_refuses_is_shown_in_our_frame(
    app: Flask, visitor: Visitor, error: Exception, status: int, name: str
) -> None:
    path = raising(app, error)
    visitor.opens(path, status).sees(f"Answer {status}")
    assert visitor.client.get(path, headers=JSON).get_json()["error"] == name


def test_a_page_that_is_used_in_the_wrong_way_says_how(visitor: Visitor) -> None:
    visitor.opens("/account/sign-out", 405).sees("Go back and use the buttons on the page.")
    visitor.posts("/healthz", status=405)


def test_a_page_from_another_session_is_asked_to_be_reloaded(visitor: Visitor, client: FlaskClient) -> None:
    visitor.token = "of another session"
    page = visitor.posts("/account/sign-in", {"email": "a@example.org", "password": "x"}, status=400)
    page.sees("This page was opened in another session.")


def test_a_redirect_of_the_framework_passes_as_it_is(app: Flask, client: FlaskClient) -> None:
    raising(app, errors.NotFound(), path="/planted/")
    assert client.get("/planted").status_code == 308
