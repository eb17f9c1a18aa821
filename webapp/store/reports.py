"""Reports of questions: rows to values and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.orm import Session

from webapp.domain.errors import NotFound
from webapp.domain.exams.attempt import State
from webapp.domain.exams.reports import OwnReport, QuestionReport, ReportState
from webapp.store.tables.exams import AttemptRow, QuestionReportRow

REPORT = QuestionReportRow.__table__
ATTEMPT = AttemptRow.__table__
OPEN = ReportState.OPEN.value


def add(session: Session, report: QuestionReport) -> None:
    """Keep a new report."""
    session.execute(
        insert(QuestionReportRow).values(
            id=report.id,
            learner_id=report.learner,
            attempt_id=report.attempt,
            exam=report.exam,
            question_id=report.question,
            question_version=report.version,
            words=report.words,
            reported_at=report.reported_at,
            state=report.state.value,
            reply=report.reply,
        )
    )


def get(session: Session, report_id: UUID) -> QuestionReport:
    """The report of that id; raises NotFound. Who may ask is the caller's rule."""
    row = session.execute(select(REPORT).where(REPORT.c.id == report_id)).first()
    if row is None:
        raise NotFound
    return _report(row)


def claim(session: Session, report_id: UUID) -> QuestionReport:
    """As `get`, locking the report until the end of the transaction."""
    row = session.execute(select(REPORT).where(REPORT.c.id == report_id).with_for_update()).first()
    if row is None:
        raise NotFound
    return _report(row)


def claim_open_of_version(session: Session, version: str) -> tuple[QuestionReport, ...]:
    """The reports of one version of a question that wait for an answer, locked."""
    rows = session.execute(
        select(REPORT)
        .where(REPORT.c.question_version == version, REPORT.c.state == OPEN)
        .order_by(REPORT.c.id)
        .with_for_update()
    )
    return tuple(_report(row) for row in rows)


def keep(session: Session, report: QuestionReport, *, by: UUID) -> None:
    """Keep the answer to a report that was claimed."""
    session.execute(
        update(QuestionReportRow)
        .where(QuestionReportRow.id == report.id)
        .values(state=report.state.value, reply=report.reply, answered_by=by, answered_at=report.answered_at)
    )


def list_open_of_learner(session: Session, learner: UUID) -> tuple[QuestionReport, ...]:
    """What a learner has reported and nobody has answered yet."""
    rows = session.execute(select(REPORT).where(REPORT.c.learner_id == learner, REPORT.c.state == OPEN))
    return tuple(_report(row) for row in rows)


def list_own(session: Session, learner: UUID, *, at: datetime, limit: int = 100) -> tuple[OwnReport, ...]:
    """What a learner has reported, latest first."""
    running = (ATTEMPT.c.state == State.OPEN.value) & (ATTEMPT.c.deadline > at)
    rows = session.execute(
        select(REPORT, func.coalesce(running, False).label("running"))
        .outerjoin(ATTEMPT, ATTEMPT.c.id == REPORT.c.attempt_id)
        .where(REPORT.c.learner_id == learner)
        .order_by(REPORT.c.reported_at.desc(), REPORT.c.id.desc())
        .limit(limit)
    )
    return tuple(OwnReport(_report(row), bool(row.running)) for row in rows)


def list_open(session: Session, *, limit: int = 100) -> tuple[QuestionReport, ...]:
    """What waits for an answer, oldest first."""
    rows = session.execute(
        select(REPORT).where(REPORT.c.state == OPEN).order_by(REPORT.c.reported_at, REPORT.c.id).limit(limit)
    )
    return tuple(_report(row) for row in rows)


def list_of_question(session: Session, question: str, *, limit: int = 50) -> tuple[QuestionReport, ...]:
    """Every report of a question, whatever its version, latest first."""
    rows = session.execute(
        select(REPORT)
        .where(REPORT.c.question_id == question)
        .order_by(REPORT.c.reported_at.desc(), REPORT.c.id.desc())
        .limit(limit)
    )
    return tuple(_report(row) for row in rows)


def count_open(session: Session, *, at_least: int = 1) -> dict[str, int]:
    """How many reports of each version wait for an answer, where so many do."""
    waiting = func.count().label("waiting")
    rows = session.execute(
        select(REPORT.c.question_version, waiting)
        .where(REPORT.c.state == OPEN)
        .group_by(REPORT.c.question_version)
        .having(waiting >= at_least)
    )
    return {row.question_version: row.waiting for row in rows}


def find_running(session: Session, attempts: list[UUID], *, at: datetime) -> frozenset[UUID]:
    """Those of some attempts that still run."""
    found = session.scalars(
        select(ATTEMPT.c.id).where(
            ATTEMPT.c.id.in_(attempts), ATTEMPT.c.state == State.OPEN.value, ATTEMPT.c.deadline > at
        )
    )
    return frozenset(found)


def _report(row: Row[Any]) -> QuestionReport:
    """A row as a value."""
    return QuestionReport(
        id=row.id,
        learner=row.learner_id,
        attempt=row.attempt_id,
        exam=row.exam,
        question=row.question_id,
        version=row.question_version,
        words=row.words,
        reported_at=row.reported_at,
        state=ReportState(row.state),
        reply=row.reply,
        answered_at=row.answered_at,
    )
