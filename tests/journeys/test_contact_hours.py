"""Minutes of reading: counted while somebody reads, and not while the page only lies there."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.journeys.person import person
from tests.support import make
from tests.support.hand_served import Served

LESSON = "/lessons/basics/what-a-plan-is"


def reports(addresses: list[str]) -> list[str]:
    """Those requests that report a minute."""
    return [each for each in addresses if each.endswith("/minutes")]


def scrolls(page: Page, seconds: int) -> None:
    """Let time pass with a hand on the wheel."""
    for _ in range(seconds // 10):
        page.mouse.wheel(0, 10)
        page.wait_for_timeout(50)  # the event comes by itself
        page.clock.run_for(10_000)


def test_reading_counts_and_lying_there_does_not(served: Served, browser: Browser, pictures: Path) -> None:
    ada = make.account(served.workshop)
    told: list[str] = []
    with person(browser, served.url, pictures) as somebody:
        page = somebody.page
        somebody.signs_in(ada.email, make.PASSWORD)
        page.on("request", lambda request: told.append(request.url))
        page.clock.install()
        somebody.opens(LESSON)
        page.wait_for_load_state("networkidle")

        page.clock.run_for(50_000)
        assert reports(told) == []
        with page.expect_response("**/minutes") as first:
            scrolls(page, 20)
        assert first.value.json() == {"minute": "counted"}

        served.clock.forward(minutes=2)
        page.clock.run_for(180_000)  # the minute after the last act counts still
        page.wait_for_load_state("networkidle")
        reported = len(reports(told))
        page.clock.run_for(600_000)
        page.wait_for_load_state("networkidle")
        assert len(reports(told)) == reported

        served.clock.forward(minutes=11)
        with page.expect_response("**/minutes") as later:
            scrolls(page, 120)
        assert later.value.json() == {"minute": "counted"}
        somebody.opens("/contact-hours")
        somebody.sees("counted here")
        somebody.looks("ledger")
        for path in (
            "/contact-hours/statement",
            "/contact-hours/entries/new",
            "/paths/short-way",
            "/exams/mini/lessons",
        ):
            somebody.opens(path)
            somebody.looks(path.strip("/").replace("/", "-"))
