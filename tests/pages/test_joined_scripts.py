"""Joined scripts: one file does what its modules do, and nothing is joined that could become something else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from webapp.pages import assets
from webapp.pages.assets import ROOM, SOURCE
from webapp.pages.joined_scripts import joined

ROOM_FREE = {"reading", "minutes", "theme", "glossary", "search", "terms"}
"""Behaviours of pages outside the exam room, which are fetched when they are met."""
MODULES = {
    "js/room.js": 'import { mount as clock } from "./behaviors/clock.js";\n'
    'import { mount } from "./behaviors/keys.js";\n\nclock();\nmount();\n',
    "js/behaviors/clock.js": 'import { TICK, say } from "../words.js";\n\n'
    "/* Says how late\n   it is. */\nexport function mount() {\n  say(`clock ${TICK}`);\n}\n",
    "js/behaviors/keys.js": 'import { say } from "../words.js";\n\n'
    "const TICK = 7; /* its own */\nexport async function mount() {\n  say(`keys ${TICK}`);\n}\n",
    "js/words.js": 'let said = 0;\n\nexport const TICK = "tick";\n'
    "export function say(words) {\n  said += 1;\n  console.log(`${said} ${words}`);\n}\n",
}


def test_every_module_stands_there_once_and_after_what_it_imports() -> None:
    text = joined("js/room.js", MODULES)
    heads = re.findall(r"^const (m\d+) = \(\(\) => \{$", text, re.MULTILINE)
    assert heads == ["m0", "m1", "m2", "m3"]
    assert text.index("let said") < text.index("clock $") < text.index("keys $") < text.index("clock();")


def test_nothing_is_imported_or_exported_any_more() -> None:
    text = joined("js/room.js", MODULES)
    assert re.findall(r"\b(?:import|export)\b", text) == []
    assert "const { mount: clock } = m1;" in text
    assert "return { TICK, say };" in text


def test_remarks_on_lines_of_their_own_are_left_out_and_nothing_else() -> None:
    text = joined("js/room.js", MODULES)
    assert "Says how late" not in text
    assert "const TICK = 7; /* its own */" in text


@pytest.mark.browser
def test_the_one_file_does_what_its_modules_do(browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with page.expect_console_message(lambda message: message.text.startswith("2")):
        page.add_script_tag(content=joined("js/room.js", MODULES), type="module")
    page.close()
    assert said == ["1 clock tick", "2 keys 7"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('import { nothing } from "./words.js";\n', "imports nothing, which js/words.js does not export"),
        ('import { say } from "./gone.js";\n', "imports js/gone.js, which is not there"),
        ('import { say } from "./words.js"\n', "cannot be joined: import"),
        ('import say from "./words.js";\n', "cannot be joined: import"),
        ('import * as words from "./words.js";\n', "cannot be joined: import"),
        ('import "./words.js";\n', "cannot be joined: import"),
        ('import { say } from "words";\n', "cannot be joined: import"),
        ('  import("./words.js");\n', "cannot be joined: import"),
        ("const here = import.meta.url;\n", "cannot be joined: const here"),
        ("export let said = 0;\n", "cannot be joined: export let"),
        ("export default function say() {}\n", "cannot be joined: export default"),
        ("export { say };\n", "cannot be joined: export"),
        ("export class Words {}\n", "cannot be joined: export class"),
        ('export * from "./words.js";\n', "cannot be joined: export"),
        ('import { a } from "./room.js";\n', "imports itself"),
    ],
)
def test_what_is_not_understood_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        joined("js/room.js", MODULES | {"js/room.js": text})


def test_an_entry_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"asks for js/gone\.js, which is not there"):
        joined("js/gone.js", MODULES)


def test_the_room_knows_every_behaviour_that_is_not_of_other_pages_alone() -> None:
    text = (SOURCE / ROOM).read_text(encoding="utf-8")
    imported = set(re.findall(r'from "\./behaviors/([\w-]+)\.js"', text))
    named = set(re.findall(r'^  "?([\w-]+)"?(?:: \w+)?,$', text, re.MULTILINE))
    there = {path.stem for path in (SOURCE / "js" / "behaviors").glob("*.js")}
    assert imported == named == there - ROOM_FREE


def test_the_room_is_served_in_one_piece() -> None:
    text = assets.gathered().files[ROOM].decode()
    assert re.findall(r"\bimport\b", text) == []
    assert len(re.findall(r"^const m\d+ = ", text, re.MULTILINE)) > 25
