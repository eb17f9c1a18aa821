"""What a page holds that the server does not: a choice made before the scripts came, one made long ago elsewhere."""

from __future__ import annotations

from pathlib import Path
from re import compile as pattern

from playwright.sync_api import Browser, Route, expect

from tests.journeys.person import person
from tests.journeys.test_sit_an_exam import begin, stored
from tests.support import make
from tests.support.hand_served import Served


def test_a_choice_made_before_the_script_came_is_saved_when_it_comes(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    with person(browser, served.url, pictures) as candidate:
        candidate.page.route("**/room.js", hold)
        begin(candidate, ada.email, "kinds")
        candidate.marks(1)
        expect(candidate.page.locator("[data-save-state]")).to_have_text("Not answered yet")
        waiting[0].continue_()
        candidate.sees_it_saved()
        chosen = candidate.marked()
        candidate.clicks("Next")
        candidate.sees_title("Question 2 of")
    assert stored(served, make.actor(ada)) == {1: chosen}


def test_going_back_shows_the_answer_that_counts_and_not_the_one_this_tab_remembers(
    served: Served, browser: Browser, pictures: Path
) -> None:
    ada = served.account("Ada Lovelace")
    with person(browser, served.url, pictures) as candidate:
        begin(candidate, ada.email, "kinds")
        candidate.answers(0)
        candidate.clicks("Next")
        candidate.sees_title("Question 2 of")
        with person(browser, served.url, pictures) as elsewhere:
            elsewhere.signs_in(ada.email)
            elsewhere.opens("/exams")
            elsewhere.follows(pattern("^Continue"))
            elsewhere.answers(2)
            newer = elsewhere.marked()
        candidate.page.go_back()
        candidate.sees_title("Question 1 of")
        candidate.page.wait_for_load_state("networkidle")
        candidate.sees_it_saved()
        assert candidate.marked() == newer
    assert stored(served, make.actor(ada)) == {1: newer}
