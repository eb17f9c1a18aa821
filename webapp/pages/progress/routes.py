"""Routes of progress: rate oneself, aim, see the gap."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import BadInput
from webapp.pages import edge
from webapp.pages.guard import allows
from webapp.pages.progress import presenters
from webapp.pages.progress.forms import RatingForm, TargetForm
from webapp.services import progress

bp = Blueprint("progress", __name__, url_prefix="/progress")


@bp.get("")
@allows(Action.RATE_SELF)
def index() -> ResponseReturnValue:
    """Where the learner stands against what they aim at."""
    with edge.reading() as work:
        overview = progress.see_gap(work)
    return render_template("progress/index.html", page=presenters.overview_page(overview))


@bp.get("/ratings")
@allows(Action.RATE_SELF)
def ratings() -> ResponseReturnValue:
    """Every competency with the level the learner gave themselves."""
    with edge.reading() as work:
        listed = progress.list_ratings(work)
    return render_template("progress/ratings.html", page=presenters.ratings_page(listed))


@bp.get("/ratings/<code>")
@allows(Action.RATE_SELF)
def rating(code: str) -> ResponseReturnValue:
    """One competency with its five described levels."""
    with edge.reading() as work:
        rated = progress.open_rating(work, code)
    return render_template("progress/rating.html", page=presenters.rating_page(rated))


@bp.post("/ratings/<code>")
@allows(Action.RATE_SELF)
def rate(code: str) -> ResponseReturnValue:
    """Keep a level and go on to the next competency without one."""
    form = RatingForm()
    if not form.validate_on_submit():
        return _refused_rating(code, form)
    with edge.writing() as work:
        following = progress.rate(work, code, int(form.level.data or 0))
    if following is None:
        return redirect(url_for(".ratings"), code=303)
    return redirect(url_for(".rating", code=following.code), code=303)


def _refused_rating(code: str, form: RatingForm) -> ResponseReturnValue:
    """The competency again, with the reason."""
    with edge.reading() as work:
        rated = progress.open_rating(work, code)
    page = presenters.rating_page(rated, error=presenters.first_error(form.errors))
    return render_template("progress/rating.html", page=page), 422


@bp.get("/target")
@allows(Action.RATE_SELF)
def target() -> ResponseReturnValue:
    """What one may aim at."""
    with edge.reading() as work:
        targets = progress.list_targets(work)
    return render_template("progress/target.html", page=presenters.target_page(targets))


@bp.post("/target")
@allows(Action.RATE_SELF)
def aim() -> ResponseReturnValue:
    """Aim at a role or an exam."""
    form = TargetForm()
    if not form.validate_on_submit():
        return _refused_target(presenters.first_error(form.errors))
    try:
        with edge.writing() as work:
            progress.aim_at(work, *form.kind_and_code)
    except BadInput as error:
        return _refused_target(str(error))
    return redirect(url_for(".index"), code=303)


def _refused_target(reason: str) -> ResponseReturnValue:
    """The choice again, with the reason."""
    with edge.reading() as work:
        targets = progress.list_targets(work)
    return render_template("progress/target.html", page=presenters.target_page(targets, error=reason)), 422
