"""Attempts, their answer events and scores, and the question versions they were given."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.exams.form import Form
from webapp.store.base import Base, Utc
from webapp.store.forms import FormText


class AttemptRow(Base):
    """One sitting.

    The form is frozen as one value; `shape`, `open_from`, `open_to` and `feedback` repeat what the domain has decided
    from form, section, rests and conditions, so that one statement can check a save. `counted` says whether its answers
    are in the statistics of questions, and nothing while nobody has looked.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        Index(
            "uq_attempt_open",
            "learner_id",
            "exam",
            "mode",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_attempt_learner_id_started_at", "learner_id", "started_at"),
        Index("ix_attempt_state_deadline", "state", "deadline"),
        Index("ix_attempt_exam_key_version", "exam", "key_version"),
        Index(
            "ix_attempt_uncounted",
            "id",
            sqlite_where=text("counted IS NULL AND state <> 'open'"),
            postgresql_where=text("counted IS NULL AND state <> 'open'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    exam: Mapped[str]
    edition: Mapped[str]
    mode: Mapped[str]
    conditions: Mapped[dict[str, Any]] = mapped_column(JSON)
    seed: Mapped[int]
    form: Mapped[Form] = mapped_column(FormText)
    shape: Mapped[str]
    questions: Mapped[int]
    scored: Mapped[int]
    repeats: Mapped[int]
    pass_count: Mapped[int]
    pass_rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    started_at: Mapped[datetime] = mapped_column(Utc)
    deadline: Mapped[datetime] = mapped_column(Utc)
    section: Mapped[int]
    rests: Mapped[list[Any]] = mapped_column(JSON)
    open_from: Mapped[int]
    open_to: Mapped[int]
    feedback: Mapped[bool]
    state: Mapped[str] = mapped_column(default="open")
    finished_at: Mapped[datetime | None] = mapped_column(Utc)
    right: Mapped[int | None]
    answered: Mapped[int | None]
    passed: Mapped[bool | None]
    by_task: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    key_version: Mapped[int]
    version: Mapped[int] = mapped_column()
    counted: Mapped[bool | None]


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
    answer: Mapped[str]
    flagged: Mapped[bool]
    struck: Mapped[str]
    highlights: Mapped[str]
    sure: Mapped[int]
    checked: Mapped[bool]
    spent: Mapped[int]
    at: Mapped[datetime] = mapped_column(Utc)


class RefusedAnswerRow(Base):
    """An answer that came too late to count, kept as evidence with the reason."""

    __tablename__ = "refused_answer"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    answer: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(Utc)


class AttemptNoteRow(Base):
    """The scratch pad of an attempt; `sequence` counts its saves."""

    __tablename__ = "attempt_note"

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    sequence: Mapped[int]
    at: Mapped[datetime] = mapped_column(Utc)


class ScoreRow(Base):
    """A score an attempt had before a correction changed it; `number` counts an attempt's scores from 1."""

    __tablename__ = "past_score"

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    key_version: Mapped[int]
    right: Mapped[int]
    scored: Mapped[int]
    passed: Mapped[bool]
    by_task: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str]
    replaced_at: Mapped[datetime] = mapped_column(Utc)


class ExposureRow(Base):
    """What a learner was asked of an exam: question id to day, result and flag of the last time."""

    __tablename__ = "exposure"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    exam: Mapped[str] = mapped_column(primary_key=True)
    seen: Mapped[dict[str, Any]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))


class PresetRow(Base):
    """A custom practice somebody has saved under a name."""

    __tablename__ = "preset"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    exam: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    wish: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(Utc)


class AccommodationRow(Base):
    """What was granted to a person, append-only; the last one is in force."""

    __tablename__ = "accommodation"
    __table_args__ = (Index("ix_accommodation_learner_id_granted_at", "learner_id", "granted_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    percent: Mapped[int]
    free_minutes: Mapped[int]
    break_minutes: Mapped[int]
    extra_breaks: Mapped[int]
    untimed_practice: Mapped[bool]
    quiet_timer: Mapped[bool]
    reason: Mapped[str]
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    granted_at: Mapped[datetime] = mapped_column(Utc)


class TimeGrantRow(Base):
    """Minutes added to one attempt, with the reason; `reopened` says that its time had run out."""

    __tablename__ = "time_grant"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), index=True)
    minutes: Mapped[int]
    reason: Mapped[str]
    reopened: Mapped[bool]
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    granted_at: Mapped[datetime] = mapped_column(Utc)


class QuestionReportRow(Base):
    """A question somebody has reported, and what came of it."""

    __tablename__ = "question_report"
    __table_args__ = (Index("ix_question_report_state_reported_at", "state", "reported_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    attempt_id: Mapped[UUID | None] = mapped_column(ForeignKey("attempt.id", ondelete="SET NULL"))
    exam: Mapped[str]
    question_id: Mapped[str] = mapped_column(index=True)
    question_version: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    reported_at: Mapped[datetime] = mapped_column(Utc)
    state: Mapped[str]
    reply: Mapped[str] = mapped_column(Text)
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime | None] = mapped_column(Utc)


class QuestionVersionRow(Base):
    """A question as it once was, so that an attempt can always show what it asked."""

    __tablename__ = "question_version"

    version: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[str] = mapped_column(index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
