"""A lesson printed: text, figures and questions as they stand, and nothing of what only a screen needs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.journeys.person import person
from tests.support import make
from tests.support.hand_served import Served

LESSON = "/lessons/basics/who-decides"
PAGE = {"width": 643, "height": 950}  # A4 without its margins, in CSS pixels


def test_a_lesson_prints_whole_and_without_its_frame(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = make.account(served.workshop)
    with person(browser, served.url, pictures) as somebody:
        page = somebody.page
        somebody.signs_in(ada.email, make.PASSWORD)
        somebody.opens(LESSON)
        page.get_by_text("Sets the price herself today").click()
        page.get_by_role("button", name="Check the answer").first.click()
        page.wait_for_url("**#basics-who-decides-1")

        page.set_viewport_size({"width": PAGE["width"], "height": PAGE["height"]})
        page.emulate_media(media="print")
        for gone in (
            ".mast",
            ".toc",
            ".lesson-end",
            ".lesson-head > .lesson-here",
            ".check button",
            ".library",
        ):
            for each in page.locator(gone).all():
                expect(each).to_be_hidden()
        expect(
            page.get_by_text("The holder can still decide, and two prices make that easy.")
        ).to_be_visible()
        expect(page.get_by_text("Who holds a decision in the picture above? Choose two.")).to_be_visible()
        expect(page.get_by_text("The printer is not in the picture.")).to_have_count(0)
        expect(page.locator("figure").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PAGE["width"]
        assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")


def test_only_a_sources_address_is_printed(served: Served, browser: Browser, pictures: Path) -> None:
    with person(browser, served.url, pictures) as somebody:
        page = somebody.page
        somebody.opens(LESSON)
        page.emulate_media(media="print")
        page.evaluate(
            """() => {
                const link = '<a href="https://a.example/x">Words</a>';
                document.querySelector('.sources li').insertAdjacentHTML('beforeend', link);
                document.querySelector('.reading > p').insertAdjacentHTML('beforeend', link);
            }"""
        )
        after = "link => getComputedStyle(link, '::after').content"
        assert "a.example" in page.locator(".sources a").last.evaluate(after)
        assert page.locator(".reading > p a").last.evaluate(after) == "none"
