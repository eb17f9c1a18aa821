"""The real day from the first page to the result: PMP of 2026, 180 questions, three sections, both breaks."""

from __future__ import annotations

from pathlib import Path
from re import compile as pattern
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.candidate import Candidate
from tests.journeys.person import person
from tests.support import make
from tests.support.clock import HandClock
from tests.support.hand_served import Served
from tests.support.whole_exams import bank_of, right, wrong
from webapp.domain.access import Actor
from webapp.domain.exams.form import Form
from webapp.services import exams

SECONDS = 70
CASES, FIRST, SECOND = range(1, 16), range(16, 99), range(99, 181)
BY_HAND = 5
"""Questions of each half that are answered at their pages; the others by the same forms, fetched from the review."""


def is_meant_right(number: int) -> bool:
    """Every fourth question of the bank is answered wrongly on purpose."""
    return number % 4 != 0


ANSWERS = {
    number: right(asked) if is_meant_right(number) else wrong(asked)
    for number, asked in bank_of("pmp").items()
}


CONDITIONS = {
    "Mode": "Rehearsal: breaks between sections, reasons at the end",
    "Outline": "PMP outline of July 2026",
    "Answered": "180 of 180",
    "Sections": "3, each locked when it was closed",
    "Time allowed": "4 h",
    "Time used": "3 h 33 min, handed in",
    "Breaks": "4 min of 10 min after question 15; 13 min of 10 min after question 98",
}
"""What the result says of the day: 180 times 70 seconds are three hours and a half."""


def answer_section(candidate: Candidate, clock: HandClock, positions: range, by_hand: int) -> list[int]:
    """Answer a section and go to its review; the numbers of its questions."""
    met = []
    for position in positions[:by_hand]:
        candidate.comes_to(position)
        clock.forward(seconds=SECONDS)
        met.append(candidate.answers_by_keys())
        candidate.goes_by_key("n" if position < positions[by_hand - 1] else "r")
    candidate.person.sees_title(pattern("All answered|still open"))
    for position in positions[by_hand:]:
        clock.forward(seconds=SECONDS)
        met.append(candidate.answers_from_afar(position, spent=SECONDS))
    candidate.page.reload()
    return met


def use_the_tools(candidate: Candidate) -> None:
    """Highlight, note, compute and flag at the question that is open."""
    page, somebody = candidate.page, candidate.person
    candidate.waits_for_the_scripts()
    page.locator(".stem p").dblclick(position={"x": 5, "y": 10})
    somebody.clicks("Highlight")
    expect(page.locator(".stem mark")).to_have_text("Entry")
    page.keyboard.press("o")
    page.keyboard.type("EV over AC")
    expect(page.locator("[data-pad-state]")).to_contain_text("Saved")
    somebody.looks("notes-open")
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.keyboard.type("170*0.7=")
    expect(page.locator("[data-display]")).to_have_text("119")
    somebody.looks("calculator-open")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator(".palette [aria-current].f")).to_be_visible()
    somebody.sees_it_saved()


def form_of(served: Served, learner: Actor, attempt_id: UUID) -> Form:
    """The form as it was drawn: which question stands where, and which are trials."""
    with served.workshop.reading(learner) as work:
        return exams.look_over(work, attempt_id)[1].form


def expect_the_result(words: str, form: Form, met: list[int]) -> None:
    """Look for the score that the bank and the plan of answers say, counted here and nowhere else."""
    assert [int(item.question.removeprefix("k-")) for item in form.items] == met
    judged = [(item, is_meant_right(number)) for item, number in zip(form.items, met, strict=True)]
    counted = [(item, fine) for item, fine in judged if item.scored]
    reached = sum(fine for _, fine in counted)
    trials = sum(fine for item, fine in judged if not item.scored)
    assert f"{reached} of 170 questions right. The line is 119 of 170 (70 %)." in words
    assert ("Passed" if reached >= 119 else "Below the line of 119") in words
    assert f"10 of 180 were trials and do not count; you had {trials} right." in words
    assert f"Go through {sum(not fine for _, fine in judged)} wrong answers" in words
    for letter, title, asked in (
        ("P", "People", 56),
        ("R", "Process", 70),
        ("B", "Business Environment", 44),
    ):
        mine = [fine for item, fine in counted if item.task.startswith(letter)]
        assert len(mine) == asked
        assert pattern(rf"{title}\n[^\n]+\n\s*{100 * sum(mine) // asked} % of {asked}").search(words), title


def look_at_the_marks(candidate: Candidate) -> None:
    """What was struck out, highlighted and noted stands in the review of its question."""
    page, somebody = candidate.page, candidate.person
    somebody.follows(pattern("^1, "))
    somebody.sees_title("Question 1 of 180")
    expect(page.locator(".opt", has_text="You struck it out")).to_have_count(1)
    somebody.looks("struck-out")
    somebody.follows(pattern("^16, "))
    somebody.sees_title("Question 16 of 180")
    expect(page.locator(".stem mark")).to_have_text("Entry")
    somebody.sees("Flagged")
    page.locator("summary", has_text="Your notes in this exam").click()
    somebody.sees("EV over AC")
    somebody.looks("highlighted-and-noted")


def sit_down(candidate: Candidate, email: str) -> None:
    """Sign in, read what is asked, begin, and strike out an option of the first question."""
    page, somebody = candidate.page, candidate.person
    somebody.signs_in(email)
    somebody.opens("/exams/pmp")
    somebody.looks("start")
    somebody.clicks("Rehearse: 180 questions, 240 minutes")
    candidate.comes_to(1)
    assert candidate.left() == 4 * 60 * 60
    candidate.waits_for_the_scripts()
    page.keyboard.type("x4")
    struck = page.get_by_role("button", name="Strike out option D")
    expect(struck).to_have_attribute("aria-pressed", "true")
    somebody.looks("case")


def take_a_break(candidate: Candidate, clock: HandClock, section: int, minutes: int) -> int:
    """Close a section, stay away for so many minutes, and begin the next; the seconds of exam time that it cost."""
    page, somebody, before = candidate.page, candidate.person, candidate.left()
    somebody.clicks(pattern(f"^Close section {section} and start the 10.min break"))
    somebody.sees_title("Break")
    clock.forward(minutes=minutes)
    page.reload()
    over = minutes > 10
    somebody.sees_title("The break is over" if over else "Break")
    expect(page.locator("[data-clock]")).to_have_text(pattern("^3:0.$" if over else "^(6:00|5:5.)$"))
    somebody.looks(f"break-{section}")
    somebody.clicks(pattern(f"^Start section {section + 1}"))
    somebody.sees(pattern(f"^Section {section + 1} of 3"))
    return before - candidate.left()


@pytest.mark.timeout(300)
def test_the_whole_day_is_rehearsed_to_a_result_that_says_what_it_was(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada, clock = served.account("Ada Lovelace"), served.clock
    with person(browser, served.url, pictures) as somebody:
        candidate = Candidate(somebody, ANSWERS)
        sit_down(candidate, ada.email)
        met = answer_section(candidate, clock, CASES, len(CASES))
        somebody.sees_title("All answered")
        somebody.looks("review-of-section-1")
        assert take_a_break(candidate, clock, 1, minutes=4) == 0

        use_the_tools(candidate)
        met += answer_section(candidate, clock, FIRST, BY_HAND)
        somebody.sees_title("All answered, 1 flag left")
        assert take_a_break(candidate, clock, 2, minutes=13) == 3 * 60

        met += answer_section(candidate, clock, SECOND, BY_HAND)
        somebody.sees_title("All answered")
        assert candidate.left() == 4 * 60 * 60 - 180 * SECONDS - 3 * 60
        somebody.clicks("Hand in")
        somebody.sees_title("Result of PMP rehearsal")
        somebody.looks("result")
        words = somebody.reads("main")
        expect_the_result(words, form_of(served, make.actor(ada), candidate.attempt()), met)
        for term, said in CONDITIONS.items():
            assert f"{term}\n{said}" in words
        look_at_the_marks(candidate)
