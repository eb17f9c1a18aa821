"""The practice somebody builds: put it together, start it, keep it under a name."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import BadInput
from webapp.domain.exams.selection import PoolTooSmall
from webapp.pages import edge
from webapp.pages.exams import practice_presenters
from webapp.pages.exams.blueprint import bp
from webapp.pages.exams.entrance_forms import PracticeForm, practice_form, proposed
from webapp.pages.exams.entrance_routes import begin
from webapp.pages.guard import allows
from webapp.pages.plans.forms import clean_line, refuse
from webapp.services import presets
from webapp.services.presets import Workbench


@bp.get("/<code>/practice")
@allows(Action.SIT_EXAM)
def practice(code: str) -> ResponseReturnValue:
    """Build a practice: from nothing, from a preset, or from what an address asks for."""
    with edge.reading() as work:
        bench = presets.open_workbench(work, code)
    name = request.args.get("preset", "")
    wish = bench.preset(name) if name else proposed(request.args, most=bench.fits.total)
    return _show(bench, practice_form(wish, name), 200)


@bp.post("/<code>/practice")
@allows(Action.SIT_EXAM)
def begin_practice(code: str) -> ResponseReturnValue:
    """Start what was put together."""
    form = PracticeForm()
    if not form.validate():
        return _refused(code, form)
    try:
        return begin(code, form.wish())
    except (BadInput, PoolTooSmall) as refusal:
        return _refused(code, refuse(form, refusal))


@bp.post("/<code>/presets")
@allows(Action.SIT_EXAM)
def save_preset(code: str) -> ResponseReturnValue:
    """Keep what was put together under a name."""
    form = PracticeForm()
    if not form.validate():
        return _refused(code, form)
    name = form.name.data or ""
    try:
        with edge.writing() as work:
            presets.save(work, code, name, form.wish(), replacing=form.opened.data or "")
    except BadInput as refusal:
        return _refused(code, refuse(form, refusal))
    flash(f"Saved as “{name}”.")
    return redirect(url_for(".practice", code=code, preset=name), code=303)


@bp.post("/<code>/presets/start")
@allows(Action.SIT_EXAM)
def use_preset(code: str) -> ResponseReturnValue:
    """Start a practice as it was saved."""
    name = _named()
    with edge.lean_reading() as work:
        wish = presets.get(work, code, name)
    try:
        return begin(code, wish)
    except (BadInput, PoolTooSmall) as refusal:
        return _refused(code, refuse(practice_form(wish, name), refusal))


@bp.post("/<code>/presets/remove")
@allows(Action.SIT_EXAM)
def remove_preset(code: str) -> ResponseReturnValue:
    """Forget a saved practice."""
    name = _named()
    with edge.writing() as work:
        presets.remove(work, code, name)
    flash(f"“{name}” is removed.")
    return redirect(url_for(".practice", code=code), code=303)


def _named() -> str:
    """The name a button of a saved practice sends."""
    return clean_line(request.form.get("name", "")) or ""


def _refused(code: str, form: PracticeForm) -> ResponseReturnValue:
    """The same page with the reason, and with everything that was put in."""
    with edge.reading() as work:
        bench = presets.open_workbench(work, code)
    return _show(bench, form, 422)


def _show(bench: Workbench, form: PracticeForm, status: int) -> ResponseReturnValue:
    """The page where a practice is built."""
    page = practice_presenters.practice_page(bench, form.wish(), edge.now())
    return render_template("exams/practice.html", page=page, form=form), status
