"""An exam day of the stateful test: who is there, how they do things, and what becomes of an answer that is sent."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import ClassVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from tests.faults import devices, rig
from tests.faults.devices import AFTER_COMMIT, AT_COMMIT, Act, Device, Point, Sitting, sends
from tests.faults.foresight import foresee
from tests.support import exam_room, history, make
from tests.support.clock import START, HandClock
from webapp.domain.access import Actor
from webapp.domain.accounts import Account
from webapp.domain.errors import AttemptClosed, RuleBroken, SignedOut, TimeIsUp, WrongState
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.corrections import Correction
from webapp.domain.exams.sheet import AnswerEvent, Saved
from webapp.services.answers import Refused
from webapp.services.work import Workshop

SITE = "http://localhost"
POINTS = st.sampled_from(devices.POINTS)
WINDOWS = st.integers(0, devices.WINDOWS - 1)
PLACES = st.integers(1, 9)
NEAR = st.integers(0, 4)
EARLY = 6  # steps of an attempt before anybody thinks of its end


class ExamDay(RuleBasedStateMachine):
    """A candidate, an operator and a clock; the rules stand in the rooms that begin with this one."""

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

    def signs_in(self, window: int) -> None:
        """Open a session at the device of a window, where there is none."""
        self.at(window).actor = self.actor

    # An answer

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
