"""Practice: study with its reasons, a clock that is stopped and goes on, a practice that was built and saved."""

from __future__ import annotations

from pathlib import Path
from re import compile as pattern

from playwright.sync_api import Browser, expect

from tests.journeys.candidate import Candidate
from tests.journeys.person import Person, person
from tests.support.hand_served import Served
from tests.support.whole_exams import bank_of, right, wrong

BANK = bank_of("kinds")
RIGHT = {number: right(asked) for number, asked in BANK.items()}
WRONG = {number: wrong(asked) for number, asked in BANK.items()}


def begin_to_study(somebody: Person, email: str) -> None:
    """Ten questions in half an hour."""
    somebody.signs_in(email)
    somebody.opens("/exams/kinds")
    somebody.page.get_by_role("radio", name="10").check()
    somebody.page.locator("#minutes").fill("30")
    somebody.clicks("Start to study")


def test_study_shows_the_reason_after_each_answer_and_the_answer_stands(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as somebody:
        page = somebody.page
        begin_to_study(somebody, ada.email)
        for position in range(1, 11):
            candidate = Candidate(somebody, RIGHT if position % 2 else WRONG)
            candidate.comes_to(position)
            candidate.waits_for_the_scripts()
            expect(page.locator(".why")).to_have_count(0)
            candidate.answers_by_hand()
            somebody.clicks("Show the reason")
            somebody.sees("so your answer stands")
            expect(page.locator(".why").first).to_be_visible()
            assert "Your answer, right" in somebody.reads("main") or not position % 2
            expect(page.locator("#answer :is([name=choice], select, #number)")).to_have_count(0)
            if position in {1, 2}:
                somebody.looks(f"reason-{position}")
            if position < 10:
                somebody.follows("Next")
        page.reload()
        expect(page.locator(".why").first).to_be_visible()
        somebody.follows(pattern("^Overview"))
        somebody.sees_title("All answered")
        somebody.clicks("Hand in")
        somebody.sees_title("Result of All kinds")
        words = somebody.reads("main")
        assert "5 of 10 questions right." in words
        assert "Practice, no line" in words
        assert "Mode\nStudy: a reason after each answer" in words


def test_a_pause_stops_the_clock_for_as_long_as_it_lasts(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as somebody:
        candidate = Candidate(somebody, RIGHT)
        begin_to_study(somebody, ada.email)
        candidate.comes_to(1)
        candidate.waits_for_the_scripts()
        served.clock.forward(minutes=5)
        candidate.answers_by_hand()
        somebody.clicks("Pause the clock")
        somebody.sees_title("The clock stands still")
        served.clock.forward(hours=20)
        somebody.looks("pause")
        somebody.opens("/exams")
        somebody.follows(pattern("^Continue"))
        somebody.sees_title("The clock stands still")
        somebody.clicks("Go on, 25 min left")
        candidate.comes_to(2)
        assert candidate.left() == 25 * 60
        somebody.follows(pattern("^1, answered"))
        candidate.comes_to(1)


def test_a_practice_is_built_saved_and_started_by_its_name(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as somebody:
        candidate, page = Candidate(somebody, RIGHT), somebody.page
        somebody.signs_in(ada.email)
        somebody.opens("/exams/kinds")
        somebody.follows("Build a practice")
        for kind in ("ordering", "numeric"):
            page.locator(f"[name=kinds][value={kind}]").check()
        page.get_by_label("At the end").check()
        somebody.fills("How many", "4")
        somebody.fills("Name", "Orders and numbers")
        somebody.looks("build")
        somebody.clicks("Save under this name")
        somebody.sees("Saved as “Orders and numbers”.")
        somebody.looks("saved")
        somebody.opens("/exams/kinds")
        somebody.clicks("Start Orders and numbers")
        for position in range(1, 5):
            candidate.comes_to(position)
            candidate.waits_for_the_scripts()
            candidate.answers_by_hand()
            somebody.clicks("Next" if position < 4 else "Overview")
        somebody.sees_title("All answered")
        somebody.clicks("Hand in")
        somebody.sees_title("Result of All kinds")
        words = somebody.reads("main")
        assert "4 of 4 questions right." in words
        assert "Built from\nordering, numeric" in words
        somebody.looks("result")
