"""A term in a lesson tells its meaning where it stands: to a mouse, to a key, to a finger; and without a script."""

from __future__ import annotations

from pathlib import Path
from re import compile as pattern

from playwright.sync_api import Browser, Page, expect

from tests.journeys.person import Person, person
from tests.support.hand_served import Served

LESSON = "/lessons/basics/what-a-plan-is"
MEANING = "A list of tasks that says what each of them waits for."


def reads(somebody: Person) -> Page:
    """Open a lesson, and wait until its terms can be pointed at."""
    somebody.opens(LESSON)
    page = somebody.page
    expect(page.locator("a.glossed").first).to_have_attribute("aria-describedby", "meaning_plan")
    return page


def test_a_mouse_reads_the_meaning_and_may_move_onto_it(
    served: Served, browser: Browser, pictures: Path
) -> None:
    with person(browser, served.url, pictures) as somebody:
        page = reads(somebody)
        bubble = page.locator(".meaning")
        page.get_by_role("link", name="plan", exact=True).first.hover()
        expect(bubble).to_contain_text(MEANING)
        somebody.looks("meaning")

        bubble.hover()
        page.wait_for_timeout(500)
        expect(bubble).to_be_visible()
        page.keyboard.press("Escape")
        expect(bubble).to_have_count(0)

        page.locator("h1").hover()
        page.get_by_role("link", name="task", exact=True).hover()
        expect(bubble).to_contain_text("can call “finished”.")
        page.locator("h1").hover()
        expect(bubble).to_have_count(0)


def test_a_key_reads_the_meaning_and_sends_it_away(served: Served, browser: Browser, pictures: Path) -> None:
    with person(browser, served.url, pictures) as somebody:
        page = reads(somebody)
        bubble, link = page.locator(".meaning"), page.locator("a.glossed").first
        page.locator("h1").click()
        for _ in range(40):
            page.keyboard.press("Tab")
            if link.evaluate("link => link === document.activeElement"):
                break
        expect(bubble).to_contain_text(MEANING)
        expect(link).to_have_accessible_description(MEANING)

        page.keyboard.press("Escape")
        expect(bubble).to_have_count(0)
        expect(link).to_be_focused()

        page.keyboard.press("Enter")
        expect(page).to_have_url(pattern("/glossary/plan$"))


def test_a_finger_reads_the_meaning_first_and_follows_second(
    served: Served, browser: Browser, pictures: Path
) -> None:
    phone = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    try:
        somebody = Person(phone.new_page(), served.url, pictures)
        page = reads(somebody)
        bubble, link = page.locator(".meaning"), page.locator("a.glossed").first
        link.tap()
        expect(bubble).to_contain_text("Tap the word again")
        expect(page).to_have_url(pattern(f"{LESSON}$"))
        somebody.looks("meaning-phone")

        page.locator("h1").tap()
        expect(bubble).to_have_count(0)
        link.tap()
        expect(bubble).to_be_visible()
        link.tap()
        expect(page).to_have_url(pattern("/glossary/plan$"))
    finally:
        phone.close()


def test_terms_are_found_as_one_types(served: Served, browser: Browser, pictures: Path) -> None:
    with person(browser, served.url, pictures) as somebody:
        somebody.opens("/glossary")
        page = somebody.page
        page.get_by_label("Find a term").press_sequentially("sched")
        expect(page.locator("#found dt")).to_have_text(["Plan PLN, schedule"])
        expect(page.locator("#says")).to_have_text("1 term.")
        expect(page).to_have_url(pattern(r"/glossary\?q=sched$"))
        somebody.looks("found")

        page.get_by_label("Find a term").fill("")
        expect(page.locator("#found dt")).to_have_text(["Decision"])
        expect(page).to_have_url(pattern("/glossary$"))


def test_every_page_of_the_library_is_sound(served: Served, browser: Browser, pictures: Path) -> None:
    with person(browser, served.url, pictures) as somebody:
        for name in ("glossary/plan", "templates", "templates/small-plan", "templates/word-to-singers"):
            somebody.opens(f"/{name}")
            somebody.looks(name.replace("/", "-"))


def test_without_a_script_a_term_leads_to_its_entry(served: Served, browser: Browser, pictures: Path) -> None:
    with person(browser, served.url, pictures, javascript=False) as somebody:
        somebody.opens(LESSON)
        somebody.page.locator("a.glossed").first.click()
        somebody.sees_title("Plan")
        somebody.sees(MEANING)
