"""Habits in a result."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.drawing.eyes import column
from tests.support import kinds
from tests.support.sat import report, singles
from webapp.pages.exams.result_habits import changes_of, sureness_of, talk_of, time_words, traps_of


@pytest.fixture(autouse=True)
def _within(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({1: "ab", 2: "cb", 3: "ba"}, "Changing answers gave more than it took"),
        ({1: "ba", 2: "bc", 3: "ab"}, "Changing answers took more than it gave"),
        ({1: "ba", 2: "ab", 3: "ac"}, "Changing answers made no difference"),
    ],
)
def test_changes_are_weighed(answers: dict[int, str], title: str) -> None:
    found = changes_of(report({n: list(each) for n, each in answers.items()}, asked=singles(3)))
    assert found is not None
    assert found.title == title


def test_changes_are_counted_in_words_and_lead_to_the_first_of_them() -> None:
    found = changes_of(report({1: "b", 2: ["a", "b"], 3: ["c", "b"], 4: ["b", "a", "b"]}, asked=singles(4)))
    assert found is not None
    assert found.counts == (
        ("Wrong, then right", "2 questions"),
        ("Right, changed, and right again", "1\u00a0question"),
    )
    assert found.href.endswith("/result/questions/2?show=changed")


def test_whoever_changed_nothing_and_said_nothing_hears_nothing_of_it() -> None:
    made = report({1: "b", 2: "a"}, asked=singles(2))
    assert changes_of(made) is None
    assert sureness_of(made) is None


@pytest.mark.parametrize(
    ("sure", "title"),
    [
        ({1: 3, 2: 3}, "Sure and wrong: 1"),
        ({1: 3, 2: 1}, "Where you were sure, you were right"),
        ({1: 1, 2: 1}, "Guessed and right: 1"),
        ({1: 2}, "You were never quite sure, and never guessed"),
    ],
)
def test_sureness_is_held_against_what_was_right(sure: dict[int, int], title: str) -> None:
    events = {n: {"sure": each} for n, each in sure.items()}
    found = sureness_of(report({1: "b", 2: "a"}, asked=singles(2), events=events))
    assert found is not None
    assert found.title == title


def test_sureness_is_shown_from_the_surest_down() -> None:
    events = {n: {"sure": n} for n in (1, 2, 3)}
    found = sureness_of(report({1: "b", 2: "a", 3: "b"}, asked=singles(3), events=events))
    assert found is not None
    assert column(found.bars.table, "You said") == ["Sure", "Fairly sure", "A guess"]


def test_a_trap_is_told_with_its_count_its_repair_and_its_questions() -> None:
    made = report({1: "a", 2: "a", 3: "c", 4: "25"}, asked=(*singles(3), kinds.numeric(4, task="T1")))
    haste, noise = traps_of(made)
    assert (haste.name, haste.count) == ("Haste", "2 of 4 wrong answers")
    assert (haste.belief, haste.better) == ("Quick is good.", "Look first.")
    assert (haste.href, haste.lesson) == ("/lessons/basics/who-decides#idea", "1.2 Who decides, The idea")
    assert [number for number, _ in haste.where] == [1, 2]
    assert haste.where[1][1].endswith("/result/questions/2")
    assert noise.count == "1 of 4 wrong answers"


def test_a_trap_the_catalogue_no_longer_knows_is_left_out() -> None:
    assert traps_of(report({1: "a"}, asked=singles(1), with_report={"traps": {}})) == ()


def test_what_to_talk_about_has_its_reason_its_task_and_its_time() -> None:
    events = {1: {"sure": 3, "spent": 61}, 2: {"spent": 9}}
    made = report({1: "a", 2: ["b", "c"], 3: "b"}, asked=singles(3), events=events)
    assert [(each.number, each.why, each.task, each.time) for each in talk_of(made)] == [
        (1, "You were sure, and it was wrong", "One", "1\u00a0min 1\u00a0s"),
        (2, "You had it right, and changed it", "Two", "9\u00a0s"),
    ]


def test_a_time_that_was_not_counted_is_left_out() -> None:
    assert time_words(report({}, asked=singles(1)).review.looked[0]) == ""
