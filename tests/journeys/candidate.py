"""Somebody who sits an exam and knows what they want to answer, in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from tests.journeys.person import Person

SHOWN = """
const words = (node) => node.textContent.trim().replace(/^[A-H]\\u2002/, "");
const told = (list) => [...list.options].filter((one) => one.value).map((one) => [words(one), one.value]);
const text = (box) => words(box.closest(".opt").querySelector(".opt-text"));
const shown = (page) => {
  const form = page.getElementById("answer");
  return {
    entry: Number(/Entry (\\d+)/.exec(words(page.querySelector(".stem")))[1]),
    choices: [...form.querySelectorAll("[name=choice]")].map((box) => [text(box), box.value]),
    lists: [...form.querySelectorAll("select")].map(told),
    steps: [...form.querySelectorAll(".step")].map((step) => words(step.querySelector(".step-text"))),
  };
};
"""
"""Reads off a question page what it asks, whether it stands before the candidate or was only fetched."""

READ = f"() => {{ {SHOWN} return shown(document); }}"
FETCHED = f"""async ([url, answers, spent]) => {{ {SHOWN}
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  const form = page.getElementById("answer");
  const asked = shown(page);
  const answer = answers[asked.entry];
  for (const [words, letter] of asked.choices) {{
    form.querySelector(`[name=choice][value=${{letter}}]`).checked = answer.includes(words);
  }}
  form.querySelectorAll("select").forEach((list, n) => (list.value = Object.fromEntries(asked.lists[n])[answer[n]]));
  if (form.elements.number) form.elements.number.value = answer[0];
  form.elements.spent.value = spent;
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch(url, {{ method: "POST", body, headers: {{ Accept: "application/json" }} }});
  return [asked.entry, await response.json()];
}}"""
"""Answers a question that is not before the candidate, by the very form of its page."""

MOUNTED = """async () => {
  await import(document.querySelector("script[type=module]").src);
}"""


@dataclass(frozen=True)
class Shown:
    """What a page asks: the number of its question, its options and lists by their words, its steps in order."""

    entry: int
    choices: dict[str, str]
    lists: tuple[dict[str, str], ...]
    steps: tuple[str, ...]


class Candidate:
    """A person before a question; `answers` holds what they mean to answer by the number in its stem."""

    def __init__(self, person: Person, answers: Mapping[int, tuple[str, ...]]) -> None:
        """Sit down."""
        self.person = person
        self.page: Page = person.page
        self.answers = answers

    def comes_to(self, number: int) -> None:
        """Wait until that question stands there."""
        self.person.sees_title(f"Question {number} of")

    def waits_for_the_scripts(self) -> None:
        """Wait until everything on the page has its behaviour."""
        self.page.evaluate(MOUNTED)

    def reads(self) -> Shown:
        """What the page asks."""
        seen = self.page.evaluate(READ)
        lists = tuple(dict(pairs) for pairs in seen["lists"])
        return Shown(seen["entry"], dict(seen["choices"]), lists, tuple(seen["steps"]))

    def answers_by_hand(self) -> int:
        """Answer as a mouse does, with script and without; the number of the question."""
        shown = self.reads()
        answer = self.answers[shown.entry]
        if shown.choices:
            for text in answer:
                self.page.locator(f"[name=choice][value={shown.choices[text]}]").check()
        elif shown.steps and not self.page.locator("[data-ranks]").is_visible():
            self._moves_steps(answer)
        elif shown.lists:
            for place, (options, text) in enumerate(zip(shown.lists, answer, strict=True), start=1):
                self.page.locator(f"[name=place-{place}]").select_option(options[text])
        else:
            self.page.locator("#number").fill(answer[0])
        return shown.entry

    def answers_by_keys(self) -> int:
        """Answer without a mouse; the number of the question."""
        self.waits_for_the_scripts()
        shown = self.reads()
        answer = self.answers[shown.entry]
        if shown.choices:
            for text in answer:
                self.page.keyboard.press(str(list(shown.choices).index(text) + 1))
        elif shown.steps:
            self._moves_steps_by_keys(answer)
        elif shown.lists:
            for place, (options, text) in enumerate(zip(shown.lists, answer, strict=True), start=1):
                self.tabs_to(self.page.locator(f"[name=place-{place}]"))
                for _ in range(list(options).index(text) + 1):
                    self.page.keyboard.press("ArrowDown")
        else:
            self.tabs_to(self.page.locator("#number"))
            self.page.keyboard.type(answer[0])
        return shown.entry

    def answers_from_afar(self, position: int, *, spent: int) -> int:
        """Answer another question of this attempt without going there; the number of the question."""
        url = f"/exams/attempts/{self.attempt()}/questions/{position}"
        entry, said = self.page.evaluate(FETCHED, [url, dict(self.answers), spent])
        assert "saved" in said, said
        return int(entry)

    def goes_by_key(self, key: str) -> None:
        """Leave the question by a key; from inside a list or a field, where keys are letters, by the button itself."""
        names = {"n": "next", "p": "previous", "r": "overview"}
        if self.page.evaluate("document.activeElement.matches('select, #number')"):
            self.tabs_to(self.page.locator(f"button[value={names[key]}]"))
            key = "Enter"
        self.page.keyboard.press(key)

    def presses(self, name: str) -> None:
        """Go to a button with Tab and press it."""
        self.tabs_to(self.page.get_by_role("button", name=name).first)
        self.page.keyboard.press("Enter")

    def tabs_to(self, target: Locator) -> None:
        """Press Tab until the focus is there."""
        expect(target).to_be_visible()
        for _ in range(400):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def attempt(self) -> UUID:
        """The attempt whose page is open."""
        return UUID(self.page.url.split("/attempts/")[1][:36])

    def left(self) -> int:
        """Seconds on the exam clock, as the server said when it wrote this page."""
        said = self.page.locator("[data-behavior~=timer]").get_attribute("data-milliseconds")
        return int(said or 0) // 1000

    def _moves_steps(self, answer: tuple[str, ...]) -> None:
        """Bring steps into order by their buttons."""
        for rank, text in enumerate(answer):
            step = self.page.locator(".step", has_text=text)
            for _ in range(list(self.reads().steps).index(text) - rank):
                step.locator("[data-move=up]").click()
        self._keeps_the_order()

    def _moves_steps_by_keys(self, answer: tuple[str, ...]) -> None:
        for rank, text in enumerate(answer):
            away = list(self.reads().steps).index(text) - rank
            if away:
                self.tabs_to(self.page.locator(".step", has_text=text).locator("[data-move=up]"))
            for _ in range(away):
                self.page.keyboard.press("Alt+ArrowUp")
        if self.page.locator("[data-keep]").is_visible():
            self.presses("Keep this order")

    def _keeps_the_order(self) -> None:
        """Where no step had to move, the order as it stands is the answer only once that is said."""
        keep = self.page.locator("[data-keep]")
        if keep.is_visible():
            keep.click()
