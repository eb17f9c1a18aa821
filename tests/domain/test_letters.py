"""Rules of letters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from webapp.domain import letters
from webapp.domain.letters import Letter, Template

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LETTER = Letter(UUID(int=1), "ada@example.org", Template.WELCOME, {"link": "secret"}, NOON, NOON)


def test_a_claimed_letter_is_nobody_elses_until_the_lease_ends() -> None:
    claimed = LETTER.claim(at=NOON)
    assert (claimed.tries, claimed.due_at) == (1, NOON + letters.LEASE)


def test_a_delivered_letter_forgets_what_it_said() -> None:
    delivered = LETTER.claim(at=NOON).fail("busy", at=NOON).deliver(at=NOON)
    assert (delivered.sent_at, delivered.due_at) == (NOON, None)
    assert (delivered.context, delivered.last_error) == ({}, None)


@pytest.mark.parametrize(
    ("tries", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (9, 256), (10, 360), (99, 360)]
)
def test_the_wait_doubles_up_to_six_hours(tries: int, minutes: int) -> None:
    assert letters.wait_after(tries) == timedelta(minutes=minutes)


def test_a_failed_letter_waits_and_says_why() -> None:
    failed = LETTER.claim(at=NOON).fail("x" * 1000, at=NOON)
    assert failed.due_at == NOON + timedelta(minutes=1)
    assert failed.last_error == "x" * letters.MAX_ERROR
    assert failed.context == LETTER.context


def test_a_letter_is_given_up_after_the_last_try() -> None:
    letter = LETTER
    for _ in range(letters.MAX_TRIES):
        assert letter.due_at is not None
        letter = letter.claim(at=NOON).fail("busy", at=NOON)
    assert (letter.due_at, letter.sent_at) == (None, None)
