"""Everything that can happen to an attempt, in any order, with crashes: after every step all eight invariants hold.

The machine sits an exam of three locked sections, or practises with free pauses, in two tabs; somebody grants time;
the sweeper comes by; keys are corrected; and at any write the process may die before its commit, or after it and
before its answer, whereupon the client sends the same again. The rules run over the real services, on both databases.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any, TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event, select

from tests.faults import rig
from tests.faults.invariants import Witness, explained, hold
from tests.support import exam_room, history, make
from tests.support.clock import START, HandClock
from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account
from webapp.domain.errors import AttemptClosed, RuleBroken, Stale, TimeIsUp, WrongState
from webapp.domain.exams import clock as exam_clock
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.sheet import AnswerEvent, Saved
from webapp.domain.exams.wish import Wish
from webapp.services import accommodations, answers, corrections, endings, time_grants
from webapp.services.answers import Refused
from webapp.services.work import Work, Workshop
from webapp.store.tables.exams import (
    AccommodationRow,
    AnswerEventRow,
    AttemptNoteRow,
    AttemptRow,
    RefusedAnswerRow,
    ScoreRow,
    TimeGrantRow,
)

Result = TypeVar("Result")
SITE = "http://localhost"
TABLES = (
    AttemptRow,
    AnswerEventRow,
    RefusedAnswerRow,
    AttemptNoteRow,
    ScoreRow,
    TimeGrantRow,
    AccommodationRow,
)
SETTINGS = settings(
    max_examples=int(os.environ.get("GANTRY_TEST_EXAMPLES", "40")),
    stateful_step_count=40,
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=list(HealthCheck),
)
WISHES = (
    Wish(),
    Wish(),
    Wish(mode=Mode.CUSTOM, count=8, minutes=15, feedback=True),
    Wish(mode=Mode.CUSTOM, count=8),
)
CRASHES = st.sampled_from(["none", "none", "none", "before commit", "after commit"])
TABS = st.integers(0, 1)
PLACES = st.integers(1, 9)
NEAR = st.integers(0, 4)
EARLY = 10  # steps of an attempt before anybody thinks of its end
PICKS = st.integers(0, 5)
ENDS = {
    "nearly": timedelta(seconds=-1),
    "deadline": timedelta(0),
    "in the grace": exam_clock.GRACE - timedelta(milliseconds=1),
    "grace": exam_clock.GRACE,
    "hour": timedelta(hours=1),
}
GRANTED = st.builds(
    Accommodation,
    percent=st.sampled_from([100, 125, 150]),
    free_minutes=st.sampled_from([0, 5]),
    break_minutes=st.sampled_from([0, 5]),
    extra_breaks=st.sampled_from([0, 1]),
    untimed_practice=st.booleans(),
)


class Crash(Exception):
    """The process died here."""


class Sitting:
    """One attempt from where its candidate sits: what they were told, and what each of their two tabs has seen."""

    def __init__(self, seen: Witness) -> None:
        """Two fresh tabs."""
        self.seen = seen
        self.tabs: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self.note_tabs = [0, 0]
        self.sent: list[AnswerEvent] = []
        self.unheard: list[AnswerEvent] = []
        self.steps = 0


class Exam(RuleBasedStateMachine):
    """A candidate, an operator, a sweeper and a clock."""

    workshop: Workshop
    clock: HandClock
    admin: Account

    def __init__(self) -> None:
        """A fresh candidate on an exam day."""
        super().__init__()
        self.clock.now = START
        self.latest = START
        self.corrections: tuple[Correction, ...] = ()
        self.workshop.catalog = rig.corrected(rig.shelf())
        self.dice = Random(1)
        self.ada = make.account(self.workshop, email=f"{self.dice.random()}@example.org")
        self.actor = make.actor(self.ada)
        self.sittings: list[Sitting] = []

    def teardown(self) -> None:
        """The candidate goes, with everything of theirs."""
        with self.workshop.writing() as work:
            history.remove_account(work, self.ada.id)

    # How things are done

    @property
    def sitting(self) -> Sitting:
        """The attempt before the candidate."""
        return self.sittings[-1]

    @property
    def attempt(self) -> Attempt:
        """That attempt, as it is."""
        return exam_room.look(self.workshop, self.actor, self.sitting.seen.attempt_id)

    def does(self, actor: Actor, act: Callable[[Work], Result], crash: str = "none") -> Result:
        """Write, with a crash and a second try; what was not committed has left nothing."""
        if crash == "before commit":
            before = self.rows()
            with pytest.raises((Crash, RuleBroken)), self.workshop.writing(actor) as work:
                dies_after(act, work)
            assert self.rows() == before
        if crash == "after commit":
            with self.workshop.writing(actor) as work:
                act(work)
        with self.workshop.writing(actor) as work:
            return act(work)

    def refuses(self, actor: Actor, act: Callable[[Work], object], crash: str = "none") -> RuleBroken | None:
        """As `does`, for what the rules may forbid at this moment: why, if they do."""
        try:
            self.does(actor, act, crash)
        except WrongState as reason:
            return reason
        return None

    def rows(self) -> list[list[tuple[object, ...]]]:
        """Everything there is of attempts."""
        with self.workshop.reading() as work:
            every = [work.session.execute(select(kind.__table__)).all() for kind in TABLES]
        return [sorted((tuple(row) for row in rows), key=repr) for rows in every]

    # The candidate

    @initialize(wish=st.sampled_from(WISHES))
    def starts(self, wish: Wish) -> None:
        """Begin."""
        self.wish = wish
        self.sits(exam_room.start(self.workshop, self.actor, rig.EXAM, wish))

    @precondition(lambda self: len(self.sittings) < 3 and self.sitting.steps > EARLY)
    @rule()
    def starts_again(self) -> None:
        """Press start once more: it leads back while the attempt runs, and to a new one once it is over."""
        over = self.attempt.is_over(self.clock.now)
        started = exam_room.start(self.workshop, self.actor, rig.EXAM, self.wish)
        assert (started != self.sitting.seen.attempt_id) == over
        if over:
            self.sits(started)

    def sits(self, attempt_id: UUID) -> None:
        """Look at an attempt from now on, and at those before it too."""
        self.sittings.append(Sitting(Witness(self.actor, attempt_id, self.latest)))

    @rule(tab=TABS, near=st.lists(NEAR, min_size=2, max_size=4), pick=PICKS, crash=CRASHES)
    def answers(self, tab: int, near: list[int], pick: int, crash: str) -> None:
        """Answer what can be answered now, in a tab that may be an old one."""
        for place in near:
            self.sends(self.event(tab, self.open_place(place), pick), tab, crash)

    @rule(tab=TABS, position=PLACES, pick=PICKS)
    def answers_elsewhere(self, tab: int, position: int, pick: int) -> None:
        """Answer anywhere, also in a section that is locked or not open yet."""
        self.sends(self.event(tab, min(position, len(self.attempt.form)), pick), tab, "none")

    @rule(tab=TABS, near=NEAR)
    def asks_for_the_reason(self, tab: int, near: int) -> None:
        """Have an answer checked, which only study and practice allow."""
        event = self.event(tab, self.open_place(near), 1)
        self.sends(replace(event, checked=True), tab, "none")

    @rule(tab=TABS, near=NEAR, pick=PICKS)
    def answers_and_hears_nothing(self, tab: int, near: int, pick: int) -> None:
        """The answer is committed, the reply is lost, and the page is in no hurry to try again."""
        event = self.event(tab, self.open_place(near), pick)
        self.sitting.unheard.append(event)
        self.does(self.actor, partial(answers.save, attempt_id=self.sitting.seen.attempt_id, event=event))

    @precondition(lambda self: self.sitting.unheard)
    @rule(tab=TABS)
    def tries_again(self, tab: int) -> None:
        """Send what was never heard of once more, however much later."""
        self.sends(self.sitting.unheard.pop(), tab, "none")

    @precondition(lambda self: self.sitting.sent)
    @rule(number=st.integers(0, 99), tab=TABS)
    def sends_twice(self, number: int, tab: int) -> None:
        """A proxy sends an old request once more."""
        sent = self.sitting.sent
        self.sends(sent[number % len(sent)], tab, "none")

    @rule(tab=TABS)
    def reloads(self, tab: int) -> None:
        """Open the page anew: the tab sees what is stored."""
        attempt = self.attempt
        self.sitting.tabs[tab].update({place: entry.sequence for place, entry in attempt.sheet.items()})
        self.sitting.note_tabs[tab] = attempt.note.sequence

    @rule(tab=TABS, text=st.sampled_from(["", "risk", "a long thought"]), crash=CRASHES)
    def writes_a_note(self, tab: int, text: str, crash: str) -> None:
        """Write on the scratch pad."""
        number = self.sitting.note_tabs[tab]
        keep = partial(answers.save_note, attempt_id=self.sitting.seen.attempt_id, text=text, seen=number)
        try:
            note = self.does(self.actor, keep, crash)
        except (Stale, TimeIsUp, AttemptClosed):
            return
        self.sitting.note_tabs[tab] = note.sequence
        self.sitting.seen.note = note

    @precondition(lambda self: self.attempt.section + 1 < len(self.attempt.form.sections))
    @rule(crash=CRASHES)
    def ends_the_section(self, crash: str) -> None:
        """Close the section that is open, from a page that shows it."""
        section = self.attempt.section
        end = partial(answers.end_section, attempt_id=self.sitting.seen.attempt_id, section=section)
        self.refuses(self.actor, end, crash)

    @rule(crash=CRASHES)
    def stops_the_clock(self, crash: str) -> None:
        """Take a pause, or an extra break, where there is one."""
        self.refuses(self.actor, partial(answers.pause, attempt_id=self.sitting.seen.attempt_id), crash)

    @precondition(lambda self: self.attempt.resting)
    @rule(crash=CRASHES)
    def goes_on(self, crash: str) -> None:
        """Come back from a break: early, on time, or late."""
        self.refuses(self.actor, partial(answers.resume, attempt_id=self.sitting.seen.attempt_id), crash)

    @precondition(lambda self: self.sitting.steps > EARLY)
    @rule(crash=CRASHES)
    def hands_in(self, crash: str) -> None:
        """Hand in, and press the button once more a second later."""
        if not self.attempt.is_over(self.clock.now):
            self.sitting.seen.handed_in = True
        self.does(self.actor, partial(endings.submit, attempt_id=self.sitting.seen.attempt_id), crash)
        ended = self.attempt
        assert ended.finished
        self.clock.forward(seconds=1)
        self.does(self.actor, partial(endings.submit, attempt_id=self.sitting.seen.attempt_id))
        assert self.attempt == ended

    def open_place(self, near: int) -> int:
        """A position that can be answered now, if there is one."""
        first, last = self.attempt.window
        return first + near % max(1, last - first + 1)

    def event(self, tab: int, position: int, pick: int) -> AnswerEvent:
        """A fresh operation of a tab."""
        answer = rig.an_answer(self.attempt.item(position), pick)
        seen = self.sitting.tabs[tab].get(position, 0)
        return AnswerEvent(UUID(int=self.dice.getrandbits(120)), position, seen, answer, flagged=pick == 2)

    def sends(self, event: AnswerEvent, tab: int, crash: str) -> None:
        """Save; what comes back is what was foreseen, and the tab learns of it."""
        sitting, before = self.sitting, self.attempt
        foreseen = foresee(before, event, self.clock.now)
        came = self.does(
            self.actor, partial(answers.save, attempt_id=sitting.seen.attempt_id, event=event), crash
        )
        assert isinstance(came, Saved) == foreseen, (came, event)
        sitting.sent.append(event)
        if isinstance(came, Saved):
            sitting.seen.hears(event, came, self.clock.now)
            sitting.tabs[tab][event.position] = came.sequence
        elif isinstance(came, Refused):
            assert came.entry == before.entry(event.position)
            sitting.tabs[tab][event.position] = came.entry.sequence
            if isinstance(came.reason, (TimeIsUp, AttemptClosed)):
                sitting.seen.late.setdefault(event.id, type(came.reason).__name__)

    # Everybody else

    @rule(seconds=st.sampled_from([-5, 1, 60, 60]))
    def time_passes(self, seconds: int) -> None:
        """A little; or the clock leaps back."""
        self.clock.forward(seconds=seconds)

    @precondition(lambda self: self.attempt.resting)
    @rule(seconds=st.sampled_from([-1, 0, 90]))
    def a_break_passes(self, seconds: int) -> None:
        """Nearly, exactly, or longer than was allowed."""
        rest = self.attempt.resting
        if rest and rest.ends_at < exam_clock.NEVER:
            self.clock.now = rest.ends_at + timedelta(seconds=seconds)

    @precondition(lambda self: self.sitting.steps > EARLY and self.attempt.deadline < exam_clock.NEVER)
    @rule(end=st.sampled_from(list(ENDS)), swept=st.booleans())
    def time_runs_out(self, end: str, *, swept: bool) -> None:
        """To the last second, the deadline, into the grace, to its end, or far beyond it; and the sweeper may come."""
        self.clock.now = self.attempt.deadline + ENDS[end]
        self.latest = max(self.latest, self.clock.now)
        if swept:
            endings.close_expired(self.workshop)

    @precondition(lambda self: self.sitting.steps > EARLY)
    @rule()
    def the_sweeper_comes(self) -> None:
        """Close what has run out."""
        endings.close_expired(self.workshop)

    @rule(granted=GRANTED, crash=CRASHES)
    def something_is_granted(self, granted: Accommodation, crash: str) -> None:
        """Grant an accommodation; the same one sent twice is kept once."""
        grant = partial(
            accommodations.grant, person=self.ada.id, granted=granted, reason="a letter", site_url=SITE
        )
        self.refuses(make.actor(self.admin), grant, crash)

    @precondition(lambda self: self.attempt.timed and self.attempt.state is not State.SUBMITTED)
    @rule(number=st.integers(0, 9), minutes=st.sampled_from([1, 10]), lost=st.booleans())
    def time_is_added(self, number: int, minutes: int, *, lost: bool) -> None:
        """Add minutes to an attempt, which may open it again."""
        sitting = self.sittings[number % len(self.sittings)]
        which = sitting.seen.attempt_id
        before = exam_room.look(self.workshop, self.actor, which)
        grant = partial(
            time_grants.grant, attempt_id=which, minutes=minutes, reason="an alarm", site_url=SITE
        )
        if self.refuses(make.actor(self.admin), grant, "before commit" if lost else "none"):
            return
        after = exam_room.look(self.workshop, self.actor, which)
        assert after.state is State.OPEN
        if before.is_over(self.clock.now):
            assert after.deadline == self.clock.now + timedelta(minutes=minutes)
            sitting.seen.slack = after.deadline - explained(after)
            sitting.seen.ended = None
            sitting.seen.reopened += 1

    @rule(position=PLACES, how=st.sampled_from(Rule), at_once=st.booleans())
    def a_key_is_corrected(self, position: int, how: Rule, *, at_once: bool) -> None:
        """Correct a question of this form; finished attempts are judged anew now or later."""
        item = self.attempt.item(min(position, len(self.attempt.form)))
        key = tuple(reversed(item.order))[: item.choose] if how is Rule.REKEY else ()
        if how is Rule.REKEY and not key:
            key = ("3", "0")
        number = len(self.corrections) + 1
        fresh = Correction(number, item.question, item.version, how, "A source.", date(2026, 11, 22), key)
        self.corrections = (*self.corrections, fresh)
        self.workshop.catalog = rig.corrected(rig.shelf(), *self.corrections)
        if at_once:
            self.scores_are_made_anew()

    @precondition(lambda self: self.corrections)
    @rule()
    def scores_are_made_anew(self) -> None:
        """Regrade; a second run finds nothing left to do."""
        corrections.regrade(self.workshop, site_url=SITE)
        assert corrections.regrade(self.workshop, site_url=SITE).looked_at == 0

    @invariant()
    def everything_holds(self) -> None:
        """All eight, of this attempt and of those before it."""
        self.latest = max(self.latest, self.clock.now)
        for sitting in self.sittings:
            sitting.steps += 1
            sitting.seen.latest = self.latest
            sitting.seen.corrections = self.corrections
            hold(self.workshop, sitting.seen)


def dies_after(act: Callable[[Work], object], work: Work) -> None:
    """Do something, and die before it is committed."""
    act(work)
    raise Crash


def forget_the_disk(connection: Any, _record: object) -> None:
    """Wait for no disk: here the order of things is tried, not the power cut."""
    connection.execute("PRAGMA synchronous=OFF")


def foresee(attempt: Attempt, event: AnswerEvent, at: datetime) -> bool:
    """Whether a save is to be acknowledged: worked out from the attempt without asking the guard of the store."""
    entry = attempt.entry(event.position)
    if entry.event == event.id:
        return True
    return (
        attempt.state is State.OPEN
        and (attempt.deadline == exam_clock.NEVER or at < attempt.deadline + exam_clock.GRACE)
        and stands_open(attempt, event.position)
        and attempt.item(event.position).shape.fault_of(event.answer) is None
        and (attempt.conditions.feedback or not event.checked)
        and not entry.checked
        and event.seen == entry.sequence
    )


def stands_open(attempt: Attempt, position: int) -> bool:
    """Whether a position stands in the section that is open; every section of the rig locks, a practice has none."""
    if any(rest.ended_at is None for rest in attempt.rests):
        return False
    parts = attempt.form.parts
    return not parts or parts[attempt.section].first <= position <= parts[attempt.section].last


def test_whatever_happens_in_whatever_order_all_eight_invariants_hold(
    workshop: Workshop, clock: HandClock
) -> None:
    administrator = make.account(workshop, name="Root", role=Role.ADMIN)

    class Here(Exam):
        admin = administrator

    if workshop.sessions.engine.dialect.name == "sqlite":
        event.listen(workshop.sessions.engine, "connect", forget_the_disk)
        workshop.sessions.engine.dispose()  # what is open already waits for the disk
    Here.workshop, Here.clock = workshop, clock
    run_state_machine_as_test(Here, settings=SETTINGS)
