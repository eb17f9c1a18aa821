"""What is allowed in one attempt: the outline's own in a rehearsal, the learner's choice in practice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.exams.test_accommodation import granted
from tests.domain.exams.values import csm, pmp
from webapp.domain.errors import BadInput
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.conditions import LONGEST, Conditions, Mode, practise, rehearse
from webapp.domain.exams.outline import Pauses

HALF_MORE = Accommodation(percent=150)


def test_a_rehearsal_is_as_strict_as_its_outline() -> None:
    terms = rehearse(pmp())
    assert (terms.mode, terms.minutes, terms.pauses) == (Mode.REHEARSAL, 240, Pauses.BETWEEN_SECTIONS)
    assert (terms.feedback, terms.tools, terms.built) == (False, pmp().tools, "")
    assert terms.allowance == timedelta(minutes=240)
    assert terms.granted_minutes == 0
    assert rehearse(csm()).pauses is Pauses.NONE


def test_what_was_granted_stands_apart_from_the_base() -> None:
    terms = rehearse(csm(), HALF_MORE)
    assert (terms.minutes, terms.granted_minutes, terms.allowance) == (60, 30, timedelta(minutes=90))


def test_minutes_granted_to_one_attempt_come_on_top() -> None:
    terms = Conditions(minutes=60, granted=HALF_MORE, extra_minutes=5)
    assert (terms.granted_minutes, terms.allowance) == (35, timedelta(minutes=95))


def test_without_a_limit_nothing_can_be_added() -> None:
    terms = practise(Mode.STUDY, minutes=None, feedback=True, granted=HALF_MORE)
    assert (terms.allowance, terms.granted_minutes) == (None, 0)


@pytest.mark.parametrize("mode", [Mode.STUDY, Mode.CUSTOM])
def test_practice_has_every_tool_and_a_clock_that_may_be_stopped(mode: Mode) -> None:
    terms = practise(mode, minutes=20, feedback=True, built="Ten missed ones")
    assert (terms.mode, terms.minutes, terms.pauses, terms.feedback) == (mode, 20, Pauses.FREE, True)
    assert set(terms.tools) == {"flag", "calculator", "whiteboard", "highlight", "strike-out"}
    assert terms.built == "Ten missed ones"


def test_who_may_practise_untimed_has_no_limit() -> None:
    terms = practise(Mode.CUSTOM, minutes=20, feedback=False, granted=Accommodation(untimed_practice=True))
    assert terms.allowance is None


@pytest.mark.parametrize("minutes", [1, LONGEST])
def test_the_shortest_and_the_longest_practice_are_possible(minutes: int) -> None:
    assert practise(Mode.CUSTOM, minutes=minutes, feedback=False).minutes == minutes


@pytest.mark.parametrize("minutes", [0, -1, LONGEST + 1])
def test_a_time_that_cannot_be_meant_is_refused(minutes: int) -> None:
    with pytest.raises(BadInput) as refusal:
        practise(Mode.CUSTOM, minutes=minutes, feedback=False)
    assert refusal.value.field == "minutes"


@given(granted, granted)
def test_a_running_rehearsal_gets_what_it_would_have_got_at_its_start(
    before: Accommodation, now: Accommodation
) -> None:
    assert rehearse(pmp(), before).widened(now) == rehearse(pmp(), before.widened(now))


@given(granted, granted, st.sampled_from([Mode.STUDY, Mode.CUSTOM]), st.none() | st.integers(1, LONGEST))
def test_a_running_practice_gets_what_it_would_have_got_at_its_start(
    before: Accommodation, now: Accommodation, mode: Mode, minutes: int | None
) -> None:
    running = practise(mode, minutes=minutes, feedback=False, granted=before)
    fresh = practise(mode, minutes=minutes, feedback=False, granted=before.widened(now))
    assert running.widened(now) == fresh


@given(granted, granted)
def test_widening_never_takes_time_away(before: Accommodation, now: Accommodation) -> None:
    terms = rehearse(pmp(), before)
    wider = terms.widened(now)
    assert terms.allowance is not None
    assert wider.allowance is not None
    assert wider.allowance >= terms.allowance
