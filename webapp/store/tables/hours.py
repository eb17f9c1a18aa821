"""Minutes of learning that counted, and the hours people add themselves."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base


class CountedMinuteRow(Base):
    """A minute of the clock that counted for a learner, in one lesson (`path`).

    The minute is part of the key, so that none counts twice; `operation` is that of the page that reported it.
    """

    __tablename__ = "counted_minute"
    __table_args__ = (
        UniqueConstraint("learner_id", "operation"),
        Index("ix_counted_minute_learner_id_path", "learner_id", "path"),
    )

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    minute: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    path: Mapped[str]
    way: Mapped[str]
    operation: Mapped[UUID]


class HoursEntryRow(Base):
    """Hours a learner added by hand."""

    __tablename__ = "hours_entry"
    __table_args__ = (Index("ix_hours_entry_learner_id_day", "learner_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    what: Mapped[str]
    provider: Mapped[str]
    day: Mapped[date]
    minutes: Mapped[int]
    proof: Mapped[str]
