"""Makers: plain functions that make one thing with believable defaults, each changed by naming it.

A maker takes an open `work`, or a `workshop` in which it opens one for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account
from webapp.services.passwords import CHEAPEST, Hasher
from webapp.services.work import Work, Workshop
from webapp.store.tables.accounts import AccountRow

PASSWORD = "correct horse battery"
HASHER = Hasher(CHEAPEST)


def account(
    into: Work | Workshop,
    *,
    role: Role = Role.LEARNER,
    name: str = "Ada",
    email: str | None = None,
    password: str = PASSWORD,
    active: bool = True,
) -> Account:
    """An account that can sign in; without an address it is the name at example.org."""
    with _open(into) as work:
        row = AccountRow(
            id=work.new_id(),
            email=email or f"{name.lower().replace(' ', '.')}@example.org",
            name=name,
            role=role.value,
            password_hash=_hash_of(password),
            active=active,
            session_version=1,
            created_at=work.now,
        )
        work.session.add(row)
        work.session.flush()
        return Account(row.id, row.email, row.name, role, row.active, row.session_version, row.created_at)


def actor(account: Account) -> Actor:
    """The actor somebody is once they have signed in."""
    return Actor(account.id, account.role, account.session_version, account.name)


@lru_cache
def _hash_of(password: str) -> str:
    """A password's hash; the same password gets the same one within a run."""
    return HASHER.hash(password)


@contextmanager
def _open(into: Work | Workshop) -> Iterator[Work]:
    """The work itself, or one opened in the workshop."""
    if isinstance(into, Work):
        yield into
    else:
        with into.writing() as work:
            yield work
