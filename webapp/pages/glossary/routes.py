"""Routes of the glossary: open to everybody."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.pages import edge
from webapp.pages.glossary import presenters
from webapp.pages.guard import allows
from webapp.services import glossary

bp = Blueprint("glossary", __name__, url_prefix="/glossary")


@bp.get("")
@allows(Action.VISIT)
def index() -> ResponseReturnValue:
    """The terms under a letter, or those a search finds."""
    with edge.reading() as work:
        opened = glossary.look_up(work, request.args.get("q", ""), request.args.get("letter", ""))
    return render_template("glossary/index.html", page=presenters.glossary_page(opened))


@bp.get("/<slug>")
@allows(Action.VISIT)
def show(slug: str) -> ResponseReturnValue:
    """One term."""
    with edge.reading() as work:
        opened = glossary.open_term(work, slug)
    return render_template("glossary/show.html", page=presenters.term_page(opened))
