"""Routes after an exam: its result, each of its questions with reasons, and a comparison with those before."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.pages import edge
from webapp.pages.exams import comparison_presenters, result_presenters, reviewed_presenters
from webapp.pages.exams.blueprint import bp
from webapp.pages.exams.verdicts import read_show
from webapp.pages.guard import allows
from webapp.services import results


@bp.get("/attempts/<uuid:attempt_id>/result")
@allows(Action.SIT_EXAM)
def result(attempt_id: UUID) -> ResponseReturnValue:
    """What the attempt came to."""
    with edge.lean_reading() as work:
        report = results.read(work, attempt_id)
    page = result_presenters.result_page(report, read_show(request.args.get("show", "")))
    return render_template("exams/result.html", page=page)


@bp.get("/attempts/<uuid:attempt_id>/result/questions/<int:position>")
@allows(Action.SIT_EXAM)
def reviewed_question(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """One question of a finished attempt, with a reason for everything it shows."""
    with edge.lean_reading() as work:
        report = results.read(work, attempt_id)
    show = read_show(request.args.get("show", ""))
    page = reviewed_presenters.reviewed_page(report, position, show)
    return render_template("exams/reviewed.html", page=page)


@bp.get("/attempts/<uuid:attempt_id>/comparison")
@allows(Action.SIT_EXAM)
def comparison(attempt_id: UUID) -> ResponseReturnValue:
    """The attempt beside the last ones before it."""
    with edge.lean_reading() as work:
        compared = results.compare(work, attempt_id)
    return render_template("exams/comparison.html", page=comparison_presenters.comparison_page(compared))
