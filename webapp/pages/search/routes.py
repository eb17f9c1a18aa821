"""Routes of the search: open to everybody, with and without a script."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.search import Kind
from webapp.pages import edge
from webapp.pages.guard import allows
from webapp.pages.search import presenters
from webapp.pages.search.presenters import SearchPage
from webapp.services import search

bp = Blueprint("search", __name__, url_prefix="/search")
KINDS = {kind.value: kind for kind in Kind}


@bp.get("")
@allows(Action.VISIT)
def index() -> ResponseReturnValue:
    """What holds the words of a query, by kind."""
    return render_template("search/index.html", page=_found())


@bp.get("/results")
@allows(Action.VISIT)
def results() -> ResponseReturnValue:
    """The same finds without the page around them, for whoever is still typing; nothing of a person is in it."""
    response = make_response(render_template("search/_found.html", page=_found()))
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)


def _found() -> SearchPage:
    """What was asked for and what it came to."""
    kind = KINDS.get(request.args.get("kind", ""))
    page = request.args.get("page", 1, type=int)
    with edge.reading() as work:
        findings = search.find(work, request.args.get("q", ""), kind=kind, page=page)
    return presenters.search_page(findings)
