"""The eight invariants of a timed exam, each a function of what somebody was told and what the database holds.

They are asked after every step of the stateful test and after the tests of single faults.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from webapp.domain.access import Actor
from webapp.domain.errors import WrongState
from webapp.domain.exams import clock, scoring
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.corrections import Correction
from webapp.domain.exams.regrade import PastScore
from webapp.domain.exams.sheet import NO_NOTE, AnswerEvent, Note, Saved, fold
from webapp.pages.exams import typed_answers
from webapp.services import exams, results
from webapp.services.work import Workshop
from webapp.store import exams as store
from webapp.store import scores
from webapp.store.attempt_rows import moving_columns
from webapp.store.tables.exams import AttemptRow, RefusedAnswerRow

ATTEMPT = AttemptRow.__table__
REFUSED = RefusedAnswerRow.__table__
GUARDED = ("state", "deadline", "section", "open_from", "open_to", "feedback")  # what decides a save


@dataclass
class Witness:
    """What people were told of one attempt. Nothing here is read from the database.

    `acked` are the saves that were acknowledged, `green` the operation each question was called saved with, `late`
    the operations that were refused because the attempt was over, `slack` what opening it again has added to the
    deadline beyond its minutes, `ended` how it was seen to have ended, `handed_in` whether the learner did that, and
    `latest` the latest instant there has been.
    """

    actor: Actor
    attempt_id: UUID
    latest: datetime
    acked: dict[UUID, tuple[AnswerEvent, Saved]] = field(default_factory=dict)
    green: dict[int, str] = field(default_factory=dict)
    late: dict[UUID, str] = field(default_factory=dict)
    note: Note = NO_NOTE
    slack: timedelta = timedelta(0)
    ended: tuple[State, datetime | None] | None = None
    handed_in: bool = False
    reopened: int = 0
    corrections: tuple[Correction, ...] = ()

    def hears(self, event: AnswerEvent, saved: Saved, at: datetime) -> None:
        """Take an acknowledgement as the page does: what it names is called saved."""
        self.acked[event.id] = (event, saved)
        self.green[event.position] = str(typed_answers.acknowledgement(event, saved, at)["saved"])


@dataclass(frozen=True)
class Truth:
    """What the database holds of the attempt."""

    attempt: Attempt
    events: tuple[tuple[AnswerEvent, datetime], ...]
    refused: dict[UUID, str]
    past: tuple[PastScore, ...]
    row: Any
    folded_last: Attempt


def look_into(workshop: Workshop, seen: Witness) -> Truth:
    """Read everything of the attempt."""
    with workshop.reading(seen.actor) as work:
        attempt, log = store.get_with_log(work.session, seen.actor, seen.attempt_id)
        asked = select(REFUSED.c.id, REFUSED.c.reason).where(REFUSED.c.attempt_id == seen.attempt_id)
        return Truth(
            attempt=attempt,
            events=log.events,
            refused={row.id: row.reason for row in work.session.execute(asked)},
            past=scores.list_past(work.session, seen.attempt_id),
            row=work.session.execute(select(ATTEMPT).where(ATTEMPT.c.id == seen.attempt_id)).one(),
            folded_last=exams.look_over(work, seen.attempt_id)[1],
        )


def acked_is_stored(_workshop: Workshop, seen: Witness, truth: Truth) -> None:
    """1. Every acknowledged answer is there as it was sent, and the last one by number is the one that counts."""
    stored = {event.id: (event, at) for event, at in truth.events}
    for event, saved in seen.acked.values():
        assert stored.get(event.id) == (event, saved.saved_at), event
        assert event.sequence == saved.sequence
        assert truth.attempt.entry(event.position).sequence >= saved.sequence
    for position, entry in truth.attempt.sheet.items():
        last = max((e for e, _ in truth.events if e.position == position), key=lambda e: e.sequence)
        assert (entry.event, entry.answer) == (last.id, last.answer)
    assert truth.attempt.note.sequence >= seen.note.sequence
    if truth.attempt.note.sequence == seen.note.sequence:
        assert truth.attempt.note == seen.note


def no_green_without_commit(_workshop: Workshop, seen: Witness, truth: Truth) -> None:
    """2. What the page calls saved names an operation that was committed."""
    committed = {str(event.id): event.position for event, _ in truth.events}
    for position, operation in seen.green.items():
        assert committed.get(operation) == position


def one_final_state(_workshop: Workshop, seen: Witness, truth: Truth) -> None:
    """3. State, score and instant come together, and stay as they were first seen unless time was added since."""
    attempt = truth.attempt
    ended = attempt.state is not State.OPEN
    assert (attempt.finished_at is not None, attempt.outcome is not None) == (ended, ended)
    if seen.ended:
        assert (attempt.state, attempt.finished_at) == seen.ended
    if ended:
        seen.ended = (attempt.state, attempt.finished_at)
    assert len(truth.past) >= seen.reopened
    assert [each.number for each in truth.past] == list(range(len(truth.past), 0, -1))


def no_early_close(_workshop: Workshop, seen: Witness, truth: Truth) -> None:
    """4. Nobody but the learner has ended an attempt whose deadline had not passed."""
    attempt = truth.attempt
    if attempt.state is State.TIMED_OUT:
        assert attempt.finished_at == attempt.deadline <= seen.latest
    if attempt.state is State.SUBMITTED:
        assert seen.handed_in
        assert attempt.finished_at is not None
        assert attempt.finished_at < attempt.deadline


def no_lock_in(workshop: Workshop, seen: Witness, truth: Truth) -> None:
    """5. Whoever sat can read the result once it is over, and go on until then."""
    with workshop.reading(seen.actor) as work:
        over = truth.attempt.is_over(work.now)
        try:
            report = results.read(work, seen.attempt_id)
        except WrongState:
            assert not over
            assert truth.attempt.resting or truth.attempt.window[0] <= truth.attempt.window[1]
        else:
            assert over
            assert report.attempt.finished


def score_is_a_function(_workshop: Workshop, seen: Witness, truth: Truth) -> None:
    """6. The log gives the sheet, and form, sheet and key version give the score: read again, it is the same."""
    attempt = truth.attempt
    assert truth.folded_last.sheet == attempt.sheet == fold(reversed(truth.events))
    if attempt.outcome:
        known = {each.version: each for each in seen.corrections if each.number <= attempt.key_version}
        answers = {position: entry.answer for position, entry in fold(truth.events).items()}
        assert attempt.outcome == scoring.score(attempt.form, answers, attempt.pass_rule, known)


def time_is_server_time(workshop: Workshop, seen: Witness, truth: Truth) -> None:
    """7. The deadline is one instant: the start, the limit, what was granted and the breaks; the guard knows it too."""
    attempt = truth.attempt
    assert attempt.deadline == explained(attempt, seen.slack)
    assert timedelta(0) <= attempt.remaining(workshop.now())
    columns = moving_columns(attempt)
    assert {name: truth.row._mapping[name] for name in GUARDED} == {name: columns[name] for name in GUARDED}


def nothing_is_dropped(_workshop: Workshop, seen: Witness, truth: Truth) -> None:
    """8. An answer that was refused because it came late is kept with the reason that was given."""
    for operation, reason in seen.late.items():
        assert truth.refused.get(operation) == reason


INVARIANTS: tuple[Callable[[Workshop, Witness, Truth], None], ...] = (
    acked_is_stored,
    no_green_without_commit,
    one_final_state,
    no_early_close,
    no_lock_in,
    score_is_a_function,
    time_is_server_time,
    nothing_is_dropped,
)


def hold(workshop: Workshop, seen: Witness) -> Truth:
    """Ask for all eight; what the database holds."""
    truth = look_into(workshop, seen)
    for each in INVARIANTS:
        each(workshop, seen, truth)
    return truth


def explained(attempt: Attempt, slack: timedelta = timedelta(0)) -> datetime:
    """The deadline as start + limit + rests, worked out from the record."""
    allowance = attempt.conditions.allowance
    rest = attempt.resting
    if allowance is None or (rest and rest.allowed is None):
        return clock.NEVER
    instant = attempt.started_at + allowance + slack
    for each in attempt.rests:
        if each.ended_at is None:
            instant += each.allowed or timedelta(0)
            continue
        stood = each.ended_at - each.began_at
        instant += stood if each.allowed is None else min(stood, each.allowed)
    return instant
