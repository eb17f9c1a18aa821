"""Attempts: rows to values and back. A stranger's attempt is not found, exactly as a missing one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Integer, Row, Select, Table, Uuid, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.access import Actor
from webapp.domain.errors import Collision, NotFound, SignedOut
from webapp.domain.exams.attempt import Attempt, State, shape
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt
from webapp.domain.exams.scoring import Outcome, Tally
from webapp.domain.exams.selection import Form, FormItem
from webapp.store import answers
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AttemptRow

ATTEMPT = cast("Table", AttemptRow.__table__)
ACCOUNT = AccountRow.__table__
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

_STANDING = (
    ACCOUNT.c.id == bindparam("learner", type_=Uuid),
    ACCOUNT.c.session_version == bindparam("session_version", type_=Integer),
    ACCOUNT.c.active,
)
_MINE: Select[Any] = (
    select(ATTEMPT)
    .join_from(ATTEMPT, ACCOUNT, ACCOUNT.c.id == ATTEMPT.c.learner_id)
    .where(ATTEMPT.c.id == bindparam("attempt", type_=Uuid), *_STANDING)
)
_MINE_LOCKED = _MINE.with_for_update(of=ATTEMPT)
_OPEN: Select[Any] = (
    select(ATTEMPT)
    .select_from(ACCOUNT)
    .outerjoin(
        ATTEMPT,
        (ATTEMPT.c.learner_id == ACCOUNT.c.id)
        & (ATTEMPT.c.exam == bindparam("exam"))
        & (ATTEMPT.c.state == State.OPEN.value),
    )
    .where(*_STANDING)
)


def get(session: Session, actor: Actor, attempt_id: UUID) -> Attempt:
    """The actor's own attempt with its sheet; raises NotFound, or SignedOut when the session has ended."""
    row = session.execute(_MINE, _asking(actor, attempt=attempt_id)).first()
    return _with_sheet(session, row) if row else _absent(session, actor)


def claim(session: Session, actor: Actor, attempt_id: UUID) -> Attempt:
    """As `get`, locking the attempt until the end of the transaction."""
    row = session.execute(_MINE_LOCKED, _asking(actor, attempt=attempt_id)).first()
    return _with_sheet(session, row) if row else _absent(session, actor)


def find_open(session: Session, actor: Actor, exam: str) -> Attempt | None:
    """The actor's open attempt at an exam, without its sheet; raises SignedOut when the session has ended."""
    row = session.execute(_OPEN, _asking(actor, exam=exam)).first()
    if row is None:
        raise SignedOut
    return _attempt(row) if row.id else None


def claim_expired(session: Session, *, at: datetime) -> Attempt | None:
    """One attempt, locked, that is open past its deadline; None when there is no such attempt."""
    row = session.execute(
        select(ATTEMPT)
        .where(ATTEMPT.c.state == State.OPEN.value, ATTEMPT.c.deadline <= at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    return _with_sheet(session, row) if row else None


def add(session: Session, attempt: Attempt) -> bool:
    """Keep a new attempt; False when the learner has an open one at this exam already."""
    values = {
        "id": attempt.id,
        "learner_id": attempt.learner,
        "exam": attempt.exam,
        "edition": attempt.edition,
        "seed": attempt.seed,
        "form": _form_to_json(attempt.form),
        "shape": shape(attempt.form),
        "questions": len(attempt.form),
        "pass_count": attempt.pass_count,
        "started_at": attempt.started_at,
        "deadline": attempt.deadline,
        "state": attempt.state.value,
        "version": attempt.version,
    }
    insert = INSERT[session.get_bind().dialect.name](ATTEMPT)
    statement = insert.values(**values).on_conflict_do_nothing().returning(ATTEMPT.c.id)
    return session.execute(statement).first() is not None


def keep(session: Session, attempt: Attempt) -> None:
    """Write how an attempt ended; raises Collision when somebody else wrote in between."""
    outcome = attempt.outcome
    statement = (
        update(ATTEMPT)
        .where(ATTEMPT.c.id == attempt.id, ATTEMPT.c.version == attempt.version)
        .values(
            state=attempt.state.value,
            finished_at=attempt.finished_at,
            right=outcome.total.right if outcome else None,
            answered=outcome.answered if outcome else None,
            passed=outcome.passed if outcome else None,
            by_task={task: [t.right, t.asked] for task, t in outcome.by_task.items()} if outcome else None,
            version=attempt.version + 1,
        )
        .returning(ATTEMPT.c.id)
    )
    if session.execute(statement).first() is None:
        raise Collision


def list_finished(session: Session, learner: UUID, *, limit: int = 20) -> tuple[FinishedAttempt, ...]:
    """A learner's finished attempts, latest first."""
    rows = session.execute(
        select(ATTEMPT)
        .where(ATTEMPT.c.learner_id == learner, ATTEMPT.c.state != State.OPEN.value)
        .order_by(ATTEMPT.c.started_at.desc())
        .limit(limit)
    )
    return tuple(_finished(row) for row in rows)


def list_open(session: Session, learner: UUID) -> tuple[OpenAttempt, ...]:
    """A learner's attempts that nobody has closed yet, latest first."""
    rows = session.execute(
        select(ATTEMPT.c.id, ATTEMPT.c.exam, ATTEMPT.c.questions, ATTEMPT.c.started_at, ATTEMPT.c.deadline)
        .where(ATTEMPT.c.learner_id == learner, ATTEMPT.c.state == State.OPEN.value)
        .order_by(ATTEMPT.c.started_at.desc())
    )
    return tuple(OpenAttempt(*row) for row in rows)


def find_last_finished(session: Session, learner: UUID, exam: str) -> FinishedAttempt | None:
    """The latest finished attempt of a learner at an exam."""
    row = session.execute(
        select(ATTEMPT)
        .where(ATTEMPT.c.learner_id == learner, ATTEMPT.c.exam == exam, ATTEMPT.c.state != State.OPEN.value)
        .order_by(ATTEMPT.c.started_at.desc())
        .limit(1)
    ).first()
    return _finished(row) if row else None


def _asking(actor: Actor, **more: Any) -> dict[str, Any]:
    """The parameters of a statement that checks the session."""
    return {"learner": actor.person, "session_version": actor.session_version, **more}


def _absent(session: Session, actor: Actor) -> Attempt:
    """Why nothing was found: the session has ended (SignedOut), or there is no such attempt (NotFound)."""
    if session.execute(select(ACCOUNT.c.id).where(*_STANDING), _asking(actor)).first() is None:
        raise SignedOut
    raise NotFound


def _with_sheet(session: Session, row: Row[Any]) -> Attempt:
    """An attempt with what its events fold to."""
    return replace(_attempt(row), sheet=answers.get_sheet(session, row.id))


def _attempt(row: Row[Any]) -> Attempt:
    """An attempt without its sheet."""
    return Attempt(
        id=row.id,
        learner=row.learner_id,
        exam=row.exam,
        edition=row.edition,
        seed=row.seed,
        form=_form_from_json(row.form),
        started_at=row.started_at,
        deadline=row.deadline,
        pass_count=row.pass_count,
        state=State(row.state),
        finished_at=row.finished_at,
        outcome=_outcome(row),
        version=row.version,
    )


def _outcome(row: Row[Any]) -> Outcome | None:
    """What a finished attempt came to."""
    if row.by_task is None:
        return None
    by_task = {task: Tally(*counts) for task, counts in row.by_task.items()}
    return Outcome(Tally(row.right, row.questions), row.passed, by_task, row.answered)


def _finished(row: Row[Any]) -> FinishedAttempt:
    """A finished attempt for a list."""
    by_task = {task: (right, asked) for task, (right, asked) in row.by_task.items()}
    return FinishedAttempt(
        id=row.id,
        exam=row.exam,
        edition=row.edition,
        state=row.state,
        right=row.right,
        answered=row.answered,
        questions=row.questions,
        pass_count=row.pass_count,
        passed=row.passed,
        by_task=by_task,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )


def _form_to_json(form: Form) -> list[Any]:
    """A form as one value; option ids are single letters, so their order is one word."""
    return [[i.question, i.version, i.task, "".join(i.order), i.choose, i.key] for i in form.items]


def _form_from_json(value: list[Any]) -> Form:
    """The form again."""
    return Form(
        tuple(
            FormItem(question, version, task, tuple(order), choose, key)
            for question, version, task, order, choose, key in value
        )
    )
