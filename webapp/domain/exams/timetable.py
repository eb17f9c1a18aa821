"""How an attempt moves through its time: sections, breaks, pauses, time granted while it runs.

The deadline of an attempt is one instant. A break with its own clock moves it at once by the whole break, so that
whoever comes back late, or never, has lost exam time and nothing else; whoever ends the break early gives the unused
part back. A free pause has no end: the deadline goes, and what was left on the clock is kept instead.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from webapp.domain.errors import AttemptClosed, BadInput, TimeIsUp, WrongState
from webapp.domain.exams import accommodation, clock
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt, Rest, RestKind, State
from webapp.domain.exams.conditions import Conditions
from webapp.domain.exams.form import Form
from webapp.domain.exams.outline import Outline, Pauses


def open_attempt(
    *,
    id: UUID,
    learner: UUID,
    exam: str,
    outline: Outline,
    form: Form,
    conditions: Conditions,
    seed: int,
    at: datetime,
) -> Attempt:
    """Start an attempt: form, conditions, line and deadline are fixed here and never move with the outline."""
    allowance = conditions.allowance
    return Attempt(
        id=id,
        learner=learner,
        exam=exam,
        edition=outline.edition,
        seed=seed,
        form=form,
        conditions=conditions,
        pass_rule=outline.pass_rule,
        started_at=at,
        deadline=clock.NEVER if allowance is None else clock.deadline(at, allowance),
    )


def end_section(attempt: Attempt, at: datetime) -> Attempt:
    """Close the open section for good and begin the break after it; raises WrongState where none follows."""
    _require_running(attempt, at)
    section = attempt.present
    if attempt.section + 1 >= len(attempt.form.sections):
        raise WrongState("This is the last section. Hand in when you are done.")
    moved = replace(attempt, section=attempt.section + 1)
    if not section.break_after:
        return moved
    return _rest(moved, RestKind.BREAK, attempt.conditions.granted.longer(section.break_after), at)


def pause(attempt: Attempt, at: datetime) -> Attempt:
    """Stop the clock where the conditions allow it: freely in practice, or for an extra break that was granted."""
    _require_running(attempt, at)
    if attempt.conditions.pauses is Pauses.FREE:
        left = attempt.remaining(at) if attempt.timed else None
        rest = Rest(RestKind.PAUSE, at, left=left)
        return replace(attempt, deadline=clock.NEVER, rests=(*attempt.rests, rest))
    if extra_breaks_left(attempt) < 1:
        raise WrongState("The clock does not stop here.")
    return _rest(attempt, RestKind.EXTRA, attempt.conditions.granted.longer(accommodation.BREAK), at)


def resume(attempt: Attempt, at: datetime) -> Attempt:
    """Go on after a break or a pause; the unused part of a break is given back, an overrun is not."""
    rest = attempt.resting
    if attempt.finished or rest is None:
        raise WrongState("There is no break to end.")
    deadline = attempt.deadline
    if rest.left is not None:
        deadline = at + rest.left
    elif attempt.timed:
        deadline -= max(rest.ends_at - at, timedelta(0))
    return replace(attempt, deadline=deadline, rests=(*attempt.rests[:-1], replace(rest, ended_at=at)))


def time_used(attempt: Attempt, at: datetime) -> timedelta:
    """How long the exam clock has run: since the start, without breaks as far as they were allowed."""
    until = min(at, attempt.finished_at or at)
    used = until - attempt.started_at
    for rest in attempt.rests:
        stood = max(min(rest.ended_at or until, until) - rest.began_at, timedelta(0))
        used -= stood if rest.allowed is None else min(stood, rest.allowed)
    return max(used, timedelta(0))


def extra_breaks_left(attempt: Attempt) -> int:
    """How many of the extra breaks that were granted are still to be taken."""
    taken = sum(rest.kind is RestKind.EXTRA for rest in attempt.rests)
    return max(0, attempt.conditions.granted.extra_breaks - taken)


def widen(attempt: Attempt, granted: Accommodation) -> Attempt:
    """Let an accommodation reach an attempt that runs; time that was given is never taken back."""
    if attempt.finished:
        return attempt
    return _with_conditions(attempt, attempt.conditions.widened(granted))


def grant_time(attempt: Attempt, minutes: int, at: datetime) -> Attempt:
    """Add minutes to this attempt alone. One that ran out is opened again, with these minutes from now on."""
    if not 1 <= minutes <= 240:
        raise BadInput("Enter from 1 to 240 minutes.", field="minutes")
    if attempt.state is State.SUBMITTED or not attempt.timed:
        raise WrongState("This attempt was handed in, or has no clock: time cannot be added.")
    conditions = replace(attempt.conditions, extra_minutes=attempt.conditions.extra_minutes + minutes)
    if not attempt.is_over(at):
        return _with_conditions(attempt, conditions)
    return replace(
        attempt,
        conditions=conditions,
        state=State.OPEN,
        finished_at=None,
        outcome=None,
        deadline=at + timedelta(minutes=minutes),
    )


def _with_conditions(attempt: Attempt, conditions: Conditions) -> Attempt:
    """The attempt under new conditions, its deadline moved by what they add, or gone with the clock."""
    before, after = attempt.conditions.allowance, conditions.allowance
    rest, rests = attempt.resting, attempt.rests
    if after is None:
        if rest:
            rests = (*rests[:-1], replace(rest, left=None))
        return replace(attempt, conditions=conditions, deadline=clock.NEVER, rests=rests)
    more = after - (before or timedelta(0))
    if rest and rest.left is not None:
        rests = (*rests[:-1], replace(rest, left=rest.left + more))
        return replace(attempt, conditions=conditions, rests=rests)
    if rest and rest.allowed is not None:
        was, now = attempt.conditions.granted, conditions.granted
        longer = now.longer(rest.allowed) - was.longer(rest.allowed)
        rests = (*rests[:-1], replace(rest, allowed=rest.allowed + longer))
        more += longer
    return replace(attempt, conditions=conditions, deadline=attempt.deadline + more, rests=rests)


def _rest(attempt: Attempt, kind: RestKind, allowed: timedelta, at: datetime) -> Attempt:
    """Begin a break of its own clock."""
    deadline = attempt.deadline + allowed if attempt.timed else attempt.deadline
    return replace(attempt, deadline=deadline, rests=(*attempt.rests, Rest(kind, at, allowed)))


def _require_running(attempt: Attempt, at: datetime) -> None:
    """Refuse a move while the attempt rests, and once it is over by the rule by which a save is refused."""
    if attempt.is_over(at):
        raise AttemptClosed if attempt.finished else TimeIsUp
    if attempt.resting:
        raise WrongState("A break is running. End it first.")
