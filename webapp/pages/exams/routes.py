"""The exam room. The whole exam works by plain forms; scripts send the same forms and get typed answers."""

from __future__ import annotations

from uuid import UUID

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import (
    AnswerStands,
    AttemptClosed,
    BadInput,
    Resting,
    RuleBroken,
    SectionLocked,
    Stale,
    TimeIsUp,
)
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.sheet import AnswerEvent
from webapp.pages import edge
from webapp.pages.errors import status_of
from webapp.pages.exams import (
    addresses,
    clocks,
    forms,
    overview_presenters,
    presenters,
    refused_presenters,
    typed_answers,
)
from webapp.pages.exams.blueprint import bp
from webapp.pages.guard import allows
from webapp.services import answers, endings, exams
from webapp.services.answers import Refused
from webapp.services.exams import Seat


@bp.get("/attempts/<uuid:attempt_id>/questions/<int:position>")
@allows(Action.SIT_EXAM)
def question(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """One question of a running attempt; one that is locked away leads to what is open."""
    seat, operation = _take_seat(attempt_id, position)
    if elsewhere := presenters.elsewhere(seat, edge.now()):
        return redirect(elsewhere, code=303)
    return _drawn(presenters.question_page(seat, operation, edge.now()))


@bp.post("/attempts/<uuid:attempt_id>/questions/<int:position>")
@allows(Action.SIT_EXAM)
def save(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Save an answer, and go where the button leads."""
    try:
        event = forms.read_event(request.form, position)
    except BadInput as fault:
        return _ask_again(fault, attempt_id, position)
    with edge.lean_writing() as work:
        saved = answers.save(work, attempt_id, event)
    if isinstance(saved, Refused):
        return _refused(saved, attempt_id, event)
    if edge.wants_json():
        return jsonify(typed_answers.acknowledgement(event, saved, edge.now()))
    move = forms.read_move(request.form)
    onward = presenters.address(attempt_id, position, move)
    return pause(attempt_id) if move == "pause" else redirect(onward, code=303)


def _refused(refused: Refused, attempt_id: UUID, sent: AnswerEvent) -> ResponseReturnValue:
    """Why nothing was saved: a script hears it by name, a person is led to what is true now."""
    reason, position = refused.reason, sent.position
    if edge.wants_json():
        return jsonify(typed_answers.refusal(refused, edge.now())), status_of(reason)
    if isinstance(reason, BadInput):
        return _ask_again(reason, attempt_id, position)
    if not isinstance(reason, Stale):
        return _lead(reason, attempt_id, position)
    seat, operation = _take_seat(attempt_id, position)
    page = refused_presenters.stale_page(seat, operation, edge.now(), sent, str(reason))
    return _drawn(page), status_of(reason)


def _lead(reason: RuleBroken, attempt_id: UUID, position: int) -> ResponseReturnValue:
    """To the page that shows why nothing can be saved."""
    if isinstance(reason, AnswerStands):
        return redirect(addresses.of(attempt_id).question(position), code=303)
    pages = {Resting: ".rest", SectionLocked: ".overview"}
    return redirect(url_for(pages.get(type(reason), ".result"), attempt_id=attempt_id), code=303)


def _ask_again(fault: BadInput, attempt_id: UUID, position: int) -> ResponseReturnValue:
    """The question once more, with what was entered and why it could not be kept; or where the attempt stands now."""
    if edge.wants_json() or fault.field not in forms.ANSWERED:
        raise fault
    seat, operation = _take_seat(attempt_id, position)
    entry = seat.attempt.entry(position)
    if elsewhere := presenters.elsewhere(seat, edge.now()):
        return redirect(elsewhere, code=303)
    if entry.checked:
        return _lead(AnswerStands(), attempt_id, position)
    entered = forms.read_again(request.form, position, entry)
    page = refused_presenters.refused_page(seat, operation, edge.now(), entered, str(fault))
    return _drawn(page), status_of(fault)


def _take_seat(attempt_id: UUID, position: int) -> tuple[Seat, UUID]:
    """A question of the attempt, and the id of the operation that its page will send."""
    with edge.lean_reading() as work:
        return exams.take_seat(work, attempt_id, position), work.new_id()


def _drawn(page: presenters.QuestionPage) -> str:
    """The page of a question; whoever has to sign in again there finds their address filled in."""
    return render_template("exams/question.html", page=page, email=edge.email())


@bp.post("/attempts/<uuid:attempt_id>/notes")
@allows(Action.SIT_EXAM)
def notes(attempt_id: UUID) -> ResponseReturnValue:
    """Keep the scratch pad."""
    sent = forms.read_note(request.form)
    try:
        with edge.lean_writing() as work:
            kept = answers.save_note(work, attempt_id, *sent)
    except (BadInput, Stale, TimeIsUp, AttemptClosed) as fault:
        return _notes_refused(fault, attempt_id, sent)
    if edge.wants_json():
        return jsonify(typed_answers.note_kept(request.form.get("op", ""), kept, edge.now()))
    return redirect(addresses.of(attempt_id).question(forms.read_back(request.form)), code=303)


def _notes_refused(fault: RuleBroken, attempt_id: UUID, sent: tuple[str, int]) -> ResponseReturnValue:
    """The notes once more with the reason: in their place on the question, or on a page of their own without one."""
    late_and_empty = isinstance(fault, (TimeIsUp, AttemptClosed)) and not sent[0].strip()
    if late_and_empty or (edge.wants_json() and not isinstance(fault, Stale)):
        raise fault
    seat, operation = _take_seat(attempt_id, forms.read_back(request.form))
    if edge.wants_json():
        return jsonify(typed_answers.note_refusal(fault, seat.attempt.note)), status_of(fault)
    if presenters.elsewhere(seat, edge.now()):
        pad = refused_presenters.notes_page(seat, operation, edge.now(), sent, fault)
        return render_template("exams/notes.html", page=pad), status_of(fault)
    page = refused_presenters.with_refused_notes(seat, operation, edge.now(), sent, fault)
    return _drawn(page), status_of(fault)


@bp.get("/attempts/<uuid:attempt_id>/state")
@allows(Action.SIT_EXAM)
def state(attempt_id: UUID) -> ResponseReturnValue:
    """The time left, for the page's timer to set itself by."""
    with edge.lean_reading() as work:
        _, attempt = exams.look_over(work, attempt_id)
    return jsonify(clocks.time_state(attempt, edge.now()))


@bp.get("/attempts/<uuid:attempt_id>/overview")
@allows(Action.SIT_EXAM)
def overview(attempt_id: UUID) -> ResponseReturnValue:
    """Everything at a glance before a section is closed or the exam handed in."""
    with edge.lean_reading() as work:
        exam, attempt = exams.look_over(work, attempt_id)
    if attempt.is_over(edge.now()):
        return redirect(url_for(".result", attempt_id=attempt_id), code=303)
    if attempt.resting:
        return redirect(url_for(".rest", attempt_id=attempt_id), code=303)
    page = overview_presenters.overview_page(exam, attempt, request.args.get("show", "all"), edge.now())
    return render_template("exams/overview.html", page=page)


@bp.post("/attempts/<uuid:attempt_id>/sections/<int:section>/end")
@allows(Action.SIT_EXAM)
def end_section(attempt_id: UUID, section: int) -> ResponseReturnValue:
    """Close a section for good, and begin the break after it."""
    with edge.lean_writing() as work:
        attempt = answers.end_section(work, attempt_id, section)
    return redirect(_onward(attempt), code=303)


@bp.post("/attempts/<uuid:attempt_id>/pause")
@allows(Action.SIT_EXAM)
def pause(attempt_id: UUID) -> ResponseReturnValue:
    """Stop the clock."""
    with edge.lean_writing() as work:
        answers.pause(work, attempt_id)
    return redirect(url_for(".rest", attempt_id=attempt_id), code=303)


@bp.get("/attempts/<uuid:attempt_id>/break")
@allows(Action.SIT_EXAM)
def rest(attempt_id: UUID) -> ResponseReturnValue:
    """A break or a pause, with the way back."""
    with edge.lean_reading() as work:
        exam, attempt = exams.look_over(work, attempt_id)
    if attempt.is_over(edge.now()):
        return redirect(url_for(".result", attempt_id=attempt_id), code=303)
    if attempt.resting is None:
        return redirect(_onward(attempt), code=303)
    page = overview_presenters.rest_page(exam, attempt, attempt.resting, edge.now())
    return render_template("exams/rest.html", page=page)


@bp.post("/attempts/<uuid:attempt_id>/resume")
@allows(Action.SIT_EXAM)
def resume(attempt_id: UUID) -> ResponseReturnValue:
    """End the break and go on."""
    with edge.lean_writing() as work:
        attempt = answers.resume(work, attempt_id)
    return redirect(_onward(attempt), code=303)


def _onward(attempt: Attempt) -> str:
    """Where an attempt goes on: its result, its break, or the first open question of what can be answered now."""
    if attempt.is_over(edge.now()):
        return url_for(".result", attempt_id=attempt.id)
    if attempt.resting:
        return url_for(".rest", attempt_id=attempt.id)
    first, last = attempt.window
    still_open = (position for position in range(first, last + 1) if not attempt.is_answered(position))
    return addresses.of(attempt.id).question(next(still_open, first))


@bp.post("/attempts/<uuid:attempt_id>/submit")
@allows(Action.SIT_EXAM)
def submit(attempt_id: UUID) -> ResponseReturnValue:
    """Hand the exam in."""
    with edge.lean_writing() as work:
        endings.submit(work, attempt_id)
    return redirect(url_for(".result", attempt_id=attempt_id), code=303)
