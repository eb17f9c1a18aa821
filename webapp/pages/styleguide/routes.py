"""The route of the style guide."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import NotFound
from webapp.pages import edge
from webapp.pages.guard import allows
from webapp.pages.styleguide import presenters

bp = Blueprint("styleguide", __name__, url_prefix="/styleguide")


@bp.get("")
@allows(Action.SEE_STYLEGUIDE)
def index() -> ResponseReturnValue:
    """Every component in every state; not there where the operator has switched it off."""
    if not current_app.config["SHOW_STYLEGUIDE"]:
        raise NotFound
    with edge.reading():
        return render_template("styleguide/index.html", page=presenters.styleguide_page())
