"""Everything that can happen to an attempt, in any order, with crashes: after every step all eight invariants hold.

The machine sits an exam of three locked sections, or practises with free pauses, in two tabs of one device and at a
second one, each device with a session and a process of its own; somebody grants time; the sweeper comes by; keys are
corrected; and wherever something is written the process may be gone between two statements, in its commit, or after it
and before its answer, whereupon the client sends the same again. The rules run over the real services, on both
databases.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import ClassVar
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

from tests.faults import devices, rig
from tests.faults.devices import AFTER_COMMIT, AT_COMMIT, Act, Device, Point, Sitting, sends, writes
from tests.faults.invariants import Witness, explained, hold
from tests.support import exam_room, history, make
from tests.support.clock import START, HandClock
from tests.support.make import HASHER
from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account
from webapp.domain.errors import AttemptClosed, RuleBroken, SignedOut, Stale, TimeIsUp, WrongState
from webapp.domain.exams import clock as exam_clock
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.sheet import AnswerEvent, Saved
from webapp.domain.exams.wish import Wish
from webapp.services import accommodations, answers, corrections, endings, time_grants
from webapp.services.answers import Refused
from webapp.services.work import Workshop
from webapp.store.session import Sessions, make_engine
from webapp.store.tables.accounts import AccountRow

SITE = "http://localhost"
ASKED = os.environ.get("GANTRY_TEST_EXAMPLES")
SETTINGS = settings(
    max_examples=int(ASKED or "30"),
    stateful_step_count=40,
    deadline=None,
    derandomize="CI" in os.environ and not ASKED,
    suppress_health_check=list(HealthCheck),
)
REACHED = {
    *(
        "saved",
        "saved again",
        "AnswerStands",
        "AttemptClosed",
        "Resting",
        "SectionLocked",
        "Stale",
        "TimeIsUp",
    ),
    *("SignedOut", "an operation used twice", "a note", "a note that is stale"),
    *("a section ended", "a break", "a pause", "an extra break", "back early", "back late"),
    *("time added", "opened again", "granted to a running attempt", "led back", "sat again"),
    *("submitted", "timed_out", "closed by the sweeper", "another score"),
    *("gone between statements", "gone in a commit", "gone before the reply", "gone while sweeping"),
}
"""What the machine comes to when it is led; by itself it comes to most of it in every run, in any order."""
WISHES = (
    Wish(),
    Wish(),
    Wish(mode=Mode.CUSTOM, count=8, minutes=15, feedback=True),
    Wish(mode=Mode.CUSTOM, count=8),
)
POINTS = st.sampled_from(devices.POINTS)
WINDOWS = st.integers(0, devices.WINDOWS - 1)
PLACES = st.integers(1, 9)
NEAR = st.integers(0, 4)
EARLY = 6  # steps of an attempt before anybody thinks of its end
PICKS = st.integers(0, 5)
ENDS = {
    "hour": timedelta(hours=1),
    "grace": exam_clock.GRACE,
    "in the grace": exam_clock.GRACE - timedelta(milliseconds=1),
    "deadline": timedelta(0),
    "nearly": timedelta(seconds=-1),
}
GRANTED = st.builds(
    Accommodation,
    percent=st.sampled_from([100, 125, 150]),
    free_minutes=st.sampled_from([0, 5]),
    break_minutes=st.sampled_from([0, 5]),
    extra_breaks=st.sampled_from([1, 0]),
    untimed_practice=st.booleans(),
)


class Exam(RuleBasedStateMachine):
    """A candidate, an operator, a sweeper and a clock."""

    nodes: tuple[Workshop, Workshop]
    clock: HandClock
    admin: Account
    reached: ClassVar[Counter[str]]

    def __init__(self) -> None:
        """A fresh candidate on an exam day."""
        super().__init__()
        self.clock.now = START
        self.latest = START
        self.corrections: tuple[Correction, ...] = ()
        self.publishes()
        self.dice = Random(1)
        self.ada = make.account(self.nodes[0], email=f"{self.dice.random()}@example.org")
        self.devices = tuple(Device(node, make.actor(self.ada)) for node in self.nodes)
        self.office = Device(self.nodes[0], make.actor(self.admin))
        self.sittings: list[Sitting] = []

    def teardown(self) -> None:
        """The candidate goes, with everything of theirs."""
        with self.nodes[0].writing() as work:
            history.remove_account(work, self.ada.id)

    # How things are done

    @property
    def sitting(self) -> Sitting:
        """The attempt before the candidate."""
        return self.sittings[-1]

    @property
    def which(self) -> UUID:
        """Its id."""
        return self.sitting.seen.attempt_id

    @property
    def actor(self) -> Actor:
        """The candidate, signed in as they are now."""
        return make.actor(self.ada)

    @property
    def attempt(self) -> Attempt:
        """That attempt, as it is."""
        return self.looks(self.which)

    def looks(self, which: UUID) -> Attempt:
        """An attempt of the candidate, as it is."""
        return exam_room.look(self.nodes[0], self.actor, which)

    def at(self, window: int) -> Device:
        """The device of a window."""
        return self.devices[window // 2]

    def refuses(self, device: Device, act: Act[object], point: Point) -> RuleBroken | None:
        """Have something done that the rules may forbid at this moment: why, if they do."""
        try:
            self.notes_crashes(device, act, point)
        except (WrongState, TimeIsUp, AttemptClosed) as reason:
            return reason
        except SignedOut as reason:
            assert device.actor.session_version < self.ada.session_version
            self.reached["SignedOut"] += 1
            device.actor = self.actor
            return reason
        assert device.actor.id == self.admin.id or device.actor == self.actor
        return None

    def notes_crashes(self, device: Device, act: Act[object], point: Point) -> object:
        """Have something done, and count where its process was gone."""
        before = device.gone
        came = device.does(act, point)
        named = {AT_COMMIT: "gone in a commit", AFTER_COMMIT: "gone before the reply"}
        self.reached[named.get(str(point), "gone between statements")] += device.gone - before
        return came

    def publishes(self) -> None:
        """Put the corrections there are on every shelf, as a restart with new content does."""
        for node in self.nodes:
            node.catalog = rig.corrected(rig.shelf(), *self.corrections)

    # The candidate

    @initialize(wish=st.sampled_from(WISHES), point=POINTS)
    def starts(self, wish: Wish, point: Point) -> None:
        """Begin; whoever hears nothing presses again and is led to what has begun."""
        self.wish = wish
        self.sits(self.begins(self.devices[0], point))

    @precondition(lambda self: len(self.sittings) < 3 and self.sitting.steps > EARLY)
    @rule(window=WINDOWS, point=POINTS)
    def starts_again(self, window: int, point: Point) -> None:
        """Press start once more: it leads back to what runs, one opened again too, or else to a new attempt."""
        self.signs_in(window)
        running = [
            each for each in self.sittings if not self.looks(each.seen.attempt_id).is_over(self.clock.now)
        ]
        started = self.begins(self.at(window), point)
        if running:
            [before] = running
            assert started == before.seen.attempt_id
            self.sittings.remove(before)
            self.sittings.append(before)
        else:
            assert started not in {each.seen.attempt_id for each in self.sittings}
            self.sits(started)
        self.reached["led back" if running else "sat again"] += 1

    def begins(self, device: Device, point: Point) -> UUID:
        """Press start."""

        def press(there: Workshop, actor: Actor) -> UUID:
            return exam_room.start(there, actor, rig.EXAM, self.wish)

        started = self.notes_crashes(device, press, point)
        assert isinstance(started, UUID)
        return started

    def sits(self, attempt_id: UUID) -> None:
        """Look at an attempt from now on, and at those before it too."""
        self.sittings.append(Sitting(Witness(self.actor, attempt_id, self.latest)))

    @rule(
        window=WINDOWS,
        near=st.lists(NEAR, min_size=2, max_size=4),
        pick=PICKS,
        by_script=st.booleans(),
        point=POINTS,
    )
    def answers(self, window: int, near: list[int], pick: int, point: Point, *, by_script: bool) -> None:
        """Answer what can be answered now, in a window that may have seen less than another."""
        for place in near:
            self.sends(self.event(window, self.open_place(place), pick), window, point, by_script=by_script)

    @rule(window=WINDOWS, position=PLACES, pick=PICKS)
    def answers_elsewhere(self, window: int, position: int, pick: int) -> None:
        """Answer anywhere, also in a section that is locked or not open yet."""
        self.sends(self.event(window, min(position, len(self.attempt.form)), pick), window)

    @rule(window=WINDOWS, near=NEAR)
    def asks_for_the_reason(self, window: int, near: int) -> None:
        """Have an answer checked, which only study and practice allow."""
        event = self.event(window, self.open_place(near), 1)
        self.sends(replace(event, checked=True), window)

    @rule(window=WINDOWS, near=NEAR, pick=PICKS)
    def answers_and_hears_nothing(self, window: int, near: int, pick: int) -> None:
        """The answer is committed, the reply is lost, and the page is in no hurry to try again."""
        self.signs_in(window)
        event = self.event(window, self.open_place(near), pick)
        self.sitting.unheard.append(event)
        self.at(window).does(sends(self.which, event, by_script=True))

    @precondition(lambda self: self.sitting.unheard)
    @rule(window=WINDOWS)
    def tries_again(self, window: int) -> None:
        """Send what was never heard of once more, however much later, at either device."""
        self.sends(self.sitting.unheard.pop(), window)

    @precondition(lambda self: self.sitting.sent)
    @rule(number=st.integers(0, 99), window=WINDOWS, by_script=st.booleans())
    def sends_twice(self, number: int, window: int, *, by_script: bool) -> None:
        """A proxy sends an old request once more."""
        sent = self.sitting.sent
        self.sends(sent[number % len(sent)], window, by_script=by_script)

    @precondition(lambda self: self.sitting.seen.acked)
    @rule(number=st.integers(0, 99), window=WINDOWS, near=NEAR, by_script=st.booleans())
    def uses_an_operation_twice(self, number: int, window: int, near: int, *, by_script: bool) -> None:
        """One operation for two answers: the second is not taken, and where it stands elsewhere not acknowledged."""
        self.signs_in(window)
        known = list(self.sitting.seen.acked)
        which = known[number % len(known)]
        event = replace(self.event(window, self.open_place(near), 3), id=which)
        before = devices.rows(self.nodes[0])[:2]
        came = self.at(window).does(sends(self.which, event, by_script=by_script))
        assert devices.rows(self.nodes[0])[:2] == before
        assert isinstance(came, Saved) == (self.attempt.entry(event.position).event == which)
        self.reached["an operation used twice"] += 1
        self.is_kept_as_late(event, came)

    @rule(window=WINDOWS)
    def reloads(self, window: int) -> None:
        """Open the page anew: the window sees what is stored."""
        self.signs_in(window)
        attempt = exam_room.look(self.at(window).workshop, self.actor, self.which)
        self.sitting.windows[window].update({place: entry.sequence for place, entry in attempt.sheet.items()})
        self.sitting.notes[window] = attempt.note.sequence

    @rule(window=WINDOWS, text=st.sampled_from(["", "risk", "a long thought"]), point=POINTS)
    def writes_a_note(self, window: int, text: str, point: Point) -> None:
        """Write on the scratch pad."""
        self.signs_in(window)
        number = self.sitting.notes[window]
        keep = partial(answers.save_note, attempt_id=self.which, text=text, seen=number)
        try:
            note = self.at(window).does(writes(keep), point)
        except (Stale, TimeIsUp, AttemptClosed) as reason:
            self.reached["a note that is stale"] += isinstance(reason, Stale)
            return
        self.reached["a note"] += 1
        self.sitting.notes[window] = note.sequence
        self.sitting.seen.note = note

    @precondition(lambda self: self.attempt.section + 1 < len(self.attempt.form.sections))
    @rule(window=WINDOWS, point=POINTS)
    def ends_the_section(self, window: int, point: Point) -> None:
        """Close the section that is open, from a page that shows it."""
        end = partial(answers.end_section, attempt_id=self.which, section=self.attempt.section)
        refused = self.refuses(self.at(window), writes(end), point)
        self.reached["a section ended"] += refused is None
        self.counts_rest()

    @rule(window=WINDOWS, point=POINTS)
    def stops_the_clock(self, window: int, point: Point) -> None:
        """Take a pause, or an extra break, where there is one."""
        self.refuses(self.at(window), writes(partial(answers.pause, attempt_id=self.which)), point)
        self.counts_rest()

    def counts_rest(self) -> None:
        """Count in what rest the attempt is now."""
        rest = self.attempt.resting
        if rest:
            self.reached[{"break": "a break", "pause": "a pause", "extra": "an extra break"}[rest.kind]] += 1

    @precondition(lambda self: self.attempt.resting)
    @rule(window=WINDOWS, point=POINTS)
    def goes_on(self, window: int, point: Point) -> None:
        """Come back from a break: early, on time, or late."""
        rest = self.attempt.resting
        back = writes(partial(answers.resume, attempt_id=self.which))
        if self.refuses(self.at(window), back, point) is None and rest:
            self.reached["back early" if self.clock.now < rest.ends_at else "back late"] += 1

    @precondition(lambda self: self.sitting.steps > EARLY)
    @rule(window=WINDOWS, point=POINTS, wrong=st.booleans())
    def hands_in(self, window: int, point: Point, *, wrong: bool) -> None:
        """Hand in, and press the button once more a second later at the other device; a question may prove wrong."""
        submit = writes(partial(endings.submit, attempt_id=self.which))
        runs = not self.attempt.is_over(self.clock.now)
        if self.refuses(self.at(window), submit, point):
            return
        if runs:
            self.sitting.seen.handed_in = True
        ended = self.attempt
        assert ended.finished
        self.reached[ended.state] += 1
        self.clock.forward(seconds=1)
        self.signs_in(2 - window)
        self.at(2 - window).does(submit)
        assert self.attempt == ended
        if wrong:
            scored = next(position for position, item in ended.form.numbered() if item.scored)
            self.a_key_is_corrected(scored, Rule.EXCLUDE, at_once=True)

    @rule()
    def every_session_ends(self) -> None:
        """The password is changed: whoever is signed in anywhere is not any more."""
        self.ada = replace(self.ada, session_version=self.ada.session_version + 1)
        with self.nodes[0].writing() as work:
            work.session.get_one(AccountRow, self.ada.id).session_version = self.ada.session_version
        for each in self.sittings:
            each.seen.actor = self.actor

    def signs_in(self, window: int) -> None:
        """Open a session at the device of a window, where there is none."""
        self.at(window).actor = self.actor

    def open_place(self, near: int) -> int:
        """A position that can be answered now, if there is one."""
        first, last = self.attempt.window
        return first + near % max(1, last - first + 1)

    def event(self, window: int, position: int, pick: int) -> AnswerEvent:
        """A fresh operation of a window."""
        answer = rig.an_answer(self.attempt.item(position), pick)
        seen = self.sitting.windows[window].get(position, 0)
        return AnswerEvent(UUID(int=self.dice.getrandbits(120)), position, seen, answer, flagged=pick == 2)

    def sends(self, event: AnswerEvent, window: int, point: Point = None, *, by_script: bool = True) -> None:
        """Save; what comes back is what was foreseen, and the window learns of it."""
        sitting, before = self.sitting, self.attempt
        foreseen = foresee(before, event, self.clock.now)
        try:
            came = self.notes_crashes(self.at(window), sends(self.which, event, by_script=by_script), point)
        except SignedOut:
            assert self.at(window).actor != self.actor
            assert self.attempt == before
            self.reached["SignedOut"] += 1
            sitting.unheard.append(event)  # the page keeps it until somebody has signed in
            self.signs_in(window)
            return
        assert self.at(window).actor == self.actor
        assert isinstance(came, Saved) == foreseen, (came, event)
        sitting.sent.append(event)
        if isinstance(came, Saved):
            self.reached["saved again" if event.id in sitting.seen.acked else "saved"] += 1
            sitting.seen.hears(event, came, self.clock.now)
            sitting.windows[window][event.position] = came.sequence
        elif isinstance(came, Refused):
            self.reached[type(came.reason).__name__] += 1
            assert came.entry == before.entry(event.position)
            sitting.windows[window][event.position] = came.entry.sequence
        self.is_kept_as_late(event, came)

    def is_kept_as_late(self, event: AnswerEvent, came: object) -> None:
        """Expect evidence of a save that was refused because the attempt was over."""
        if isinstance(came, Refused) and isinstance(came.reason, (TimeIsUp, AttemptClosed)):
            self.sitting.seen.late.setdefault(event.id, type(came.reason).__name__)

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
    @rule(end=st.sampled_from(list(ENDS)), swept=st.booleans(), window=WINDOWS, near=NEAR, point=POINTS)
    def time_runs_out(self, end: str, window: int, near: int, point: Point, *, swept: bool) -> None:
        """To the last second, the deadline, into the grace, to its end, or far beyond it; an answer comes as late.

        The sweeper may have come before it.
        """
        event = self.event(window, self.open_place(near), 1)
        self.clock.now = self.attempt.deadline + ENDS[end]
        self.latest = max(self.latest, self.clock.now)
        if swept:
            self.the_sweeper_comes(point)
        self.sends(event, window)

    @precondition(lambda self: self.sitting.steps > EARLY)
    @rule(point=POINTS)
    def the_sweeper_comes(self, point: Point) -> None:
        """Close what has run out, at the second node; where that is gone, the next round goes on."""
        before = [self.looks(each.seen.attempt_id).state for each in self.sittings]
        sweeper = Device(self.nodes[1], self.actor)

        def sweep(there: Workshop, _actor: Actor) -> int:
            return endings.close_expired(there)

        sweeper.does(sweep, point, rounds=True)
        self.reached["gone while sweeping"] += sweeper.gone
        after = [self.looks(each.seen.attempt_id).state for each in self.sittings]
        self.reached["closed by the sweeper"] += before != after
        self.reached["timed_out"] += before != after

    @rule(granted=GRANTED, point=POINTS)
    def something_is_granted(self, granted: Accommodation, point: Point) -> None:
        """Grant an accommodation; the same one sent twice is kept once."""
        before = self.attempt
        grant = partial(
            accommodations.grant, person=self.ada.id, granted=granted, reason="a letter", site_url=SITE
        )
        self.refuses(self.office, writes(grant), point)
        self.reached["granted to a running attempt"] += self.attempt != before

    @precondition(lambda self: self.attempt.timed and self.attempt.state is not State.SUBMITTED)
    @rule(number=st.integers(0, 9), minutes=st.sampled_from([1, 10]), point=POINTS)
    def time_is_added(self, number: int, minutes: int, point: Point) -> None:
        """Add minutes to an attempt, which may open it again; whoever hears nothing looks before granting again."""
        sitting = self.sittings[number % len(self.sittings)]
        which = sitting.seen.attempt_id
        before = self.looks(which)
        grant = partial(
            time_grants.grant, attempt_id=which, minutes=minutes, reason="an alarm", site_url=SITE
        )
        if self.refuses(self.office, writes(grant), None if point == AFTER_COMMIT else point):
            return
        after = self.looks(which)
        assert after.state is State.OPEN
        self.reached["time added"] += 1
        if before.is_over(self.clock.now):
            assert after.deadline == self.clock.now + timedelta(minutes=minutes)
            sitting.seen.slack = after.deadline - explained(after)
            sitting.seen.ended = None
            sitting.seen.reopened += 1
            self.reached["opened again"] += 1

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
        self.publishes()
        if at_once:
            self.scores_are_made_anew(None)

    @precondition(lambda self: self.corrections)
    @rule(point=POINTS)
    def scores_are_made_anew(self, point: Point) -> None:
        """Regrade; a second run finds nothing left to do."""

        def regrade(there: Workshop, _actor: Actor) -> int:
            return corrections.regrade(there, site_url=SITE).changed

        changed = self.office.does(regrade, point, rounds=True)
        assert corrections.regrade(self.nodes[1], site_url=SITE).looked_at == 0
        self.reached["another score"] += bool(changed)

    @invariant()
    def everything_holds(self) -> None:
        """All eight, of this attempt and of those before it, as either process sees them."""
        self.latest = max(self.latest, self.clock.now)
        for sitting in self.sittings:
            sitting.steps += 1
            sitting.seen.latest = self.latest
            sitting.seen.corrections = self.corrections
            truth = hold(self.nodes[sitting.steps % 2], sitting.seen)
            other = self.nodes[1 - sitting.steps % 2]
            assert exam_room.look(other, self.actor, sitting.seen.attempt_id) == truth.attempt


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


@pytest.fixture
def machine(workshop: Workshop, database: str, clock: HandClock) -> Iterator[type[Exam]]:
    """The machine over two processes of one database."""
    second = Sessions(make_engine(database))

    class Here(Exam):
        admin = make.account(workshop, name="Root", role=Role.ADMIN)
        reached: ClassVar[Counter[str]] = Counter()

    Here.nodes = (workshop, Workshop(second, workshop.catalog, clock=clock, dice=Random(8), hasher=HASHER))
    Here.clock = clock
    with devices.without_a_disk(*Here.nodes):
        yield Here


def test_whatever_happens_in_whatever_order_all_eight_invariants_hold(machine: type[Exam]) -> None:
    run_state_machine_as_test(machine, settings=SETTINGS)


def rehearsal(exam: Exam) -> Iterator[None]:
    """A history that comes to everything a rehearsal can come to; each step ends with a yield."""
    yield exam.starts(Wish(), 3)
    yield exam.answers(0, [0, 1, 2], 1, None, by_script=True)
    yield exam.answers(2, [0, 0], 3, AFTER_COMMIT, by_script=False)
    yield exam.answers(2, [1, 1], 3, AT_COMMIT, by_script=False)
    yield exam.answers(1, [2, 2], 2, 1, by_script=True)
    yield exam.sends_twice(-1, 2, by_script=True)
    yield exam.answers_and_hears_nothing(1, 2, 4)
    yield exam.tries_again(2)
    yield exam.uses_an_operation_twice(0, 1, 2, by_script=True)
    yield exam.every_session_ends()
    yield exam.answers(0, [2], 1, None, by_script=True)
    yield exam.tries_again(2)
    yield exam.answers_elsewhere(0, 9, 1)
    yield exam.writes_a_note(0, "risk", 2)
    yield exam.writes_a_note(2, "a long thought", None)
    yield exam.reloads(2)
    yield exam.something_is_granted(Accommodation(percent=125, extra_breaks=1), 4)
    yield exam.stops_the_clock(0, AFTER_COMMIT)
    yield exam.answers(0, [0], 1, None, by_script=True)
    yield exam.a_break_passes(90)
    yield exam.goes_on(2, 2)
    yield exam.ends_the_section(0, AT_COMMIT)
    yield exam.goes_on(1, None)
    yield exam.time_is_added(0, 10, AT_COMMIT)
    yield exam.starts_again(2, None)
    yield exam.time_runs_out("in the grace", 0, 0, None, swept=True)
    yield exam.time_runs_out("grace", 2, 0, None, swept=False)
    yield exam.the_sweeper_comes(2)
    yield exam.a_key_is_corrected(1, Rule.EXCLUDE, at_once=True)
    yield exam.time_is_added(0, 10, 5)
    yield exam.hands_in(0, AFTER_COMMIT, wrong=True)
    yield exam.answers(0, [0], 1, None, by_script=True)
    yield exam.starts_again(0, 4)


def practice(exam: Exam) -> Iterator[None]:
    """The same for what only a practice can come to."""
    yield exam.starts(WISHES[2], None)
    yield exam.asks_for_the_reason(0, 0)
    yield exam.answers(0, [0], 3, None, by_script=True)
    yield exam.stops_the_clock(0, None)
    yield exam.time_passes(60)
    yield exam.goes_on(2, None)


def test_the_machine_comes_to_all_that_it_is_made_for(machine: type[Exam]) -> None:
    for steps in (rehearsal, practice):
        exam = machine()
        for _ in steps(exam):
            exam.everything_holds()
        exam.teardown()
    assert REACHED - {name for name, times in machine.reached.items() if times} == set()
