"""The home page: today for whoever is signed in, the landing page with a question to try for anybody else."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import BadInput
from webapp.pages import edge
from webapp.pages.answer_fields import as_entered, read_answer
from webapp.pages.guard import allows
from webapp.pages.home import landing, presenters
from webapp.services import home

bp = Blueprint("home", __name__)


@bp.get("/")
@allows(Action.VISIT)
def index() -> ResponseReturnValue:
    """Today, or the landing page."""
    with edge.lean_reading() as work:
        if work.actor.id is None:
            welcome = home.welcome(work)
            return render_template("home/landing.html", page=landing.landing_page(welcome))
        today = home.see_today(work)
    page = presenters.today_page(today, edge.actor(), edge.now())
    return render_template("home/today.html", page=page)


@bp.post("/")
@allows(Action.VISIT)
def try_question() -> ResponseReturnValue:
    """A stranger's answer to the question of the landing page: shown with its reasons, kept nowhere."""
    with edge.lean_reading() as work:
        try:
            given = read_answer(request.form)
            page, status = landing.landing_page(home.try_question(work, given)), 200
        except BadInput as error:
            refused = home.welcome(work)
            given = as_entered(request.form)
            page, status = landing.landing_page(refused, given=given, error=str(error)), 422
    return render_template("home/landing.html", page=page), status
