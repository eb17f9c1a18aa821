"""What somebody sat before an attempt: the attempts of the same exam that were finished earlier, latest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.records import FinishedAttempt
from webapp.domain.exams.sheet import Entry, Sheet
from webapp.store.attempt_rows import attempt_of, finished_of
from webapp.store.tables.exams import AnswerEventRow, AttemptRow

ATTEMPT = AttemptRow.__table__
EVENT = AnswerEventRow.__table__
MOST = 5

_LATER = EVENT.alias("later")
_LAST_ANSWERS = select(EVENT.c.attempt_id, EVENT.c.position, EVENT.c.answer).where(
    EVENT.c.attempt_id.in_(bindparam("attempts", expanding=True)),
    # Sequences have no gaps, so the last event of an item is the one without a successor.
    ~exists().where(
        _LATER.c.attempt_id == EVENT.c.attempt_id,
        _LATER.c.position == EVENT.c.position,
        _LATER.c.sequence == EVENT.c.sequence + 1,
    ),
)


def list_records(session: Session, attempt: Attempt) -> tuple[FinishedAttempt, ...]:
    """The last five attempts of this exam that its learner had finished when this one was started."""
    return tuple(finished_of(row) for row in session.execute(_before(attempt)))


def list_attempts(session: Session, attempt: Attempt) -> tuple[Attempt, ...]:
    """The same attempts with their forms and their last answers; what else stood on their sheets is left out."""
    attempts = [attempt_of(row) for row in session.execute(_before(attempt))]
    if not attempts:
        return ()
    sheets: defaultdict[UUID, Sheet] = defaultdict(dict)
    for row in session.execute(_LAST_ANSWERS, {"attempts": [each.id for each in attempts]}):
        sheets[row.attempt_id][row.position] = Entry(answer=row.answer)
    return tuple(replace(each, sheet=sheets[each.id]) for each in attempts)


def _before(attempt: Attempt) -> Select[Any]:
    """The rows of the attempts before one."""
    return (
        select(ATTEMPT)
        .where(
            ATTEMPT.c.learner_id == attempt.learner,
            ATTEMPT.c.exam == attempt.exam,
            ATTEMPT.c.state != State.OPEN.value,
            ATTEMPT.c.started_at < attempt.started_at,
        )
        .order_by(ATTEMPT.c.started_at.desc())
        .limit(MOST)
    )
