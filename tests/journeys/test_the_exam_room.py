"""The room beside answering: a clock that is quiet, time that is granted, a report, a section that is closed."""

from __future__ import annotations

from pathlib import Path
from re import compile as pattern

from playwright.sync_api import Browser, expect

from tests.journeys.candidate import Candidate
from tests.journeys.person import Person, person
from tests.support.hand_served import Served
from tests.support.whole_exams import bank_of, right
from webapp.domain.access import Role

ANSWERS = {number: right(asked) for number, asked in bank_of("kinds").items()}
LISTEN = """() => {
  window.heard = [];
  const live = document.querySelector("[data-behavior~=timer] [data-live]");
  const hear = () => live.textContent && window.heard.push(live.textContent);
  new MutationObserver(hear).observe(live, { childList: true });
}"""
"""Notes what the clock says to who hears the page."""


def rehearse(somebody: Person, email: str) -> Candidate:
    """Sit down to the exam of twelve questions and an hour."""
    somebody.signs_in(email)
    somebody.opens("/exams/kinds")
    somebody.clicks("Rehearse: 12 questions, 60 minutes")
    candidate = Candidate(somebody, ANSWERS)
    candidate.comes_to(1)
    candidate.waits_for_the_scripts()
    return candidate


def test_the_clock_is_silent_but_at_thresholds_and_on_its_key(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as somebody:
        page = somebody.page
        page.clock.install()
        candidate = rehearse(somebody, ada.email)
        page.evaluate(LISTEN)
        clock, toggle = page.locator("[data-clock]"), page.locator("[data-toggle]")

        served.clock.forward(minutes=25)
        # no page time passes while the server is asked, as it would in a run
        page.clock.fast_forward("10:00")
        candidate.answers_by_hand()
        somebody.sees_it_saved()
        page.clock.run_for("00:10")
        expect(clock).to_have_text(pattern("^3[45]:"))
        assert page.evaluate("heard") == []

        page.keyboard.press("t")
        page.clock.run_for("00:01")
        assert page.evaluate("heard") == ["34 minutes left."]
        page.keyboard.press("v")
        expect(clock).to_be_hidden()
        expect(toggle).to_have_text("Show time")
        somebody.looks("hidden-time")

        served.clock.forward(minutes=6)
        page.keyboard.press("f")
        somebody.sees_it_saved()
        page.clock.run_for("00:02")
        assert page.evaluate("heard.length") == 2
        assert pattern("^2. minutes left, 50 per cent of the time.$").match(page.evaluate("heard[1]"))
        page.reload()
        expect(clock).to_be_hidden()
        candidate.waits_for_the_scripts()
        toggle.click()
        expect(clock).to_be_visible()
        expect(toggle).to_have_text("Hide time")


def test_time_that_is_granted_reaches_a_running_attempt_with_its_next_save(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada, admin = served.account("Ada Lovelace"), served.account("Renee Laurent", Role.ADMIN)
    with (
        person(browser, served.url, pictures / "learner") as somebody,
        person(browser, served.url, pictures / "admin") as granting,
    ):
        candidate = rehearse(somebody, ada.email)
        clock = somebody.page.locator("[data-clock]")
        expect(clock).to_have_text(pattern("^(1:00:00|59:5.)$"))
        granting.signs_in(admin.email)
        granting.opens(f"/accommodations/people/{ada.id}")
        granting.page.get_by_label("150 %").check()
        granting.fills("Minutes on top", "5")
        granting.fills("Reason", "Agreed for every exam.")
        granting.looks("grant")
        granting.clicks("Grant this")
        granting.sees("also for 1 attempt that runs")
        candidate.answers_by_hand()
        somebody.sees_it_saved()
        expect(clock).to_have_text(pattern("^1:(35:00|34:..)$"))
        somebody.sees("35 minutes were added to your time.")
        somebody.looks("more-time")
        candidate.goes_by_key("n")
        candidate.comes_to(2)
        assert candidate.left() == 95 * 60
        somebody.opens("/exams/kinds")
        somebody.sees(pattern("95.min(utes)? = 60 \\+ 35 granted"))
        somebody.looks("granted")


def test_a_question_is_reported_from_the_room_and_stands_in_the_list(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as somebody:
        candidate = rehearse(somebody, ada.email)
        candidate.answers_by_hand()
        somebody.follows("Report this question")
        somebody.sees_title("Report question 1")
        somebody.fills("What is wrong", "Two of the options say the same.")
        somebody.looks("report")
        somebody.clicks("Send the report")
        somebody.sees("Question 1 is reported.")
        candidate.comes_to(1)
        expect(somebody.page.locator(".palette [aria-current].a")).to_be_visible()
        somebody.opens("/reports")
        somebody.sees("Two of the options say the same.")
        somebody.sees("Waits for an answer")
        somebody.looks("reports")


def test_the_address_of_a_closed_section_leads_to_the_overview_and_in_a_break_to_the_break(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as somebody:
        candidate = rehearse(somebody, ada.email)
        closed = somebody.page.url.removeprefix(served.url)
        somebody.clicks("Review section")
        somebody.sees_title("4 questions still open")
        somebody.sees("4 questions without an answer would count as wrong.")
        somebody.looks("open-questions")
        somebody.clicks(pattern("^Close section 1"))
        somebody.sees_title("Break")
        somebody.opens(closed)
        somebody.sees_title("Break")
        somebody.clicks(pattern("^Start section 2"))
        candidate.comes_to(5)
        expect(somebody.page.get_by_role("button", name="Previous")).to_be_disabled()
        somebody.opens(closed)
        somebody.sees_title("4 questions still open")
        somebody.sees("Section 2 of 3: First half")
        expect(somebody.page).to_have_url(pattern("/overview$"))
