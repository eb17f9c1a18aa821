"""Time in a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.drawing.eyes import column
from tests.support.sat import MINUTE, all_right, report, singles
from webapp.domain.exams.conditions import Conditions, Mode, practise
from webapp.domain.exams.form import Section
from webapp.domain.exams.pacing import Lead
from webapp.pages.exams.result_times import Times, pace_title, times_of

HOUR = Conditions(minutes=60)
UNTIMED = practise(Mode.STUDY, minutes=None, feedback=True)


@pytest.fixture(autouse=True)
def _within(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def times(seconds: Mapping[int, int], *wrong: int, **more: Any) -> Times:
    answers = all_right(len(seconds), *wrong)
    events = {n: {"spent": each} for n, each in seconds.items()}
    found = times_of(
        report(answers, asked=singles(len(seconds)), events=events, **{"conditions": HOUR, **more})
    )
    assert found is not None
    return found


def test_a_turn_of_the_pace_is_the_title() -> None:
    slower = times({n: 40 if n <= 20 else 80 for n in range(1, 41)})
    assert slower.title == "You slowed down after question 20"
    quicker = times({n: 80 if n <= 20 else 40 for n in range(1, 41)})
    assert quicker.title == "You got faster after question 20"
    assert times({n: 60 + n % 3 for n in range(1, 41)}).title == "No slower at the end than at the beginning"
    assert times({1: 60, 2: 65}).title == "Mostly 1\u00a0min 2\u00a0s a question"


def test_where_most_took_no_time_that_was_counted_the_longest_is_the_title() -> None:
    made = report({1: "b"}, asked=singles(3), conditions=HOUR)
    ((event, at),) = made.events
    at_once = tuple((replace(event, position=position), at) for position in (1, 2, 3))
    quick = replace(made, events=at_once)
    found = times_of(quick)
    assert found is not None
    assert found.title == "The longest question took 1\u00a0min"


def test_the_longest_and_the_shortest_are_named_and_lead_to_their_questions() -> None:
    longest, shortest = times({1: 60, 2: 125, 3: 20}).extremes
    assert (longest.words, longest.number, longest.time) == ("Longest", 2, "2\u00a0min 5\u00a0s")
    assert (shortest.number, shortest.time) == (3, "20\u00a0s")
    assert shortest.href.endswith("/result/questions/3")
    assert times({1: 60}).extremes == ()


def test_who_counted_is_said() -> None:
    assert times({1: 60}).source == "Your browser counted how long each question was before you."
    assert times({1: 0, 2: 0}).source.startswith("No script counted")


def test_where_nothing_is_known_of_the_time_nothing_is_shown() -> None:
    assert times_of(report({}, asked=singles(3))) is None


def test_the_picture_tells_every_question_and_the_even_pace() -> None:
    found = times({1: 60, 2: 20, 3: 30}, 2)
    assert column(found.bars.table, "Answer") == ["right", "wrong", "right"]
    assert "Even pace, 20 min" in found.bars.body.replace("\u00a0", " ")
    assert "Your usual time, 30 s" in times({1: 60, 2: 20, 3: 30}, conditions=UNTIMED).bars.body.replace(
        "\u00a0", " "
    )


def test_sections_part_both_pictures() -> None:
    parts = (Section("a", "A", 1, 2, 10 * MINUTE, lock=True), Section("b", "B", 3, 4))
    found = times(dict.fromkeys(range(1, 5), 60), sections=parts)
    assert found.pace is not None
    assert "dash" in found.bars.body
    assert "dash" in found.pace.body
    assert "ends of sections" in found.pace_words


def test_without_a_clock_there_is_no_pace_to_show() -> None:
    assert times(dict.fromkeys(range(1, 5), 60), conditions=UNTIMED).pace is None


@pytest.mark.parametrize(
    ("leads", "left", "title"),
    [
        ([1, 5, 6.5], 0, "6\u00a0min to spare at the last answer"),
        ([1, -5, -4], 0, "4\u00a0min behind an even pace at the end"),
        ([1, -5, 3], 0, "Behind at first, and in time at the end"),
        ([1, -1, 1], 0, "Close to an even pace throughout"),
        ([1, -1, 1], 2, "The time ran out with 2 questions open"),
    ],
)
def test_the_pace_is_told_by_its_course(leads: list[float], left: int, title: str) -> None:
    course = tuple(Lead(n, 0, timedelta(minutes=each)) for n, each in enumerate(leads, start=1))
    assert pace_title(course, left=left) == title


def test_questions_the_time_ran_out_on_are_counted_for_whoever_did_not_hand_in() -> None:
    made = report(all_right(3), asked=singles(5), open_until=timedelta(hours=2))
    found = times_of(made)
    assert found is not None
    assert found.pace_title == "The time ran out with 2 questions open"


@pytest.mark.parametrize(
    ("wrong", "title"),
    [
        (range(21, 31), "Fewer right in the last third"),
        (range(1, 21), "More right in the last third"),
        ((1, 15, 28), "No third was weaker by more than chance"),
    ],
)
def test_thirds_are_held_against_one_another_beyond_chance(wrong: range, title: str) -> None:
    found = times(dict.fromkeys(range(1, 31), 60), *wrong)
    assert found.thirds_title == title
    assert found.thirds is not None


def test_too_few_questions_have_no_thirds() -> None:
    found = times(dict.fromkeys(range(1, 30), 60))
    assert (found.thirds, found.thirds_title) == (None, "")
