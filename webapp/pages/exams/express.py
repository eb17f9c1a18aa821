"""The save's own door: it stands before the application and takes the one request that an exam sends again and again.

It knows the success alone: a script's save with everything as it should be, decided by the same reader, the same guard
of the store and the same acknowledgement as in the route. Whatever is in any way unusual goes on to the route with its
body untouched, so that every rule and every word stands there once. Answers that went through here and answers of the
route cannot be told apart.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hmac import compare_digest
from io import BytesIO
from time import perf_counter
from typing import Any, cast
from urllib.parse import parse_qsl
from uuid import UUID

from flask import Flask
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from webapp.domain import access
from webapp.domain.access import Action, Actor
from webapp.domain.errors import Collision, RuleBroken, Unavailable
from webapp.pages import edge, headers, request_log
from webapp.pages.cookies import KeptCookies
from webapp.pages.exams import forms, typed_answers
from webapp.pages.guard import action_of
from webapp.services import answers
from webapp.services.work import Workshop

ENDPOINT = "exams.save"
LONGEST_BODY = 8 * 1024
FORM = "application/x-www-form-urlencoded"
KEPT = 2048
PARTS = {
    "<uuid:attempt_id>": "(?P<attempt_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
    "<int:position>": "(?P<position>[1-9][0-9]{0,2})",
}
Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

log = logging.getLogger("gantry.express")
encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def install(app: Flask) -> None:
    """Put the door before the application."""
    app.wsgi_app = Door(app, app.wsgi_app)  # type: ignore[method-assign, assignment]


class ForTheRoute(Exception):
    """Something about a request is unusual: it goes on to the route."""


class Door:
    """An application with the door before it."""

    def __init__(self, app: Flask, behind: Application) -> None:
        """Learn of the application what its route takes and what its answers carry."""
        self._behind = behind
        [rule] = app.url_map.iter_rules(ENDPOINT)
        self._route = rule.rule
        self._address = _address(rule.rule)
        self._action = cast(Action, action_of(app, ENDPOINT))
        self._workshop: Workshop = app.extensions["workshop"]
        self._cookies = cast(KeptCookies, app.session_interface)
        self._cookie = str(app.config["SESSION_COOKIE_NAME"])
        self._headers = headers.of_a_personal_answer(app)
        self._token = lru_cache(KEPT)(_reader_of_tokens(app))

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a save here, or let the application answer."""
        began = perf_counter()
        if environ["REQUEST_METHOD"] == "POST" and environ.get("HTTP_ACCEPT") == "application/json":
            try:
                actor, said = self._save(environ)
            except (ForTheRoute, RuleBroken, Collision, Unavailable):
                pass  # the route finds the same and says it, or tries again
            except Exception:
                log.exception("the save's own door is broken; the route answers")
            else:
                return self._answer(actor, said, began, start)
        return self._behind(environ, start)

    def _save(self, environ: Environ) -> tuple[Actor, dict[str, object]]:
        """Who saved, and the acknowledgement."""
        address = self._address(environ["PATH_INFO"])
        if not address or not _usual(environ):
            raise ForTheRoute
        session = self._session(environ)
        actor = edge.actor_of(session)
        if not actor or not access.may(actor, self._action):
            raise ForTheRoute
        fields = _fields(environ)
        self._require_token(session, fields)
        event = forms.read_event(fields, int(address["position"]))
        with self._workshop.single(actor) as work:
            saved = answers.keep(work, UUID(address["attempt_id"]), event)
        if saved is None:
            raise ForTheRoute
        return actor, typed_answers.acknowledgement(event, saved, work.now)

    def _session(self, environ: Environ) -> Mapping[str, Any]:
        """What the session's cookie says, if there is no doubt which one that is."""
        sent: str = environ.get("HTTP_COOKIE", "")
        found = [each for each in sent.split("; ") if each.startswith(f"{self._cookie}=")]
        if len(found) != 1 or sent.count(self._cookie) != 1:
            raise ForTheRoute
        said = self._cookies.read(found[0].partition("=")[2])
        if said is None:
            raise ForTheRoute
        return said

    def _require_token(self, session: Mapping[str, Any], fields: MultiDict[str, str]) -> None:
        """Let only a form of this very session pass."""
        expected = session.get("csrf_token")
        try:
            token = self._token(fields.get("csrf_token", ""))
        except BadData:
            raise ForTheRoute from None
        if not (isinstance(expected, str) and isinstance(token, str) and compare_digest(expected, token)):
            raise ForTheRoute

    def _answer(self, actor: Actor, said: dict[str, object], began: float, start: Start) -> list[bytes]:
        """What the route would answer, and its line in the log."""
        body = encode(said).encode() + b"\n"
        drawn = request_log.draw_id()
        start(
            "200 OK",
            [
                ("Content-Type", "application/json"),
                ("Content-Length", str(len(body))),
                *self._headers,
                ("X-Request-ID", drawn),
            ],
        )
        request_log.note("POST", self._route, 200, began, actor)
        request_log.let_go()
        return [body]


def _address(rule: str) -> Callable[[str], re.Match[str] | None]:
    """What reads the parts of the route's address out of a path; None for any other path."""
    pattern = rule
    for part, form in PARTS.items():
        pattern = pattern.replace(part, form)
    return re.compile(pattern).fullmatch


def _reader_of_tokens(app: Flask) -> Callable[[str], Any]:
    """What reads a form's token as Flask-WTF does; its age is not asked, since it lives as long as its session."""
    keys = [*(app.config["SECRET_KEY_FALLBACKS"] or ()), app.config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt="wtf-csrf-token").loads


def _usual(environ: Environ) -> bool:
    """Whether a request is of the one make that a browser's script sends to a server without encryption of its own."""
    return (
        environ["wsgi.url_scheme"] == "http"
        and environ.get("CONTENT_TYPE") == FORM
        and "HTTP_TRANSFER_ENCODING" not in environ
        and environ.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
    )


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
