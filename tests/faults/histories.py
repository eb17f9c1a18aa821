"""Histories that are led: between them the stateful test comes to everything it is made for."""

from __future__ import annotations

from collections.abc import Iterator

from tests.faults.devices import AFTER_COMMIT, AT_COMMIT
from tests.faults.exam import Exam
from tests.faults.moving import WISHES
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.corrections import Rule
from webapp.domain.exams.wish import Wish

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
