"""The clock of an attempt as values: in figures, in words, and as a script is told of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.domain.exams import values
from tests.domain.exams.values import NOON
from webapp.domain.exams import timetable
from webapp.domain.exams.conditions import Mode, practise, rehearse
from webapp.domain.exams.outline import Pauses
from webapp.domain.exams.sheet import Entry
from webapp.pages.exams.clocks import break_left, countdown, pace_words, time_left, time_state

UNTIMED = practise(Mode.STUDY, minutes=None, feedback=True)
PARTS = rehearse(values.outline(pauses=Pauses.BETWEEN_SECTIONS))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (9, "0:09"), (60, "1:00"), (3544, "59:04"), (3600, "1:00:00"), (8740.9, "2:25:40")],
)
def test_the_clock_counts_whole_seconds(seconds: float, text: str) -> None:
    assert countdown(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("answered", "minutes", "words"),
    [
        (0, 0, "on pace"),
        (0, 0.9, "on pace"),
        (1, 2.5, "on pace"),
        (2, 2, "3 min ahead"),
        (0, 2.5, "2 min behind"),
        (1, 9.5, "7 min behind"),
    ],
)
def test_the_pace_is_told_in_whole_minutes(answered: int, minutes: float, words: str) -> None:
    attempt = values.attempt(sheet={n: Entry(answer="b") for n in range(1, answered + 1)})
    assert pace_words(attempt, NOON + timedelta(minutes=minutes)) == words


def test_without_a_clock_there_is_no_time_and_no_pace(app: Flask) -> None:
    attempt = values.attempt(conditions=UNTIMED)
    with app.test_request_context():
        assert time_left(attempt, NOON) is None
    assert pace_words(attempt, NOON) == ""
    assert time_state(attempt, NOON) == {"left": None, "over": False, "resting": False}


def test_the_timer_is_told_what_is_left_and_of_how_much(app: Flask) -> None:
    attempt, later = values.attempt(), NOON + timedelta(minutes=4)
    with app.test_request_context():
        left = time_left(attempt, later)
    assert left
    assert (left.text, left.milliseconds, left.total_milliseconds) == ("6:00", 360_000, 600_000)
    assert left.says == "Time left: 6\N{NO-BREAK SPACE}min"
    assert time_state(attempt, later) == {"left": 360_000, "over": False, "resting": False, "total": 600_000}
    assert time_state(attempt, NOON + timedelta(minutes=10))["over"]


def test_in_a_break_the_timer_is_told_what_is_left_of_the_break(app: Flask) -> None:
    begun = values.attempt(form_of=values.sectioned(), conditions=PARTS)
    attempt, later = timetable.end_section(begun, NOON), NOON + timedelta(minutes=4)
    rest = attempt.resting
    assert rest
    with app.test_request_context():
        left = break_left(attempt, rest, later)
    assert left
    assert (left.text, left.says) == ("6:00", "Break left: 6\N{NO-BREAK SPACE}min")
    state = time_state(attempt, later)
    assert (state["left"], state["resting"]) == (360_000, True)


def test_a_pause_has_no_clock_of_its_own(app: Flask) -> None:
    attempt = timetable.pause(values.attempt(conditions=UNTIMED), NOON)
    assert attempt.resting
    with app.test_request_context():
        assert break_left(attempt, attempt.resting, NOON) is None
