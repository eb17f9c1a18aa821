"""Health: the cheapest question a database can be asked."""

from __future__ import annotations

import logging

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

log = logging.getLogger("gantry.health")


def answers(session: Session) -> bool:
    """Whether the database answers at all; why it does not is logged."""
    try:
        session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        log.exception("the database does not answer")
        return False
    return True
