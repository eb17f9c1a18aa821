"""Time that is up, without a script: whatever comes late leads to the result."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.pages.exams.room.sitting import Sitting
from tests.support.clock import HandClock


def test_a_late_answer_leads_to_the_result_and_does_not_count(sitting: Sitting, clock: HandClock) -> None:
    sitting.opens(1)
    clock.forward(minutes=75)
    page = sitting.presses("Next", sitting.right(1))
    assert page.h1.startswith("Result of All kinds")
    assert sitting.attempt.sheet == {}


@pytest.mark.parametrize("tail", ["sections/0/end", "pause", "questions/1", "notes"])
@pytest.mark.parametrize(
    ("closed", "said"), [(False, (410, "TimeIsUp")), (True, (409, "AttemptClosed"))], ids=["open", "closed"]
)
def test_whatever_comes_too_late_hears_the_same_and_leads_to_the_result(
    sitting: Sitting, clock: HandClock, tail: str, *, closed: bool, said: tuple[int, str]
) -> None:
    sent = {"op": str(UUID(int=5)), "seen": "0", "choice": "a"}
    if closed:
        sitting.visitor.posts(sitting.url("submit"))
    clock.forward(minutes=75)
    script = {"Accept": "application/json"}
    page = sitting.visitor.posts(sitting.url(tail), sent, status=said[0], headers=script)
    assert page.json["error"] == said[1]
    page = sitting.visitor.posts(sitting.url(tail), sent)
    assert page.path == sitting.url("result")
    assert page.h1.startswith("Result of All kinds")
    assert sitting.attempt.sheet == {}


@pytest.mark.parametrize("tail", ["questions/1", "overview", "break"])
def test_every_page_of_an_attempt_that_is_over_leads_to_its_result(
    sitting: Sitting, clock: HandClock, tail: str
) -> None:
    clock.forward(minutes=75)
    assert sitting.opens(tail).h1.startswith("Result of All kinds")
    sitting.visitor.posts(sitting.url("submit"))
    assert sitting.opens(tail).h1.startswith("Result of All kinds")
