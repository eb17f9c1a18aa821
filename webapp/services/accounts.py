"""Accounts: registering, signing in and out of sight, passwords and their reset, and what an admin may change.

A password is checked outside any writing: the page opens a reading for `verify_password` and then a writing for what
it allows. Nobody who tries passwords holds the database's one writer while they are hashed. The failure is
counted, and the wait enforced, in the writing alone and under a lock; guesses sent side by side gain nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from webapp.domain import accounts as rules
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.errors import BadInput, NotFound, SignedOut
from webapp.domain.letters import Template
from webapp.services import letters
from webapp.services.work import Work
from webapp.store import accounts as store
from webapp.store import outbox

RESET_LETTERS = frozenset({Template.SET_PASSWORD, Template.NO_ACCOUNT})
JOIN_LETTERS = frozenset({Template.WELCOME, Template.ALREADY_REGISTERED})
HOUR = timedelta(hours=1)
FAILURE_LIFE = timedelta(days=1)


@dataclass(frozen=True)
class Verdict:
    """A password that was checked. What it is worth is decided when it is used, under the lock of its address."""

    email: str
    account: Account | None
    fits: bool
    fresh_hash: str = ""


def require_standing(work: Work) -> None:
    """Raise SignedOut when the actor's account is gone, disabled, in another role, or has ended its sessions."""
    store.require_standing(work.session, work.actor)


def register(work: Work, *, name: str, email: str, password: str) -> Account:
    """Make a learner's account of the visitor's own; BadInput at the address when it is taken."""
    return add(work, name=name, email=email, password=password, role=Role.LEARNER)


def add(work: Work, *, name: str, email: str, password: str, role: Role) -> Account:
    """Make an account in a role; BadInput for a name, address or password that cannot be."""
    account = _newcomer(work, name=name, email=email, role=role)
    rules.check_password(password, email=account.email)
    password_hash = work.hasher.hash(password)  # before the first statement: nobody waits for it
    if store.find_by_email(work.session, account.email):
        raise BadInput("Use another address, or sign in with this one.", field="email")
    store.add(work.session, account, password_hash=password_hash)
    return account


def register_by_letter(work: Work, *, name: str, email: str, site_url: str) -> None:
    """Send a link that sets the first password; somebody who has an account is told so in the letter alone."""
    newcomer = _newcomer(work, name=name, email=email, role=Role.LEARNER)
    known = store.find_by_email(work.session, newcomer.email)
    if _had_enough(work, newcomer.email, JOIN_LETTERS):
        return
    if known is None:
        store.add(work.session, newcomer, password_hash="")
    template = Template.ALREADY_REGISTERED if known else Template.WELCOME
    _send_link(work, known or newcomer, template, site_url=site_url)


def verify_password(work: Work, *, email: str, password: str) -> Verdict:
    """Check a password in the same time for every address; raises TooManyTries while the address must wait."""
    email = rules.tidy_email(email)
    rules.require_patience(store.find_failures(work.session, _digest(email)), at=work.now)
    account = store.find_by_email(work.session, email)
    kept = store.find_password_hash(work.session, account.id) if account else ""
    fits = work.hasher.fits(password, kept)
    outdated = fits and work.hasher.is_outdated(kept)
    return Verdict(email, account, fits, work.hasher.hash(password) if outdated else "")


def verify_own_password(work: Work, *, password: str) -> Verdict:
    """As `verify_password`, for whoever asks."""
    return verify_password(work, email=store.get(work.session, work.actor.person).email, password=password)


def sign_in(work: Work, verdict: Verdict) -> Account | None:
    """The account a checked password opens, or None: the failure is counted when the work ends, for any address."""
    account = _settle(work, verdict)
    if account and verdict.fresh_hash:
        store.keep_password_hash(work.session, account.id, verdict.fresh_hash)
    return account


def change_password(work: Work, verdict: Verdict, *, new: str) -> Account | None:
    """Take a new password and end every session; None when the old one was wrong, which counts as a failure."""
    rules.check_password(new, email=verdict.email)
    password_hash = work.hasher.hash(new)
    account = _settle(work, verdict)
    if account is None:
        return None
    if (account.id, account.session_version) != (work.actor.id, work.actor.session_version):
        raise SignedOut
    return _take_password(work, account, password_hash)


def ask_for_reset(work: Work, *, email: str, site_url: str) -> None:
    """Send a letter to the address, known or not; only the letter tells which. Three an hour at most."""
    email = rules.tidy_email(email)
    known = store.find_by_email(work.session, email)
    if _had_enough(work, email, RESET_LETTERS):
        return
    if known:
        _send_link(work, known, Template.SET_PASSWORD, site_url=site_url)
    else:
        letters.post(work, to=email, template=Template.NO_ACCOUNT, context={"site": site_url})


def find_reset(work: Work, *, token: str) -> Account:
    """The account whose password the token may set; raises NotFound when it was used or is too old."""
    account = store.find_token(work.session, _digest(token), at=work.now)
    if account is None:
        raise NotFound
    return account


def reset_password(work: Work, *, token: str, new: str) -> Account:
    """Set the password with a token: it works once, its sisters die with it, and every session ends."""
    account = store.claim_token(work.session, _digest(token), at=work.now)
    if account is None:
        raise NotFound
    rules.check_password(new, email=account.email)
    store.remove_failures(work.session, _digest(account.email))
    return _take_password(work, account, work.hasher.hash(new))


def get_own(work: Work) -> Account:
    """The account of whoever asks."""
    return store.get(work.session, work.actor.person)


def rename(work: Work, *, name: str) -> Account:
    """Let whoever asks go by another name."""
    account = store.claim(work.session, work.actor.person).rename(name)
    store.keep(work.session, account)
    return account


def list_people(work: Work, *, like: str = "", limit: int = 100) -> tuple[Account, ...]:
    """Accounts by name, those whose name or address holds `like`."""
    asked = "".join(c for c in like if c.isprintable()).strip()
    return store.list_people(work.session, like=asked, limit=limit)


def get_by_email(work: Work, *, email: str) -> Account:
    """The account with that address; raises NotFound."""
    account = store.find_by_email(work.session, rules.tidy_email(email))
    if account is None:
        raise NotFound(f"Nobody has the address {email}.")
    return account


def set_role(work: Work, account_id: UUID, role: Role) -> Account:
    """Give somebody else a role, at once; the last admin stays one."""
    admins = store.claim_admins(work.session)
    account = _claim_other(work, account_id)
    if role is not Role.ADMIN:
        rules.require_admin_left(account, admins)
    return _keep(work, account.take_role(role))


def disable(work: Work, account_id: UUID) -> Account:
    """Shut somebody else out, at once: sessions end, reset links die, letters stop; the last admin stays."""
    admins = store.claim_admins(work.session)
    account = _claim_other(work, account_id)
    rules.require_admin_left(account, admins)
    store.remove_tokens(work.session, account.id)
    return _keep(work, account.disable())


def enable(work: Work, account_id: UUID) -> Account:
    """Let a disabled account in again."""
    return _keep(work, store.claim(work.session, account_id).enable())


def tidy(work: Work) -> None:
    """Forget reset tokens whose time is over, and failed sign-ins older than a day."""
    store.remove_old_tokens(work.session, at=work.now)
    store.remove_old_failures(work.session, before=work.now - FAILURE_LIFE)


def _newcomer(work: Work, *, name: str, email: str, role: Role) -> Account:
    """An account that is not kept yet."""
    return Account(work.new_id(), rules.tidy_email(email), rules.tidy_name(name), role, True, 1, work.now)


def _settle(work: Work, verdict: Verdict) -> Account | None:
    """Use a verdict: under the address's lock, ask for patience, then clear the failures or count one more."""
    digest = _digest(verdict.email)
    rules.require_patience(store.claim_failures(work.session, digest, at=work.now), at=work.now)
    account = _opened(work, verdict)
    if account is None:
        store.keep_failure(work.session, digest, at=work.now)
    else:
        store.remove_failures(work.session, digest)
    return account


def _opened(work: Work, verdict: Verdict) -> Account | None:
    """The account a right password opens, unless it was disabled or its password changed since the verdict."""
    if verdict.account is None or not verdict.fits:
        return None
    account = store.claim(work.session, verdict.account.id)
    same = account.session_version == verdict.account.session_version
    return account if account.active and same else None


def _take_password(work: Work, account: Account, password_hash: str) -> Account:
    """Keep a new password: every session ends and every reset link dies."""
    store.keep_password_hash(work.session, account.id, password_hash)
    store.remove_tokens(work.session, account.id)
    return _keep(work, account.end_sessions())


def _keep(work: Work, account: Account) -> Account:
    """Keep what changed and hand the account back."""
    store.keep(work.session, account)
    return account


def _claim_other(work: Work, account_id: UUID) -> Account:
    """Somebody else's account, locked; WrongState for one's own."""
    account = store.claim(work.session, account_id)
    rules.require_other(account, work.actor.id)
    return account


def _had_enough(work: Work, email: str, templates: frozenset[Template]) -> bool:
    """Whether an address has had all the letters of these kinds it may have in an hour."""
    written = outbox.count_written(work.session, email, templates, since=work.now - HOUR)
    return written >= rules.LETTERS_PER_HOUR


def _send_link(work: Work, account: Account, template: Template, *, site_url: str) -> None:
    """Write a letter with a link that sets the password; only the token's hash is kept beside it."""
    token = work.new_token()
    store.add_token(work.session, _digest(token), account.id, expires_at=work.now + rules.RESET_LIFE)
    context = {"name": account.name, "link": f"{site_url}/account/reset/{token}", "site": site_url}
    letters.post(work, to=account.email, template=template, context=context)


def _digest(secret: str) -> str:
    """What is kept of a token, or of an address that somebody failed to sign in with."""
    return sha256(secret.encode()).hexdigest()
