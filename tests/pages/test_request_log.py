"""The request log: one line for each request with its id, and never a token in it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import make
from tests.support.visitor import Visitor
from webapp.domain.access import Action
from webapp.pages.guard import allows
from webapp.pages.request_log import JsonLines, request_id
from webapp.services.work import Workshop

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(app: Flask, capsys: pytest.CaptureFixture[str]) -> Lines:
    """Reads what has been written to stderr since the last time."""
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_request_writes_one_line_with_the_id_it_was_answered_with(
    client: FlaskClient, lines: Lines
) -> None:
    answer = client.get("/healthz")
    (line,) = lines()
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/healthz", 200)
    assert line["ms"] > 0
    assert "actor" not in line


def test_each_request_has_an_id_of_its_own(client: FlaskClient) -> None:
    ids = {client.get("/healthz").headers["X-Request-ID"] for _ in range(5)}
    assert len(ids) == 5


def test_an_id_from_outside_is_not_believed(client: FlaskClient) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": "mine\r\n".strip()})
    assert answer.headers["X-Request-ID"] != "mine"


def test_an_unknown_address_is_not_written_down(client: FlaskClient, lines: Lines) -> None:
    client.get("/reset/secret-token")
    (line,) = lines()
    assert "secret" not in json.dumps(line)
    assert line["status"] == 404


def test_the_line_names_the_account_that_asked(visitor: Visitor, workshop: Workshop, lines: Lines) -> None:
    ada = make.account(workshop)
    visitor.signs_in_as(ada)
    lines()
    visitor.client.get("/healthz")
    (line,) = lines()
    assert line["actor"] == str(ada.id)


def test_a_form_without_its_token_is_logged_too(client: FlaskClient, lines: Lines) -> None:
    answer = client.post("/account/sign-in", data={})
    line = lines()[-1]
    assert (answer.status_code, line["status"]) == (400, 400)
    assert line["request_id"] == answer.headers["X-Request-ID"]


def test_a_fault_of_ours_is_logged_with_its_trace_under_the_number_the_page_shows(
    app: Flask, visitor: Visitor, lines: Lines
) -> None:
    @allows(Action.VISIT)
    def planted() -> str:
        raise ZeroDivisionError

    app.add_url_rule("/planted", "planted", planted)
    page = visitor.opens("/planted", status=500)
    fault, line = lines()
    assert "ZeroDivisionError" in fault["exception"]
    assert fault["request_id"] == line["request_id"] == page.response.headers["X-Request-ID"]
    page.sees(line["request_id"]).misses("ZeroDivisionError")


def test_outside_of_a_request_there_is_no_id(client: FlaskClient) -> None:
    client.get("/healthz")
    assert request_id() == ""
    record = logging.LogRecord("gantry", logging.INFO, __file__, 1, "words with %s", ("“quotes”",), None)
    line = json.loads(JsonLines().format(record))
    assert line["message"] == "words with “quotes”"
    assert "request_id" not in line
