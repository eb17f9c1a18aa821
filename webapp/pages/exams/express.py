"""The door of a script's save, and the doors of an exam put before the application."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from hmac import compare_digest
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from flask import Flask
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from webapp.pages import edge
from webapp.pages.exams import forms, typed_answers
from webapp.pages.exams.doors import Address, Application, Door, Environ, ForTheRoute, Given
from webapp.pages.exams.question_door import QuestionDoor
from webapp.services import answers

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
