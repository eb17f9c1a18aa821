"""The small values lists are made of."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from tests.domain.exams.values import LEARNER, NOON
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt


def test_an_open_attempt_cannot_be_changed_where_it_is_shown() -> None:
    attempt = OpenAttempt(LEARNER, "mini", 6, NOON, NOON)
    with pytest.raises(FrozenInstanceError):
        attempt.deadline = NOON  # type: ignore[misc]


def test_no_list_of_attempts_carries_a_form_or_a_sheet() -> None:
    shown = {field.name for record in (OpenAttempt, FinishedAttempt) for field in fields(record)}
    assert not shown & {"form", "sheet", "key", "seed", "shape"}
