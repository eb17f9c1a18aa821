"""Every kind of question in a real browser: by mouse, by keyboard alone, by touch, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.journeys.person import Person
from tests.journeys.site import Site
from webapp.domain.access import Role

WIDE = {"width": 1280, "height": 800}
SELECT = """([from, to]) => {
  const text = document.querySelector("#kind-single .stem p");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let passed = 0;
  let begun = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!begun && from < passed + node.length) range.setStart(node, from - passed), (begun = true);
    if (begun && to <= passed + node.length) { range.setEnd(node, to - passed); break; }
    passed += node.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

MOUNTED = """async () => {
  const main = document.querySelector("script[type=module]").src;
  await import(main);
  const named = [...document.querySelectorAll("[data-behavior]")].flatMap((one) => one.dataset.behavior.split(/\\s+/));
  await Promise.all(named.filter(Boolean).map((name) => import(new URL(`behaviors/${name}.js`, main))));
}"""
"""Waits for every behaviour of the page; each is mounted as soon as its module has come."""


@dataclass(frozen=True)
class Guide:
    """The style guide of a copy of Gantry, and what a browser holds once an author has signed in there."""

    url: str
    browser: Browser
    state: StorageState

    @contextmanager
    def shown(self, pictures: Path, *, javascript: bool = True, **window: Any) -> Iterator[Person]:
        """The guide in a fresh window, its scripts at work; nothing may go wrong in it."""
        window = {"viewport": WIDE, "java_script_enabled": javascript, **window}
        context = self.browser.new_context(storage_state=self.state, **window)
        pictures.mkdir(parents=True, exist_ok=True)
        somebody = Person(context.new_page(), self.url, pictures)
        somebody.opens("/styleguide")
        if javascript:
            somebody.page.evaluate(MOUNTED)
        yield somebody
        assert somebody.troubles == []
        context.close()


@pytest.fixture(scope="module")
def guide(browser: Browser, school: Site, tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """One session for the whole module: nothing here is kept by a server."""
    author = school.account("Ines Author", Role.AUTHOR)
    context = browser.new_context()
    Person(context.new_page(), school.url, tmp_path_factory.mktemp("guide")).signs_in(author.email)
    state = context.storage_state()
    context.close()
    return Guide(school.url, browser, state)


@pytest.fixture
def page(guide: Guide, pictures: Path) -> Iterator[Page]:
    """The style guide, before somebody with mouse and keyboard."""
    with guide.shown(pictures) as somebody:
        yield somebody.page


@pytest.fixture
def finger(guide: Guide, pictures: Path) -> Iterator[Page]:
    """The style guide on a telephone."""
    with guide.shown(pictures, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True) as one:
        yield one.page


def placed(form: Locator) -> list[str]:
    """What stands in the lists of a form, in order."""
    values: list[str] = form.locator("select").evaluate_all("lists => lists.map((list) => list.value)")
    return values


def drags(page: Page, item: Locator, target: Locator) -> None:
    """Drag by mouse, as a hand does: press, move in steps, let go."""
    item.scroll_into_view_if_needed()
    start, end = item.bounding_box(), target.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 8, steps=12)
    page.mouse.up()


def tabs_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there."""
    for _ in range(200):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


# Matching


def test_an_entry_is_dragged_onto_its_place(page: Page) -> None:
    form = page.locator("#kind-matching")
    drags(page, form.locator(".tile[data-letter=b]"), form.locator(".match-row").nth(1))
    assert placed(form) == ["", "b", ""]
    expect(form.locator("[data-live]")).to_have_text("B is matched with: What could go wrong?")


def test_a_drag_that_is_given_up_changes_nothing(page: Page) -> None:
    form = page.locator("#kind-matching")
    tile = form.locator(".tile[data-letter=a]")
    tile.hover()
    page.mouse.down()
    page.mouse.move(400, 300, steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert placed(form) == ["", "", ""]
    assert tile.evaluate("tile => tile.style.translate") == ""


def test_an_entry_is_picked_up_and_put_down_by_finger(finger: Page) -> None:
    form = finger.locator("#kind-matching")
    form.locator(".tile[data-letter=c]").tap()
    form.locator(".match-left").nth(2).tap()
    assert placed(form) == ["", "", "c"]


def test_places_are_filled_from_their_lists_by_keyboard(page: Page) -> None:
    form = page.locator("#kind-matching")
    first = form.get_by_label("Who may spend money, and on what?")
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert placed(form) == ["a", "b", ""]


# Ordering


def order(page: Page) -> str:
    """The steps as they stand."""
    letters = page.locator("#kind-ordering .step").evaluate_all("steps => steps.map((s) => s.dataset.letter)")
    return "".join(letters)


def test_a_step_is_dragged_to_another_rank(page: Page) -> None:
    form = page.locator("#kind-ordering")
    drags(page, form.locator(".step[data-letter=d] .step-grip"), form.locator(".step[data-letter=a]"))
    assert order(page) == "dabc"
    assert placed(form) == list("dabc")


def test_steps_are_moved_by_keyboard_alone_and_each_move_is_said(page: Page) -> None:
    form = page.locator("#kind-ordering")
    tabs_to(page, form.get_by_role("button", name="Move B up"))
    page.keyboard.press("Enter")
    assert order(page) == "bacd"
    expect(form.locator("[data-live]")).to_have_text("B is now 1 of 4.")
    expect(form.get_by_role("button", name="Move B down")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert order(page) == "acbd"
    assert placed(form) == list("acbd")


def test_a_step_is_moved_by_finger(finger: Page) -> None:
    finger.get_by_role("button", name="Move C up").tap()
    assert order(finger) == "acbd"


def test_an_order_that_nobody_touched_is_no_answer_until_it_is_kept(page: Page) -> None:
    form = page.locator("#kind-ordering")
    assert placed(form) == ["", "", "", ""]
    expect(form.locator("[data-order-words]")).to_contain_text("No answer yet")
    form.get_by_role("button", name="Keep this order").click()
    assert placed(form) == list("abcd")
    expect(form.locator("[data-order-words]")).to_have_text("This order is your answer.")


# Hotspot


def test_a_region_is_chosen_on_the_figure_or_in_the_list(page: Page) -> None:
    form = page.locator("#kind-hotspot")
    form.locator("[data-region=c]").click()
    expect(form.locator("input[value=c]")).to_be_checked()
    assert form.locator("[data-chosen]").evaluate_all("all => all.map((one) => one.dataset.region)") == ["c"]
    form.locator("input[value=a]").check()
    assert form.locator("[data-chosen]").evaluate_all("all => all.map((one) => one.dataset.region)") == ["a"]


def test_a_region_is_chosen_by_finger(finger: Page) -> None:
    finger.locator("#kind-hotspot [data-region=d]").tap()
    expect(finger.locator("#kind-hotspot input[value=d]")).to_be_checked()


def test_a_region_is_chosen_by_keyboard_in_the_list(page: Page) -> None:
    form = page.locator("#kind-hotspot")
    form.locator("input[value=b]").focus()
    page.keyboard.press("ArrowDown")
    expect(form.locator("[data-region=c]")).to_have_attribute("data-chosen", "")


# Options, gaps, numbers, words


def test_an_option_is_struck_out_stays_readable_and_can_be_chosen(page: Page) -> None:
    form = page.locator("#kind-single")
    form.get_by_role("button", name="Strike out option B").click()
    assert form.locator("[name=struck]").input_value() == "bc"
    form.locator("input[value=b]").check()
    expect(form.locator("input[value=b]")).to_be_checked()
    form.get_by_role("button", name="Strike out option B").click()
    assert form.locator("[name=struck]").input_value() == "c"


def test_words_are_highlighted_and_a_click_takes_the_mark_away(page: Page) -> None:
    form = page.locator("#kind-single")
    expect(form.locator("mark")).to_have_text("the ice season")
    words = form.locator(".stem").inner_text()
    page.evaluate(SELECT, [4, 9])
    page.get_by_role("button", name="Highlight").click()
    assert form.locator("[name=highlights]").input_value() == "4-9,14-28"
    assert form.locator("mark").all_inner_texts() == ["trial", "the ice season"]
    form.locator("mark").last.click()
    assert form.locator("[name=highlights]").input_value() == "4-9"
    assert form.locator(".stem").inner_text() == words


def test_highlights_that_touch_become_one(page: Page) -> None:
    for ends in ([4, 9], [7, 20]):
        page.evaluate(SELECT, ends)
        page.get_by_role("button", name="Highlight").click()
    assert page.locator("#kind-single [name=highlights]").input_value() == "4-28"


def test_gaps_and_numbers_are_filled_by_keyboard(page: Page) -> None:
    page.get_by_label("Gap 1").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert placed(page.locator("#kind-dropdown")) == ["a", "a"]
    tabs_to(page, page.get_by_label("Enter a number in EUR."))
    page.keyboard.type("-13.5")
    assert page.locator("#number").input_value() == "-13.5"


# Tools


def computes(page: Page, keys: str) -> str:
    """What the calculator shows after these keys."""
    page.keyboard.press("c")
    for key in keys:
        page.keyboard.press(key)
    return page.locator("[data-display]").inner_text()


SUMS = {
    "0.1+0.2=": "0.3",
    "1.1*1.1=": "1.21",
    "100-99.99=": "0.01",
    "2/3*3=": "2",
    "1/3=": "0.33333333333",
    "2+3*4=": "20",
    "9-12=": "−3",
    "200+10%=": "220",
    "50*10%=": "5",
    "2+3===": "11",
    "1/0=": "Cannot divide by 0",
    "999999999999*9=": "Too long to show",
    "12,5+1=": "13.5",
}


def test_the_calculator_computes_in_decimals_by_keyboard(page: Page) -> None:
    page.get_by_role("button", name="Calculator").click()
    assert {keys: computes(page, keys) for keys in SUMS} == SUMS
    page.keyboard.press("Escape")
    expect(page.locator("#calculator")).to_be_hidden()
    expect(page.get_by_role("button", name="Calculator")).to_be_focused()


def test_the_calculator_remembers(page: Page) -> None:
    page.get_by_role("button", name="Calculator").click()
    for name in ("5", "Add to the memory", "Clear all", "7", "Subtract from the memory", "3", "Plus"):
        page.get_by_role("button", name=name, exact=True).click()
    for name in ("Recall the memory", "Equals"):
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("[data-display]")).to_have_text("1")


def test_size_contrast_and_the_map_of_keys_are_kept_on_this_device(page: Page) -> None:
    root = page.locator("html")
    page.get_by_role("button", name="Text size").click()
    expect(root).to_have_attribute("data-text", "2")
    page.get_by_role("button", name="More contrast").click()
    expect(root).to_have_attribute("data-contrast", "more")
    cookies = {cookie.get("name"): cookie.get("value") for cookie in page.context.cookies()}
    assert (cookies["text"], cookies["contrast"]) == ("2", "more")
    page.get_by_role("button", name="All keys").click()
    page.get_by_label("Do not listen to single keys").check()
    page.keyboard.press("Escape")
    page.reload()
    page.get_by_role("button", name="All keys").click()
    expect(page.get_by_label("Do not listen to single keys")).to_be_checked()


# Everything at once


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("opened", ["", "Calculator", "Notes", "All keys"])
def test_the_kinds_and_the_tools_are_accessible_and_fit(
    guide: Guide, pictures: Path, width: int, opened: str
) -> None:
    with guide.shown(pictures, viewport={"width": width, "height": 800}) as somebody:
        if opened:
            somebody.clicks(opened)
        somebody.looks(opened or "guide")


def test_every_kind_can_be_answered_without_javascript(guide: Guide, pictures: Path) -> None:
    with guide.shown(pictures, javascript=False) as somebody:
        page = somebody.page
        for choice in ("single input[value=b]", "multiple input[value=d]", "hotspot input[value=c]"):
            page.locator(f"#kind-{choice}").check()
        page.get_by_label("What could go wrong?").first.select_option("b")
        page.get_by_label("Second").select_option("d")
        page.get_by_label("Gap 2").select_option("a")
        page.get_by_label("Enter a number in EUR.").fill("12.5")
        for useless in page.locator(".opt-strike, .step-moves, .room-tools, [data-hint]").all():
            expect(useless).to_be_hidden()
        page.locator("summary", has_text="Notes").click()
        expect(page.get_by_role("button", name="Save the notes")).to_be_visible()
