"""The health page: for machines, open to everybody, and honest."""

from __future__ import annotations

from flask.testing import FlaskClient

from webapp.services.work import Workshop
from webapp.store.session import Sessions, make_engine


def test_it_says_ok_while_the_database_answers(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


def test_it_says_so_when_the_database_is_away(client: FlaskClient, workshop: Workshop) -> None:
    engine = make_engine("sqlite:////no/such/folder/gantry.db")
    workshop.sessions = Sessions(engine)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.get_json()) == (503, {"status": "unavailable"})
    engine.dispose()
