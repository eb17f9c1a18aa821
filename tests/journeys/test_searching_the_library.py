"""The library is searched as one types, with one question under way at a time, and by a key from any page."""

from __future__ import annotations

from pathlib import Path
from re import compile as pattern

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.person import Person, person
from tests.support.hand_served import Served

RESULTS = "**/search/results?*"
FIELD = "Words to look for"


def searches(somebody: Person) -> Page:
    """Open the search, and wait until it listens."""
    somebody.opens("/search")
    expect(somebody.page.get_by_label("Do not listen to single keys")).to_be_visible()
    return somebody.page


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_finds_come_as_one_types(
    served: Served, browser: Browser, pictures: Path, width: int, scheme: str
) -> None:
    with person(browser, served.url, pictures) as somebody:
        somebody.page.set_viewport_size({"width": width, "height": 800})
        somebody.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page = searches(somebody)
        page.get_by_label(FIELD).press_sequentially("change the pl")
        expect(page.locator("#says")).to_have_text("Found: 1 section.")
        expect(page).to_have_url(pattern(r"/search\?q=change\+the\+pl$"))
        expect(page.get_by_label(FIELD)).to_be_focused()
        somebody.looks(f"found-{width}")

        page.get_by_label(FIELD).fill("decisoin")
        expect(page.get_by_role("link", name="Decision", exact=True)).to_be_visible()
        somebody.looks(f"near-{width}")

        page.get_by_label(FIELD).fill("")
        expect(page.locator("#says")).to_have_text("")
        expect(page).to_have_url(pattern("/search$"))


def test_a_find_leads_to_its_section(served: Served, browser: Browser, pictures: Path) -> None:
    with person(browser, served.url, pictures) as somebody:
        page = searches(somebody)
        page.get_by_label(FIELD).fill('"change the plan"')
        page.get_by_role("link", name="The idea in What a plan is").click()
        expect(page).to_have_url(pattern("/lessons/basics/what-a-plan-is#idea$"))
        expect(page.locator("#idea")).to_be_in_viewport()


def test_what_was_asked_before_is_given_up_for_what_is_typed_since(
    served: Served, browser: Browser, pictures: Path
) -> None:
    with person(browser, served.url, pictures) as somebody:
        page = searches(somebody)
        held: list[Route] = []
        given_up: list[str] = []
        page.on("requestfailed", lambda request: given_up.append(request.url))
        page.route(RESULTS, lambda route: held.append(route), times=1)  # noqa: PLW0108 - playwright looks into what it calls
        page.get_by_label(FIELD).fill("decision")
        page.wait_for_timeout(400)
        assert len(held) == 1
        page.get_by_label(FIELD).fill("hall")
        expect(page.locator("#says")).to_contain_text("section")
        assert [pattern("q=(.*)").findall(url) for url in given_up] == [["decision"]]
        expect(page).to_have_url(pattern("q=hall$"))


def test_a_key_leads_to_the_search_unless_it_is_switched_off(
    served: Served, browser: Browser, pictures: Path
) -> None:
    with person(browser, served.url, pictures) as somebody:
        page = searches(somebody)
        page.locator("h1").click()
        page.keyboard.press("/")
        expect(page.get_by_label(FIELD)).to_be_focused()
        page.keyboard.type("a/b")
        expect(page.get_by_label(FIELD)).to_have_value("a/b")

        somebody.opens("/lessons")
        page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        somebody.sees_title("Search")
        expect(page.get_by_label(FIELD)).to_be_focused()

        page.get_by_label("Do not listen to single keys").check()
        somebody.opens("/lessons")
        page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        page.wait_for_timeout(300)
        somebody.sees_title("Lessons")


def test_without_a_script_the_button_asks(served: Served, browser: Browser, pictures: Path) -> None:
    with person(browser, served.url, pictures, javascript=False) as somebody:
        somebody.opens("/lessons")
        somebody.page.locator("a.mast-search").click()
        somebody.fills(FIELD, "hall")
        somebody.clicks("Search")
        somebody.sees("The idea")
        assert somebody.page.get_by_label("Do not listen to single keys").count() == 0 or (
            not somebody.page.get_by_label("Do not listen to single keys").is_visible()
        )
        somebody.looks("no-script")
