"""The outbox: letters written in the same transaction as what they tell of."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base, Utc


class LetterRow(Base):
    """A letter to send.

    `context` feeds the template and is emptied once the letter is sent, since it may hold a reset link.
    """

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_sent_at_due_at", "sent_at", "due_at"),
        Index("ix_letter_recipient_written_at", "recipient", "written_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    recipient: Mapped[str]
    template: Mapped[str]
    context: Mapped[dict[str, Any]] = mapped_column(JSON)
    written_at: Mapped[datetime] = mapped_column(Utc)
    due_at: Mapped[datetime | None] = mapped_column(Utc)
    sent_at: Mapped[datetime | None] = mapped_column(Utc)
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
