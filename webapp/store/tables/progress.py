"""Self-ratings and what a learner aims at."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base, Utc


class RatingRow(Base):
    """A level somebody gave themselves; ratings are kept for ever, the last of a competency counts."""

    __tablename__ = "self_rating"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    skill: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Utc, primary_key=True)
    level: Mapped[int]


class TargetRow(Base):
    """The role or the exam a learner aims at."""

    __tablename__ = "target"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str]
    code: Mapped[str]
    chosen_at: Mapped[datetime] = mapped_column(Utc)
