"""Where each learner stands in each lesson."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base, Utc


class TrailRow(Base):
    """One learner's trail through one lesson (`path` is track/slug)."""

    __tablename__ = "lesson_trail"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str | None]
    done_at: Mapped[datetime | None] = mapped_column(Utc)
    touched_at: Mapped[datetime] = mapped_column(Utc)


class CheckAnswerRow(Base):
    """The last answer of a learner to a check question; the options stand in their written order."""

    __tablename__ = "check_answer"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    check_id: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[str]
    right: Mapped[bool]
    answered_at: Mapped[datetime] = mapped_column(Utc)
