"""How an attempt moves through its time: sections, breaks, pauses, and time that is granted while it runs."""

# ruff: noqa: D102 - the moves of the machine are named by what they do

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.domain.exams.values import NOON, attempt, sectioned
from webapp.domain.errors import AttemptClosed, BadInput, TimeIsUp, WrongState
from webapp.domain.exams import clock, timetable
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt, RestKind, State
from webapp.domain.exams.conditions import Conditions, Mode
from webapp.domain.exams.outline import Pauses

HOUR = Conditions(minutes=60, pauses=Pauses.BETWEEN_SECTIONS)
PRACTICE = Conditions(mode=Mode.CUSTOM, minutes=60, pauses=Pauses.FREE)
UNTIMED = replace(PRACTICE, minutes=None)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def after(count: float) -> datetime:
    """So many minutes after the start."""
    return NOON + minutes(count)


def sitting(conditions: Conditions = HOUR) -> Attempt:
    """An attempt of an hour over three sections that lock, with breaks of ten minutes."""
    return attempt(form_of=sectioned(), conditions=conditions)


def in_break(conditions: Conditions = HOUR) -> Attempt:
    """The same in its first break, begun after twenty minutes."""
    return timetable.end_section(sitting(conditions), after(20))


def test_an_accommodation_is_in_the_deadline_from_the_start() -> None:
    wide = sitting(replace(HOUR, granted=Accommodation(percent=150, free_minutes=5)))
    assert wide.deadline == after(95)
    assert sitting(UNTIMED).deadline == clock.NEVER


def test_a_section_closes_when_its_break_begins() -> None:
    resting = in_break()
    assert resting.section == 1
    assert resting.resting is not None
    assert (resting.resting.kind, resting.resting.ends_at) == (RestKind.BREAK, after(30))
    assert resting.deadline == after(70)
    assert timetable.resume(resting, after(30)).window == (3, 4)


def test_a_break_ended_on_time_costs_nothing() -> None:
    back = timetable.resume(in_break(), after(30))
    assert back.deadline == after(70)
    assert back.remaining(after(30)) == minutes(40)


def test_a_break_ended_early_gives_back_exactly_what_was_not_used() -> None:
    back = timetable.resume(in_break(), after(23))
    assert back.deadline == after(63)
    assert back.remaining(after(23)) == minutes(40)


def test_only_the_overrun_of_a_break_eats_exam_time() -> None:
    late = in_break()
    assert late.remaining(after(30)) == minutes(40)
    assert late.remaining(after(34)) == minutes(36)
    back = timetable.resume(late, after(34))
    assert (back.deadline, back.remaining(after(34))) == (after(70), minutes(36))


def test_whoever_never_comes_back_is_timed_out_at_the_deadline() -> None:
    gone = in_break()
    assert gone.settle(after(69)) is gone
    closed = gone.settle(after(500))
    assert (closed.state, closed.finished_at) == (State.TIMED_OUT, after(70))


def test_a_whole_rehearsal_with_both_breaks_uses_its_hour_and_no_more() -> None:
    now = timetable.resume(in_break(), after(30))
    now = timetable.resume(timetable.end_section(now, after(50)), after(60))
    assert (now.section, now.deadline, now.remaining(after(60))) == (2, after(80), minutes(20))
    with pytest.raises(WrongState, match="last section"):
        timetable.end_section(now, after(70))


def test_a_section_without_a_break_leads_straight_into_the_next() -> None:
    first, *others = sectioned().sections
    plain = replace(sectioned(), parts=(replace(first, break_after=timedelta(0)), *others))
    moved = timetable.end_section(attempt(form_of=plain, conditions=HOUR), after(20))
    assert (moved.section, moved.resting, moved.deadline) == (1, None, after(60))


def test_longer_breaks_are_longer_and_move_the_deadline_as_much() -> None:
    wide = in_break(replace(HOUR, granted=Accommodation(break_minutes=5)))
    assert wide.resting is not None
    assert (wide.resting.ends_at, wide.deadline) == (after(35), after(75))


def test_no_move_is_made_twice_in_a_break_or_after_the_end() -> None:
    for move in (timetable.end_section, timetable.pause):
        with pytest.raises(WrongState, match="A break is running"):
            move(in_break(), after(21))
        with pytest.raises(TimeIsUp):
            move(sitting(), after(60))
        with pytest.raises(TimeIsUp):
            move(in_break(), after(90))
        with pytest.raises(AttemptClosed):
            move(sitting().submit(after(1)), after(2))


def test_there_is_no_break_to_end_where_none_runs() -> None:
    for other in (sitting(), timetable.resume(in_break(), after(25)), in_break().submit(after(22))):
        with pytest.raises(WrongState, match="no break"):
            timetable.resume(other, after(26))


def test_an_untimed_attempt_takes_its_breaks_and_has_no_deadline() -> None:
    resting = in_break(UNTIMED)
    assert (resting.deadline, resting.is_over(after(10_000))) == (clock.NEVER, False)
    assert timetable.resume(resting, after(90)).deadline == clock.NEVER


def test_a_free_pause_keeps_what_is_left_for_as_long_as_it_lasts() -> None:
    paused = timetable.pause(sitting(PRACTICE), after(20))
    assert paused.deadline == clock.NEVER
    for later in (20, 60, 60 * 24 * 90):
        assert paused.remaining(after(later)) == minutes(40)
        assert paused.settle(after(later)) is paused
    back = timetable.resume(paused, after(500))
    assert (back.deadline, back.remaining(after(500))) == (after(540), minutes(40))


def test_an_untimed_practice_pauses_too() -> None:
    paused = timetable.pause(sitting(UNTIMED), after(20))
    assert paused.window == (1, 0)
    assert timetable.resume(paused, after(90)).deadline == clock.NEVER


def test_a_rehearsal_has_no_pause_but_the_extra_breaks_granted() -> None:
    with pytest.raises(WrongState, match="does not stop"):
        timetable.pause(sitting(), after(5))
    two = sitting(replace(HOUR, granted=Accommodation(extra_breaks=2, break_minutes=5)))
    assert timetable.extra_breaks_left(two) == 2
    for place in (0, 1):
        resting = timetable.pause(two, after(5 + 20 * place))
        assert resting.resting is not None
        assert (resting.resting.kind, resting.resting.allowed) == (RestKind.EXTRA, minutes(15))
        two = timetable.resume(resting, after(20 + 20 * place))
    assert (timetable.extra_breaks_left(two), two.deadline) == (0, after(90))
    with pytest.raises(WrongState, match="does not stop"):
        timetable.pause(two, after(50))


def test_a_scheduled_break_is_none_of_the_extra_ones() -> None:
    one = in_break(replace(HOUR, granted=Accommodation(extra_breaks=1)))
    assert timetable.extra_breaks_left(one) == 1


def test_an_extra_break_leaves_the_section_open() -> None:
    resting = timetable.pause(sitting(replace(HOUR, granted=Accommodation(extra_breaks=1))), after(5))
    assert timetable.resume(resting, after(6)).window == (1, 2)


def test_an_accommodation_reaches_a_running_attempt_at_once() -> None:
    wide = timetable.widen(sitting(), Accommodation(percent=150))
    assert (wide.deadline, wide.conditions.granted_minutes) == (after(90), 30)


def test_widening_twice_is_widening_once_and_less_takes_nothing_away() -> None:
    wide = timetable.widen(sitting(), Accommodation(percent=150))
    assert timetable.widen(wide, Accommodation(percent=150)) == wide
    assert timetable.widen(wide, Accommodation(percent=120)) == wide


def test_widening_in_a_break_makes_that_break_longer_and_the_exam_too() -> None:
    wide = timetable.widen(in_break(), Accommodation(percent=150, break_minutes=5))
    assert wide.resting is not None
    assert (wide.resting.ends_at, wide.deadline) == (after(35), after(105))
    assert wide.remaining(after(22)) == minutes(70)


def test_widening_in_a_pause_adds_to_what_is_left() -> None:
    paused = timetable.pause(sitting(PRACTICE), after(20))
    wide = timetable.widen(paused, Accommodation(free_minutes=10))
    assert (wide.deadline, wide.remaining(after(300))) == (clock.NEVER, minutes(50))
    assert timetable.resume(wide, after(300)).deadline == after(350)


def test_who_may_practise_untimed_loses_the_clock_of_a_running_practice() -> None:
    granted = Accommodation(untimed_practice=True)
    wide = timetable.widen(sitting(PRACTICE), granted)
    assert (wide.timed, wide.deadline) == (False, clock.NEVER)
    paused = timetable.widen(timetable.pause(sitting(PRACTICE), after(20)), granted)
    assert (paused.timed, paused.remaining(after(21)) > minutes(60)) == (False, True)
    assert timetable.resume(paused, after(40)).deadline == clock.NEVER
    assert timetable.widen(sitting(), granted).deadline == after(60)


def test_widening_leaves_what_is_finished_and_what_is_untimed_alone() -> None:
    done = sitting().submit(after(5))
    assert timetable.widen(done, Accommodation(percent=200)) is done
    assert timetable.widen(sitting(UNTIMED), Accommodation(percent=200)).deadline == clock.NEVER


def test_minutes_granted_to_one_attempt_move_its_deadline() -> None:
    more = timetable.grant_time(sitting(), 15, after(50))
    assert (more.deadline, more.conditions.extra_minutes) == (after(75), 15)
    more = timetable.grant_time(more, 5, after(74))
    assert (more.deadline, more.conditions.granted_minutes) == (after(80), 20)


def test_minutes_granted_in_a_break_leave_the_break_as_long_as_it_was() -> None:
    more = timetable.grant_time(in_break(), 15, after(22))
    assert more.resting is not None
    assert (more.resting.ends_at, more.deadline, more.remaining(after(22))) == (
        after(30),
        after(85),
        minutes(55),
    )


def test_minutes_granted_after_the_time_ran_out_open_the_attempt_again_from_now() -> None:
    for over in (sitting(), sitting().settle(after(61))):
        again = timetable.grant_time(over, 15, after(90))
        assert (again.state, again.finished_at, again.outcome) == (State.OPEN, None, None)
        assert again.deadline == after(105)
        assert again.window == (1, 2)


def test_an_attempt_that_ran_out_in_a_break_goes_on_from_that_break() -> None:
    again = timetable.grant_time(in_break().settle(after(80)), 15, after(90))
    assert again.resting is not None
    assert again.remaining(after(90)) == minutes(15)
    back = timetable.resume(again, after(91))
    assert (back.deadline, back.window) == (after(105), (3, 4))


@pytest.mark.parametrize("count", [0, -5, 241])
def test_minutes_that_cannot_be_meant_are_refused(count: int) -> None:
    with pytest.raises(BadInput) as refusal:
        timetable.grant_time(sitting(), count, after(1))
    assert refusal.value.field == "minutes"


def test_no_time_is_added_to_what_was_handed_in_or_has_no_clock() -> None:
    for other in (sitting().submit(after(5)), sitting(UNTIMED)):
        with pytest.raises(WrongState):
            timetable.grant_time(other, 10, after(6))


@pytest.mark.parametrize(
    ("at", "used"), [(0, 0), (10, 10), (20, 20), (25, 20), (30, 20), (34, 24), (500, 490)]
)
def test_the_time_used_stands_still_in_a_break_and_runs_on_in_its_overrun(at: float, used: float) -> None:
    assert timetable.time_used(in_break(), after(at)) == minutes(used)


def test_the_time_used_ends_with_the_attempt() -> None:
    done = timetable.resume(in_break(), after(25)).submit(after(40))
    assert timetable.time_used(done, after(500)) == minutes(35)
    assert timetable.time_used(in_break().submit(after(22)), after(500)) == minutes(20)


def test_a_pause_uses_no_time_however_long_it_is() -> None:
    paused = timetable.pause(sitting(PRACTICE), after(20))
    assert timetable.time_used(paused, after(500)) == minutes(20)
    assert timetable.time_used(timetable.resume(paused, after(500)), after(510)) == minutes(30)


class Sitting(RuleBasedStateMachine):
    """A rehearsal in the shape of PMP under a hand clock, with a second, simpler account of its time beside it.

    The account ticks: `used` is exam time gone by, second by second, while no break shelters it. The attempt knows
    instants only. Both must agree at every step.
    """

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.allowed = minutes(60)
        self.used = timedelta(0)
        self.shelter = timedelta(0)
        self.sitting = sitting()

    @initialize(
        percent=st.sampled_from([100, 125, 150]), extra=st.integers(0, 2), longer=st.sampled_from([0, 5])
    )
    def begin(self, percent: int, extra: int, longer: int) -> None:
        granted = Accommodation(percent=percent, extra_breaks=extra, break_minutes=longer)
        conditions = replace(HOUR, granted=granted)
        self.allowed = minutes(60) * percent / 100
        self.sitting = sitting(conditions)

    def goes_on(self) -> bool:
        return not self.sitting.is_over(self.now)

    def resting(self) -> bool:
        return self.goes_on() and self.sitting.resting is not None

    def running(self) -> bool:
        return self.goes_on() and self.sitting.resting is None

    @rule(seconds=st.integers(1, 900))
    def time_goes_by(self, seconds: int) -> None:
        before, step = self.sitting.remaining(self.now), timedelta(seconds=seconds)
        if self.goes_on():
            sheltered = min(self.shelter, step)
            self.shelter -= sheltered
            self.used = min(self.used + step - sheltered, self.allowed)
        self.now += step
        assert self.sitting.remaining(self.now) <= before

    @precondition(running)
    @rule()
    def end_section(self) -> None:
        before = self.sitting.remaining(self.now)
        if self.sitting.section == 2:
            with pytest.raises(WrongState):
                timetable.end_section(self.sitting, self.now)
            return
        self.sitting = timetable.end_section(self.sitting, self.now)
        self.shelter = minutes(10 + self.sitting.conditions.granted.break_minutes)
        assert self.sitting.remaining(self.now) == before

    @precondition(running)
    @rule()
    def take_an_extra_break(self) -> None:
        before = self.sitting.remaining(self.now)
        if not timetable.extra_breaks_left(self.sitting):
            with pytest.raises(WrongState):
                timetable.pause(self.sitting, self.now)
            return
        self.sitting = timetable.pause(self.sitting, self.now)
        self.shelter = minutes(10 + self.sitting.conditions.granted.break_minutes)
        assert self.sitting.remaining(self.now) == before

    @precondition(resting)
    @rule()
    def resume(self) -> None:
        before = self.sitting.remaining(self.now)
        self.sitting = timetable.resume(self.sitting, self.now)
        self.shelter = timedelta(0)
        assert self.sitting.remaining(self.now) == before

    @precondition(goes_on)
    @rule(percent=st.sampled_from([100, 110, 150, 200]), longer=st.sampled_from([0, 5, 10]))
    def widen(self, percent: int, longer: int) -> None:
        granted = self.sitting.conditions.granted
        more_break = minutes(max(0, longer - granted.break_minutes))
        more = minutes(60) * max(0, percent - granted.percent) / 100
        overrun = self.resting() and not self.shelter
        before = self.sitting.remaining(self.now)
        self.sitting = timetable.widen(self.sitting, Accommodation(percent=percent, break_minutes=longer))
        self.allowed += more
        if overrun:  # what a longer break covers afterwards is given back
            covered = min(more_break, self.overrun_before(more_break))
            self.used -= covered
            self.shelter = more_break - covered
        elif self.resting():
            self.shelter += more_break
        assert self.sitting.remaining(self.now) >= before + more

    def overrun_before(self, more_break: timedelta) -> timedelta:
        """How far the break had been overrun before it was made longer."""
        rest = self.sitting.resting
        assert rest is not None
        return self.now - (rest.ends_at - more_break)

    @precondition(goes_on)
    @rule(count=st.integers(1, 20))
    def grant(self, count: int) -> None:
        before = self.sitting.remaining(self.now)
        self.sitting = timetable.grant_time(self.sitting, count, self.now)
        self.allowed += minutes(count)
        assert self.sitting.remaining(self.now) == before + minutes(count)

    @precondition(lambda self: not self.goes_on() and self.sitting.state is not State.SUBMITTED)
    @rule(count=st.integers(1, 20))
    def grant_after_the_end(self, count: int) -> None:
        self.sitting = timetable.grant_time(self.sitting, count, self.now)
        self.used, self.allowed = timedelta(0), minutes(count)
        self.shelter = timedelta(0)
        assert self.sitting.remaining(self.now) == minutes(count)

    @rule()
    def settle(self) -> None:
        over = self.now >= self.sitting.deadline
        settled = self.sitting.settle(self.now)
        if not self.sitting.finished:
            assert settled.finished is over
            if over:
                assert (settled.state, settled.finished_at) == (State.TIMED_OUT, self.sitting.deadline)
        self.sitting = settled

    @precondition(goes_on)
    @rule(sure=st.integers(0, 9))
    def submit(self, sure: int) -> None:
        if sure:  # handing in ends the story, so it comes seldom
            return
        self.sitting = self.sitting.submit(self.now)
        assert (self.sitting.state, self.sitting.finished_at) == (State.SUBMITTED, self.now)
        assert self.sitting.submit(self.now + minutes(1)) is self.sitting

    @invariant()
    def both_accounts_agree(self) -> None:
        left = self.sitting.remaining(self.now)
        assert left >= timedelta(0)
        if not self.sitting.finished:
            assert left == self.allowed - self.used
        assert timedelta(0) <= self.used <= self.allowed

    @invariant()
    def the_deadline_is_what_is_left_and_the_break_that_still_shelters_it(self) -> None:
        if self.goes_on():
            assert self.sitting.deadline == self.now + self.sitting.remaining(self.now) + self.shelter

    @invariant()
    def nobody_is_closed_early(self) -> None:
        if self.sitting.state is State.TIMED_OUT:
            assert self.sitting.finished_at == self.sitting.deadline
            assert self.sitting.deadline <= self.now

    @invariant()
    def what_is_open_is_the_present_section_or_nothing(self) -> None:
        first, last = self.sitting.window
        if self.sitting.finished or self.sitting.resting:
            assert (first, last) == (1, 0)
        else:
            assert (first, last) == (2 * self.sitting.section + 1, 2 * self.sitting.section + 2)


TestSitting = Sitting.TestCase
TestSitting.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
