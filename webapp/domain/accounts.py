"""Rules of accounts: names, addresses, passwords, tokens, and how often signing in may fail."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from webapp.domain.access import Role
from webapp.domain.errors import BadInput, TooManyTries, WrongState

MAX_NAME = 80
MAX_EMAIL = 254
MIN_PASSWORD = 10
MAX_PASSWORD = 200
RESET_LIFE = timedelta(hours=1)
LETTERS_PER_HOUR = 3
FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_REORDERING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_IN_EMAIL = frozenset(' @<>()[]\\,;:"')


@dataclass(frozen=True)
class Account:
    """An account as the rest of the product knows it; the password hash never travels with it."""

    id: UUID
    email: str
    name: str
    role: Role
    active: bool
    session_version: int
    created_at: datetime

    def rename(self, name: str) -> Account:
        """Go by another name."""
        return replace(self, name=tidy_name(name))

    def take_role(self, role: Role) -> Account:
        """Become something else to the school; every open session ends, so that the new rights hold at once."""
        return self if role is self.role else replace(self.end_sessions(), role=role)

    def disable(self) -> Account:
        """Shut the door: no session stands and nobody can sign in."""
        return replace(self.end_sessions(), active=False)

    def enable(self) -> Account:
        """Open the door again; sessions from before stay ended."""
        return replace(self, active=True)

    def end_sessions(self) -> Account:
        """End every open session, as a changed password must."""
        return replace(self, session_version=self.session_version + 1)


@dataclass(frozen=True)
class Failures:
    """Failed sign-ins in a row for one address, whether or not an account has it."""

    count: int = 0
    last_at: datetime | None = None


def tidy_name(name: str) -> str:
    """The name as it is stored and shown: single spaces, no line breaks, nothing that cannot be seen or reorders."""
    tidy = " ".join(part for part in unicodedata.normalize("NFC", name).split(" ") if part)
    if not tidy:
        raise BadInput("Write the name you go by.", field="name")
    if len(tidy) > MAX_NAME:
        raise BadInput(f"Use at most {MAX_NAME} characters.", field="name")
    if any(unicodedata.category(c) in _UNSEEN or c in _REORDERING for c in tidy):
        raise BadInput("A name is one line of letters; this holds signs that cannot be shown.", field="name")
    return tidy


def tidy_email(email: str) -> str:
    """The one form an address is stored and compared in: NFKC, no spaces around it, lower case, ASCII."""
    tidy = unicodedata.normalize("NFKC", email).strip().casefold()
    local, _, host = tidy.partition("@")
    fits = local and "." in host.strip(".") and tidy.isascii() and tidy.isprintable()
    if not fits or len(tidy) > MAX_EMAIL or any(c in _NOT_IN_EMAIL for c in local + host):
        raise BadInput("This does not look like an e-mail address.", field="email")
    return tidy


def check_password(password: str, *, email: str) -> None:
    """Raise BadInput for a password that is too short, too long, or the address itself (NIST SP 800-63B: length)."""
    if len(password) < MIN_PASSWORD:
        raise BadInput(f"Use at least {MIN_PASSWORD} characters.", field="password")
    if len(password) > MAX_PASSWORD:
        raise BadInput(f"Use at most {MAX_PASSWORD} characters.", field="password")
    if password.casefold() in {email.casefold(), email.partition("@")[0].casefold()}:
        raise BadInput("The password must not be your address.", field="password")


def wait_until(failures: Failures) -> datetime | None:
    """Until when signing in must wait: nothing for five tries, then 30 s doubling up to a quarter of an hour."""
    if failures.last_at is None or failures.count < FREE_TRIES:
        return None
    doublings = min(failures.count - FREE_TRIES, 10)
    wait: timedelta = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
    return failures.last_at + wait


def require_patience(failures: Failures, *, at: datetime) -> None:
    """Raise TooManyTries while the wait lasts."""
    until = wait_until(failures)
    if until is not None and at < until:
        raise TooManyTries(until)


def require_other(account: Account, by: UUID | None) -> None:
    """Raise WrongState when somebody would take their own role or shut their own door; an operator is nobody."""
    if account.id == by:
        raise WrongState("You cannot change your own role or disable yourself. Another admin can.")


def require_admin_left(account: Account, admins: int) -> None:
    """Raise WrongState when `account` is the last of the active admins."""
    if account.role is Role.ADMIN and account.active and admins <= 1:
        raise WrongState("This is the last admin. Make somebody else admin first.")
