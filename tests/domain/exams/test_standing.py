"""How an attempt stands for those who look after it: gaps in the numbers of its saves, and silence."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest

from tests.domain.exams.values import NOON
from webapp.domain.exams.standing import Log, RunningAttempt, Standing

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("events", "numbered", "missing"), [(0, 0, 0), (100, 100, 0), (99, 100, 1), (100, 98, 0)]
)
def test_saves_that_were_acknowledged_and_are_not_stored_are_counted(
    events: int, numbered: int, missing: int
) -> None:
    assert Log(events=events, numbered=numbered).missing == missing


def test_silence_is_counted_from_the_last_save_or_from_the_start() -> None:
    assert Log().silence(NOON, NOON + 5 * MINUTE) == 5 * MINUTE
    assert Log(last_at=NOON + 3 * MINUTE).silence(NOON, NOON + 5 * MINUTE) == 2 * MINUTE


def test_no_answer_and_no_key_stand_in_what_others_see() -> None:
    shown = {field.name for record in (Log, Standing, RunningAttempt) for field in fields(record)}
    assert not shown & {"answer", "answers", "sheet", "key", "form", "outcome"}
