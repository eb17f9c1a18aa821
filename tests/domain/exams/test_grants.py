"""Grants are kept as a record: each with its reason, none twice by mistake."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.domain.exams.values import NOON
from webapp.domain.errors import BadInput, WrongState
from webapp.domain.exams import grants
from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.grants import LONGEST_REASON, Grant

HALF_MORE = Accommodation(percent=150)
LAST = Grant(UUID(int=1), HALF_MORE, "Letter of 3 May.", NOON, "Mona")


def test_a_reason_is_kept_without_the_space_around_it() -> None:
    assert grants.check_reason("  Letter of 3 May.\n") == "Letter of 3 May."
    assert len(grants.check_reason("x" * LONGEST_REASON)) == LONGEST_REASON


@pytest.mark.parametrize("reason", ["", " \n", "x" * (LONGEST_REASON + 1)])
def test_no_reason_and_an_endless_one_are_refused(reason: str) -> None:
    with pytest.raises(BadInput) as refusal:
        grants.check_reason(reason)
    assert refusal.value.field == "reason"


def test_a_grant_sent_twice_is_known_again() -> None:
    assert grants.is_repeat(LAST, HALF_MORE, "Letter of 3 May.")


def test_another_grant_is_none_twice_sent() -> None:
    assert not grants.is_repeat(LAST, NONE, "No longer asked for.")
    assert not grants.is_repeat(None, HALF_MORE, "Letter of 3 May.")


def test_a_grant_that_changes_nothing_is_refused() -> None:
    with pytest.raises(WrongState):
        grants.is_repeat(LAST, HALF_MORE, "Another letter.")
    with pytest.raises(WrongState):
        grants.is_repeat(None, NONE, "Nothing.")
