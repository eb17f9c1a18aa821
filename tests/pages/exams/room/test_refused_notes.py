"""Notes that cannot be kept, without a script: they come back with the reason beside them."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.pages.exams.room.sitting import Sitting
from tests.support.clock import HandClock
from tests.support.visitor import Page

SAVE = "Save the notes"
TOO_LONG = "critical path\n" * 800
LIMIT = "Notes take at most 10,000 characters; these have 11,200."


def written(page: Page) -> str:
    """What stands on the pad, line by line."""
    parts = page.find("textarea").inside
    return "".join(part for part in parts if isinstance(part, str)).removeprefix("\n")


def is_open_at(page: Page, fault: str) -> None:
    """Fail unless the pad is open, with the reason beside the text, where the page begins to be read."""
    assert "open" in page.find("details.pad").attributes
    assert page.find("#notes-fault").text.startswith(fault)
    (start,) = [each for each in page.root.every() if "autofocus" in each.attributes]
    assert (start.tag, start.get("aria-describedby")) == ("textarea", "notes-fault")


def test_notes_that_are_too_long_stand_on_their_page_with_the_reason(sitting: Sitting) -> None:
    sitting.opens(2)
    page = sitting.presses(SAVE, {"text": TOO_LONG}, status=422)
    assert page.h1 == "Question 2 of 12"
    is_open_at(page, LIMIT)
    assert written(page) == TOO_LONG
    assert sitting.attempt.note.text == ""
    page = sitting.presses(SAVE, {"text": "critical path"})
    assert page.path == sitting.url("questions/2")
    assert page.find_all("#notes-fault") == []
    assert "open" not in page.find("details.pad").attributes
    assert sitting.attempt.note.text == "critical path"


def test_notes_of_an_older_page_come_back_behind_the_newer_and_both_can_be_kept(sitting: Sitting) -> None:
    older = sitting.opens(3)
    sitting.presses(SAVE, {"text": "EV 120"})
    sitting.visitor.page = older
    page = sitting.presses(SAVE, {"text": "PV 150"}, status=409)
    assert page.h1 == "Question 3 of 12"
    is_open_at(page, "Newer notes were saved from another page.")
    assert written(page) == "EV 120\n\nPV 150"
    assert sitting.attempt.note.text == "EV 120"
    assert sitting.presses(SAVE).path == sitting.url("questions/3")
    assert sitting.attempt.note.text == "EV 120\n\nPV 150"


def test_notes_that_are_too_long_still_overwrite_no_newer_ones(sitting: Sitting) -> None:
    older = sitting.opens(1)
    sitting.presses(SAVE, {"text": "EV 120"})
    sitting.visitor.page = older
    sitting.presses(SAVE, {"text": TOO_LONG}, status=422)
    page = sitting.presses(SAVE, {"text": "PV 150"}, status=409)
    assert written(page) == "EV 120\n\nPV 150"
    assert sitting.attempt.note.text == "EV 120"


def test_in_a_break_refused_notes_have_a_page_of_their_own(sitting: Sitting) -> None:
    older = sitting.opens(1)
    sitting.presses(SAVE, {"text": "EV 120"})
    sitting.ends_section()
    sitting.visitor.page = older
    page = sitting.presses(SAVE, {"text": "PV 150"}, status=409)
    assert page.h1 == "Your notes are not saved yet"
    page.sees("Newer notes were saved from another page.")
    assert page.find("main a").get("href") == sitting.url("break")
    assert written(page) == "EV 120\n\nPV 150"
    assert sitting.presses(SAVE).path == sitting.url("break")
    assert sitting.attempt.note.text == "EV 120\n\nPV 150"


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("text", ["EV 120", TOO_LONG], ids=["short", "long"])
def test_notes_that_come_too_late_are_shown_once_more_with_the_way_to_the_result(
    sitting: Sitting, clock: HandClock, text: str, *, closed: bool
) -> None:
    older = sitting.opens(1)
    if closed:
        sitting.visitor.posts(sitting.url("submit"))
    clock.forward(minutes=75)
    sitting.visitor.page = older
    status = 422 if text == TOO_LONG else 409 if closed else 410
    page = sitting.presses(SAVE, {"text": text}, status=status)
    assert page.h1 == "These notes came too late"
    page.sees("The attempt was over before these notes arrived")
    assert written(page) == text
    assert "readonly" in page.find("textarea").attributes
    assert page.find_all("button", text=SAVE) == []
    assert page.find("main a").get("href") == sitting.url("result")
    assert sitting.attempt.note.text == ""


@pytest.mark.parametrize("text", ["", " \n"])
def test_nothing_on_the_pad_is_nothing_to_show_again(sitting: Sitting, clock: HandClock, text: str) -> None:
    sitting.opens(1)
    clock.forward(minutes=75)
    assert sitting.presses(SAVE, {"text": text}).path == sitting.url("result")


def test_a_script_hears_which_notes_stand_instead(sitting: Sitting) -> None:
    sitting.opens(1)
    sitting.presses(SAVE, {"text": "EV 120"})
    sent = {"op": str(UUID(int=5)), "seen": "0", "text": "PV 150"}
    script = {"Accept": "application/json"}
    page = sitting.visitor.posts(sitting.url("notes"), sent, status=409, headers=script)
    assert (page.json["error"], page.json["sequence"], page.json["newer"]) == ("Stale", 1, {"text": "EV 120"})
    page = sitting.visitor.posts(sitting.url("notes"), {**sent, "text": TOO_LONG}, status=422, headers=script)
    assert (page.json["error"], page.json["message"]) == ("BadInput", LIMIT)
