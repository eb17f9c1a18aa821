"""Routes of the question bank. Only authors come in: every key stands here in the open."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.pages import edge
from webapp.pages.guard import allows
from webapp.pages.items import presenters
from webapp.services import items

bp = Blueprint("items", __name__, url_prefix="/items")


@bp.get("")
@allows(Action.READ_BANK)
def index() -> ResponseReturnValue:
    """How the banks cover their outlines."""
    with edge.reading() as work:
        coverages = items.list_coverage(work)
    return render_template("items/index.html", page=presenters.bank_page(coverages))


@bp.get("/<exam>/<task>")
@allows(Action.READ_BANK)
def task(exam: str, task: str) -> ResponseReturnValue:
    """Every question of one task, with key, reasons and traps."""
    with edge.reading() as work:
        bank = items.open_task(work, exam, task)
    return render_template("items/task.html", page=presenters.task_page(bank))
