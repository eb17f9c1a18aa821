"""The scratch pad of an attempt: one guarded statement a save, as for answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Text, bindparam, exists, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.access import Actor
from webapp.domain.exams import clock
from webapp.store.base import Utc
from webapp.store.signed_in import SIGNED_IN, asking
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AttemptNoteRow, AttemptRow

ATTEMPT = AttemptRow.__table__
ACCOUNT = AccountRow.__table__
NOTE = AttemptNoteRow.__table__
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def keep(
    session: Session, actor: Actor, attempt_id: UUID, text: str, seen: int, *, at: datetime
) -> int | None:
    """Keep the text if the page had seen the last one and the attempt runs; its number, or None when refused."""
    saw_the_last = exists().where(NOTE.c.attempt_id == ATTEMPT.c.id, NOTE.c.sequence == seen)
    source = (
        select(
            ATTEMPT.c.id,
            bindparam("text", text, type_=Text),
            bindparam("sequence", seen + 1, type_=Integer),
            bindparam("at", at, type_=Utc),
        )
        .join_from(ATTEMPT, ACCOUNT, ACCOUNT.c.id == ATTEMPT.c.learner_id)
        .where(
            ATTEMPT.c.id == attempt_id,
            ATTEMPT.c.state == "open",
            ATTEMPT.c.deadline > at - clock.GRACE,
            *SIGNED_IN,
            or_(literal(seen) == 0, saw_the_last),
        )
    )
    insert = INSERT[session.get_bind().dialect.name](NOTE).from_select(
        ["attempt_id", "text", "sequence", "at"], source
    )
    new = insert.excluded
    statement = insert.on_conflict_do_update(
        index_elements=["attempt_id"],
        set_={"text": new.text, "sequence": new.sequence, "at": new.at},
        where=NOTE.c.sequence == seen,
    ).returning(NOTE.c.sequence)
    return session.execute(statement, asking(actor)).scalar()
