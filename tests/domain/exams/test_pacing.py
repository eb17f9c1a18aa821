"""How the time of an attempt was spent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.domain.exams.values import NOON, TEN, attempt, event, form, sectioned
from webapp.domain.exams import clock, pacing
from webapp.domain.exams.attempt import Attempt, Rest, RestKind
from webapp.domain.exams.conditions import Conditions
from webapp.domain.exams.pacing import Lead, Source, Times, Turn
from webapp.domain.exams.sheet import AnswerEvent, fold

MINUTE = timedelta(minutes=1)


def saved(
    position: int, minutes: float, *, seen: int = 0, answer: str = "a", spent: int = 0
) -> tuple[AnswerEvent, datetime]:
    made = event(position * 100 + seen, position, seen, answer, spent=spent)
    return made, NOON + minutes * MINUTE


def sat(*log: tuple[AnswerEvent, datetime], **changes: Any) -> Attempt:
    return attempt(sheet=fold(log), **changes)


def test_the_browsers_count_is_taken_where_it_sent_one() -> None:
    log = [saved(1, 1, spent=40), saved(2, 9, spent=70), saved(3, 9.5)]
    assert pacing.times(sat(*log), log) == Times({1: 40, 2: 70}, Source.BROWSER)


def test_without_counts_the_gaps_between_saves_stand_in_and_breaks_are_not_in_them() -> None:
    rest = Rest(RestKind.BREAK, NOON + 2 * MINUTE, TEN, NOON + 8 * MINUTE)
    log = [saved(1, 1), saved(2, 9), saved(1, 10, seen=1, answer="b")]
    times = pacing.times(sat(*log, rests=(rest,)), log)
    assert times == Times({1: 120, 2: 120}, Source.SERVER)
    assert times.usual == 120


def test_a_break_that_comes_later_changes_nothing_before_it() -> None:
    rest = Rest(RestKind.PAUSE, NOON + 8 * MINUTE, ended_at=NOON + 9 * MINUTE, left=MINUTE)
    log = [saved(1, 1)]
    assert pacing.times(sat(*log, rests=(rest,)), log).seconds == {1: 60}


def test_one_count_among_many_saves_is_no_count() -> None:
    log = [saved(1, 1, spent=9), saved(2, 2), saved(3, 3)]
    assert pacing.times(sat(*log), log).source is Source.SERVER


def test_whoever_saved_nothing_spent_nothing_that_is_known() -> None:
    times = pacing.times(attempt(), [])
    assert (times.seconds, times.source, times.usual) == ({}, Source.SERVER, 0)


def test_the_lead_is_held_against_an_even_pace_at_each_first_whole_answer() -> None:
    log = [saved(2, 1), saved(1, 4), saved(1, 5, seen=1, answer="b"), saved(3, 6, answer=""), saved(3, 10)]
    assert pacing.leads(sat(*log), log) == (
        Lead(1, 0, 1.5 * MINUTE),
        Lead(2, 0, 1 * MINUTE),
        Lead(3, 0, -2.5 * MINUTE),
    )


def test_a_lead_knows_its_section() -> None:
    log = [saved(1, 1), saved(4, 2), saved(6, 3)]
    assert [each.section for each in pacing.leads(sat(*log, form_of=sectioned()), log)] == [0, 1, 2]


def test_without_a_clock_there_is_no_pace_to_keep() -> None:
    log = [saved(1, 1)]
    assert pacing.leads(sat(*log, conditions=Conditions(minutes=None), deadline=clock.NEVER), log) == ()


def test_events_are_read_in_the_order_in_which_they_were_saved() -> None:
    log = [saved(1, 1), saved(1, 5, seen=2), saved(1, 5, seen=1), saved(2, 2)]
    assert [(each.position, each.seen) for each, _ in pacing.in_time(log)] == [(1, 0), (2, 0), (1, 1), (1, 2)]


def test_a_turn_is_found_where_the_questions_began_to_take_longer() -> None:
    seconds = {n: (60 if n <= 30 else 110) + n % 7 for n in range(1, 61)}
    assert pacing.turn(seconds) == Turn(30, 63, 113)


def test_a_quicker_end_is_a_turn_too() -> None:
    found = pacing.turn({n: (90 if n <= 40 else 30) + n % 5 for n in range(1, 61)})
    assert found is not None
    assert (found.after, found.before > found.later) == (40, True)


def test_one_long_question_is_no_turn() -> None:
    assert pacing.turn({n: 600 if n == 25 else 60 + n % 9 for n in range(1, 51)}) is None


def test_a_difference_nobody_would_feel_is_no_turn() -> None:
    assert pacing.turn({n: 60 if n <= 30 else 66 for n in range(1, 61)}) is None


def test_too_few_questions_and_an_even_pace_have_no_turn() -> None:
    assert pacing.turn({n: 10 * n for n in range(1, 20)}) is None
    assert pacing.turn(dict.fromkeys(range(1, 40), 60)) is None
    assert pacing.turn({}) is None


def test_the_section_of_a_position_is_the_one_it_stands_in() -> None:
    assert [pacing.section_of(attempt(form_of=sectioned()), n) for n in range(1, 7)] == [0, 0, 1, 1, 2, 2]
    assert pacing.section_of(attempt(form_of=form("a", "b")), 2) == 0
