"""An exam with every kind of question, sat to its result by keyboard alone, and once more without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from re import compile as pattern

from playwright.sync_api import Browser

from tests.journeys.candidate import Candidate
from tests.journeys.person import Person, person
from tests.support.hand_served import Served
from tests.support.make import PASSWORD
from tests.support.whole_exams import bank_of, right
from webapp.domain.questions import Kind

BANK = bank_of("kinds")
ANSWERS = {number: right(asked) for number, asked in BANK.items()}
SECTIONS = (range(1, 5), range(5, 9), range(9, 13))


def sit(
    candidate: Candidate, answer: Callable[[], int], go: Callable[[str], None], press: Callable[[str], None]
) -> set[Kind]:
    """Sit the whole exam with these hands, from its first question on; the kinds that were met."""
    met = []
    for section, positions in enumerate(SECTIONS, start=1):
        for position in positions:
            candidate.comes_to(position)
            met.append(answer())
            if position == 1:
                candidate.person.looks("question")
            go("r" if position == positions[-1] else "n")
        candidate.person.sees_title("All answered")
        if section < len(SECTIONS):
            press(f"Close section {section} and start the")
            candidate.person.sees_title("Break")
            press(f"Start section {section + 1}")
    press("Hand in")
    candidate.person.sees_title("Result of All kinds")
    return {BANK[number].kind for number in met}


def expect_all_right(somebody: Person) -> None:
    """Look for a result without a fault."""
    words = somebody.reads("main")
    assert "12 of 12 questions right." in words
    assert "Passed" in words


def test_every_kind_is_answered_to_the_result_by_keyboard_alone(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as somebody:
        candidate, keyboard = Candidate(somebody, ANSWERS), somebody.page.keyboard
        somebody.opens("/account/sign-in")
        candidate.tabs_to(somebody.page.get_by_label("E-mail"))
        keyboard.type(ada.email)
        keyboard.press("Tab")
        keyboard.type(PASSWORD)
        keyboard.press("Enter")
        somebody.page.wait_for_selector(".menu")
        somebody.opens("/exams/kinds")
        candidate.presses("Rehearse: 12 questions, 60 minutes")
        met = sit(candidate, candidate.answers_by_keys, candidate.goes_by_key, candidate.presses)
        assert met == set(Kind)
        expect_all_right(somebody)
        somebody.looks("result")


def test_every_kind_is_answered_to_the_result_without_javascript(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures, javascript=False) as somebody:
        candidate = Candidate(somebody, ANSWERS)
        buttons = {"n": pattern("^Next$"), "r": pattern("^Overview$|^Review section$")}
        somebody.signs_in(ada.email)
        somebody.opens("/exams/kinds")
        somebody.clicks("Rehearse: 12 questions, 60 minutes")
        met = sit(
            candidate, candidate.answers_by_hand, lambda key: somebody.clicks(buttons[key]), somebody.clicks
        )
        assert met == set(Kind)
        expect_all_right(somebody)
        somebody.looks("result")
