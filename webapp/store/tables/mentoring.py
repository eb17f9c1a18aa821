"""Pairings of mentors and learners, and the notes that make a plan's history."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base, Utc


class PairingRow(Base):
    """A mentor and a learner; until the invitation is accepted the learner is only an address."""

    __tablename__ = "pairing"
    __table_args__ = (
        Index(
            "uq_pairing_live",
            "mentor_id",
            "email",
            unique=True,
            sqlite_where=text("state IN ('invited', 'active')"),
            postgresql_where=text("state IN ('invited', 'active')"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    mentor_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    learner_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(index=True)
    state: Mapped[str]
    invited_at: Mapped[datetime] = mapped_column(Utc)
    accepted_at: Mapped[datetime | None] = mapped_column(Utc)
    ended_at: Mapped[datetime | None] = mapped_column(Utc)


class NoteRow(Base):
    """A comment on a plan or one of its goals, or a move with its words."""

    __tablename__ = "plan_note"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    learner_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    kind: Mapped[str]
    body: Mapped[str]
    goal_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(Utc)
