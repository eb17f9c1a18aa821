"""The doors of the two requests that an exam lives by: a script's save, and a question that is opened."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from hmac import compare_digest
from io import BytesIO
from typing import Any, cast
from urllib.parse import parse_qsl
from uuid import UUID

from flask import Flask
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.http import parse_cookie

from webapp.pages import edge, navigation
from webapp.pages.csrf import Protection
from webapp.pages.exams import addresses, forms, presenters, typed_answers
from webapp.pages.exams.doors import Address, Application, Door, Environ, ForTheRoute, Given
from webapp.services import answers, exams

LONGEST_BODY = 8 * 1024
FORM = "application/x-www-form-urlencoded"
KEPT = 2048

encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def install(app: Flask) -> None:
    """Put the doors before the application."""
    for door in (QuestionDoor, SaveDoor):
        app.wsgi_app = door(app, app.wsgi_app)  # type: ignore[method-assign, assignment]


class SaveDoor(Door):
    """A script's save of an answer."""

    method = "POST"
    endpoint = "exams.save"

    def __init__(self, app: Flask, behind: Application) -> None:
        """Learn how the application signs the tokens of its forms."""
        super().__init__(app, behind)
        self._token = lru_cache(KEPT)(_reader_of_tokens(app))

    def is_plain(self, environ: Environ) -> bool:
        """Whether it is of the one make that a browser's script sends to a server without encryption of its own."""
        return (
            environ.get("HTTP_ACCEPT") == "application/json"
            and environ["wsgi.url_scheme"] == "http"
            and environ.get("CONTENT_TYPE") == FORM
            and "HTTP_TRANSFER_ENCODING" not in environ
            and environ.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
        )

    def answer(self, environ: Environ, address: Address) -> Given:
        """Keep the answer, and acknowledge it."""
        session = self.session(environ)
        actor = self.actor(session)
        fields = _fields(environ)
        self._require_token(session, fields)
        event = forms.read_event(fields, int(address["position"]))
        came = environ[edge.CAME] = self._workshop.now()  # for the route too, however long we wait
        with self._workshop.single(actor, now=came) as work:
            saved = answers.keep(work, UUID(address["attempt_id"]), event)
        if saved is None:
            raise ForTheRoute
        said = encode(typed_answers.acknowledgement(event, saved, work.now))
        return Given(actor, "application/json", said.encode() + b"\n")

    def _require_token(self, session: Mapping[str, Any], fields: MultiDict[str, str]) -> None:
        """Let only a form of this very session pass."""
        expected = session.get("csrf_token")
        try:
            token = self._token(fields.get("csrf_token", ""))
        except BadData:
            raise ForTheRoute from None
        if not (isinstance(expected, str) and isinstance(token, str) and compare_digest(expected, token)):
            raise ForTheRoute


class QuestionDoor(Door):
    """A question of a running attempt that is opened."""

    method = "GET"
    endpoint = "exams.question"

    def __init__(self, app: Flask, behind: Application) -> None:
        """Fetch the template, and learn the addresses that stand on the page."""
        super().__init__(app, behind)
        self._template = app.jinja_env.get_template("exams/question.html")
        self._token_of = cast(Protection, app.extensions["csrf"]).token_of
        self._look = lru_cache(KEPT)(_look)
        addresses.learn(app)

    def is_plain(self, environ: Environ) -> bool:
        """Whether it asks for the page and nothing else, on a site that stands at the root."""
        return not (
            environ.get("QUERY_STRING")
            or environ.get("SCRIPT_NAME")
            or environ.get("CONTENT_LENGTH", "0") != "0"
        )

    def answer(self, environ: Environ, address: Address) -> Given:
        """Draw the page; words that wait to be said once, and reasons, are for the route."""
        session = self.session(environ)
        actor = self.actor(session)
        token = session.get("csrf_token")
        if not isinstance(token, str) or session.get("_flashes"):
            raise ForTheRoute
        with self._workshop.single(actor) as work:
            seat = exams.take_seat(work, UUID(address["attempt_id"]), int(address["position"]))
            operation = work.new_id()
        if presenters.elsewhere(seat, work.now) or seat.attempt.entry(seat.position).checked:
            raise ForTheRoute
        look = self._look(environ["HTTP_COOKIE"])
        drawn = self._template.render(
            page=presenters.question_page(seat, operation, work.now),
            site=lambda: look,
            csrf_token=lambda: self._token_of(token),
        )
        return Given(actor, "text/html; charset=utf-8", drawn.encode())


def _look(cookies: str) -> navigation.Look:
    """How a page is to look by what a browser's cookies say."""
    return navigation.look(parse_cookie(cookies))


def _reader_of_tokens(app: Flask) -> Callable[[str], Any]:
    """What reads a form's token as Flask-WTF does; its age is not asked, since it lives as long as its session."""
    keys = [*(app.config["SECRET_KEY_FALLBACKS"] or ()), app.config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt="wtf-csrf-token").loads


def _fields(environ: Environ) -> MultiDict[str, str]:
    """The fields of the form; the body is there again for whoever reads it next."""
    length = environ.get("CONTENT_LENGTH", "")
    if not (length.isascii() and length.isdigit() and 0 < int(length) <= LONGEST_BODY):
        raise ForTheRoute
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    try:
        return MultiDict(parse_qsl(body.decode(), keep_blank_values=True, errors="werkzeug.url_quote"))
    except ValueError:
        raise ForTheRoute from None
