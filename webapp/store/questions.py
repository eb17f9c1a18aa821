"""Question versions, kept for ever, so that an attempt can always show what it asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.questions import Question
from webapp.store.tables.exams import QuestionVersionRow

VERSION = QuestionVersionRow.__table__
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
QUESTION = TypeAdapter(Question)


def add_missing(session: Session, questions: Iterable[Question]) -> int:
    """Keep the versions that are not kept yet; the number of them."""
    known = set(session.scalars(select(VERSION.c.version)))
    rows = [
        {
            "version": question.version,
            "question_id": question.id,
            "body": QUESTION.dump_python(question, mode="json"),
        }
        for question in questions
        if question.version not in known
    ]
    if rows:
        insert = INSERT[session.get_bind().dialect.name](VERSION).on_conflict_do_nothing()
        session.execute(insert, rows)
    return len(rows)


def list_versions(session: Session, versions: Iterable[str]) -> dict[str, Question]:
    """The questions of these versions, by version."""
    rows = session.execute(
        select(VERSION.c.version, VERSION.c.body).where(VERSION.c.version.in_(list(versions)))
    )
    return {row.version: QUESTION.validate_python(row.body) for row in rows}


def list_of_question(session: Session, question: str) -> dict[str, Question]:
    """Every version of a question that was ever published, by version."""
    rows = session.execute(select(VERSION.c.version, VERSION.c.body).where(VERSION.c.question_id == question))
    return {row.version: QUESTION.validate_python(row.body) for row in rows}


def list_ids(session: Session, home: str) -> tuple[str, ...]:
    """The ids of all questions of an exam's task that were ever published, those taken out since included."""
    column = VERSION.c.question_id
    found = session.scalars(select(column).where(column.startswith(f"{home}-", autoescape=True)).distinct())
    return tuple(sorted(found))
