"""Routes: each says whom it lets in, and the list of them changes only on purpose."""

from __future__ import annotations

import ast
import re
from http import HTTPStatus

from flask import Flask
from flask.testing import FlaskClient

from tests.support import house, routes
from webapp.pages.guard import action_of
from webapp.settings import ROOT

KEPT = ROOT / "tests" / "house" / "routes.txt"
STAY = {"/", "/lessons", "/exams", "/plans", "/mentoring", "/account", "/healthz"}


def test_every_route_says_whom_it_lets_in(app: Flask) -> None:
    silent = [rule.rule for rule in app.url_map.iter_rules() if action_of(app, rule.endpoint) is None]
    assert silent == []


def test_a_route_that_says_nothing_lets_nobody_in(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/planted", "planted", lambda: "come in")
    assert client.get("/planted").status_code == HTTPStatus.FORBIDDEN


def test_the_guard_stands_directly_below_the_route() -> None:
    for path in house.modules("pages"):
        for node in house.functions(path):
            decorators = [ast.unparse(each) for each in node.decorator_list]
            if any(re.match(r"bp\.(get|post|route)\(", each) for each in decorators):
                assert decorators[-1].startswith("allows("), f"{house.name(path)}: {node.name}"


def test_the_addresses_that_stay_are_there(app: Flask) -> None:
    assert {rule.rule for rule in app.url_map.iter_rules()} >= STAY


def test_the_list_of_routes_changes_only_on_purpose(app: Flask) -> None:
    assert routes.describe(app) == KEPT.read_text(encoding="utf-8"), (
        "if the change is meant: python -m tests.support.routes > tests/house/routes.txt"
    )
