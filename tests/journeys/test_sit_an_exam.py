"""Candidates sit the whole exam: with script, without, over a killed server, on a phone."""

from __future__ import annotations

from pathlib import Path
from re import compile as pattern

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.person import Person, person
from tests.journeys.site import Site
from webapp.domain.access import Actor
from webapp.services import exams

QUESTIONS = 50


def begin(candidate: Person, email: str) -> None:
    candidate.signs_in(email)
    candidate.opens("/exams/csm")
    candidate.clicks("Start: 50 questions, 60 minutes")


def stored(site: Site, actor: Actor) -> dict[int, str]:
    """The answers the database holds for somebody's open attempt, by position."""
    with site.workshop.reading(actor) as work:
        attempt_id = exams.list_exams(work).open[0].id
        _, attempt = exams.look_over(work, attempt_id)
        return {position: entry.letters for position, entry in attempt.sheet.items()}


@pytest.mark.sqlite_alone
def test_a_candidate_sits_the_whole_exam_and_reads_every_reason(
    site: Site, browser: Browser, pictures: Path
) -> None:
    ada = site.account("Ada Lovelace")
    with person(browser, site.url, pictures) as candidate:
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
        candidate.follows(pattern("Go through .* mistakes"))
        candidate.looks("reviewed-question")
        candidate.follows(pattern(r"^Read \d+\.\d+ "))
        candidate.looks("lesson-behind-it")


@pytest.mark.sqlite_alone
def test_the_exam_is_sat_to_the_end_without_script(site: Site, browser: Browser, pictures: Path) -> None:
    ada = site.account("Ada Lovelace")
    with person(browser, site.url, pictures, javascript=False) as candidate:
        begin(candidate, ada.email)
        for number in range(1, QUESTIONS + 1):
            candidate.sees_title(f"Question {number} of")
            candidate.page.locator(".opt input").nth(1).check()
            candidate.clicks("Next" if number < QUESTIONS else "Overview")
        candidate.sees_title("All answered")
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
        for number in range(1, 9):
            candidate.sees_title(f"Question {number} of")
            if number in {4, 7}:  # the power goes while an answer is on its way
                site.kill()
                candidate.page.locator(".opt input").nth(2).check()
                candidate.sees("Not saved yet")
                candidate.page.screenshot(path=pictures / f"{number}-no-connection.png", full_page=True)
                site.start()
                candidate.sees_it_saved()
            else:
                candidate.answers(number % 3)
            chosen = candidate.page.locator(".opt input:checked").first.get_attribute("value")
            acknowledged[number] = chosen or ""
            assert stored(site, me)[number] == acknowledged[number]
            candidate.clicks("Next")
        site.kill()
        site.start()
        assert {n: letters for n, letters in stored(site, me).items() if letters} == acknowledged
        candidate.opens("/exams")
        candidate.follows(pattern("^Continue"))
        expect(candidate.page.locator(".palette .a")).to_have_count(8)
        candidate.looks("after-the-restart")
        candidate.troubles.clear()  # the browser logs each request that found no server


@pytest.mark.sqlite_alone
def test_a_killed_browser_and_another_device_find_every_answer(
    site: Site, browser: Browser, pictures: Path
) -> None:
    ada = site.account("Ada Lovelace")
    with person(browser, site.url, pictures) as candidate:
        begin(candidate, ada.email)
        candidate.answers(1)
        chosen = candidate.page.locator(".opt input:checked").get_attribute("value")
    with person(browser, site.url, pictures / "phone", width=320) as candidate:
        candidate.signs_in(ada.email)
        candidate.looks("today")
        candidate.opens("/exams")
        candidate.follows(pattern("^Continue"))
        expect(candidate.page.locator(".opt input:checked")).to_have_value(chosen or "")
        candidate.looks("question")
        candidate.clicks("Overview")
        candidate.sees_title("49 questions still open")
        candidate.looks("overview")


@pytest.mark.sqlite_alone
def test_an_old_tab_cannot_overwrite_a_newer_answer(site: Site, browser: Browser, pictures: Path) -> None:
    ada = site.account("Ada Lovelace")
    with person(browser, site.url, pictures) as candidate:
        begin(candidate, ada.email)
        old = candidate.page.context.new_page()
        old.goto(candidate.page.url)
        candidate.answers(0)
        newer = candidate.page.locator(".opt input:checked").get_attribute("value")
        old.locator(".opt input").nth(2).dispatch_event("click")  # `check` would press again after the reload
        expect(old.locator(".opt input:checked")).to_have_value(newer or "")
        candidate.troubles.clear()  # the refusal is an HTTP 409, which browsers log
