"""What others do while a candidate of the stateful test sits: time and the sweeper, grants, and corrections."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.faults.devices import AFTER_COMMIT, Device, Point, writes
from tests.faults.exam_day import EARLY, NEAR, PLACES, POINTS, SITE, WINDOWS, ExamDay
from tests.faults.invariants import explained
from webapp.domain.access import Actor
from webapp.domain.exams import clock as exam_clock
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import State
from webapp.domain.exams.corrections import Correction, Rule
from webapp.services import accommodations, corrections, endings, time_grants
from webapp.services.work import Workshop

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


class Office(ExamDay):
    """The clock, the sweeper and the operator."""

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
