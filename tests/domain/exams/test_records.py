"""The small values lists are made of, and what is known of somebody before a start."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import timedelta

import pytest

from tests.domain.exams.values import LEARNER, NOON, attempt, item
from webapp.domain.exams import clock, timetable
from webapp.domain.exams.attempt import Attempt, Rest, RestKind
from webapp.domain.exams.conditions import Conditions, Mode
from webapp.domain.exams.exposure import Exposure, Went, days_of
from webapp.domain.exams.form import Form
from webapp.domain.exams.outline import Pauses
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt, Threshold

MINUTE = timedelta(minutes=1)
BREAK = Rest(RestKind.BREAK, NOON, 10 * MINUTE)


def listed(sat: Attempt) -> OpenAttempt:
    """An attempt as a list shows it."""
    return OpenAttempt(
        sat.id, sat.exam, Mode.REHEARSAL, len(sat.form), sat.started_at, sat.deadline, rest=sat.resting
    )


def test_an_open_attempt_cannot_be_changed_where_it_is_shown() -> None:
    one = OpenAttempt(LEARNER, "mini", Mode.REHEARSAL, 6, NOON, NOON)
    with pytest.raises(FrozenInstanceError):
        one.deadline = NOON  # type: ignore[misc]


def test_no_list_of_attempts_carries_a_form_or_a_sheet() -> None:
    shown = {field.name for record in (OpenAttempt, FinishedAttempt) for field in fields(record)}
    assert not shown & {"form", "sheet", "key", "seed", "shape"}


@pytest.mark.parametrize("minutes", [0, 5, 10, 11, 30])
@pytest.mark.parametrize(
    "sat",
    [
        attempt(),
        attempt(rests=(BREAK,), deadline=NOON + 17 * MINUTE),
        timetable.pause(attempt(conditions=Conditions(minutes=10, pauses=Pauses.FREE)), NOON + 4 * MINUTE),
    ],
    ids=["running", "in a break", "in a pause"],
)
def test_a_list_shows_the_time_the_attempt_itself_would_show(sat: Attempt, minutes: int) -> None:
    at = NOON + minutes * MINUTE
    assert listed(sat).remaining(at) == sat.remaining(at)
    assert listed(sat).is_over(at) == sat.is_over(at)


def test_what_is_not_timed_has_no_time_left() -> None:
    endless = listed(attempt(conditions=Conditions(minutes=None)))
    assert endless.deadline == clock.NEVER
    assert endless.remaining(NOON) is None
    assert not endless.is_over(NOON + 10_000 * MINUTE)


def test_what_attempts_beside_are_asking_is_known_while_they_run_and_shown_once_they_are_over() -> None:
    mine = attempt("a", deadline=NOON + 30 * MINUTE)
    study = attempt("a", "b", deadline=NOON + 20 * MINUTE)
    custom = attempt(form_of=Form((item("a", number=7),)), deadline=clock.NEVER)
    before = Threshold(mine, beside=(study, custom))
    assert before.asked(NOON) == {"q-1", "q-2", "q-7"}
    assert before.shown(NOON) == {}
    later = NOON + 25 * MINUTE
    assert before.asked(later) == {"q-7"}
    assert days_of(before.shown(later)) == {"q-1": "2026-11-22", "q-2": "2026-11-22"}
    assert days_of(before.shown(later + 10 * MINUTE)) == {"q-1": "2026-11-22", "q-2": "2026-11-22"}
    assert Threshold(None).asked(NOON) == frozenset()


def test_what_was_marked_says_more_than_what_only_ran_out() -> None:
    known = {"q-1": Exposure("2026-11-01", Went.RIGHT), "q-9": Exposure("2026-11-03", Went.WRONG)}
    past = Threshold(attempt("a", "b"), exposures=known)
    assert past.shown(NOON) == known
    assert past.shown(NOON + 60 * MINUTE) == {**known, "q-2": Exposure("2026-11-22", Went.OPEN)}
