"""Routes of the templates that people take to work: open to everybody."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.templates import Form
from webapp.pages import edge
from webapp.pages.guard import allows
from webapp.pages.templates import presenters
from webapp.services import templates

bp = Blueprint("templates", __name__, url_prefix="/templates")


@bp.get("")
@allows(Action.VISIT)
def index() -> ResponseReturnValue:
    """Every template by its use."""
    with edge.reading() as work:
        offered = templates.list_templates(work)
    return render_template("templates/index.html", page=presenters.list_page(offered))


@bp.get("/<slug>")
@allows(Action.VISIT)
def show(slug: str) -> ResponseReturnValue:
    """One template with its worked example."""
    with edge.reading() as work:
        offer = templates.open_template(work, slug)
    return render_template("templates/show.html", page=presenters.template_page(offer))


@bp.get("/<slug>.<any(docx,xlsx,md,csv):form>")
@allows(Action.VISIT)
def download(slug: str, form: str) -> ResponseReturnValue:
    """The file of a template; one that the browser holds already is not sent again."""
    with edge.reading() as work:
        file = templates.make_file(work, slug, Form(form))
    response = make_response(file.content)
    response.headers["Content-Type"] = file.type
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(file.tag)
    return response.make_conditional(request)
