"""An answer of an older page, without a script: the newer one stands, and what was chosen here is not lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.pages.exams.room.sitting import Sitting, answer_on
from tests.support.visitor import Page
from webapp.domain.questions import Kind

# for each kind: what was saved meanwhile, what the older page sends, and how that is said
TWO_PAGES: dict[Kind, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    Kind.SINGLE: ({"choice": ["a"]}, {"choice": ["c"]}, ["C"]),
    Kind.MULTIPLE: ({"choice": ["a", "d"]}, {"choice": ["b", "c"]}, ["B", "C"]),
    Kind.HOTSPOT: ({"choice": ["a"]}, {"choice": ["b"]}, ["B"]),
    Kind.MATCHING: ({"place-1": "a"}, {"place-1": "b", "place-2": "a"}, ["", ""]),
    Kind.DROPDOWN: ({"place-1": "a"}, {"place-2": "b"}, ["Gap 2"]),
    Kind.ORDERING: ({"place-1": "a"}, {"place-1": "b", "place-3": "c"}, ["First", "Third"]),
    Kind.NUMERIC: ({"number": "7"}, {"number": "-1250.5"}, ["−1250.5"]),
}


def meets(sitting: Sitting, position: int, newer: dict[str, Any], older: dict[str, Any], button: str) -> Page:
    """Save an answer from one page, then another from a page that has not seen it."""
    page = sitting.opens(position)
    sitting.presses("Flag", newer)
    sitting.visitor.page = page
    return sitting.presses(button, {"op": str(UUID(int=7)), **older}, status=409)


def lines(page: Page) -> list[str]:
    """What the page says was chosen on it."""
    return [each.text for each in page.find_all(".yours li")]


@pytest.mark.parametrize("kind", TWO_PAGES)
def test_the_newer_answer_is_shown_with_what_was_chosen_here_and_that_can_be_put_back(
    study: Sitting, kind: Kind
) -> None:
    newer, older, said = TWO_PAGES[kind]
    position = study.position_of(kind)
    page = meets(study, position, newer, older, "Overview")
    assert page.find("[role=alert]").text.startswith("A newer answer was saved from another page")
    assert {name: value for name, value in answer_on(page).items() if value} == newer
    assert [line.startswith(start) for line, start in zip(lines(page), said, strict=False)] == [True] * len(
        said
    )
    assert lines(page)[len(said) :] == ["Flag not set"]
    stands = study.attempt.entry(position)
    page = study.presses("Put back what I had here")
    assert page.path == study.url(f"questions/{position}")
    assert {name: value for name, value in answer_on(page).items() if value} == older
    entry = study.attempt.entry(position)
    assert (stands.sequence, entry.sequence, entry.flagged) == (1, 2, False)
    assert page.find_all(".yours") == []


def test_what_was_chosen_here_overwrites_nothing_until_it_is_put_back(study: Sitting) -> None:
    position = study.position_of(Kind.MULTIPLE)
    page = meets(study, position, {"choice": ["a", "d"]}, {"choice": ["b"]}, "Show the reason")
    assert "Reason for" not in page.text
    assert (study.attempt.entry(position).answer, study.attempt.entry(position).checked) == ("ad", False)
    study.presses("Next")
    assert study.attempt.entry(position).answer == "ad"


def test_a_page_that_is_stale_twice_says_it_twice(study: Sitting) -> None:
    position = study.position_of(Kind.MULTIPLE)
    older = meets(study, position, {"choice": ["a"]}, {"choice": ["b"], "sure": "3"}, "Next")
    assert lines(older)[1:] == ["Flag not set", "How sure Sure"]
    study.opens(position)
    study.presses("Next", {"choice": ["d"]})
    study.visitor.page = older
    page = study.presses("Put back what I had here", status=409)
    assert lines(page)[0].startswith("B")
    assert answer_on(page) == {"choice": ["d"]}
    study.presses("Put back what I had here")
    entry = study.attempt.entry(position)
    assert (entry.answer, entry.sure) == ("b", 3)


def test_an_answer_that_was_taken_back_here_is_said_to_be_none(study: Sitting) -> None:
    position = study.position_of(Kind.NUMERIC)
    page = meets(study, position, {"number": "7"}, {"number": ""}, "Next")
    assert lines(page) == ["No answer", "Flag not set"]
    assert answer_on(study.presses("Put back what I had here")) == {"number": ""}


def test_where_both_pages_say_the_same_there_is_nothing_to_put_back(study: Sitting) -> None:
    position = study.position_of(Kind.NUMERIC)
    page = study.opens(position)
    study.presses("Next", {"number": "7"})
    study.visitor.page = page
    page = study.presses("Next", {"op": str(UUID(int=7)), "number": "7"}, status=409)
    page.sees("A newer answer was saved from another page")
    assert (lines(page), page.find_all(".yours button")) == ([], [])
