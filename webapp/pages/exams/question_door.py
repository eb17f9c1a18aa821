"""The door of a question that is opened: the page as the route draws it, where nothing about it is unusual."""

from __future__ import annotations

from functools import lru_cache
from typing import cast
from uuid import UUID

from flask import Flask
from werkzeug.http import parse_cookie

from webapp.pages import edge, navigation
from webapp.pages.csrf import Protection
from webapp.pages.exams import addresses, presenters
from webapp.pages.exams.doors import Address, Application, Door, Environ, ForTheRoute, Given
from webapp.services import exams

KEPT = 2048
LONGEST = 4096  # whoever sends more cookies is answered by the route, so that what is kept here stays small


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
            or len(environ.get("HTTP_COOKIE", "")) > LONGEST
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
            email=edge.email_of(session),
            site=lambda: look,
            csrf_token=lambda: self._token_of(token),
        )
        return Given(actor, "text/html; charset=utf-8", drawn.encode())


def _look(cookies: str) -> navigation.Look:
    """How a page is to look by what a browser's cookies say."""
    return navigation.look(parse_cookie(cookies))
