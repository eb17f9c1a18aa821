"""Answers that count for the statistics of questions, without a name, and the figures made of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base, Utc


class AnswerRecordRow(Base):
    """The counted answers of one attempt.

    Nothing leads from here to a person: the id is random, and of the time only the month is kept.
    """

    __tablename__ = "answer_record"
    __table_args__ = (Index("ix_answer_record_exam_month_id", "exam", "month", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    exam: Mapped[str]
    month: Mapped[str]
    whole: Mapped[bool]
    answers: Mapped[str] = mapped_column(Text)


class QuestionFiguresRow(Base):
    """The figures of one version of a question, as they were computed last; `severity` is above 0 for a suspect."""

    __tablename__ = "question_figures"
    __table_args__ = (Index("ix_question_figures_exam_severity", "exam", "severity"),)

    version: Mapped[str] = mapped_column(primary_key=True)
    exam: Mapped[str]
    question_id: Mapped[str] = mapped_column(index=True)
    severity: Mapped[int]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)


class BankFiguresRow(Base):
    """The figures of one exam's bank; `basis` names what they were computed from."""

    __tablename__ = "bank_figures"

    exam: Mapped[str] = mapped_column(primary_key=True)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    basis: Mapped[str]
    counted_at: Mapped[datetime] = mapped_column(Utc)
