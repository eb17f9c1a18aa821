"""Answers a page from the browser's own copy when nothing in it has changed.

The tag of a lesson page holds everything the page is made of: the text, the reader's trail, who they are, the session
its forms belong to, light or dark, and the release of the templates and sheets. It is weak, since two renderings
differ in their form tokens, either of which the session accepts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import cast

from flask import Response, current_app, make_response, request, session
from flask_wtf.csrf import generate_csrf

from webapp.pages import edge, navigation
from webapp.services.lessons import Reading

WEBAPP = Path(__file__).resolve().parents[2]
MAKERS = ("pages/**/*.py", "templates/**/*.html")


def tag(reading: Reading) -> str:
    """What the page of this reading is made of, as one short word."""
    if "csrf_token" not in session:
        generate_csrf()
    actor, trail = edge.actor(), reading.trail
    made_of = (
        _release(),
        _assets(),
        reading.lesson.etag,
        reading.track.title,
        [(each.slug, each.title) for each in reading.track.lessons],
        [(each.slug, each.name, each.meaning) for each in reading.terms],
        [(each.slug, each.title) for each in reading.templates],
        (trail.place, trail.done_at, sorted(trail.done_before), trail.exam),
        [(each.check_id, each.answer) for each in trail.answers],
        actor,
        session["csrf_token"],
        navigation.theme(),
    )
    return blake2b(repr(made_of).encode(), digest_size=12).hexdigest()


def answer(tag: str, render: Callable[[], str]) -> Response:
    """The page with its tag, or 304 when the browser holds just that page; either way it asks again next time."""
    known = request.if_none_match.contains_weak(tag)
    response = make_response("", 304) if known else make_response(render())
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _assets() -> str:
    """Where this release keeps its sheet: an address that changes with every asset."""
    asset = cast(Callable[[str], str], current_app.jinja_env.globals["asset"])
    return asset("site.css")


@cache
def _release() -> str:
    """One hash over everything that makes pages out of content, the same in every process of a release."""
    digest = blake2b(digest_size=12)
    for pattern in MAKERS:
        for path in sorted(WEBAPP.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
