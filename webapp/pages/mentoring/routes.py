"""Routes of mentoring: the desk and its learners for mentors, invitations for everybody who learns."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain import access
from webapp.domain.access import Action
from webapp.domain.errors import BadInput
from webapp.pages import edge
from webapp.pages.guard import allows
from webapp.pages.mentoring import learner_presenters, presenters
from webapp.pages.mentoring.forms import InviteForm
from webapp.pages.plans.forms import refuse
from webapp.services import mentoring

bp = Blueprint("mentoring", __name__, url_prefix="/mentoring")


@bp.get("")
@allows(Action.MENTOR)
def index() -> ResponseReturnValue:
    """What waits for the mentor, and their learners."""
    return _show_desk(InviteForm(formdata=None), 200)


@bp.get("/learners/<uuid:learner_id>")
@allows(Action.MENTOR)
def learner(learner_id: UUID) -> ResponseReturnValue:
    """One learner of the mentor's."""
    with edge.reading() as work:
        opened = mentoring.open_learner(work, learner_id)
    page = learner_presenters.learner_page(opened, edge.now())
    return render_template("mentoring/learner.html", page=page)


@bp.post("/invitations")
@allows(Action.MENTOR)
def invite() -> ResponseReturnValue:
    """Invite somebody; the answer is the same whether or not the address is known here."""
    form = InviteForm()
    if not form.validate():
        return _show_desk(form, 422)
    try:
        with edge.writing() as work:
            mentoring.invite(work, email=form.email.data or "", site_url=str(current_app.config["SITE_URL"]))
    except BadInput as refusal:
        return _show_desk(refuse(form, refusal), 422)
    flash("The invitation stands. Whoever has that address finds a letter, and can accept or decline it.")
    return redirect(url_for(".index"), code=303)


@bp.get("/invitations")
@allows(Action.PLAN)
def invitations() -> ResponseReturnValue:
    """A learner's mentors, and who has asked to become one."""
    with edge.reading() as work:
        company = mentoring.open_company(work)
    return render_template("mentoring/invitations.html", page=presenters.company_page(company))


@bp.post("/invitations/<uuid:pairing_id>/accept")
@allows(Action.PLAN)
def accept(pairing_id: UUID) -> ResponseReturnValue:
    """Agree to be mentored."""
    with edge.writing() as work:
        mentoring.accept(work, pairing_id)
    flash("You have a mentor now. When your plan is ready, send it with a question.")
    return redirect(url_for(".invitations"), code=303)


@bp.post("/invitations/<uuid:pairing_id>/decline")
@allows(Action.PLAN)
def decline(pairing_id: UUID) -> ResponseReturnValue:
    """Say no to an invitation."""
    with edge.writing() as work:
        mentoring.decline(work, pairing_id)
    flash("The invitation is declined. The mentor sees nothing of you.")
    return redirect(url_for(".invitations"), code=303)


@bp.post("/pairings/<uuid:pairing_id>/end")
@allows(Action.PLAN)
def end(pairing_id: UUID) -> ResponseReturnValue:
    """End a pairing from either side, or take an invitation back."""
    with edge.writing() as work:
        ended = mentoring.end(work, pairing_id)
    flash("The invitation is taken back." if ended.learner is None else "The pairing has ended.")
    mine = ended.mentor == edge.actor().id and access.may(edge.actor(), Action.MENTOR)
    return redirect(url_for(".index" if mine else ".invitations"), code=303)


def _show_desk(form: InviteForm, status: int) -> ResponseReturnValue:
    """The desk, with the invitation that was refused where it was typed."""
    with edge.reading() as work:
        opened = mentoring.open_desk(work)
    page = presenters.desk_page(opened, edge.now())
    return render_template("mentoring/desk.html", page=page, form=form), status
