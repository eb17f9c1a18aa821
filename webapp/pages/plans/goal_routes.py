"""Routes of a plan's goals and steps, all of them the learner's own."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import BadInput, Stale
from webapp.pages import edge
from webapp.pages.errors import status_of
from webapp.pages.guard import allows
from webapp.pages.plans import desk_presenters, forms
from webapp.pages.plans.forms import GoalForm, StepForm, refuse
from webapp.services import goals
from webapp.services.goals import GoalDesk

bp = Blueprint("goals", __name__, url_prefix="/<uuid:plan_id>/goals")


@bp.get("/new")
@allows(Action.PLAN)
def new(plan_id: UUID) -> ResponseReturnValue:
    """Write a new goal, proposed for a competency when one is named."""
    with edge.reading() as work:
        desk = goals.prepare(work, plan_id, skill=request.args.get("skill", ""))
    return _page(desk, forms.goal_form(desk))


@bp.post("/new")
@allows(Action.PLAN)
def add(plan_id: UUID) -> ResponseReturnValue:
    """Add the goal."""
    form = GoalForm()
    if not form.validate():
        return _show_new(plan_id, form)
    try:
        with edge.writing() as work:
            goal_id = goals.add(work, plan_id, form.draft())
    except BadInput as refusal:
        return _show_new(plan_id, refuse(form, refusal))
    return _back(plan_id, goal_id)


@bp.get("/<uuid:goal_id>/edit")
@allows(Action.PLAN)
def edit(plan_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """Change a goal, or remove it."""
    with edge.reading() as work:
        desk = goals.open_goal(work, plan_id, goal_id)
    return _page(desk, forms.goal_form(desk))


@bp.post("/<uuid:goal_id>/edit")
@allows(Action.PLAN)
def change(plan_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """Keep what was changed."""
    form = GoalForm()
    if not form.validate():
        return _show_edit(plan_id, goal_id, form, 422)
    try:
        with edge.writing() as work:
            goals.change(work, plan_id, goal_id, form.draft(), seen=form.seen)
    except (BadInput, Stale) as refusal:
        return _show_edit(plan_id, goal_id, refuse(form, refusal), status_of(refusal))
    return _back(plan_id, goal_id)


@bp.post("/<uuid:goal_id>/remove")
@allows(Action.PLAN)
def remove(plan_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """Remove a goal with its steps."""
    with edge.writing() as work:
        goals.remove(work, plan_id, goal_id)
    return redirect(url_for("plans.show", plan_id=plan_id), code=303)


@bp.get("/<uuid:goal_id>/steps/new")
@allows(Action.PLAN)
def new_step(plan_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """Write a step towards a goal."""
    return _show_step(plan_id, goal_id, StepForm(formdata=None), 200)


@bp.post("/<uuid:goal_id>/steps")
@allows(Action.PLAN)
def add_step(plan_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """Add the step."""
    form = StepForm()
    if not form.validate():
        return _show_step(plan_id, goal_id, form, 422)
    try:
        with edge.writing() as work:
            goals.add_step(work, plan_id, goal_id, form.draft())
    except BadInput as refusal:
        return _show_step(plan_id, goal_id, refuse(form, refusal), 422)
    return _back(plan_id, goal_id)


@bp.post("/<uuid:goal_id>/steps/<uuid:step_id>/tick")
@allows(Action.PLAN)
def tick(plan_id: UUID, goal_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Mark a step as done, or as open again; asked for twice it is done once."""
    mark = goals.untick if request.form.get("done") == "no" else goals.tick
    with edge.writing() as work:
        mark(work, plan_id, goal_id, step_id)
    return _back(plan_id, goal_id)


@bp.post("/<uuid:goal_id>/steps/<uuid:step_id>/remove")
@allows(Action.PLAN)
def remove_step(plan_id: UUID, goal_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Remove a step."""
    with edge.writing() as work:
        goals.remove_step(work, plan_id, goal_id, step_id)
    return _back(plan_id, goal_id)


def _show_new(plan_id: UUID, form: GoalForm) -> ResponseReturnValue:
    """The form of a new goal again."""
    with edge.reading() as work:
        desk = goals.prepare(work, plan_id)
    return _page(desk, forms.goal_form(desk, form)), 422


def _show_edit(plan_id: UUID, goal_id: UUID, form: GoalForm, status: int) -> ResponseReturnValue:
    """The form of a goal again; after a collision it carries the version that stands now."""
    with edge.reading() as work:
        desk = goals.open_goal(work, plan_id, goal_id)
    if status == 409:
        form.version.data = str(desk.plan.version)
    return _page(desk, forms.goal_form(desk, form)), status


def _page(desk: GoalDesk, form: GoalForm) -> str:
    """The page of a goal's form."""
    page = desk_presenters.goal_page(desk, form.skill.data or "")
    return render_template("plans/goal.html", page=page, form=form)


def _show_step(plan_id: UUID, goal_id: UUID, form: StepForm, status: int) -> ResponseReturnValue:
    """The form of a step."""
    with edge.reading() as work:
        desk = goals.open_goal(work, plan_id, goal_id)
    form.lesson.choices = forms.lesson_choices(desk.shelf, desk.goal.skill if desk.goal else "")
    return render_template("plans/step.html", page=desk_presenters.step_page(desk), form=form), status


def _back(plan_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """To the goal on the plan's page."""
    return redirect(url_for("plans.show", plan_id=plan_id, _anchor=f"goal-{goal_id}"), code=303)
