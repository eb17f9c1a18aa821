"""How a candidate of the stateful test moves: starts, sections, breaks and pauses, handing in, sessions that end."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.faults import rig
from tests.faults.devices import Device, Point, Sitting, writes
from tests.faults.exam_day import EARLY, POINTS, WINDOWS
from tests.faults.invariants import Witness
from tests.faults.office import Office
from tests.support import exam_room
from webapp.domain.access import Actor
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.corrections import Rule
from webapp.domain.exams.wish import Wish
from webapp.services import answers, endings
from webapp.services.work import Workshop
from webapp.store.tables.accounts import AccountRow

WISHES = (
    Wish(),
    Wish(),
    Wish(mode=Mode.CUSTOM, count=8, minutes=15, feedback=True),
    Wish(mode=Mode.CUSTOM, count=8),
)


class Moving(Office):
    """A candidate between the questions. Whoever hands in may see a question prove wrong, which is the office's."""

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
