"""An attempt beside those before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from tests.drawing.eyes import column
from tests.support.sat import NOON, all_right, attempt, report, singles
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode, practise
from webapp.domain.exams.corrections import NONE
from webapp.domain.exams.records import FinishedAttempt
from webapp.pages.exams.comparison_presenters import ComparisonPage, History, comparison_page, history_of
from webapp.services.results import Comparison

PRACTICE = practise(Mode.CUSTOM, minutes=None, feedback=False)


@pytest.fixture(autouse=True)
def _within(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def sat(days_ago: int, answers: Mapping[int, str], count: int = 20, **more: Any) -> Attempt:
    """An attempt of so many singles so many days ago."""
    made, _ = attempt(answers, asked=singles(count), **more)
    return replace(made, id=UUID(int=days_ago + 100), started_at=NOON - timedelta(days=days_ago))


def compared(now: Attempt, *earlier: Attempt) -> ComparisonPage:
    return comparison_page(Comparison(report({}, asked=singles(1)).exam, now, earlier, NONE))


def recorded(
    days_ago: int, right: int, *, mode: Mode = Mode.REHEARSAL, edition: str = "2026-01"
) -> FinishedAttempt:
    """An earlier attempt of twenty questions as a list has it."""
    at = NOON - timedelta(days=days_ago)
    return FinishedAttempt(
        id=UUID(int=days_ago),
        exam="mini",
        edition=edition,
        mode=mode,
        state="submitted",
        right=right,
        scored=20,
        answered=20,
        questions=20,
        repeats=0,
        pass_count=15,
        passed=right >= 15,
        by_task={},
        started_at=at,
        finished_at=at,
    )


def history(*earlier: FinishedAttempt, right: int = 18) -> History:
    wrong = range(1, 21 - right)
    made = report(all_right(20, *wrong), asked=singles(20), with_report={"earlier": earlier})
    found = history_of(made)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "title"),
    [
        (recorded(3, 6), "Better than the rehearsal before, by more than chance"),
        (recorded(3, 17), "No more than chance lies between this and the rehearsal before"),
        (recorded(3, 19, mode=Mode.STUDY), "Your first rehearsal on this outline"),
        (recorded(3, 19, edition="2021-01"), "Your first rehearsal on this outline"),
    ],
)
def test_the_title_holds_like_against_like(before: FinishedAttempt, title: str) -> None:
    assert history(before).title == title


def test_a_weaker_attempt_says_so() -> None:
    assert history(recorded(3, 19), right=6).title == "Weaker than the rehearsal before, by more than chance"


def test_scores_stand_under_one_another_each_with_what_it_was() -> None:
    drawn = history(recorded(3, 6), recorded(9, 9, mode=Mode.STUDY), recorded(30, 9, edition="2021-01")).bars
    assert column(drawn.table, "Attempt") == [
        "This one, 22\u00a0Nov",
        "1 before, 19\u00a0Nov",
        "2 before, 13\u00a0Nov",
        "3 before, 23\u00a0Oct",
    ]
    assert column(drawn.table, "Note") == [
        "rehearsal",
        "rehearsal",
        "study, another mode",
        "rehearsal, another outline",
    ]


def test_the_difference_is_told_with_its_interval() -> None:
    words = history(recorded(3, 6)).words
    assert words == "+60 points since then; the 95\u00a0% interval of that runs from +30.3 to +77.1."
    assert history(recorded(3, 18, mode=Mode.STUDY)).words == ""


def test_a_first_attempt_has_no_history() -> None:
    assert history_of(report(all_right(2), asked=singles(2))) is None
    page = compared(sat(0, all_right(20)))
    assert (page.history, page.domains, page.again) == (None, None, ())
    assert page.again_title == "No question was asked again"


def test_domains_are_held_against_attempts_of_the_same_sort_alone() -> None:
    now, same = sat(0, all_right(20)), sat(2, all_right(20, 3, 4, 7, 8, 11, 12, 15, 16))
    other = sat(1, all_right(20), conditions=PRACTICE)
    page = compared(now, other, same)
    table = page.domains
    assert table is not None
    assert page.domains_title == "Events moved most: +80 points, more than chance explains"
    assert table.columns == ("Domain", "This one, 22\u00a0Nov", "Since the one before", "20\u00a0Nov")
    assert table.rows[0][1:3] == ("100\u00a0% of 10 (72 to 100\u00a0%)", "0 points, within chance")
    assert table.rows[1][2] == "+80 points, more than chance explains"
    assert compared(now, other).domains is None


def test_a_domain_that_was_not_asked_has_no_figures() -> None:
    now = sat(0, {1: "b"}, 1)
    table = compared(now, sat(1, {1: "a"}, 1)).domains
    assert table is not None
    assert table.rows[0][2] == "+100 points, within chance"
    assert table.rows[1][1:] == ("–", "–", "–")
    elsewhere = sat(2, {1: "a"}, 1, items={1: {"task": "E1"}})
    assert compared(now, elsewhere).domains_title == "No domain was asked both times"


def test_questions_asked_again_are_listed_by_how_they_went() -> None:
    page = compared(sat(0, {1: "b", 2: "a", 3: "b", 4: "a"}, 4), sat(1, {1: "a", 2: "b", 3: "b", 4: "c"}, 4))
    assert page.again_title == "Of the questions asked again, 1 won and 1 lost"
    assert [(line.words, line.count, [number for number, _ in line.questions]) for line in page.again] == [
        ("Missed then, right now", "1\u00a0question", [1]),
        ("Right then, missed now", "1\u00a0question", [2]),
        ("Missed both times", "1\u00a0question", [4]),
        ("Right both times", "1\u00a0question", [3]),
    ]
    assert page.again[0].questions[0][1].endswith("/result/questions/1")


def test_an_attempt_of_which_nothing_counts_has_no_difference() -> None:
    empty = replace(recorded(3, 0), scored=0)
    assert history(empty).words == ""
