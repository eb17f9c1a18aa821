"""A door before the application, for a request that an exam sends again and again.

It knows the success alone: a request with everything as it should be, decided and answered by the same parts as in the
route. Whatever is in any way unusual goes on to the route with its body untouched, so that every rule and every word
stands there once. Answers that were given here and answers of the route cannot be told apart.
"""

from __future__ import annotations

import logging
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, cast

from flask import Flask

from webapp.domain import access
from webapp.domain.access import Action, Actor
from webapp.domain.errors import Collision, RuleBroken, Unavailable
from webapp.pages import edge, headers, request_log
from webapp.pages.cookies import KeptCookies
from webapp.pages.guard import action_of
from webapp.services.work import Workshop

PARTS = {
    "<uuid:attempt_id>": "(?P<attempt_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
    "<int:position>": "(?P<position>[1-9][0-9]{0,2})",
}
Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Address = re.Match[str]

log = logging.getLogger("gantry.express")


class ForTheRoute(Exception):
    """Something about a request is unusual: it goes on to the route."""


@dataclass(frozen=True)
class Given:
    """An answer that succeeded: to whom, of what kind, and its body."""

    actor: Actor
    kind: str
    body: bytes


class Door(ABC):
    """An application with a door for one of its routes before it."""

    method: str
    endpoint: str

    def __init__(self, app: Flask, behind: Application) -> None:
        """Learn of the application what its route takes and what its answers carry."""
        self._behind = behind
        [rule] = app.url_map.iter_rules(self.endpoint)
        self._route = rule.rule
        self._address = _address(rule.rule)
        self._action = cast(Action, action_of(app, self.endpoint))
        self._workshop: Workshop = app.extensions["workshop"]
        self._cookies = cast(KeptCookies, app.session_interface)
        self._cookie = str(app.config["SESSION_COOKIE_NAME"])
        self._headers = headers.of_a_personal_answer(app)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer here, or let the application answer."""
        began = perf_counter()
        if environ["REQUEST_METHOD"] == self.method and self.is_plain(environ):
            address = self._address(environ["PATH_INFO"])
            if address:
                try:
                    given = self.answer(environ, address)
                except (ForTheRoute, RuleBroken, Collision, Unavailable):
                    pass  # the route finds the same and says it, or tries again
                except Exception:
                    log.exception("a door is broken; the route answers")
                else:
                    return self._send(given, began, start)
        return self._behind(environ, start)

    @abstractmethod
    def is_plain(self, environ: Environ) -> bool:
        """Whether a request is of the make that is taken here."""

    @abstractmethod
    def answer(self, environ: Environ, address: Address) -> Given:
        """What the route would answer; raises ForTheRoute where that is not plain."""

    def session(self, environ: Environ) -> Mapping[str, Any]:
        """What the session's cookie says, if there is no doubt which one that is."""
        sent: str = environ.get("HTTP_COOKIE", "")
        found = [each for each in sent.split("; ") if each.startswith(f"{self._cookie}=")]
        if len(found) != 1 or sent.count(self._cookie) != 1:
            raise ForTheRoute
        said = self._cookies.read(found[0].partition("=")[2])
        if said is None:
            raise ForTheRoute
        return said

    def actor(self, session: Mapping[str, Any]) -> Actor:
        """Who asks, if they may come in here at all."""
        actor = edge.actor_of(session)
        if not actor or not access.may(actor, self._action):
            raise ForTheRoute
        return actor

    def _send(self, given: Given, began: float, start: Start) -> list[bytes]:
        """Send what the route would send, and write its line in the log."""
        drawn = request_log.draw_id()
        start(
            "200 OK",
            [
                ("Content-Type", given.kind),
                ("Content-Length", str(len(given.body))),
                *self._headers,
                ("X-Request-ID", drawn),
            ],
        )
        request_log.note(self.method, self._route, 200, began, given.actor)
        request_log.let_go()
        return [given.body]


def _address(rule: str) -> Callable[[str], Address | None]:
    """What reads the parts of the route's address out of a path; None for any other path."""
    pattern = rule
    for part, form in PARTS.items():
        pattern = pattern.replace(part, form)
    return re.compile(pattern).fullmatch
