"""Routes of question reports: made from the room or the review, followed by the reporter, answered by authors."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import BadInput
from webapp.domain.exams.reports import ReportState
from webapp.pages import edge
from webapp.pages.filters import plural
from webapp.pages.guard import allows
from webapp.pages.plans.forms import refuse
from webapp.pages.reports import presenters, queue_presenters
from webapp.pages.reports.forms import AnswerForm, ReportForm
from webapp.services import reports

bp = Blueprint("reports", __name__)
QUESTION = "/exams/attempts/<uuid:attempt_id>/questions/<int:position>/report"


@bp.get(QUESTION)
@allows(Action.SIT_EXAM)
def new(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """The form in which a question is reported."""
    return _show_new(attempt_id, position, ReportForm(formdata=None), 200)


@bp.post(QUESTION)
@allows(Action.SIT_EXAM)
def send(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Report a question, and go back to it."""
    form = ReportForm()
    if not form.validate():
        return _show_new(attempt_id, position, form, 422)
    try:
        with edge.lean_writing() as work:
            running = reports.send(work, attempt_id, position, form.words.data or "")
    except BadInput as refusal:
        return _show_new(attempt_id, position, refuse(form, refusal), 422)
    flash(f"Question {position} is reported. The answer stands under “Questions you reported”.")
    back = "exams.question" if running else "exams.reviewed_question"
    return redirect(url_for(back, attempt_id=attempt_id, position=position), code=303)


@bp.get("/reports")
@allows(Action.SIT_EXAM)
def own() -> ResponseReturnValue:
    """What whoever asks has reported, and what came of it."""
    with edge.reading() as work:
        listed = reports.list_own(work)
    return render_template("reports/own.html", page=presenters.own_page(listed, edge.now()))


@bp.get("/reports/queue")
@allows(Action.ANSWER_REPORTS)
def queue() -> ResponseReturnValue:
    """What waits for an answer, oldest first."""
    with edge.reading() as work:
        waiting = reports.list_queue(work)
    return render_template("reports/queue.html", page=queue_presenters.queue_page(waiting, edge.now()))


@bp.get("/reports/<uuid:report_id>")
@allows(Action.ANSWER_REPORTS)
def show(report_id: UUID) -> ResponseReturnValue:
    """One report beside its question, with key and reasons."""
    return _show_report(report_id, AnswerForm(formdata=None), 200)


@bp.post("/reports/<uuid:report_id>")
@allows(Action.ANSWER_REPORTS)
def answer(report_id: UUID) -> ResponseReturnValue:
    """Answer a report; the reporter gets a letter."""
    form = AnswerForm()
    if not form.validate():
        return _show_report(report_id, form, 422)
    try:
        answered = _answer(report_id, form)
    except BadInput as refusal:
        return _show_report(report_id, refuse(form, refusal), 422)
    flash(
        f"{plural(answered, 'report')} answered. {'The reporter has' if answered == 1 else 'All have'} a letter."
    )
    return redirect(url_for(".queue"), code=303)


def _answer(report_id: UUID, form: AnswerForm) -> int:
    """Keep an answer; how many reports it answered."""
    outcome, site_url = ReportState(form.outcome.data), str(current_app.config["SITE_URL"])
    with edge.writing() as work:
        return reports.answer(
            work,
            report_id,
            outcome,
            form.reply.data or "",
            alike=bool(form.alike.data),
            site_url=site_url,
        )


def _show_new(attempt_id: UUID, position: int, form: ReportForm, status: int) -> ResponseReturnValue:
    """The form, empty or as it was refused."""
    with edge.lean_reading() as work:
        asked = reports.ask(work, attempt_id, position)
    page = presenters.new_page(asked, edge.now())
    return render_template("reports/new.html", page=page, form=form), status


def _show_report(report_id: UUID, form: AnswerForm, status: int) -> ResponseReturnValue:
    """One report, with the answer as it was refused or empty."""
    with edge.reading() as work:
        opened = reports.open_report(work, report_id)
    page = queue_presenters.report_page(opened, edge.now())
    form.alike.label.text = f"Answer the {page.alike} of this version the same way"
    return render_template("reports/show.html", page=page, form=form), status
