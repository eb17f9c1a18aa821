"""Custom practices that learners have saved under a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Table, and_, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.access import Actor
from webapp.domain.errors import SignedOut
from webapp.domain.exams.wish import Wish
from webapp.store.signed_in import ACCOUNT, SIGNED_IN, asking
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import PresetRow

PRESET = cast("Table", PresetRow.__table__)
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
WISH = TypeAdapter(Wish)


def list_presets(session: Session, learner: UUID, exam: str) -> tuple[tuple[str, Wish], ...]:
    """A learner's presets of an exam by name."""
    rows = session.execute(
        select(PRESET.c.name, PRESET.c.wish).where(PRESET.c.learner_id == learner, PRESET.c.exam == exam)
    )
    found = [(row.name, WISH.validate_python(row.wish)) for row in rows]
    return tuple(sorted(found, key=lambda preset: preset[0].casefold()))


def claim_names(session: Session, learner: UUID, exam: str) -> tuple[str, ...]:
    """The names of a learner's presets of an exam; nobody else changes them until the end of the transaction."""
    owner = select(AccountRow.id).where(AccountRow.id == learner)
    session.execute(owner.with_for_update(key_share=True))
    names = select(PRESET.c.name).where(PRESET.c.learner_id == learner, PRESET.c.exam == exam)
    return tuple(session.scalars(names.order_by(PRESET.c.name)))


def find(session: Session, actor: Actor, exam: str, name: str) -> Wish | None:
    """The actor's preset of that name, if there is one; raises SignedOut when the session has ended."""
    mine = (
        select(PRESET.c.wish).select_from(ACCOUNT).outerjoin(PRESET, and_(*_under(ACCOUNT.c.id, exam, name)))
    )
    row = session.execute(mine.where(*SIGNED_IN), asking(actor)).first()
    if row is None:
        raise SignedOut
    return None if row.wish is None else WISH.validate_python(row.wish)


def keep(session: Session, learner: UUID, exam: str, name: str, wish: Wish, *, at: datetime) -> None:
    """Keep a preset under a name; what stood there is replaced."""
    values = {"wish": WISH.dump_python(wish, mode="json"), "saved_at": at}
    statement = INSERT[session.get_bind().dialect.name](PRESET).values(
        learner_id=learner, exam=exam, name=name, **values
    )
    session.execute(
        statement.on_conflict_do_update(index_elements=["learner_id", "exam", "name"], set_=values)
    )


def remove(session: Session, learner: UUID, exam: str, name: str) -> None:
    """Remove the preset of that name; there may be none."""
    session.execute(delete(PRESET).where(*_under(learner, exam, name)))


def _under(learner: UUID | ColumnElement[UUID], exam: str, name: str) -> tuple[ColumnElement[bool], ...]:
    """One preset."""
    return (PRESET.c.learner_id == learner, PRESET.c.exam == exam, PRESET.c.name == name)
