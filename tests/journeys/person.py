"""Somebody at a real browser. Methods read as a story; each page they come to is looked at and kept as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from re import Pattern
from re import compile as compile_pattern

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.support.make import PASSWORD

SAVED = compile_pattern(r"^Saved \d\d:\d\d:\d\d( UTC)?$")


class Person:
    """A browser window with somebody in front of it."""

    def __init__(self, page: Page, site: str, pictures: Path, *, javascript: bool = True) -> None:
        """Sit down before a window; `pictures` is where what is seen is kept."""
        self.page = page
        self.site = site
        self._pictures = pictures
        self._javascript = javascript
        self._seen = 0
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self._note)

    def _note(self, line: ConsoleMessage) -> None:
        """Keep what the browser calls an error."""
        if line.type == "error":
            self.troubles.append(f"{line.text} at {line.location['url']}")

    def opens(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(self.site + path)

    def clicks(self, name: str | Pattern[str]) -> None:
        """Press the first button of that name."""
        self.page.get_by_role("button", name=name).first.click()

    def follows(self, name: str | Pattern[str]) -> None:
        """Follow the first link of that name."""
        self.page.get_by_role("link", name=name).first.click()

    def fills(self, label: str, value: str) -> None:
        """Write into a field."""
        self.page.get_by_label(label).first.fill(value)

    def chooses(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.page.get_by_label(label).first.select_option(label=option)

    def sees(self, words: str | Pattern[str]) -> None:
        """Wait until the words stand on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_title(self, words: str | Pattern[str]) -> None:
        """Wait until the page's heading says so."""
        expect(self.page.locator("h1")).to_contain_text(words)

    def reads(self, part: str) -> str:
        """The words of a part of the page as they stand there, with plain spaces."""
        return self.page.locator(part).inner_text().replace("\N{NO-BREAK SPACE}", " ")

    def signs_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in by the form."""
        self.opens("/account/sign-in")
        self.fills("E-mail", email)
        self.fills("Password", password)
        self.clicks("Sign in")
        expect(self.page.locator(".menu")).to_be_visible()

    def looks(self, name: str) -> None:
        """Look at the page: no accessibility fault, not wider than the window; keep a picture.

        The check for faults is itself a script, so without JavaScript it cannot be made.
        """
        self._seen += 1
        self.page.screenshot(path=self._pictures / f"{self._seen:02}-{name}.png", full_page=True)
        if self._javascript:
            found = Axe().run(self.page, options={"resultTypes": ["violations"]})
            assert found.violations_count == 0, found.generate_report()
        excess = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert excess <= 0, f"{name} is {excess} px wider than the window"

    def marks(self, first: int = 0) -> None:
        """Mark as many options as are asked for, from one of them on, and no other."""
        ticked = self.page.locator(".opt input[type=checkbox]:checked")
        while ticked.count():
            ticked.first.uncheck()
        boxes = self.page.locator(".opt input")
        asked, shown = int(self.page.locator("#answer").get_attribute("data-choose") or 1), boxes.count()
        for number in range(first, first + asked):
            boxes.nth(number % shown).check()

    def marked(self) -> str:
        """The letters that are marked on the page."""
        letters: list[str] = self.page.locator(".opt input:checked").evaluate_all(
            "boxes => boxes.map((box) => box.value)"
        )
        return "".join(letters)

    def answers(self, first: int = 0) -> None:
        """Answer and wait until the page calls it saved."""
        self.marks(first)
        self.sees_it_saved()

    def sees_it_saved(self) -> None:
        """Wait until the page calls the answer saved."""
        expect(self.page.locator("[data-save-state]")).to_have_text(SAVED, timeout=20_000)


@contextmanager
def person(
    browser: Browser, site: str, pictures: Path, *, width: int = 1280, javascript: bool = True
) -> Iterator[Person]:
    """Somebody with a fresh window; nothing may have gone wrong in it when they leave."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=javascript)
    pictures.mkdir(parents=True, exist_ok=True)
    somebody = Person(context.new_page(), site, pictures, javascript=javascript)
    try:
        yield somebody
        assert somebody.troubles == [], somebody.troubles
    finally:
        context.close()
