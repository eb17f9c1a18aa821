"""Broken rules say what happened, in the rule's own sentence unless a better one was given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from webapp.domain import errors

RULES = [
    errors.NotFound,
    errors.NotAllowed,
    errors.SignedOut,
    errors.BadInput,
    errors.TimeIsUp,
    errors.AttemptClosed,
    errors.SectionLocked,
    errors.Resting,
    errors.AnswerStands,
    errors.Stale,
    errors.WrongState,
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_sentence_of_its_own(rule: type[errors.RuleBroken]) -> None:
    assert str(rule()) == rule.message
    assert rule.message.endswith(".")
    assert len({each.message for each in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_better_sentence_takes_its_place(rule: type[errors.RuleBroken]) -> None:
    assert str(rule("The plan is with your mentor.")) == "The plan is with your mentor."


def test_bad_input_names_its_field_if_it_has_one() -> None:
    assert errors.BadInput("Too short.", field="password").field == "password"
    assert errors.BadInput("Too short.").field is None


def test_too_many_tries_says_until_when() -> None:
    until = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
    assert errors.TooManyTries(until).until == until


def test_a_collision_breaks_no_rule() -> None:
    assert not issubclass(errors.Collision, errors.RuleBroken)
