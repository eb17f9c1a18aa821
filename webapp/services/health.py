"""Health: whether what the product stands on answers."""

from __future__ import annotations

from webapp.services.work import Work
from webapp.store import health as store


def is_well(work: Work) -> bool:
    """Whether the database answers a question."""
    return store.answers(work.session)
