"""Candidates sit the whole exam: with script, without, over a killed server, on a phone."""

from __future__ import annotations

from pathlib import Path
from re import compile as pattern

from playwright.sync_api import Browser, expect

from tests.journeys.person import Person, person
from tests.journeys.site import Site
from tests.support.hand_served import Served
from webapp.domain.access import Actor
from webapp.services import exams

QUESTIONS = 50
BY_PAGE = 12
"""So many are answered without script; that a whole exam can be stands in test_every_kind.py."""


def begin(candidate: Person, email: str, exam: str = "csm") -> None:
    """Rehearse the whole bank's exam, or on a served copy `kinds`, whose first question has one right answer."""
    candidate.signs_in(email)
    candidate.opens(f"/exams/{exam}")
    candidate.clicks(pattern("^Rehearse: "))


def stored(site: Site | Served, actor: Actor) -> dict[int, str]:
    """The answers the database holds for somebody's open attempt, by position."""
    with site.workshop.reading(actor) as work:
        attempt_id = exams.list_exams(work).open[0].id
        _, attempt = exams.look_over(work, attempt_id)
        return {position: entry.answer for position, entry in attempt.sheet.items()}


def test_a_candidate_sits_the_whole_exam_and_reads_every_reason(
    school: Site, browser: Browser, pictures: Path
) -> None:
    ada = school.account("Ada Lovelace")
    with person(browser, school.url, pictures) as candidate:
        begin(candidate, ada.email)
        candidate.looks("question")
        for number in range(1, QUESTIONS + 1):
            candidate.sees_title(f"Question {number} of")
            candidate.answers(number % 3)
            if number == 3:
                candidate.clicks("Flag")
                expect(candidate.page.locator(".palette [aria-current].f")).to_be_visible()
            candidate.clicks("Next" if number < QUESTIONS else "Overview")
        candidate.sees_title("All answered, 1 flag left")
        candidate.looks("overview")
        candidate.clicks("Hand in")
        candidate.sees_title("Result of CSM practice exam")
        candidate.looks("result")
        candidate.follows(pattern("^Go through .* wrong answers?$"))
        candidate.looks("reviewed-question")
        candidate.follows(pattern(r"^Read \d+\.\d+ "))
        candidate.looks("lesson-behind-it")


def test_the_banks_exam_is_answered_and_handed_in_without_script(
    school: Site, browser: Browser, pictures: Path
) -> None:
    ada = school.account("Grace Hopper")
    with person(browser, school.url, pictures, javascript=False) as candidate:
        begin(candidate, ada.email)
        for number in range(1, BY_PAGE + 1):
            candidate.sees_title(f"Question {number} of")
            candidate.marks(1)
            candidate.clicks("Next" if number < BY_PAGE else "Overview")
        candidate.sees_title(f"{QUESTIONS - BY_PAGE} questions still open")
        candidate.clicks("Hand in")
        candidate.sees_title("Result of CSM practice exam")
        candidate.page.screenshot(path=pictures / "result.png", full_page=True)


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(
    site: Site, browser: Browser, pictures: Path
) -> None:
    ada = site.account("Ada Lovelace")
    me = Actor(ada.id, ada.role, ada.session_version, ada.name)
    with person(browser, site.url, pictures) as candidate:
        begin(candidate, ada.email)
        acknowledged: dict[int, str] = {}
        for number in range(1, 5):
            candidate.sees_title(f"Question {number} of")
            if number == 3:  # the power goes while an answer is on its way
                site.kill()
                candidate.marks(2)
                candidate.sees("Not saved yet")
                candidate.page.screenshot(path=pictures / f"{number}-no-connection.png", full_page=True)
                site.start()
                candidate.sees_it_saved()
            else:
                candidate.answers(number % 3)
            acknowledged[number] = candidate.marked()
            assert stored(site, me)[number] == acknowledged[number]
            candidate.clicks("Next")
        site.kill()
        site.start()
        assert {n: letters for n, letters in stored(site, me).items() if letters} == acknowledged
        candidate.opens("/exams")
        candidate.follows(pattern("^Continue"))
        expect(candidate.page.locator(".palette .a")).to_have_count(4)
        candidate.looks("after-the-restart")
        candidate.troubles.clear()  # the browser logs each request that found no server


def test_a_killed_browser_and_another_device_find_every_answer(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as candidate:
        begin(candidate, ada.email, "kinds")
        candidate.answers(1)
        chosen = candidate.marked()
    with person(browser, served.url, pictures / "phone", width=320) as candidate:
        candidate.signs_in(ada.email)
        candidate.looks("today")
        candidate.opens("/exams")
        candidate.follows(pattern("^Continue"))
        candidate.sees_title("Question 1 of")
        assert candidate.marked() == chosen
        candidate.looks("question")
        candidate.clicks(pattern("^Review"))
        candidate.sees_title("3 questions still open")
        candidate.looks("overview")


def test_an_old_tab_cannot_overwrite_a_newer_answer(served: Served, browser: Browser, pictures: Path) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as candidate:
        begin(candidate, ada.email, "kinds")
        candidate.sees_title("Question 1 of")
        old = candidate.page.context.new_page()
        old.goto(candidate.page.url)
        candidate.answers(0)
        newer = candidate.marked()
        old.locator(".opt input").nth(2).dispatch_event(
            "click"
        )  # the answer may come before `check` has looked
        expect(old.locator("[data-stale]")).to_contain_text("You had C here.")
        assert Person(old, served.url, pictures).marked() == newer
        candidate.troubles.clear()  # the refusal is an HTTP 409, which browsers log
