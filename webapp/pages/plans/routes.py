"""Routes of plans. The same page shows a plan to its learner and to their mentor, each with their own moves."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import BadInput, Stale, WrongState
from webapp.pages import edge
from webapp.pages.errors import status_of
from webapp.pages.guard import allows
from webapp.pages.plans import desk_presenters, forms, goal_routes, presenters
from webapp.pages.plans.forms import BeginForm, PlanForm, ReplyForm, refuse
from webapp.services import mentoring, plans
from webapp.services.plans import NoPlan

bp = Blueprint("plans", __name__, url_prefix="/plans")
bp.register_blueprint(goal_routes.bp)


@bp.get("")
@allows(Action.PLAN)
def index() -> ResponseReturnValue:
    """The plan somebody works by now, or how to begin one."""
    with edge.reading() as work:
        opened = plans.open_current(work)
    if isinstance(opened, NoPlan):
        return render_template("plans/none.html", page=desk_presenters.none_page(opened))
    page = presenters.plan_page(opened, edge.now())
    return render_template("plans/show.html", page=page, form=forms.reply_form(opened))


@bp.get("/new")
@allows(Action.PLAN)
def new() -> ResponseReturnValue:
    """Begin a plan, with goals proposed from the widest gaps."""
    return _show_beginning(None, 200)


@bp.post("")
@allows(Action.PLAN)
def begin() -> ResponseReturnValue:
    """Begin the plan."""
    form = BeginForm()
    if not form.validate():
        return _show_beginning(form, 422)
    try:
        plan_id = _begin(form)
    except BadInput as refusal:
        return _show_beginning(refuse(form, refusal), 422)
    return redirect(url_for(".show", plan_id=plan_id), code=303)


def _begin(form: BeginForm) -> UUID:
    """Begin the plan that was written; its id."""
    with edge.writing() as work:
        return plans.begin(
            work,
            title=form.title.data or "",
            target_date=form.target_date.data,
            minutes_a_week=form.minutes_a_week,
            skills=form.goals.data or (),
        )


@bp.get("/goals/new")
@allows(Action.PLAN)
def new_goal() -> ResponseReturnValue:
    """From the gap page: a goal for a competency, in the present plan or in a new one."""
    with edge.reading() as work:
        plan_id = plans.find_current(work)
    skill = request.args.get("skill") or None
    if plan_id is None:
        return redirect(url_for(".new", skill=skill), code=303)
    return redirect(url_for(".goals.new", plan_id=plan_id, skill=skill), code=303)


@bp.get("/<uuid:plan_id>")
@allows(Action.PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """A plan, for its learner or their mentor."""
    return _show(plan_id)


@bp.get("/<uuid:plan_id>/edit")
@allows(Action.PLAN)
def edit(plan_id: UUID) -> ResponseReturnValue:
    """Change title, date and hours."""
    with edge.reading() as work:
        plan = plans.open_own(work, plan_id)
    return render_template(
        "plans/edit.html", page=desk_presenters.edit_page(plan), form=forms.plan_form(plan)
    )


@bp.post("/<uuid:plan_id>/edit")
@allows(Action.PLAN)
def describe(plan_id: UUID) -> ResponseReturnValue:
    """Keep what was changed."""
    form = PlanForm()
    if not form.validate():
        return _show_edit(plan_id, form, 422)
    try:
        _describe(plan_id, form)
    except (BadInput, Stale) as refusal:
        return _show_edit(plan_id, refuse(form, refusal), status_of(refusal))
    return redirect(url_for(".show", plan_id=plan_id), code=303)


def _describe(plan_id: UUID, form: PlanForm) -> None:
    """Keep title, date and hours."""
    with edge.writing() as work:
        plans.describe(
            work,
            plan_id,
            seen=form.seen,
            title=form.title.data or "",
            target_date=form.target_date.data,
            minutes_a_week=form.minutes_a_week,
        )


@bp.post("/<uuid:plan_id>/send")
@allows(Action.PLAN)
def send(plan_id: UUID) -> ResponseReturnValue:
    """Send the plan to the mentor with a question."""
    form = ReplyForm()
    if not form.validate():
        return _show(plan_id, form, 422)
    try:
        with edge.writing() as work:
            plans.send(work, plan_id, question=form.body.data or "", site_url=_site_url())
    except (BadInput, WrongState) as refusal:
        return _show(plan_id, refuse(form, str(refusal), field="body"), status_of(refusal))
    return _back(plan_id)


@bp.post("/<uuid:plan_id>/withdraw")
@allows(Action.PLAN)
def withdraw(plan_id: UUID) -> ResponseReturnValue:
    """Take the plan back from review."""
    with edge.writing() as work:
        plans.withdraw(work, plan_id)
    return _back(plan_id)


@bp.post("/<uuid:plan_id>/complete")
@allows(Action.PLAN)
def complete(plan_id: UUID) -> ResponseReturnValue:
    """Close the plan."""
    with edge.writing() as work:
        plans.complete(work, plan_id)
    return _back(plan_id)


@bp.post("/<uuid:plan_id>/comments")
@allows(Action.PLAN)
def comment(plan_id: UUID) -> ResponseReturnValue:
    """Comment on the plan, as its learner or their mentor."""
    form = ReplyForm()
    if not form.validate():
        return _show(plan_id, form, 422)
    try:
        with edge.writing() as work:
            note_id = mentoring.comment(
                work, plan_id, body=form.body.data or "", goal_id=form.goal_id, site_url=_site_url()
            )
    except BadInput as refusal:
        return _show(plan_id, refuse(form, refusal), 422)
    return _back(plan_id, f"note-{note_id}")


@bp.post("/<uuid:plan_id>/approve")
@allows(Action.MENTOR)
def approve(plan_id: UUID) -> ResponseReturnValue:
    """Approve the plan that was read."""
    form = ReplyForm()
    if not form.validate():
        return _show(plan_id, form, 422)
    words = form.body.data or ""
    try:
        with edge.writing() as work:
            mentoring.approve(work, plan_id, words=words, seen=form.sent_at, site_url=_site_url())
    except (BadInput, Stale, WrongState) as refusal:
        return _show(plan_id, refuse(form, refusal), status_of(refusal))
    return _back(plan_id)


@bp.post("/<uuid:plan_id>/changes")
@allows(Action.MENTOR)
def ask_for_changes(plan_id: UUID) -> ResponseReturnValue:
    """Ask the learner for changes, in words."""
    form = ReplyForm()
    if not form.validate():
        return _show(plan_id, form, 422)
    words = form.body.data or ""
    try:
        with edge.writing() as work:
            mentoring.ask_for_changes(work, plan_id, words=words, seen=form.sent_at, site_url=_site_url())
    except (BadInput, Stale, WrongState) as refusal:
        return _show(plan_id, refuse(form, refusal), status_of(refusal))
    return _back(plan_id)


def _show(plan_id: UUID, form: ReplyForm | None = None, status: int = 200) -> ResponseReturnValue:
    """The plan's page, with the words that were refused where they were typed."""
    with edge.reading() as work:
        opened = plans.open_plan(work, plan_id)
    page = presenters.plan_page(opened, edge.now())
    return render_template("plans/show.html", page=page, form=forms.reply_form(opened, form)), status


def _show_edit(plan_id: UUID, form: PlanForm, status: int) -> ResponseReturnValue:
    """The form again; after a collision it carries the version that stands now, so that saving again is a choice."""
    with edge.reading() as work:
        plan = plans.open_own(work, plan_id)
    if status == 409:
        form.version.data = str(plan.version)
    return render_template("plans/edit.html", page=desk_presenters.edit_page(plan), form=form), status


def _show_beginning(form: BeginForm | None, status: int) -> ResponseReturnValue:
    """The form of a new plan: as sent, or filled with what is proposed."""
    skill = request.args.get("skill", "")
    with edge.reading() as work:
        beginning = plans.prepare(work, skill=skill)
    form = form or forms.begin_form(beginning)
    page = desk_presenters.begin_page(beginning, form, skill)
    return render_template("plans/new.html", page=page, form=form), status


def _back(plan_id: UUID, anchor: str | None = None) -> ResponseReturnValue:
    """To the plan's page."""
    return redirect(url_for(".show", plan_id=plan_id, _anchor=anchor), code=303)


def _site_url() -> str:
    """Where people reach this copy, for letters."""
    return str(current_app.config["SITE_URL"])
