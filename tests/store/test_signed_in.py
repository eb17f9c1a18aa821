"""The check of a session inside a statement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.support import make
from webapp.domain.access import VISITOR, Actor
from webapp.domain.errors import SignedOut
from webapp.services.work import Workshop
from webapp.store.signed_in import ACCOUNT, SIGNED_IN, asking


def is_found(workshop: Workshop, actor: Actor) -> bool:
    with workshop.reading() as work:
        return work.session.execute(select(ACCOUNT.c.id).where(*SIGNED_IN), asking(actor)).first() is not None


def test_only_an_active_account_with_this_version_of_the_session_is_found(workshop: Workshop) -> None:
    ada = make.actor(make.account(workshop))
    assert is_found(workshop, ada)
    assert not is_found(workshop, replace(ada, session_version=ada.session_version + 1))
    assert not is_found(workshop, make.actor(make.account(workshop, name="Shut", active=False)))


def test_a_visitor_cannot_be_asked_for(workshop: Workshop) -> None:
    with pytest.raises(SignedOut):
        is_found(workshop, VISITOR)


def test_further_parameters_go_along(workshop: Workshop) -> None:
    ada = make.actor(make.account(workshop))
    assert asking(ada, exam="mini") == {**asking(ada), "exam": "mini"}
