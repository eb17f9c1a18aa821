"""Routes of the ways through the lessons: learning paths, open to everybody, and the lessons along an outline."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.pages import edge
from webapp.pages.guard import allows
from webapp.pages.paths import outline_presenters, presenters
from webapp.services import outlines, paths

bp = Blueprint("paths", __name__)


@bp.get("/paths")
@allows(Action.VISIT)
def index() -> ResponseReturnValue:
    """Every path."""
    with edge.reading() as work:
        listed = paths.list_paths(work)
    return render_template("paths/index.html", page=presenters.list_page(listed))


@bp.get("/paths/<slug>")
@allows(Action.VISIT)
def show(slug: str) -> ResponseReturnValue:
    """One path, stage by stage."""
    with edge.reading() as work:
        opened = paths.open_path(work, slug)
    return render_template("paths/show.html", page=presenters.path_page(opened))


@bp.get("/exams/<code>/lessons")
@allows(Action.SIT_EXAM)
def lessons(code: str) -> ResponseReturnValue:
    """Every task of an exam's latest outline with the lessons that serve it."""
    with edge.reading() as work:
        listed = outlines.list_lessons(work, code)
    return render_template("paths/lessons.html", page=outline_presenters.lessons_page(listed))
