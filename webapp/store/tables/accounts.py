"""Accounts, failed sign-ins and reset tokens."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base, Utc


class AccountRow(Base):
    """A person who can sign in. `email` is kept tidied; `session_version` ends every session when it moves."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    session_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Utc)


class SignInFailureRow(Base):
    """Failed sign-ins in a row for an address, known or not; the address is kept only as its hash."""

    __tablename__ = "sign_in_failure"

    email_hash: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Utc)


class ResetTokenRow(Base):
    """A password reset that was asked for; only the token's hash is kept, and it works once."""

    __tablename__ = "reset_token"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Utc)
