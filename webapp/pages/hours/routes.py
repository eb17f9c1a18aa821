"""Routes of contact hours: the ledger, its statement and file, one's own entries, and the minutes a page reports."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import BadInput
from webapp.domain.hours import HoursEntry
from webapp.pages import edge
from webapp.pages.guard import allows
from webapp.pages.hours import presenters
from webapp.pages.hours.forms import EntryForm, entry_form
from webapp.pages.plans.forms import refuse
from webapp.services import hours

bp = Blueprint("hours", __name__)
HOME = "/contact-hours"
ENTRY = f"{HOME}/entries/<uuid:entry_id>"


@bp.get(HOME)
@allows(Action.STUDY)
def index() -> ResponseReturnValue:
    """The ledger."""
    with edge.reading() as work:
        ledger = hours.open_ledger(work)
    return render_template("hours/index.html", page=presenters.ledger_page(ledger, hours.LATEST))


@bp.get(f"{HOME}/statement")
@allows(Action.STUDY)
def statement() -> ResponseReturnValue:
    """The record as a page to print."""
    with edge.reading() as work:
        ledger = hours.open_ledger(work)
    page = presenters.statement_page(ledger, edge.actor().name, edge.now())
    return render_template("hours/statement.html", page=page)


@bp.get(f"{HOME}/record.csv")
@allows(Action.STUDY)
def download() -> ResponseReturnValue:
    """The whole record for a spreadsheet."""
    with edge.reading() as work:
        text = hours.make_file(work)
    response = make_response(text)
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="own-record-of-contact-hours.csv"'
    return response


@bp.get(f"{HOME}/entries/new")
@allows(Action.STUDY)
def new() -> ResponseReturnValue:
    """The form of a new entry."""
    return _show(entry_form(), None, 200)


@bp.post(f"{HOME}/entries")
@allows(Action.STUDY)
def add() -> ResponseReturnValue:
    """Keep a new entry."""
    form = EntryForm()
    if not form.validate():
        return _show(form, None, 422)
    try:
        with edge.writing() as work:
            hours.add_entry(work, form.draft())
    except BadInput as refusal:
        return _show(refuse(form, refusal), None, 422)
    flash("The hours are in your record.")
    return redirect(url_for(".index"), code=303)


@bp.get(ENTRY)
@allows(Action.STUDY)
def entry(entry_id: UUID) -> ResponseReturnValue:
    """The form of an entry of one's own."""
    kept = _kept(entry_id)
    return _show(entry_form(kept), kept, 200)


@bp.post(ENTRY)
@allows(Action.STUDY)
def change(entry_id: UUID) -> ResponseReturnValue:
    """Change an entry of one's own."""
    form = EntryForm()
    if not form.validate():
        return _show(form, _kept(entry_id), 422)
    try:
        with edge.writing() as work:
            hours.change_entry(work, entry_id, form.draft())
    except BadInput as refusal:
        return _show(refuse(form, refusal), _kept(entry_id), 422)
    flash("The entry is changed.")
    return redirect(url_for(".index"), code=303)


@bp.post(f"{ENTRY}/remove")
@allows(Action.STUDY)
def remove(entry_id: UUID) -> ResponseReturnValue:
    """Remove an entry of one's own."""
    with edge.writing() as work:
        hours.remove_entry(work, entry_id)
    flash("The entry is removed.")
    return redirect(url_for(".index"), code=303)


@bp.post("/lessons/<track>/<slug>/minutes")
@allows(Action.STUDY)
def count(track: str, slug: str) -> ResponseReturnValue:
    """Count a minute of active reading; reported by the page's script, which is told what became of it."""
    operation = _operation(request.form.get("op", ""))
    with edge.lean_writing() as work:
        told = hours.count_reading(work, track, slug, operation)
    return jsonify(minute=told.value)


def _operation(typed: str) -> UUID | None:
    """The id of a report, None when there is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def _kept(entry_id: UUID) -> HoursEntry:
    """An entry of one's own as it is kept."""
    with edge.reading() as work:
        return hours.open_entry(work, entry_id)


def _show(form: EntryForm, kept: HoursEntry | None, status: int) -> ResponseReturnValue:
    """The form, empty, filled or as it was refused."""
    with edge.reading() as work:
        room = hours.room_left(work)
    page = presenters.entry_page(kept) if kept else presenters.new_page(room)
    return render_template("hours/entry.html", page=page, form=form), status
