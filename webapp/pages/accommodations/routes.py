"""Routes of accommodations: one's own, those of a person, and time for one attempt."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain import access
from webapp.domain.access import Action
from webapp.domain.errors import BadInput, WrongState
from webapp.pages import edge
from webapp.pages.accommodations import attempt_presenters, presenters
from webapp.pages.accommodations.forms import GrantForm, TimeForm, grant_form
from webapp.pages.errors import status_of
from webapp.pages.filters import plural
from webapp.pages.guard import allows
from webapp.pages.plans.forms import refuse
from webapp.services import accommodations, time_grants

bp = Blueprint("accommodations", __name__, url_prefix="/accommodations")


@bp.get("")
@allows(Action.SIT_EXAM)
def own() -> ResponseReturnValue:
    """What is granted to whoever asks, and what was."""
    with edge.reading() as work:
        record = accommodations.open_own(work)
    return render_template("accommodations/own.html", page=presenters.own_page(record, edge.now()))


@bp.get("/people/<uuid:learner_id>")
@allows(Action.ACCOMMODATE)
def person(learner_id: UUID) -> ResponseReturnValue:
    """What is granted to somebody, with the form that grants."""
    return _show_person(learner_id)


@bp.post("/people/<uuid:learner_id>")
@allows(Action.ACCOMMODATE)
def grant(learner_id: UUID) -> ResponseReturnValue:
    """Grant from now on."""
    form = GrantForm()
    if not form.validate():
        return _show_person(learner_id, form)
    try:
        with edge.writing() as work:
            reached = accommodations.grant(
                work, learner_id, form.granted, form.reason.data or "", site_url=_site()
            )
    except (BadInput, WrongState) as refusal:
        return _show_person(learner_id, refuse(form, refusal), status_of(refusal))
    flash(_granted(reached))
    return redirect(url_for(".person", learner_id=learner_id), code=303)


@bp.get("/running")
@allows(Action.ACCOMMODATE)
def running() -> ResponseReturnValue:
    """Everybody who sits now, as far as the reader may see them."""
    with edge.reading() as work:
        watch = time_grants.list_running(work)
    page = attempt_presenters.running_page(watch, edge.now())
    return render_template("accommodations/running.html", page=page)


@bp.get("/attempts/<uuid:attempt_id>")
@allows(Action.ACCOMMODATE)
def attempt(attempt_id: UUID) -> ResponseReturnValue:
    """How one attempt stands; looking changes nothing."""
    return _show_attempt(attempt_id, TimeForm(formdata=None), 200)


@bp.post("/attempts/<uuid:attempt_id>/time")
@allows(Action.ACCOMMODATE)
def add_time(attempt_id: UUID) -> ResponseReturnValue:
    """Add minutes to one attempt, or open it again."""
    form = TimeForm()
    if not form.validate():
        return _show_attempt(attempt_id, form, 422)
    try:
        with edge.writing() as work:
            minutes, reason = form.minutes.data or 0, form.reason.data or ""
            given = time_grants.grant(work, attempt_id, minutes, reason, site_url=_site())
    except (BadInput, WrongState) as refusal:
        return _show_attempt(attempt_id, refuse(form, refusal), status_of(refusal))
    flash(presenters.time_line(given).words + ". The learner has a letter.")
    return redirect(url_for(".attempt", attempt_id=attempt_id), code=303)


def _show_person(learner_id: UUID, form: GrantForm | None = None, status: int = 422) -> ResponseReturnValue:
    """The page of a person, with the form as it was refused or as things stand."""
    with edge.reading() as work:
        record = accommodations.open_record(work, learner_id)
    mentors = access.may(edge.actor(), Action.MENTOR)
    page = presenters.record_page(record, edge.now(), mentors=mentors)
    shown = form or grant_form(record.in_force)
    return render_template("accommodations/person.html", page=page, form=shown), status if form else 200


def _show_attempt(attempt_id: UUID, form: TimeForm, status: int) -> ResponseReturnValue:
    """The page of an attempt, with the form as it was refused or empty."""
    with edge.reading() as work:
        look = time_grants.look_in(work, attempt_id)
    page = attempt_presenters.attempt_page(look, edge.now())
    return render_template("accommodations/attempt.html", page=page, form=form), status


def _granted(reached: int) -> str:
    """What the grant has done."""
    if not reached:
        return "It holds from now on. The learner has a letter."
    runs = plural(reached, "attempt")
    return f"It holds from now on, also for {runs} that {'runs' if reached == 1 else 'run'}. The learner has a letter."


def _site() -> str:
    """The address people reach this copy at."""
    return str(current_app.config["SITE_URL"])
