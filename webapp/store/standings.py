"""How attempts stand, for those who look after them: times and counts. No answer and no key leaves this module."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Subquery, func, select
from sqlalchemy.orm import Session

from webapp.domain.errors import NotFound
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.standing import Log, RefusedSave, RunningAttempt, Standing
from webapp.domain.mentoring import PairingState
from webapp.store import answers
from webapp.store.attempt_rows import attempt_of
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AnswerEventRow, AttemptRow, RefusedAnswerRow
from webapp.store.tables.mentoring import PairingRow

ATTEMPT = AttemptRow.__table__
ACCOUNT = AccountRow.__table__
EVENT = AnswerEventRow.__table__
REFUSED = RefusedAnswerRow.__table__
PAIRING = PairingRow.__table__
REFUSALS_SHOWN = 50


def get(session: Session, attempt_id: UUID) -> Standing:
    """How an attempt stands; raises NotFound. Who may ask is the caller's rule."""
    row = session.execute(
        select(ATTEMPT, ACCOUNT.c.name)
        .join(ACCOUNT, ACCOUNT.c.id == ATTEMPT.c.learner_id)
        .where(ATTEMPT.c.id == attempt_id)
    ).first()
    if row is None:
        raise NotFound
    attempt, one = attempt_of(row), select(ATTEMPT.c.id).where(ATTEMPT.c.id == attempt_id)
    counted = session.execute(_with_log(one, ATTEMPT.c.id == attempt_id)).one()
    return Standing(
        attempt, row.name, _answered(session, attempt), _log(counted), _refused(session, attempt_id)
    )


def list_running(
    session: Session, *, mentor: UUID | None = None, limit: int = 200
) -> tuple[RunningAttempt, ...]:
    """Attempts nobody has closed, by the learner's name; with `mentor`, those of the mentor's learners alone."""
    runs = ATTEMPT.c.state == State.OPEN.value
    names = ("id", "learner_id", "exam", "mode", "questions", "started_at", "deadline", "rests")
    asked: Select[Any] = (
        select(*(ATTEMPT.c[name] for name in names), ACCOUNT.c.name)
        .join(ACCOUNT, ACCOUNT.c.id == ATTEMPT.c.learner_id)
        .where(runs)
        .order_by(func.lower(ACCOUNT.c.name), ATTEMPT.c.started_at)
        .limit(limit)
    )
    if mentor:
        asked = asked.where(ATTEMPT.c.learner_id.in_(_learners_of(mentor)))
    return tuple(_running(row) for row in session.execute(_with_log(asked, runs)))


def _learners_of(mentor: UUID) -> Select[Any]:
    """The learners a mentor has an active pairing with."""
    return select(PAIRING.c.learner_id).where(
        PAIRING.c.mentor_id == mentor, PAIRING.c.state == PairingState.ACTIVE.value
    )


def _with_log(asked: Select[Any], which: Any) -> Select[Any]:
    """A statement about attempts with what was saved in each; `which` keeps the counting to those asked for."""
    saved, refused = _saved(which), _counted_refusals(which)
    return (
        asked.add_columns(
            saved.c.events, saved.c.numbered, saved.c.touched, saved.c.last_at, refused.c.refused
        )
        .outerjoin(saved, saved.c.attempt_id == ATTEMPT.c.id)
        .outerjoin(refused, refused.c.attempt_id == ATTEMPT.c.id)
    )


def _saved(which: Any) -> Subquery:
    """Events an attempt, and how many their numbers say there should be: the last number of every item."""
    items = (
        select(
            EVENT.c.attempt_id,
            func.count().label("events"),
            func.max(EVENT.c.sequence).label("numbered"),
            func.max(EVENT.c.at).label("last_at"),
        )
        .join(ATTEMPT, ATTEMPT.c.id == EVENT.c.attempt_id)
        .where(which)
        .group_by(EVENT.c.attempt_id, EVENT.c.position)
        .subquery("saved_item")
    )
    return (
        select(
            items.c.attempt_id,
            func.sum(items.c.events).label("events"),
            func.sum(items.c.numbered).label("numbered"),
            func.count().label("touched"),
            func.max(items.c.last_at).label("last_at"),
        )
        .group_by(items.c.attempt_id)
        .subquery("saved")
    )


def _counted_refusals(which: Any) -> Subquery:
    """Refused saves an attempt."""
    return (
        select(REFUSED.c.attempt_id, func.count().label("refused"))
        .join(ATTEMPT, ATTEMPT.c.id == REFUSED.c.attempt_id)
        .where(which)
        .group_by(REFUSED.c.attempt_id)
        .subquery("refusals")
    )


def _answered(session: Session, attempt: Attempt) -> int:
    """How many items have a whole answer; the answers themselves stay here."""
    sheet = answers.get_sheet(session, attempt.id)
    return sum(attempt.item(position).is_complete(entry.answer) for position, entry in sheet.items())


def _refused(session: Session, attempt_id: UUID) -> tuple[RefusedSave, ...]:
    """The latest refused saves, without what was answered."""
    rows = session.execute(
        select(REFUSED.c.position, REFUSED.c.reason, REFUSED.c.at)
        .where(REFUSED.c.attempt_id == attempt_id)
        .order_by(REFUSED.c.at.desc(), REFUSED.c.id)
        .limit(REFUSALS_SHOWN)
    )
    return tuple(RefusedSave(row.position, row.reason, row.at) for row in rows)


def _running(row: Row[Any]) -> RunningAttempt:
    """A row of the list as a value."""
    rests: list[Any] = row.rests
    return RunningAttempt(
        id=row.id,
        learner=row.learner_id,
        learner_name=row.name,
        exam=row.exam,
        mode=Mode(row.mode),
        questions=row.questions,
        started_at=row.started_at,
        deadline=row.deadline,
        resting=bool(rests) and rests[-1][3] is None,
        log=_log(row),
    )


def _log(row: Row[Any]) -> Log:
    """What was counted."""
    last_at: datetime | None = row.last_at
    return Log(int(row.events or 0), int(row.numbered or 0), row.touched or 0, row.refused or 0, last_at)
