"""Attempts, their answer events, and the question versions they were given."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base, Utc


class AttemptRow(Base):
    """One sitting. The form is frozen as one value; `shape` repeats it so that one statement can check a save."""

    __tablename__ = "attempt"
    __table_args__ = (
        Index(
            "uq_attempt_open",
            "learner_id",
            "exam",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_attempt_learner_id_started_at", "learner_id", "started_at"),
        Index("ix_attempt_state_deadline", "state", "deadline"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    exam: Mapped[str]
    edition: Mapped[str]
    seed: Mapped[int]
    form: Mapped[list[Any]] = mapped_column(JSON)
    shape: Mapped[str]
    questions: Mapped[int]
    pass_count: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Utc)
    deadline: Mapped[datetime] = mapped_column(Utc)
    state: Mapped[str] = mapped_column(default="open")
    finished_at: Mapped[datetime | None] = mapped_column(Utc)
    right: Mapped[int | None]
    answered: Mapped[int | None]
    passed: Mapped[bool | None]
    by_task: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    version: Mapped[int] = mapped_column()


class AnswerEventRow(Base):
    """One saved change, append-only: the full state of one item.

    The unique key refuses the second of two saves that saw the same state.
    """

    __tablename__ = "answer_event"
    __table_args__ = (UniqueConstraint("attempt_id", "position", "sequence"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    learner_id: Mapped[UUID]
    position: Mapped[int]
    sequence: Mapped[int]
    letters: Mapped[str]
    flagged: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Utc)


class QuestionVersionRow(Base):
    """A question as it once was, so that an attempt can always show what it asked."""

    __tablename__ = "question_version"

    version: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[str] = mapped_column(index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
