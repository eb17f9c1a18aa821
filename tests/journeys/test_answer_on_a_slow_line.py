"""What a page holds that the server does not: a choice made before the scripts came, one made long ago elsewhere."""

from __future__ import annotations

from pathlib import Path
from re import compile as pattern

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.journeys.person import Person, person
from tests.journeys.site import Site
from tests.journeys.test_sit_an_exam import begin, stored
from tests.support import make


def marked(candidate: Person) -> str:
    """The letters that are marked on the page."""
    return "".join(
        candidate.page.locator(".opt input:checked").evaluate_all("boxes => boxes.map((box) => box.value)")
    )


@pytest.mark.sqlite_alone
def test_a_choice_made_before_the_script_came_is_saved_when_it_comes(
    site: Site, browser: Browser, pictures: Path
) -> None:
    ada = site.account("Ada Lovelace")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    with person(browser, site.url, pictures) as candidate:
        candidate.signs_in(ada.email)
        candidate.opens("/exams/csm")
        candidate.page.route("**/autosave.js", hold)
        candidate.clicks("Start: 50 questions, 60 minutes")
        candidate.page.locator(".opt input").nth(1).check()
        expect(candidate.page.locator("[data-save-state]")).to_have_text("Not answered yet")
        waiting[0].continue_()
        candidate.sees_it_saved()
        chosen = marked(candidate)
        candidate.clicks("Next")
        candidate.sees_title("Question 2 of")
    assert stored(site, make.actor(ada)) == {1: chosen}


@pytest.mark.sqlite_alone
def test_going_back_shows_the_answer_that_counts_and_not_the_one_this_tab_remembers(
    site: Site, browser: Browser, pictures: Path
) -> None:
    ada = site.account("Ada Lovelace")
    with person(browser, site.url, pictures) as candidate:
        begin(candidate, ada.email)
        candidate.answers(0)
        candidate.clicks("Next")
        candidate.sees_title("Question 2 of")
        with person(browser, site.url, pictures) as elsewhere:
            elsewhere.signs_in(ada.email)
            elsewhere.opens("/exams")
            elsewhere.follows(pattern("^Continue"))
            elsewhere.answers(2)
            newer = marked(elsewhere)
        candidate.page.go_back()
        candidate.sees_title("Question 1 of")
        candidate.page.wait_for_load_state("networkidle")
        candidate.sees_it_saved()
        assert marked(candidate) == newer
    assert stored(site, make.actor(ada)) == {1: newer}
