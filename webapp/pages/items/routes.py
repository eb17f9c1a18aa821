"""Routes of the question bank. Only authors come in: every key stands here in the open."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.pages import edge
from webapp.pages.guard import allows
from webapp.pages.items import presenters, preview_presenters, question_presenters, suspect_presenters
from webapp.pages.items.preview_form import PreviewForm
from webapp.services import item_reports, items, previews

bp = Blueprint("items", __name__, url_prefix="/items")


@bp.get("")
@allows(Action.READ_BANK)
def index() -> ResponseReturnValue:
    """How the banks cover their outlines."""
    with edge.reading() as work:
        coverages = items.list_coverage(work)
    return render_template("items/index.html", page=presenters.bank_page(coverages))


@bp.get("/suspicious")
@allows(Action.READ_BANK)
def suspicious() -> ResponseReturnValue:
    """The questions that something speaks against, the most severe first."""
    with edge.reading() as work:
        queue = item_reports.list_suspects(work)
    return render_template("items/suspicious.html", page=suspect_presenters.suspect_page(queue))


@bp.get("/preview")
@allows(Action.READ_BANK)
def preview() -> ResponseReturnValue:
    """The form in which questions are handed in to be looked at."""
    with edge.reading():
        form = PreviewForm(formdata=None)
    return render_template("items/preview.html", page=preview_presenters.preview_page(None), form=form)


@bp.post("/preview")
@allows(Action.READ_BANK)
def look() -> ResponseReturnValue:
    """Questions that are not in the bank, from both sides, with their faults. Nothing is kept."""
    form, found = PreviewForm(), None
    with edge.reading() as work:
        if form.validate():
            found = previews.preview(work, form.raw(), form.name)
    page = preview_presenters.preview_page(found)
    return render_template("items/preview.html", page=page, form=form), 200 if found else 422


@bp.get("/questions/<question>")
@allows(Action.READ_BANK)
def question(question: str) -> ResponseReturnValue:
    """One question with its key, its figures, its versions and its reports."""
    with edge.reading() as work:
        opened = item_reports.open_question(work, question)
    return render_template("items/question.html", page=question_presenters.question_page(opened))


@bp.get("/questions/<question>/<version>")
@allows(Action.READ_BANK)
def version(question: str, version: str) -> ResponseReturnValue:
    """One version of a question, as it was asked."""
    with edge.reading() as work:
        opened = item_reports.open_question(work, question, version)
    return render_template("items/question.html", page=question_presenters.question_page(opened))


@bp.get("/<exam>/<task>")
@allows(Action.READ_BANK)
def task(exam: str, task: str) -> ResponseReturnValue:
    """Every question of one task, with key, reasons and traps."""
    with edge.reading() as work:
        bank = items.open_task(work, exam, task)
    return render_template("items/task.html", page=presenters.task_page(bank))
