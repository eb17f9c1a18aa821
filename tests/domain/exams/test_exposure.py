"""What a learner was asked, and how it went the last time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.exams.values import NOON, attempt, event, form
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.exposure import Exposure, Went, days_of, exposures
from webapp.domain.exams.sheet import fold

EVENTS = [event(1, 1, answer="a"), event(2, 2, answer="d"), event(3, 3, answer="", flagged=True)]


def finished() -> Attempt:
    """One right, one wrong, one opened and left open, one never touched; handed in after midnight."""
    sat = attempt(form_of=form("a", "b", "c", "d"), sheet=fold((each, NOON) for each in EVENTS))
    return sat.submit(NOON + timedelta(minutes=9))


def test_the_whole_form_was_shown_with_how_each_question_went() -> None:
    assert exposures(finished()) == {
        "q-1": Exposure("2026-11-22", Went.RIGHT),
        "q-2": Exposure("2026-11-22", Went.WRONG),
        "q-3": Exposure("2026-11-22", Went.OPEN, flagged=True),
        "q-4": Exposure("2026-11-22", Went.OPEN),
    }


def test_the_day_is_that_of_the_end() -> None:
    late = attempt(sheet=fold([(EVENTS[0], NOON)]), started_at=NOON + timedelta(hours=11, minutes=55))
    running = exposures(late)["q-1"]
    ended = exposures(late.submit(NOON + timedelta(minutes=1)))["q-1"]
    assert running.day == "2026-11-22"
    assert ended.day == "2026-11-22"


@pytest.mark.parametrize(("went", "missed"), [(Went.RIGHT, False), (Went.WRONG, True), (Went.OPEN, True)])
def test_what_was_wrong_or_left_open_is_asked_again(went: Went, *, missed: bool) -> None:
    assert Exposure("2026-11-22", went).missed is missed


def test_how_it_went_follows_the_corrected_key() -> None:
    rekeyed = Correction(1, "q-2", "v2", Rule.REKEY, "why", date(2026, 11, 23), ("w",))
    assert exposures(finished(), {"v2": rekeyed})["q-2"].went is Went.RIGHT


def test_the_day_of_each_question_alone() -> None:
    assert days_of({"q-1": Exposure("2026-11-01", Went.RIGHT)}) == {"q-1": "2026-11-01"}
    assert days_of({}) == {}
