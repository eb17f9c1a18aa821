"""The conditions a result was made under."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.sat import MINUTE, NOON, all_right, report, singles
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Rest, RestKind
from webapp.domain.exams.conditions import Conditions, Mode, practise
from webapp.domain.exams.form import Section
from webapp.domain.exams.grants import TimeGrant
from webapp.domain.exams.outline import Pauses
from webapp.domain.exams.standing import RefusedSave
from webapp.pages.exams.result_conditions import conditions_of

TEN = 10 * MINUTE
PARTS = (Section("a", "A", 1, 2, TEN, lock=True), Section("b", "B", 3, 4))


def said(**more: Any) -> dict[str, str]:
    """The conditions of an attempt of four questions, all answered."""
    return dict(conditions_of(report(**{"answers": all_right(4), "asked": singles(4), **more})))


def test_a_plain_rehearsal_says_what_applies_and_nothing_else() -> None:
    assert said() == {
        "Mode": "Rehearsal: no pauses, reasons at the end",
        "Outline": "A small outline",
        "Questions": "4, all of them count",
        "Answered": "4 of 4",
        "Time allowed": "10\u00a0min",
        "Time used": "5\u00a0min, handed in",
        "Started": "22\u00a0November 2026, 12:00\u00a0UTC",
    }


def test_a_practice_says_what_it_was_built_from() -> None:
    practice = practise(Mode.CUSTOM, minutes=20, feedback=False, built="One; Two. Never seen")
    conditions = said(conditions=practice)
    assert conditions["Mode"] == "Custom practice: reasons at the end"
    assert conditions["Built from"] == "One; Two. Never seen"
    assert conditions["Pauses"] == "None taken"


def test_questions_that_do_not_count_and_those_given_before_are_told() -> None:
    items = {1: {"scored": False}, 2: {"repeat": True}}
    assert said(items=items)["Questions"] == "4; 3 count; 1 given before"


def test_granted_time_stands_beside_the_base() -> None:
    granted = Accommodation(
        percent=150, free_minutes=5, break_minutes=5, extra_breaks=2, quiet_timer=True, untimed_practice=True
    )
    conditions = said(conditions=Conditions(minutes=90, granted=granted, extra_minutes=10))
    assert conditions["Time allowed"] == "150 min = 90 + 60 granted"
    assert conditions["Granted"] == (
        "150\u00a0% of the time, 5 minutes on top, breaks longer by 5 minutes, 2 extra breaks, a quiet timer"
    )


def test_practice_without_a_clock_says_that_it_was_granted() -> None:
    practice = practise(Mode.STUDY, minutes=20, feedback=True, granted=Accommodation(untimed_practice=True))
    conditions = said(conditions=practice)
    assert (conditions["Time allowed"], conditions["Granted"]) == ("No limit", "Practice without a clock")


def test_minutes_added_to_this_attempt_alone_are_told_with_their_reason() -> None:
    grant = TimeGrant(UUID(int=1), UUID(int=9), 30, "the line was down", reopened=True, at=NOON)
    assert said(with_report={"grants": (grant,)})["Added"] == (
        "30 minutes on 22\u00a0November 2026, after the time had run out: the line was down"
    )


def test_breaks_are_told_with_their_lengths_and_stop_the_clock() -> None:
    rests = (
        Rest(RestKind.BREAK, NOON + MINUTE, TEN, NOON + 3 * MINUTE),
        Rest(RestKind.EXTRA, NOON + 4 * MINUTE, TEN, NOON + 4.5 * MINUTE),
    )
    conditions = said(sections=PARTS, rests=rests, deadline=NOON + 60 * MINUTE)
    assert conditions["Breaks"] == (
        "2\u00a0min of 10\u00a0min after question 2; 30\u00a0s of 10\u00a0min extra"
    )
    assert conditions["Time used"] == "2\u00a0min 30\u00a0s, handed in"
    assert conditions["Sections"] == "2, each locked when it was closed"
    assert said(sections=PARTS)["Breaks"] == "None taken"


def test_a_break_that_nobody_ended_lasted_as_long_as_it_could() -> None:
    rests = (Rest(RestKind.BREAK, NOON + MINUTE, TEN),)
    conditions = said(sections=PARTS, rests=rests, open_until=timedelta(hours=2), deadline=NOON + 20 * MINUTE)
    assert conditions["Breaks"] == "19\u00a0min of 10\u00a0min after question 2"
    assert conditions["Time used"] == "10\u00a0min, until the time was up"


def test_sections_that_stay_open_say_so() -> None:
    parts = tuple(replace(each, lock=False) for each in PARTS)
    assert said(sections=parts)["Sections"] == "2, all open to the end"


def test_free_pauses_are_told_with_their_length_in_all() -> None:
    rests = (
        Rest(RestKind.PAUSE, NOON + MINUTE, ended_at=NOON + 2 * MINUTE, left=TEN),
        Rest(RestKind.PAUSE, NOON + 3 * MINUTE, left=TEN),
    )
    practice = Conditions(mode=Mode.STUDY, minutes=20, pauses=Pauses.FREE, feedback=True)
    conditions = said(conditions=practice, rests=rests)
    assert conditions["Pauses"] == "2 pauses, 3\u00a0min in all; the clock stood still"
    assert conditions["Mode"] == "Study: a reason after each answer"


def test_what_came_late_is_told_whether_it_counts_or_not() -> None:
    conditions = said(deadline=NOON + 4 * MINUTE, open_until=timedelta(hours=1))
    assert conditions["Late"] == "1\u00a0answer arrived within 5 seconds of the end and counts"
    refused = tuple(RefusedSave(n, "TimeIsUp", NOON + n * MINUTE) for n in range(1, 6))
    assert said(with_report={"refused": refused[:1]})["Refused"] == (
        "1\u00a0answer came too late (question 1 at 12:01:00 UTC). It is kept as evidence and counts for nothing"
    )
    many = said(with_report={"refused": refused})["Refused"]
    assert many.startswith("5 answers came too late (question 1 at")
    assert many.endswith("and 2 more). They are kept as evidence and count for nothing")
