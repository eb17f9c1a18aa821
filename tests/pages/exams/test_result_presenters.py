"""The result page as a whole: what changed, what to do next, which questions to look at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.support.sat import NOON, all_right, report, singles
from webapp.domain.exams.conditions import Mode, practise
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.regrade import PastScore
from webapp.domain.exams.review import Show
from webapp.domain.exams.scoring import Tally
from webapp.pages.exams.result_presenters import result_page


@pytest.fixture(autouse=True)
def _within(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def past(number: int, total: Tally, reason: str, *, passed: bool) -> PastScore:
    return PastScore(number, number - 1, total, passed, {}, reason, NOON)


def test_the_next_thing_to_do_is_to_go_through_what_was_wrong() -> None:
    page = result_page(report({1: "b", 2: "a", 3: "c"}, asked=singles(4)))
    assert page.go is not None
    words, href = page.go
    assert words == "Go through 2 wrong answers"
    assert href.endswith("/result/questions/2?show=wrong")


def test_where_nothing_was_wrong_it_is_what_was_left_open_and_else_nothing() -> None:
    page = result_page(report(all_right(3), asked=singles(4)))
    assert page.go is not None
    assert page.go[0] == "Go through 1\u00a0open question"
    assert result_page(report(all_right(4), asked=singles(4))).go is None


def test_the_list_holds_what_is_looked_at_and_every_choice_says_its_number() -> None:
    page = result_page(report({1: "b", 2: "a", 3: "c"}, asked=singles(4)), Show.WRONG)
    assert [(each.number, each.verdict, each.says) for each in page.marks] == [
        (2, "wrong", "2, wrong"),
        (3, "wrong", "3, wrong"),
    ]
    assert [(each.label, each.count, each.current) for each in page.filters[:3]] == [
        ("All", 4, False),
        ("Wrong", 2, True),
        ("Not answered", 1, False),
    ]
    assert page.filters[1].href.endswith("/result?show=wrong#all")
    assert page.filters[3].href == ""
    assert page.marks[0].href.endswith("/result/questions/2?show=wrong")


def test_flagged_questions_say_so_and_those_taken_out_are_void() -> None:
    out = {"single-2": Correction(1, "k-2", "single-2", Rule.EXCLUDE, "Unclear.", NOON.date())}
    marks = result_page(
        report(all_right(2), asked=singles(2), events={1: {"flagged": True}}, corrections=out)
    ).marks
    assert [(each.verdict, each.says) for each in marks] == [
        ("right", "1, right, flagged"),
        ("void", "2, taken out"),
    ]
    assert marks[0].href.endswith("/result/questions/1")


def test_a_changed_score_says_what_it_was_what_it_became_and_why() -> None:
    scores = (
        past(2, Tally(2, 4), "Question 3: Two keys.\nQuestion 4: A slip.", passed=False),
        past(1, Tally(1, 4), "Question 1: Unclear.", passed=False),
    )
    changed = result_page(report(all_right(4), asked=singles(4), with_report={"past": scores})).changed
    first, second = (each.words for each in changed)
    assert first.startswith(
        "This score changed on 22\u00a0November 2026: it was 2 of 4 (50\u00a0%, 15 to 85\u00a0%)"
    )
    assert first.endswith(" and became 4 of 4 (100\u00a0%, 51 to 100\u00a0%). It now passes.")
    assert " it was 1 of 4 " in second
    assert second.endswith(" and became 2 of 4 (50\u00a0%, 15 to 85\u00a0%).")
    assert changed[0].reasons == ("Question 3: Two keys.", "Question 4: A slip.")
    lost = (past(1, Tally(4, 4), "", passed=True),)
    worse = result_page(report(all_right(4, 1, 2), asked=singles(4), with_report={"past": lost})).changed
    assert worse[0].words.endswith("It no longer passes.")
    assert worse[0].reasons == ()


def test_the_trap_to_repair_first_is_the_title_of_the_traps() -> None:
    page = result_page(report({1: "a", 2: "b"}, asked=singles(2)))
    assert page.traps_title == "The trap to repair first: haste"
    assert result_page(report(all_right(2), asked=singles(2))).traps_title == "No trap with a name caught you"


def test_the_mode_and_the_day_stand_at_the_top() -> None:
    practice = practise(Mode.CUSTOM, minutes=None, feedback=False)
    page = result_page(report(all_right(2), asked=singles(2), conditions=practice))
    assert (page.mode, page.taken, page.history) == ("Practice", "22\u00a0November 2026", None)
    assert page.again_url == "/exams/mini"


def test_an_attempt_nobody_touched_has_a_result() -> None:
    page = result_page(report({}, asked=singles(4)))
    assert (page.score.percent, page.times, page.talk, page.changes) == (0, None, (), None)
    assert page.go is not None
