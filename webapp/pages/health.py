"""Health: whether this process can serve, asked by a supervisor or a load balancer."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.pages import edge
from webapp.pages.guard import allows
from webapp.services import health

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@allows(Action.VISIT)
def healthz() -> ResponseReturnValue:
    """Answer 200 while the database answers, 503 when it does not."""
    with edge.lean_reading() as work:
        well = health.is_well(work)
    return jsonify(status="ok" if well else "unavailable"), 200 if well else 503
