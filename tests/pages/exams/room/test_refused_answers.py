"""An answer that cannot be kept as it was entered, without a script: it stands on its page with the reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.pages.exams.room.sitting import Sitting, answer_on
from tests.support.clock import HandClock
from tests.support.visitor import Page
from webapp.domain.questions import Kind

REFUSED: dict[str, tuple[Kind, dict[str, Any], str]] = {
    "more than are asked for": (Kind.MULTIPLE, {"choice": ["a", "b", "c"]}, "Choose 2: 3 are marked."),
    "no number": (Kind.NUMERIC, {"number": "0,,85"}, "Enter a number in digits: for example 1250 or 0.85."),
    "a step twice": (
        Kind.ORDERING,
        {"place-1": "c", "place-2": "", "place-3": "c"},
        "Each step has one place only.",
    ),
}


def is_described(page: Page, fault: str) -> None:
    """Fail unless the words stand beside what was entered, and the page begins to be read there."""
    assert page.find("#answer-fault").text == fault
    assert page.find("#answer [aria-describedby~=answer-fault]")
    (start,) = [each for each in page.root.every() if "autofocus" in each.attributes]
    assert start.get("id") in {"answer-fault", "number"}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("button", ["Next", "Show the reason", "Pause"])
def test_a_refused_answer_still_stands_on_its_page_and_nothing_is_kept(
    study: Sitting, name: str, button: str
) -> None:
    kind, entered, fault = REFUSED[name]
    position = study.position_of(kind)
    study.opens(position)
    marks = {"sure": "2", "flagged": "1", "struck": "a", "highlights": "0-4", "spent": "31"}
    page = study.presses(button, {**entered, **marks}, status=422)
    assert page.path == study.url(f"questions/{position}")
    is_described(page, fault)
    assert answer_on(page) == entered
    hidden = {each.get("name"): each.get("value") for each in page.find_all("#answer input[type=hidden]")}
    assert {**hidden, "sure": "2"}.items() >= marks.items()
    assert page.find("#answer input[name=sure][checked]").get("value") == "2"
    assert page.find("button[value=flag]").get("aria-pressed") == "true"
    assert (hidden["seen"], hidden["checked"]) == ("0", "0")
    page.sees("Not saved", "0 of 20 answered").misses("Reason for", "Your answer,")
    assert (study.attempt.sheet, study.attempt.resting) == ({}, None)


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_answer_that_was_mended_is_kept_with_its_marks(study: Sitting, name: str) -> None:
    kind, entered, _ = REFUSED[name]
    position = study.position_of(kind)
    study.opens(position)
    study.presses("Flag", {**entered, "sure": "3"}, status=422)
    right = study.right(position)
    page = study.presses("Overview", right)
    assert page.path == study.url("overview")
    entry = study.attempt.entry(position)
    assert study.attempt.item(position).is_right(entry.answer)
    assert (entry.sequence, entry.sure, entry.flagged) == (1, 3, True)


def test_the_places_that_were_given_one_step_are_the_ones_that_are_marked(study: Sitting) -> None:
    study.opens(study.position_of(Kind.ORDERING))
    page = study.presses("Next", {"place-1": "b", "place-2": "a", "place-3": "b"}, status=422)
    marked = [each.get("name") for each in page.find_all("#answer select[aria-invalid=true]")]
    assert marked == ["place-1", "place-3"]


@pytest.mark.parametrize("kind", [Kind.MULTIPLE, Kind.MATCHING, Kind.DROPDOWN, Kind.ORDERING])
def test_less_than_is_asked_for_is_kept_and_stands_again(study: Sitting, kind: Kind) -> None:
    position = study.position_of(kind)
    begun: dict[str, Any] = {"choice": ["b"]} if kind is Kind.MULTIPLE else {"place-2": "b"}
    study.opens(position)
    study.presses("Overview", begun).sees("Begun")
    shown = answer_on(study.opens(position))
    assert {name: value for name, value in shown.items() if value} == begun


def test_a_comma_before_decimals_is_kept_as_a_point(study: Sitting) -> None:
    position = study.position_of(Kind.NUMERIC)
    study.opens(position)
    study.presses("Overview", {"number": "0,85"})
    assert study.attempt.entry(position).answer == "0.85"


def test_a_refused_answer_of_an_older_page_still_overwrites_nothing(study: Sitting) -> None:
    position = study.position_of(Kind.MULTIPLE)
    older = study.opens(position)
    study.opens(position)
    study.presses("Next", {"choice": ["a", "d"]})
    study.visitor.page = older
    study.presses("Next", {"choice": ["a", "b", "c"]}, status=422)
    study.presses("Next", {"choice": ["b", "c"]}, status=409).sees("A newer answer was saved")
    assert study.attempt.entry(position).answer == "ad"


@pytest.mark.parametrize("name", REFUSED)
def test_a_script_hears_of_a_refused_answer_by_name(study: Sitting, name: str) -> None:
    kind, entered, fault = REFUSED[name]
    sent = {"op": str(UUID(int=5)), "seen": "0", **entered}
    path = study.url(f"questions/{study.position_of(kind)}")
    page = study.visitor.posts(path, sent, status=422, headers={"Accept": "application/json"})
    assert (page.json["error"], page.json["message"]) == ("BadInput", fault)
    assert study.attempt.sheet == {}


@pytest.mark.parametrize("entered", [{"number": "0,,85"}, {"choice": "z"}, {"place-1": "ab"}])
def test_what_cannot_be_read_leads_to_what_is_true_now(
    study: Sitting, clock: HandClock, entered: dict[str, str]
) -> None:
    position = study.position_of(Kind.NUMERIC)
    path, sent = study.url(f"questions/{position}"), {"seen": "0", **entered}
    study.opens(position)
    study.presses("Show the reason", {"number": "1"})
    page = study.visitor.posts(path, {"op": str(UUID(int=5)), **sent})
    page.sees("your answer stands").misses("Not saved")
    study.visitor.posts(study.url("pause"))
    assert study.visitor.posts(path, {"op": str(UUID(int=5)), **sent}).path == study.url("break")
    study.visitor.posts(study.url("submit"))
    assert study.visitor.posts(path, {"op": str(UUID(int=5)), **sent}).path == study.url("result")
    study.visitor.posts(study.url("questions/99"), {"op": str(UUID(int=5)), **sent}, status=404)


def test_a_page_that_is_broken_is_answered_as_such(study: Sitting) -> None:
    page = study.visitor.posts(study.url("questions/1"), {"op": "none", "seen": "0"}, status=422)
    page.sees("This page is incomplete. Reload it")
