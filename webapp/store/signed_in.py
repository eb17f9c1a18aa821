"""The part of a statement that checks whether the actor's session still stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, String, Uuid, bindparam

from webapp.domain.access import Actor
from webapp.store.tables.accounts import AccountRow

ACCOUNT = AccountRow.__table__
SIGNED_IN = (
    ACCOUNT.c.id == bindparam("learner", type_=Uuid),
    ACCOUNT.c.session_version == bindparam("session_version", type_=Integer),
    ACCOUNT.c.active,
)
"""Joined with the account: nothing is found for whoever is signed out, disabled or of an older session."""
SIGNED_IN_AS = (*SIGNED_IN, ACCOUNT.c.role == bindparam("role", type_=String))
"""As SIGNED_IN, and in the role the session was opened with."""


def asking(actor: Actor, **more: Any) -> dict[str, Any]:
    """The parameters of a statement that checks the session."""
    return {"learner": actor.person, "session_version": actor.session_version, **more}


def asking_as(actor: Actor, **more: Any) -> dict[str, Any]:
    """The parameters of a statement that checks the session and its role."""
    return asking(actor, role=actor.role.value if actor.role else "", **more)
