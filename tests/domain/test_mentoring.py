"""Pairings, comments and the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from webapp.domain.errors import BadInput, NotFound, WrongState
from webapp.domain.mentoring import (
    MAX_COMMENT,
    Desk,
    LearnerLine,
    Pairing,
    PairingState,
    PlanLine,
    check_body,
)
from webapp.domain.plans.plan import PlanState

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MENTOR, LEARNER, STRANGER = UUID(int=1), UUID(int=2), UUID(int=3)
INVITED = Pairing(UUID(int=9), MENTOR, "amara@example.org", NOON)
ACTIVE = INVITED.accept(learner=LEARNER, email="amara@example.org", at=NOON)


def test_the_invited_person_accepts_and_is_the_learner() -> None:
    assert (ACTIVE.state, ACTIVE.learner, ACTIVE.accepted_at) == (PairingState.ACTIVE, LEARNER, NOON)


def test_the_invited_person_declines() -> None:
    declined = INVITED.decline(email="amara@example.org", at=NOON)
    assert (declined.state, declined.learner, declined.ended_at) == (PairingState.DECLINED, None, NOON)


def test_somebody_else_finds_no_invitation() -> None:
    with pytest.raises(NotFound):
        INVITED.accept(learner=STRANGER, email="eve@example.org", at=NOON)
    with pytest.raises(NotFound):
        INVITED.decline(email="eve@example.org", at=NOON)


def test_an_invitation_is_answered_once() -> None:
    for answered in (
        ACTIVE,
        INVITED.decline(email="amara@example.org", at=NOON),
        ACTIVE.end(by=MENTOR, at=NOON),
    ):
        with pytest.raises(WrongState):
            answered.accept(learner=LEARNER, email="amara@example.org", at=NOON)
        with pytest.raises(WrongState):
            answered.decline(email="amara@example.org", at=NOON)


def test_nobody_mentors_themselves() -> None:
    with pytest.raises(BadInput):
        INVITED.accept(learner=MENTOR, email="amara@example.org", at=NOON)


@pytest.mark.parametrize("side", [MENTOR, LEARNER])
def test_either_side_ends_a_pairing_once(side: UUID) -> None:
    ended = ACTIVE.end(by=side, at=NOON)
    assert (ended.state, ended.ended_at) == (PairingState.ENDED, NOON)
    with pytest.raises(WrongState):
        ended.end(by=side, at=NOON)


def test_a_stranger_finds_no_pairing_to_end() -> None:
    with pytest.raises(NotFound):
        ACTIVE.end(by=STRANGER, at=NOON)
    with pytest.raises(NotFound):
        INVITED.end(by=LEARNER, at=NOON)


def test_a_mentor_takes_an_invitation_back() -> None:
    assert INVITED.end(by=MENTOR, at=NOON).state is PairingState.ENDED


@pytest.mark.parametrize("body", ["", " \n ", "x" * (MAX_COMMENT + 1)])
def test_a_comment_says_something_that_can_be_read(body: str) -> None:
    with pytest.raises(BadInput) as refusal:
        check_body(body)
    assert refusal.value.field == "body"


def test_a_comment_is_trimmed_and_nothing_else() -> None:
    assert check_body("  One.\n\n<b>Two.</b> ") == "One.\n\n<b>Two.</b>"


def test_the_queue_holds_sent_plans_the_longest_waiting_first() -> None:
    def line(number: int, sent_at: datetime | None) -> LearnerLine:
        state = PlanState.IN_REVIEW if sent_at else PlanState.DRAFT
        plan = PlanLine(UUID(int=50 + number), "Plan", state, sent_at, "Well?")
        return LearnerLine(UUID(int=number), "Name", NOON, None, plan, None, None)

    new, none, old = line(1, NOON), line(2, None), line(3, NOON - timedelta(days=2))
    planless = replace(none, plan=None)
    assert Desk((new, none, planless, old), ()).queue == (old, new)
