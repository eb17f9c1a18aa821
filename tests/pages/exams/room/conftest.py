"""Somebody who sits in the exam room without a script."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.pages.exams.room.sitting import Sitting
from tests.support import make
from tests.support.visitor import Visitor
from tests.support.whole_exams import whole_shelf
from webapp.catalog.shelf import Catalog
from webapp.domain.accounts import Account
from webapp.services.work import Workshop


@pytest.fixture
def shelf() -> Catalog:
    """The tiny school, and exams that can be sat from beginning to end."""
    return whole_shelf()


@pytest.fixture
def ada(visitor: Visitor, workshop: Workshop) -> Account:
    """A learner, signed in."""
    account = make.account(workshop)
    visitor.signs_in_as(account)
    return account


@pytest.fixture
def sits(visitor: Visitor, workshop: Workshop, ada: Account) -> Callable[..., Sitting]:
    """Start an attempt: a rehearsal of every kind in three sections unless told otherwise."""

    def sits(exam: str = "kinds", **fields: str) -> Sitting:
        page = visitor.posts(f"/exams/{exam}/attempts", {"mode": "rehearsal", **fields})
        return Sitting(visitor, ada, workshop, UUID(page.path.split("/")[3]))

    return sits


@pytest.fixture
def sitting(sits: Callable[..., Sitting]) -> Sitting:
    """A rehearsal that has begun."""
    return sits()


@pytest.fixture
def study(sits: Callable[..., Sitting]) -> Sitting:
    """Twenty questions of every kind, with a reason after each answer and no clock."""
    return sits(mode="study", count="20")
