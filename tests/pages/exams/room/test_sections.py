"""Sections, breaks, the overview and handing in, without a script."""

from __future__ import annotations

from collections.abc import Callable

from tests.pages.exams.room.sitting import Sitting
from tests.support.clock import HandClock
from tests.support.visitor import Page


def test_a_closed_section_cannot_be_entered_again_and_the_clock_stands_in_the_break(
    sitting: Sitting, clock: HandClock
) -> None:
    clock.forward(minutes=6)
    page = sitting.ends_section()
    assert page.path == sitting.url("break")
    page.sees("10:00", "On the exam clock: 54 min.")
    page.sees("Locked Case, 0 of 4 answered", "Next First half, 4 questions", "Began 09:06:00 UTC")
    assert page.find_all("footer") == []  # there is no move but the one in the text
    assert sitting.opens(1).path == sitting.url("break")
    assert sitting.opens("overview").path == sitting.url("break")
    clock.forward(minutes=4)
    sitting.opens("break").sees("6:00", "54 min")
    page = sitting.presses("Start section")
    assert page.path == sitting.url("questions/5")
    page.sees("54:00", "Section 2 of 3: First half")
    assert [each.text for each in page.find_all(".palette a")] == ["5", "6", "7", "8"]
    assert sitting.opens(1).path == sitting.url("overview")
    assert sitting.opens(9).path == sitting.url("overview")
    assert sitting.opens("break").path == sitting.url("questions/5")


def test_what_a_break_takes_beyond_its_minutes_is_taken_from_the_exam(
    sitting: Sitting, clock: HandClock
) -> None:
    sitting.ends_section()
    clock.forward(minutes=13)
    sitting.opens("break").sees("The break is over", "57 min")
    sitting.presses("Start section").sees("57:00")


def test_closing_a_section_says_what_stays_open_and_that_it_is_for_good(sitting: Sitting) -> None:
    sitting.opens(1)
    sitting.presses("Next", {"choice": "a"})
    page = sitting.opens("overview")
    assert page.h1 == "3 questions still open"
    page.sees("1 of 4 answered, 0 flagged", "Section 1 of 3: Case", "3 questions")


def test_the_last_section_is_handed_in(sitting: Sitting) -> None:
    for _ in range(2):
        sitting.ends_section()
        sitting.opens("break")
        sitting.presses("Start section")
    page = sitting.opens("overview").sees("Section 3 of 3: Second half")
    assert page.find_all("button", text="Close section") == []
    assert sitting.presses("Hand in").h1.startswith("Result of All kinds")
    assert sitting.attempt.finished


def listed(page: Page) -> list[str]:
    return [each.text for each in page.find_all(".overview-list .no")]


def test_the_overview_warns_of_what_is_open_and_filters(sits: Callable[..., Sitting]) -> None:
    sitting = sits("mini")
    for position, flag in ((1, False), (2, True)):
        sitting.opens(position)
        sitting.presses("Flag" if flag else "Next", sitting.right(position))
    sitting.opens(3)
    sitting.presses("Flag")
    page = sitting.opens("overview")
    page.sees("flagged", "would count as wrong")
    assert page.find("footer a").get("href") == sitting.url("questions/3")
    assert [each.text for each in page.find_all(".overview-filters a")] == ["All 6", "Open 4", "Flagged 2"]
    assert listed(sitting.visitor.clicks("Open")) == ["3", "4", "5", "6"]
    page = sitting.visitor.clicks("Flagged")
    assert listed(page) == ["2", "3"]
    assert page.find(".overview-filters a[aria-current=true]").text == "Flagged 2"
    assert len(listed(sitting.opens("overview?show=%00nonsense"))) == 6


def test_handing_in_twice_gives_one_result(sits: Callable[..., Sitting], clock: HandClock) -> None:
    sitting = sits("mini")
    clock.forward(minutes=3)
    sitting.opens("overview")
    first = sitting.presses("Hand in")
    clock.forward(minutes=3)
    again = sitting.visitor.posts(sitting.url("submit"))
    assert first.h1 == again.h1
    assert first.main.text == again.main.text
    assert sitting.attempt.finished_at == clock.forward(minutes=-3)


def test_a_pause_says_how_far_the_attempt_has_come(study: Sitting) -> None:
    study.opens(1)
    study.presses("Flag", study.right(1))
    page = study.presses("Pause")
    assert page.h1 == "Paused"
    page.sees("Answered 1 of 20", "Flagged 1", "Began 09:00:00 UTC")
    assert study.presses("Go on").path == study.url("questions/2")
