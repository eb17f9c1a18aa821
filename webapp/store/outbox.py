"""The outbox: letters waiting to be delivered, kept in the same transaction as what they tell of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, func, insert, select, update
from sqlalchemy.orm import Session

from webapp.domain.letters import Letter, Template
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.outbox import LetterRow

KNOWN = tuple(
    each.value for each in Template
)  # a kind that a later version dropped waits, and holds nobody up


def add(session: Session, letter: Letter) -> None:
    """Put a letter into the outbox."""
    session.execute(
        insert(LetterRow).values(
            id=letter.id,
            recipient=letter.to,
            template=letter.template.value,
            context=dict(letter.context),
            written_at=letter.written_at,
            due_at=letter.due_at,
            tries=letter.tries,
        )
    )


def claim_due(session: Session, *, at: datetime, limit: int = 1) -> tuple[Letter, ...]:
    """The letters longest due, locked; what another process holds is passed over, and so are disabled accounts."""
    shut = exists().where(AccountRow.email == LetterRow.recipient, AccountRow.active.is_(False))
    due = (
        select(LetterRow)
        .where(LetterRow.sent_at.is_(None), LetterRow.due_at <= at, LetterRow.template.in_(KNOWN), ~shut)
        .order_by(LetterRow.due_at, LetterRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=LetterRow)
    )
    return tuple(_letter(row) for row in session.scalars(due))


def keep(session: Session, letter: Letter) -> None:
    """Keep what became of a letter."""
    session.execute(
        update(LetterRow)
        .where(LetterRow.id == letter.id)
        .values(
            context=dict(letter.context),
            due_at=letter.due_at,
            sent_at=letter.sent_at,
            tries=letter.tries,
            last_error=letter.last_error,
        )
    )


def count_written(session: Session, to: str, templates: frozenset[Template], *, since: datetime) -> int:
    """How many letters of these kinds were written to an address since an instant."""
    asked = select(func.count()).where(
        LetterRow.recipient == to,
        LetterRow.template.in_([each.value for each in templates]),
        LetterRow.written_at > since,
    )
    return session.scalar(asked) or 0


def count_waiting(session: Session) -> int:
    """How many letters are still to be sent, those given up left out."""
    asked = select(func.count()).where(LetterRow.sent_at.is_(None), LetterRow.due_at.is_not(None))
    return session.scalar(asked) or 0


def remove_sent(session: Session, *, before: datetime) -> None:
    """Forget letters that were delivered long ago."""
    session.execute(delete(LetterRow).where(LetterRow.sent_at < before))


def get(session: Session, letter_id: UUID) -> Letter:
    """The letter of that id; it is there."""
    return _letter(session.get_one(LetterRow, letter_id, populate_existing=True))


def _letter(row: LetterRow) -> Letter:
    """A row as a value."""
    return Letter(
        row.id,
        row.recipient,
        Template(row.template),
        row.context,
        row.written_at,
        row.due_at,
        row.sent_at,
        row.tries,
        row.last_error,
    )
