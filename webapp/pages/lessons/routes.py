"""Routes of lessons: open to everybody, with the place kept for whoever studies here."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import BadInput
from webapp.pages import edge
from webapp.pages.answer_fields import as_entered, read_answer
from webapp.pages.guard import allows
from webapp.pages.lessons import freshness, index_presenters, presenters
from webapp.pages.lessons.text import Fault, text_of
from webapp.services import lessons
from webapp.services.lessons import Reading

bp = Blueprint("lessons", __name__, url_prefix="/lessons")


@bp.get("")
@allows(Action.VISIT)
def index() -> ResponseReturnValue:
    """Every track and how far the reader is; with `exam` in the address only what prepares for it."""
    with edge.reading() as work:
        selection = lessons.list_tracks(work, request.args.get("exam", ""))
    return render_template("lessons/index.html", page=index_presenters.index_page(selection))


@bp.get("/<track>")
@allows(Action.VISIT)
def track(track: str) -> ResponseReturnValue:
    """One track."""
    with edge.reading() as work:
        opened, contents = lessons.open_track(work, track)
    return render_template("lessons/track.html", page=presenters.track_page(opened, contents))


@bp.get("/<track>/<slug>")
@allows(Action.VISIT)
def show(track: str, slug: str) -> ResponseReturnValue:
    """A lesson, open where the reader left it; a copy the browser still holds is not sent again."""
    with edge.lean_reading() as work:
        reading = lessons.open_lesson(work, track, slug)
    return freshness.answer(
        freshness.tag(reading),
        lambda: _open_book(reading),
    )


@bp.post("/<track>/<slug>/checks/<check_id>")
@allows(Action.VISIT)
def answer(track: str, slug: str, check_id: str) -> ResponseReturnValue:
    """Answer a check question: kept for whoever studies here, shown at once to anybody else."""
    try:
        given = read_answer(request.form)
        with edge.writing() as work:
            reading = lessons.answer_check(work, track, slug, check_id, given)
    except BadInput as error:
        return _refused(track, slug, Fault(check_id, as_entered(request.form), str(error)))
    if reading.keeps:
        return redirect(url_for(".show", track=track, slug=slug, _anchor=check_id), code=303)
    return _open_book(reading)


def _open_book(reading: Reading, fault: Fault | None = None) -> str:
    """The page of a lesson."""
    page = presenters.lesson_page(reading, text_of(reading, fault))
    return render_template("lessons/show.html", page=page)


def _refused(track: str, slug: str, fault: Fault) -> ResponseReturnValue:
    """The lesson again, with the reason beside the question and what was marked still marked."""
    with edge.lean_reading() as work:
        reading = lessons.open_lesson(work, track, slug)
    return _open_book(reading, fault), 422


@bp.get("/<track>/<slug>/checks/<check_id>")
@allows(Action.VISIT)
def check(track: str, slug: str, check_id: str) -> ResponseReturnValue:
    """The address an answer was sent to, opened by itself: the question in its lesson."""
    return redirect(url_for(".show", track=track, slug=slug, _anchor=check_id), code=303)


@bp.post("/<track>/<slug>/checks/<check_id>/again")
@allows(Action.STUDY)
def try_again(track: str, slug: str, check_id: str) -> ResponseReturnValue:
    """Clear an answer and show the question as it was."""
    with edge.writing() as work:
        lessons.try_again(work, track, slug, check_id)
    return redirect(url_for(".show", track=track, slug=slug, _anchor=check_id), code=303)


@bp.post("/<track>/<slug>/place")
@allows(Action.STUDY)
def keep_place(track: str, slug: str) -> ResponseReturnValue:
    """Remember how far somebody has read; sent by a script as headings come into view."""
    with edge.writing() as work:
        lessons.keep_place(work, track, slug, request.form.get("place", ""))
    return "", 204


@bp.post("/<track>/<slug>/done")
@allows(Action.STUDY)
def done(track: str, slug: str) -> ResponseReturnValue:
    """Call a lesson done and go on to the next; after the last of a track, to the track."""
    with edge.writing() as work:
        after = lessons.mark_done(work, track, slug)
    if after is None:
        return redirect(url_for(".track", track=track), code=303)
    return redirect(presenters.lesson_page_url(after), code=303)


@bp.post("/<track>/<slug>/not-done")
@allows(Action.STUDY)
def not_done(track: str, slug: str) -> ResponseReturnValue:
    """Call a lesson not done yet."""
    with edge.writing() as work:
        lessons.unmark(work, track, slug)
    return redirect(url_for(".show", track=track, slug=slug), code=303)
