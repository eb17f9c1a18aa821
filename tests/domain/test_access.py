"""Who may do what."""

from __future__ import annotations

from uuid import UUID

import pytest

from webapp.domain import access
from webapp.domain.access import PERMISSIONS, VISITOR, Action, Actor, Role
from webapp.domain.errors import NotAllowed, NotFound, SignedOut

ADA = Actor(UUID(int=1), Role.LEARNER, 1, "Ada")

WHO_MAY: dict[Action, str] = {
    Action.VISIT: "visitor learner mentor author admin",
    Action.USE_ACCOUNT: "learner mentor author admin",
    Action.STUDY: "learner mentor author",
    Action.SIT_EXAM: "learner mentor author",
    Action.RATE_SELF: "learner mentor author",
    Action.PLAN: "learner mentor author",
    Action.MENTOR: "mentor",
    Action.READ_BANK: "author",
    Action.SEE_STYLEGUIDE: "author admin",
    Action.MANAGE_ACCOUNTS: "admin",
    Action.ACCOMMODATE: "mentor admin",
    Action.ANSWER_REPORTS: "author admin",
}


def test_the_table_above_names_every_action_and_the_map_every_role() -> None:
    assert set(WHO_MAY) == set(Action)
    assert set(PERMISSIONS) == set(Role)


@pytest.mark.parametrize("action", list(Action))
def test_each_action_is_open_to_these_and_nobody_else(action: Action) -> None:
    people = {"visitor": VISITOR} | {role.value: Actor(UUID(int=1), role, 1) for role in Role}
    assert {name for name, actor in people.items() if access.may(actor, action)} == set(
        WHO_MAY[action].split()
    )


def test_a_visitor_is_asked_to_sign_in_and_a_role_without_the_right_is_refused() -> None:
    access.require(ADA, Action.STUDY)
    with pytest.raises(SignedOut):
        access.require(VISITOR, Action.STUDY)
    with pytest.raises(NotAllowed):
        access.require(ADA, Action.MANAGE_ACCOUNTS)


def test_what_is_not_ones_own_is_not_there() -> None:
    access.require_own(ADA, UUID(int=1))
    for stranger in (Actor(UUID(int=2), Role.ADMIN, 1), VISITOR):
        with pytest.raises(NotFound):
            access.require_own(stranger, UUID(int=1))


def test_a_visitor_is_no_person() -> None:
    assert ADA.person == UUID(int=1)
    with pytest.raises(SignedOut):
        _ = VISITOR.person
