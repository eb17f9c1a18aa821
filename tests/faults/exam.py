"""The stateful test's exam: all that people and processes do, and what holds after every step of it."""

from __future__ import annotations

from hypothesis.stateful import invariant

from tests.faults.answering import Answering
from tests.faults.invariants import hold
from tests.faults.moving import Moving
from tests.support import exam_room


class Exam(Answering, Moving):
    """A candidate, an operator, a sweeper and a clock."""

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
