"""What a candidate of the stateful test does about answers: in any window, late, twice, unheard; and notes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.faults import devices
from tests.faults.devices import Point, sends, writes
from tests.faults.exam_day import NEAR, PLACES, POINTS, WINDOWS, ExamDay
from tests.support import exam_room
from webapp.domain.errors import AttemptClosed, Stale, TimeIsUp
from webapp.domain.exams.sheet import Saved
from webapp.services import answers

PICKS = st.integers(0, 5)


class Answering(ExamDay):
    """A candidate before questions."""

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
