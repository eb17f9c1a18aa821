"""The pages before an exam: which there are, what each asks, and how it is started."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import BadInput
from webapp.domain.exams.selection import PoolTooSmall
from webapp.domain.exams.wish import Wish
from webapp.pages import edge
from webapp.pages.exams import entrance_presenters, index_presenters, outline_presenters
from webapp.pages.exams.blueprint import bp
from webapp.pages.exams.entrance_forms import DayForm, StartForm
from webapp.pages.guard import allows
from webapp.pages.plans.forms import refuse
from webapp.services import exams


@bp.get("")
@allows(Action.SIT_EXAM)
def index() -> ResponseReturnValue:
    """The exams there are, and what was sat."""
    with edge.reading() as work:
        shelf = exams.list_exams(work)
    return render_template("exams/index.html", page=index_presenters.index_page(shelf, edge.now()))


@bp.get("/<code>")
@allows(Action.SIT_EXAM)
def show(code: str) -> ResponseReturnValue:
    """An exam before it is started, as it will be on the day it is sat."""
    day = DayForm(formdata=request.args)
    return _show(code, day, StartForm(formdata=None), 200 if day.validate() else 422)


@bp.post("/<code>/attempts")
@allows(Action.SIT_EXAM)
def start(code: str) -> ResponseReturnValue:
    """Start the clock, or go back to the attempt of this mode that runs."""
    form = StartForm()
    day = DayForm(formdata=None, data={"on": form.on.data})
    if not form.validate():
        return _show(code, day, form, 422)
    try:
        return begin(code, form.wish())
    except (BadInput, PoolTooSmall) as refusal:
        return _show(code, day, refuse(form, refusal), 422)


@bp.get("/<code>/outlines/<edition>")
@allows(Action.SIT_EXAM)
def outline(code: str, edition: str) -> ResponseReturnValue:
    """One outline of an exam as a document, in force or retired."""
    with edge.reading() as work:
        exam, asked = exams.read_outline(work, code, edition)
    page = outline_presenters.outline_page(exam, asked, edge.now().date())
    return render_template("exams/outline.html", page=page)


def begin(code: str, wish: Wish) -> ResponseReturnValue:
    """Draw a form while nothing is locked, start the clock on it, and go to the first question that is open."""
    with edge.lean_reading() as work:
        draft = exams.draw(work, code, wish)
    with edge.lean_writing() as work:
        attempt_id = exams.start(work, draft)
    runs = draft.running is not None and draft.running.id == attempt_id
    position = draft.running.window[0] if draft.running and runs else 1
    return redirect(url_for(".question", attempt_id=attempt_id, position=position), code=303)


def _show(code: str, day: DayForm, form: StartForm, status: int) -> ResponseReturnValue:
    """The entrance; a day on which no outline holds is answered with today's."""
    with edge.reading() as work:
        try:
            entrance = exams.enter(work, code, on=None if day.errors else day.on.data)
        except BadInput as refusal:
            refuse(day, refusal)
            status, entrance = 422, exams.enter(work, code)
    page = entrance_presenters.entrance_page(entrance, edge.now())
    return render_template("exams/show.html", page=page, day=day, form=form), status
