"""Attempts as rows and back: the columns that hold conditions, rests, line and outcome."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Row

from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt, Rest, RestKind, State
from webapp.domain.exams.conditions import Conditions, Mode
from webapp.domain.exams.outline import PassRule, Pauses
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt
from webapp.domain.exams.scoring import Outcome, Tally
from webapp.domain.exams.sheet import NO_NOTE, Note, Sheet

MOVING = (
    "conditions",
    "deadline",
    "section",
    "rests",
    "state",
    "finished_at",
    "scored",
    "right",
    "answered",
    "passed",
    "by_task",
    "key_version",
    "version",
)
"""The columns that an attempt is read from again once it has moved."""


def fixed_columns(attempt: Attempt) -> dict[str, Any]:
    """What is written once, at the start."""
    return {
        "id": attempt.id,
        "learner_id": attempt.learner,
        "exam": attempt.exam,
        "edition": attempt.edition,
        "mode": attempt.conditions.mode.value,
        "seed": attempt.seed,
        "form": attempt.form,
        "shape": attempt.form.shape,
        "questions": len(attempt.form),
        "repeats": attempt.form.repeats,
        "pass_rule": {
            "share": str(attempt.pass_rule.share),
            "official": attempt.pass_rule.official,
            "note": attempt.pass_rule.note,
        },
        "started_at": attempt.started_at,
    }


def moving_columns(attempt: Attempt) -> dict[str, Any]:
    """What changes as the attempt goes on, and how it ended."""
    outcome, (open_from, open_to) = attempt.outcome, attempt.window
    scored = outcome.total.asked if outcome else attempt.form.scored
    return {
        "conditions": _conditions_to_json(attempt.conditions),
        "deadline": attempt.deadline,
        "section": attempt.section,
        "rests": [_rest_to_json(rest) for rest in attempt.rests],
        "open_from": open_from,
        "open_to": open_to,
        "feedback": attempt.conditions.feedback,
        "state": attempt.state.value,
        "finished_at": attempt.finished_at,
        "scored": scored,
        "pass_count": attempt.pass_rule.line(scored),
        "right": outcome.total.right if outcome else None,
        "answered": outcome.answered if outcome else None,
        "passed": outcome.passed if outcome else None,
        "by_task": {task: [t.right, t.asked] for task, t in outcome.by_task.items()} if outcome else None,
        "key_version": attempt.key_version,
    }


def attempt_of(row: Row[Any], *, sheet: Sheet | None = None, note: Note = NO_NOTE) -> Attempt:
    """An attempt with the sheet and the notes it is given."""
    return Attempt(
        id=row.id,
        learner=row.learner_id,
        exam=row.exam,
        edition=row.edition,
        seed=row.seed,
        form=row.form,
        pass_rule=_pass_rule(row.pass_rule),
        started_at=row.started_at,
        sheet=sheet or {},
        note=note,
        **_moving(row),
    )


def moved_by(row: Row[Any], attempt: Attempt) -> Attempt:
    """An attempt that was read before, with what its row holds now of `MOVING`."""
    return replace(attempt, **_moving(row))


def _moving(row: Row[Any]) -> dict[str, Any]:
    """What changes as an attempt goes on, and how it ended."""
    return {
        "conditions": _conditions(row.conditions),
        "deadline": row.deadline,
        "section": row.section,
        "rests": tuple(_rest(rest) for rest in row.rests),
        "state": State(row.state),
        "finished_at": row.finished_at,
        "outcome": _outcome(row),
        "key_version": row.key_version,
        "version": row.version,
    }


def finished_of(row: Row[Any]) -> FinishedAttempt:
    """A finished attempt for a list."""
    return FinishedAttempt(
        id=row.id,
        exam=row.exam,
        edition=row.edition,
        mode=Mode(row.mode),
        state=row.state,
        right=row.right,
        scored=row.scored,
        answered=row.answered,
        questions=row.questions,
        repeats=row.repeats,
        pass_count=row.pass_count,
        passed=row.passed,
        by_task={task: (right, asked) for task, (right, asked) in row.by_task.items()},
        started_at=row.started_at,
        finished_at=row.finished_at,
    )


def open_of(row: Row[Any]) -> OpenAttempt:
    """An open attempt for a list."""
    last = _rest(row.rests[-1]) if row.rests else None
    return OpenAttempt(
        id=row.id,
        exam=row.exam,
        mode=Mode(row.mode),
        questions=row.questions,
        started_at=row.started_at,
        deadline=row.deadline,
        position=row.open_from,
        rest=last if last and last.ended_at is None else None,
    )


def _outcome(row: Row[Any]) -> Outcome | None:
    """What a finished attempt came to."""
    if row.by_task is None:
        return None
    by_task = {task: Tally(*counts) for task, counts in row.by_task.items()}
    return Outcome(Tally(row.right, row.scored), row.passed, by_task, row.answered)


def _conditions_to_json(conditions: Conditions) -> dict[str, Any]:
    return {**asdict(conditions), "mode": conditions.mode.value, "pauses": conditions.pauses.value}


def _conditions(value: dict[str, Any]) -> Conditions:
    return Conditions(
        **{
            **value,
            "mode": Mode(value["mode"]),
            "pauses": Pauses(value.get("pauses", Pauses.NONE)),
            "tools": tuple(value.get("tools", ())),
            "granted": Accommodation(**value.get("granted", {})),
        }
    )


def _pass_rule(value: dict[str, Any]) -> PassRule:
    return PassRule(Fraction(value["share"]), value["official"], value["note"])


def _rest_to_json(rest: Rest) -> list[Any]:
    """A rest as plain values; spans are seconds."""
    return [
        rest.kind.value,
        rest.began_at.isoformat(),
        rest.allowed.total_seconds() if rest.allowed is not None else None,
        rest.ended_at.isoformat() if rest.ended_at else None,
        rest.left.total_seconds() if rest.left is not None else None,
    ]


def _rest(value: list[Any]) -> Rest:
    kind, began_at, allowed, ended_at, left = value
    return Rest(
        kind=RestKind(kind),
        began_at=datetime.fromisoformat(began_at),
        allowed=None if allowed is None else timedelta(seconds=allowed),
        ended_at=datetime.fromisoformat(ended_at) if ended_at else None,
        left=None if left is None else timedelta(seconds=left),
    )
