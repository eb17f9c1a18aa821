"""A candidate at a real browser, behind a proxy that is not to be trusted, before a real server with a hand clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support import exam_room, make
from tests.support.killable import Copy
from tests.support.make import PASSWORD
from tests.support.proxy import Proxy
from webapp.domain.access import Actor
from webapp.domain.accounts import Account
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.sheet import AnswerEvent
from webapp.store import answers

EXAM = "midi"  # fifty questions of one answer, sixty minutes
NUMBERS = count(1)
SAVED = re.compile(r"^Saved \d\d:\d\d:\d\d( UTC)?$")
NOT_SAVED = re.compile("^Not saved yet")
JOURNAL = "Object.keys(localStorage).filter((key) => key.startsWith('gantry:journal:')).length"
SKEWED = """(() => {
  const Real = Date;
  let skew = %d;
  globalThis.skewBy = (milliseconds) => { skew += milliseconds; };
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + skew); }
    static now() { return Real.now() + skew; }
  };
})()"""
"""The clock of the machine, wrong by so much, and to be set by the test; the monotonic clock goes on as it is."""
MOUNTED = """async () => {
  await import(document.querySelector("script[type=module]").src);
}"""
"""Waits for the script of the room, which has given everything its behaviour when it has run."""


class Room:
    """One window of a candidate; `page` is the one that is open."""

    def __init__(
        self, copy: Copy, proxy: Proxy, context: BrowserContext, account: Account, which: UUID
    ) -> None:
        """Sit down, signed in, before an empty page."""
        self.copy = copy
        self.proxy = proxy
        self.context = context
        self.account = account
        self.attempt_id = which
        self.page = context.new_page()
        self.signs_in()

    def signs_in(self) -> None:
        """Get the session's cookie into this browser."""
        ask = self.context.request
        page = ask.get(f"{self.copy.url}/account/sign-in").text()
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found
        form = {"csrf_token": found.group(1), "email": self.account.email, "password": PASSWORD}
        assert ask.post(f"{self.copy.url}/account/sign-in", form=form, max_redirects=0).status == 303

    @property
    def actor(self) -> Actor:
        """The candidate, signed in."""
        return make.actor(self.account)

    @property
    def attempt(self) -> Attempt:
        """The attempt as it is stored."""
        return exam_room.look(self.copy.workshop, self.actor, self.attempt_id)

    def events(self, position: int) -> list[AnswerEvent]:
        """What is stored of a question."""
        with self.copy.workshop.reading() as work:
            every = answers.list_events(work.session, self.attempt_id)
        return [event for event, _ in every if event.position == position]

    def stored(self, position: int) -> str:
        """The answer that counts."""
        return self.attempt.entry(position).answer

    def url(self, tail: str) -> str:
        """An address of the attempt, through the proxy."""
        return f"{self.proxy.url}/exams/attempts/{self.attempt_id}/{tail}"

    def opens(self, position: int) -> None:
        """Open a question."""
        self.page.goto(self.url(f"questions/{position}"))
        self.sees_question(position)

    def opens_a_new_tab(self, position: int) -> Page:
        """Open a question in another tab, and stay in this one."""
        tab = self.context.new_page()
        tab.goto(self.url(f"questions/{position}"))
        return tab

    def sees_question(self, position: int) -> None:
        """Wait until a question is there, its scripts with it."""
        expect(self.page.locator("h1")).to_contain_text(f"Question {position} ")
        self.page.evaluate(MOUNTED)

    def picks(self, choice: int, page: Page | None = None) -> str:
        """Choose an option; its letter."""
        option = (page or self.page).locator("#answer input[name=choice]").nth(choice)
        option.check()
        return option.input_value()

    def presses(self, name: str) -> None:
        """Press a button of the room."""
        self.page.get_by_role("button", name=name).first.click()

    def is_saved(self) -> None:
        """Wait until the page calls the answer saved."""
        expect(self.says).to_have_text(SAVED, timeout=20_000)

    def is_not_saved(self) -> None:
        """Wait until the page says that the answer is not saved."""
        expect(self.says).to_have_text(NOT_SAVED, timeout=20_000)

    @property
    def says(self) -> Locator:
        """What the page says of saving."""
        return self.page.locator("[data-save-state]")

    @property
    def drafts(self) -> int:
        """How many unsent answers this browser keeps."""
        return int(self.page.evaluate(JOURNAL))

    def marked(self, page: Page | None = None) -> str:
        """The letters that are marked."""
        boxes = (page or self.page).locator("#answer input[name=choice]:checked")
        return "".join(boxes.evaluate_all("boxes => boxes.map((box) => box.value)"))

    def shows_time(self, at_most: timedelta, *, give: timedelta = timedelta(seconds=25)) -> None:
        """Wait until the page shows as much time as there is, by a few seconds of a busy machine."""
        self.page.wait_for_function(
            """([most, least]) => {
              const text = document.querySelector("[data-clock]").textContent.trim();
              const seconds = text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
              return seconds <= most && seconds >= least;
            }""",
            arg=[at_most.total_seconds(), (at_most - give).total_seconds()],
            timeout=20_000,
        )

    def ticks(self) -> None:
        """Wait until the clock of the page has been drawn by its script, which it is every second."""
        before = self.page.locator("[data-clock]").inner_text()
        expect(self.page.locator("[data-clock]")).not_to_have_text(before, timeout=20_000)

    def time_passes(self, span: timedelta) -> None:
        """Let it become later for the server."""
        self.copy.clock.set(self.copy.clock() + span)


@contextmanager
def sitting(browser: Browser, copy: Copy, *, exam: str = EXAM, skew: int = 0) -> Iterator[Room]:
    """A learner in the middle of an exam, behind a proxy of their own; their machine's clock may be off."""
    copy.clock.set(copy.clock() + timedelta(days=1))
    account, actor = copy.learner(f"Learner {next(NUMBERS)}")
    attempt_id = exam_room.start(copy.workshop, actor, exam)
    with Proxy(copy.port) as proxy, window(browser) as context:
        context.add_init_script(SKEWED % skew)
        yield Room(copy, proxy, context, account, attempt_id)


@contextmanager
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh window."""
    context = browser.new_context()
    context.set_default_timeout(20_000)
    try:
        yield context
    finally:
        context.close()
