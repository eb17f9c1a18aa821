"""Accounts, failed sign-ins and reset tokens: rows to values and back.

A password's hash never travels inside an Account: it is asked for and kept by itself. Addresses are looked for in
the tidy form the domain makes; tokens and the addresses of failed sign-ins are known here by their hashes only.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account, Failures
from webapp.domain.errors import Collision, NotFound, SignedOut
from webapp.store.signed_in import SIGNED_IN_AS, asking_as
from webapp.store.tables.accounts import AccountRow, ResetTokenRow, SignInFailureRow

UPSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

_STANDING = select(AccountRow.id).where(*SIGNED_IN_AS)


def require_standing(session: Session, actor: Actor) -> None:
    """Raise SignedOut unless the actor's session is as good as when it was opened: one statement."""
    if session.execute(_STANDING, asking_as(actor)).first() is None:
        raise SignedOut


def get(session: Session, account_id: UUID) -> Account:
    """The account of that id; raises NotFound."""
    return _account(session.get(AccountRow, account_id))


def claim(session: Session, account_id: UUID) -> Account:
    """The account of that id, locked until the transaction ends; raises NotFound."""
    return _account(session.get(AccountRow, account_id, with_for_update=True, populate_existing=True))


def find_by_email(session: Session, email: str) -> Account | None:
    """The account with that tidy address, or None."""
    row = session.scalar(select(AccountRow).where(AccountRow.email == email))
    return _account(row) if row else None


def find_password_hash(session: Session, account_id: UUID) -> str:
    """The hash of the account's password; empty when none was set yet."""
    asked = select(AccountRow.password_hash).where(AccountRow.id == account_id)
    return session.scalar(asked) or ""


def list_people(session: Session, *, like: str = "", limit: int = 100) -> tuple[Account, ...]:
    """Accounts by name; `like` keeps those whose name or address holds it."""
    asked = select(AccountRow).order_by(func.lower(AccountRow.name), AccountRow.id).limit(limit)
    if like:
        asked = asked.where(
            or_(
                AccountRow.name.icontains(like, autoescape=True),
                AccountRow.email.contains(like.casefold(), autoescape=True),
            )
        )
    return tuple(_account(row) for row in session.scalars(asked))


def claim_admins(session: Session) -> int:
    """How many active admins there are; none of them can change until the transaction ends."""
    admins = (
        select(AccountRow.id)
        .where(AccountRow.role == Role.ADMIN.value, AccountRow.active)
        .order_by(AccountRow.id)
    )
    return len(session.scalars(admins.with_for_update()).all())


def add(session: Session, account: Account, *, password_hash: str) -> None:
    """Keep a new account; when somebody else just took the address the whole work is to be done again."""
    try:
        session.execute(
            insert(AccountRow).values(
                id=account.id,
                created_at=account.created_at,
                email=account.email,
                password_hash=password_hash,
                **_changing(account),
            )
        )
    except IntegrityError as error:
        raise Collision from error


def keep(session: Session, account: Account) -> None:
    """Keep what may change of an account."""
    session.execute(update(AccountRow).where(AccountRow.id == account.id).values(**_changing(account)))


def keep_password_hash(session: Session, account_id: UUID, password_hash: str) -> None:
    """Keep the hash of a new password."""
    session.execute(update(AccountRow).where(AccountRow.id == account_id).values(password_hash=password_hash))


def find_failures(session: Session, email_hash: str) -> Failures:
    """Failed sign-ins in a row for an address."""
    row = session.get(SignInFailureRow, email_hash)
    return Failures(row.count, row.last_at) if row else Failures()


def claim_failures(session: Session, email_hash: str, *, at: datetime) -> Failures:
    """Failed sign-ins in a row for an address, locked: a second sign-in for it waits for this one."""
    fresh = UPSERT[session.get_bind().dialect.name](SignInFailureRow).values(
        email_hash=email_hash, count=0, last_at=at
    )
    held = fresh.on_conflict_do_update(index_elements=["email_hash"], set_={"count": SignInFailureRow.count})
    kept = held.returning(SignInFailureRow.count.label("failed"), SignInFailureRow.last_at)
    row = session.execute(kept).one()
    return Failures(row.failed, row.last_at if row.failed else None)


def keep_failure(session: Session, email_hash: str, *, at: datetime) -> None:
    """Count one more failed sign-in for an address that was claimed."""
    session.execute(
        update(SignInFailureRow)
        .where(SignInFailureRow.email_hash == email_hash)
        .values(count=SignInFailureRow.count + 1, last_at=at)
    )


def remove_failures(session: Session, email_hash: str) -> None:
    """Forget the failed sign-ins for an address."""
    session.execute(delete(SignInFailureRow).where(SignInFailureRow.email_hash == email_hash))


def remove_old_failures(session: Session, *, before: datetime) -> None:
    """Forget failed sign-ins whose last was long ago."""
    session.execute(delete(SignInFailureRow).where(SignInFailureRow.last_at < before))


def add_token(session: Session, token_hash: str, account_id: UUID, *, expires_at: datetime) -> None:
    """Keep the hash of a reset token."""
    session.execute(
        insert(ResetTokenRow).values(token_hash=token_hash, account_id=account_id, expires_at=expires_at)
    )


def find_token(session: Session, token_hash: str, *, at: datetime) -> Account | None:
    """The account a token opens at that instant, or None; a disabled account has none."""
    return _opened(session, token_hash, at=at, lock=False)


def claim_token(session: Session, token_hash: str, *, at: datetime) -> Account | None:
    """As `find_token`, with account and token locked, so that a token sent twice works once."""
    return _opened(session, token_hash, at=at, lock=True)


def remove_tokens(session: Session, account_id: UUID) -> None:
    """Make every reset token of an account worthless."""
    session.execute(delete(ResetTokenRow).where(ResetTokenRow.account_id == account_id))


def remove_old_tokens(session: Session, *, at: datetime) -> None:
    """Forget the tokens whose time is over."""
    session.execute(delete(ResetTokenRow).where(ResetTokenRow.expires_at <= at))


def _opened(session: Session, token_hash: str, *, at: datetime, lock: bool) -> Account | None:
    """The active account behind a token that is not too old."""
    asked = (
        select(AccountRow)
        .join(ResetTokenRow, ResetTokenRow.account_id == AccountRow.id)
        .where(ResetTokenRow.token_hash == token_hash, ResetTokenRow.expires_at > at, AccountRow.active)
    )
    row = session.scalar(asked.with_for_update() if lock else asked)
    return _account(row) if row else None


def _changing(account: Account) -> dict[str, Any]:
    """The columns of an account that may change."""
    return {
        "name": account.name,
        "role": account.role.value,
        "active": account.active,
        "session_version": account.session_version,
    }


def _account(row: AccountRow | None) -> Account:
    """A row as a value; raises NotFound for None."""
    if row is None:
        raise NotFound
    return Account(
        row.id, row.email, row.name, Role(row.role), row.active, row.session_version, row.created_at
    )
