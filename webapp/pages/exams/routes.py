"""Routes of timed exams. The whole exam works by plain forms; scripts send the same forms and get typed answers."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import AttemptClosed, Stale, TimeIsUp
from webapp.pages import edge
from webapp.pages.exams import entrance_presenters, forms, presenters, result_presenters, reviewed_presenters
from webapp.pages.guard import allows
from webapp.services import exams

bp = Blueprint("exams", __name__, url_prefix="/exams")


@bp.get("")
@allows(Action.SIT_EXAM)
def index() -> ResponseReturnValue:
    """The exams there are, and what was sat."""
    with edge.reading() as work:
        shelf = exams.list_exams(work)
    return render_template("exams/index.html", page=entrance_presenters.index_page(shelf, edge.now()))


@bp.get("/<code>")
@allows(Action.SIT_EXAM)
def show(code: str) -> ResponseReturnValue:
    """The exam before it starts: its conditions and what is known of the real one."""
    with edge.reading() as work:
        entrance = exams.enter(work, code)
    return render_template("exams/show.html", page=entrance_presenters.entrance_page(entrance, edge.now()))


@bp.post("/<code>/attempts")
@allows(Action.SIT_EXAM)
def start(code: str) -> ResponseReturnValue:
    """Start the clock, or go back to the attempt that is running."""
    with edge.lean_writing() as work:
        attempt_id = exams.start(work, code)
    return redirect(url_for(".question", attempt_id=attempt_id, position=1), code=303)


@bp.get("/attempts/<uuid:attempt_id>/questions/<int:position>")
@allows(Action.SIT_EXAM)
def question(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """One question of a running attempt."""
    with edge.lean_reading() as work:
        seat = exams.take_seat(work, attempt_id, position)
        operation = work.new_id()
    if seat.attempt.is_over(edge.now()):
        return redirect(url_for(".result", attempt_id=attempt_id), code=303)
    return render_template("exams/question.html", page=presenters.question_page(seat, operation, edge.now()))


@bp.post("/attempts/<uuid:attempt_id>/questions/<int:position>")
@allows(Action.SIT_EXAM)
def save(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Save an answer, and go where the button leads."""
    event = forms.read_event(request.form, position)
    try:
        with edge.lean_writing() as work:
            saved = exams.save_answer(work, attempt_id, event)
    except (TimeIsUp, AttemptClosed, Stale) as refusal:
        return _refused(refusal, attempt_id, position)
    if edge.wants_json():
        return jsonify(presenters.acknowledgement(event, saved, edge.now()))
    return redirect(presenters.address(attempt_id, position, forms.read_move(request.form)), code=303)


def _refused(
    refusal: TimeIsUp | AttemptClosed | Stale, attempt_id: UUID, position: int
) -> ResponseReturnValue:
    """Why nothing was saved: a script hears it by name, a person is led to what is true now."""
    if edge.wants_json():
        raise refusal
    if not isinstance(refusal, Stale):
        return redirect(url_for(".result", attempt_id=attempt_id), code=303)
    with edge.lean_reading() as work:
        seat = exams.take_seat(work, attempt_id, position)
        operation = work.new_id()
    page = presenters.question_page(seat, operation, edge.now(), notice=str(refusal))
    return render_template("exams/question.html", page=page), 409


@bp.get("/attempts/<uuid:attempt_id>/state")
@allows(Action.SIT_EXAM)
def state(attempt_id: UUID) -> ResponseReturnValue:
    """The time left, for the page's timer to set itself by."""
    with edge.lean_reading() as work:
        _, attempt = exams.look_over(work, attempt_id)
    return jsonify(presenters.time_state(attempt, edge.now()))


@bp.get("/attempts/<uuid:attempt_id>/overview")
@allows(Action.SIT_EXAM)
def overview(attempt_id: UUID) -> ResponseReturnValue:
    """Everything at a glance before handing in."""
    with edge.lean_reading() as work:
        exam, attempt = exams.look_over(work, attempt_id)
    if attempt.is_over(edge.now()):
        return redirect(url_for(".result", attempt_id=attempt_id), code=303)
    page = presenters.overview_page(exam, attempt, request.args.get("show", "all"), edge.now())
    return render_template("exams/overview.html", page=page)


@bp.post("/attempts/<uuid:attempt_id>/submit")
@allows(Action.SIT_EXAM)
def submit(attempt_id: UUID) -> ResponseReturnValue:
    """Hand the exam in."""
    with edge.lean_writing() as work:
        exams.submit(work, attempt_id)
    return redirect(url_for(".result", attempt_id=attempt_id), code=303)


@bp.get("/attempts/<uuid:attempt_id>/result")
@allows(Action.SIT_EXAM)
def result(attempt_id: UUID) -> ResponseReturnValue:
    """What the attempt came to."""
    with edge.lean_reading() as work:
        report = exams.read_report(work, attempt_id)
    return render_template("exams/result.html", page=result_presenters.result_page(report))


@bp.get("/attempts/<uuid:attempt_id>/result/questions/<int:position>")
@allows(Action.SIT_EXAM)
def reviewed_question(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """One question of a finished attempt, with a reason for every option."""
    with edge.lean_reading() as work:
        report = exams.read_report(work, attempt_id)
    return render_template("exams/reviewed.html", page=reviewed_presenters.reviewed_page(report, position))
