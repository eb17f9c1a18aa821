"""The figures of questions and banks, as they were computed last. A page reads these, and never the answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy import Row, Select, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.items.figures import BankFigures, QuestionFigures
from webapp.store.tables.items import BankFiguresRow, QuestionFiguresRow

BANK = cast("Table", BankFiguresRow.__table__)
QUESTION = cast("Table", QuestionFiguresRow.__table__)
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
OF_BANK = TypeAdapter(BankFigures)
OF_QUESTION = TypeAdapter(QuestionFigures)


@dataclass(frozen=True)
class Counted:
    """A bank's figures and when they were computed, from what."""

    figures: BankFigures
    basis: str
    at: datetime


def keep(
    session: Session,
    counted: Counted,
    questions: Iterable[tuple[QuestionFigures, int]],
) -> None:
    """Put the figures of a bank and its questions, each with its severity, in the place of those from before.

    The bank's row comes first: whoever else writes the same bank waits for it.
    """
    insert, exam = INSERT[session.get_bind().dialect.name], counted.figures.exam
    bank = insert(BANK).values(
        exam=exam,
        figures=OF_BANK.dump_python(counted.figures, mode="json"),
        basis=counted.basis,
        counted_at=counted.at,
    )
    fresh = {name: bank.excluded[name] for name in ("figures", "basis", "counted_at")}
    session.execute(bank.on_conflict_do_update(index_elements=["exam"], set_=fresh))
    session.execute(delete(QUESTION).where(QUESTION.c.exam == exam))
    rows = [
        {
            "version": figures.version,
            "exam": exam,
            "question_id": figures.question,
            "severity": severity,
            "figures": OF_QUESTION.dump_python(figures, mode="json"),
        }
        for figures, severity in questions
    ]
    if rows:
        session.execute(QUESTION.insert(), rows)


def list_banks(session: Session) -> dict[str, Counted]:
    """The figures of every bank, by exam."""
    rows = session.execute(select(BANK))
    return {
        row.exam: Counted(OF_BANK.validate_python(row.figures), row.basis, row.counted_at) for row in rows
    }


def list_of_versions(session: Session, versions: Iterable[str]) -> dict[str, QuestionFigures]:
    """The figures of these versions, as far as they were answered, by version."""
    found = _questions(session, select(QUESTION).where(QUESTION.c.version.in_(list(versions))))
    return {figures.version: figures for figures in found}


def list_of_question(session: Session, question: str) -> tuple[QuestionFigures, ...]:
    """The figures of every version of a question."""
    return _questions(session, select(QUESTION).where(QUESTION.c.question_id == question))


def list_of_exam(session: Session, exam: str) -> tuple[QuestionFigures, ...]:
    """The figures of every version of an exam’s questions, by question."""
    asked = select(QUESTION).where(QUESTION.c.exam == exam)
    return _questions(session, asked.order_by(QUESTION.c.question_id, QUESTION.c.version))


def list_suspects(session: Session, *, limit: int) -> tuple[QuestionFigures, ...]:
    """The figures of questions that something speaks against, the most severe first."""
    asked = select(QUESTION).where(QUESTION.c.severity > 0)
    ordered = asked.order_by(QUESTION.c.severity.desc(), QUESTION.c.question_id).limit(limit)
    return _questions(session, ordered)


def _questions(session: Session, asked: Select[Any]) -> tuple[QuestionFigures, ...]:
    return tuple(_figures(row) for row in session.execute(asked))


def _figures(row: Row[Any]) -> QuestionFigures:
    return OF_QUESTION.validate_python(row.figures)
