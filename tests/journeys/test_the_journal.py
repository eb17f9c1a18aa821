"""What the browser keeps of an exam: ids and choices. It stands here because only journeys have a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from re import compile as pattern
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.journeys.candidate import Candidate
from tests.journeys.person import person
from tests.security.planting import planted, songs
from tests.support import make
from tests.support.hand_served import Served
from tests.support.whole_exams import bank_of, whole_shelf, wrong
from webapp.catalog.shelf import Catalog
from webapp.domain.accounts import Account
from webapp.domain.questions import Kind
from webapp.services import exams

BANK = bank_of("kinds")
WRONG = {number: wrong(asked) for number, asked in BANK.items()}
KEPT = "Object.fromEntries(Object.entries({...localStorage, ...sessionStorage}))"
OTHERWISE = """async () => [
  ...(await indexedDB.databases()).map((each) => each.name),
  ...(self.caches ? await caches.keys() : []),
  document.cookie,
].filter(Boolean)"""
ENTRY = {"op", "seen", "fields", "before", "url", "position", "at", "refused"}
SENT = {"op", "seen", "fields"}
FIELDS = re.compile(r"choice|number|place-[1-8]|flagged|struck|highlights|sure|spent|checked")
VALUES = re.compile(r"[a-h]*|-?[0-9.]+|([0-9]+-[0-9]+,?)+")


@pytest.fixture(scope="module")
def shelf() -> Catalog:
    """Every kind of question, with words in its reasons that stand nowhere else."""
    return planted(whole_shelf())


def check_entry(entry: dict[str, Any], where: str) -> None:
    """An entry of the journal holds an operation and what was chosen, in letters and numbers."""
    assert set(entry) <= ENTRY, where
    for sent in (entry, entry.get("before") or {"fields": []}):
        assert entry is sent or set(sent) <= SENT, where
        for name, value in sent["fields"]:
            assert FIELDS.fullmatch(name), (where, name)
            assert VALUES.fullmatch(value), (where, name, value)


def one_of_each_kind(served: Served, account: Account, attempt_id: UUID) -> list[int]:
    """The position of a question of each kind."""
    with served.workshop.reading(make.actor(account)) as work:
        items = exams.look_over(work, attempt_id)[1].form.numbered()
        found = {item.kind: position for position, item in items}
    assert set(found) == set(Kind)
    return sorted(found.values())


def test_the_browser_keeps_ids_and_choices_and_never_a_word_of_a_question(
    served: Served, browser: Browser, pictures: Path, shelf: Catalog
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as somebody:
        page = somebody.page
        somebody.signs_in(ada.email)
        somebody.opens("/exams/kinds")
        somebody.page.get_by_role("radio", name="20").check()
        somebody.clicks("Start to study")
        candidate = Candidate(somebody, WRONG)
        candidate.comes_to(1)
        attempt = candidate.attempt()

        def lose(route: Route) -> None:
            """The line drops whatever is sent; pages still come."""
            if route.request.method == "POST":
                route.abort()
            else:
                route.continue_()

        for position in one_of_each_kind(served, ada, attempt):
            somebody.opens(f"/exams/attempts/{attempt}/questions/{position}")
            candidate.waits_for_the_scripts()
            page.route("**/questions/*", lose)
            number = candidate.answers_by_hand()
            page.locator("h1").click()  # a number is taken once it is typed
            expect(page.locator("[data-save-state]")).not_to_have_text(pattern("^Saved"))
            kept = page.evaluate(KEPT)
            [(key, entry)] = [each for each in kept.items() if each[0].startswith("gantry:journal:")]
            check_entry(json.loads(entry), key)
            written = json.dumps(kept)
            assert songs(written, shelf) <= ({f"k-{number}"} if BANK[number].number else set())
            assert not any(words in written for words in [*BANK[number].stem.split(". "), "Reason", "Trap"])
            assert not any(option.text in written for option in BANK[number].options)
            assert page.evaluate(OTHERWISE) == []
            page.unroute("**/questions/*")
            somebody.sees_it_saved()
        assert [key for key in page.evaluate(KEPT) if key.startswith("gantry:journal:")] == []
        somebody.troubles = [each for each in somebody.troubles if "ERR_FAILED" not in each]


def test_reasons_that_were_asked_for_are_kept_by_no_browser_and_signing_out_leaves_nothing(
    served: Served, browser: Browser, pictures: Path, shelf: Catalog
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as somebody:
        page = somebody.page
        somebody.signs_in(ada.email)
        somebody.opens("/exams/kinds")
        somebody.clicks("Start to study")
        candidate = Candidate(somebody, WRONG)
        candidate.comes_to(1)
        candidate.waits_for_the_scripts()
        candidate.answers_by_hand()
        somebody.clicks("Show the reason")
        somebody.sees("so your answer stands")
        assert "Canary" in page.locator("main").inner_text()
        assert songs(json.dumps(page.evaluate(KEPT)), shelf) == set()
        assert page.evaluate(OTHERWISE) == []
        page.evaluate("localStorage.setItem('gantry:journal:left', '{}')")
        somebody.opens("/account")
        page.locator("summary").first.click()
        somebody.clicks("Sign out")
        expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
        assert page.evaluate(KEPT) == {}
