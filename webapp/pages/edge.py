"""The edge: who is asking, and when. It opens a reading or a writing for a route.

Who is asking stands in the signed session cookie (id, role, name, address, session version), so that no query is needed
to know it. Whether that session is still good is asked of the database once per action: by `reading` and `writing`
themselves, or, for `lean_reading` and `lean_writing`, inside the service's own first statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

from flask import Response, current_app, g, request, session
from flask_login import LoginManager, UserMixin, login_user, logout_user

from webapp.domain.access import VISITOR, Actor, Role
from webapp.domain.accounts import Account
from webapp.services import accounts
from webapp.services.work import Work, Workshop

CAME = "gantry.came"
"""Under this name a request carries the instant at which it came, where that was read before."""


class Login(LoginManager):  # type: ignore[misc]  # flask_login ships no types
    """Flask-Login without its second cookie, which remembers people after their session: nobody here is given one."""

    def _update_remember_cookie(self, response: Response) -> Response:
        """Leave the answer as it is."""
        return response


login_manager = Login()
login_manager.session_protection = None  # the session version does that job, and a proxy may change addresses


class SignedIn(UserMixin):  # type: ignore[misc]  # flask_login ships no types
    """The person Flask-Login knows: the actor read from the session cookie."""

    def __init__(self, actor: Actor) -> None:
        """Wrap an actor."""
        self.actor = actor

    def get_id(self) -> str:
        """The account's id, as Flask-Login keeps it in the session."""
        return str(self.actor.id)


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _load(_user_id: str) -> SignedIn | None:
    """The person of this session, from the cookie alone; None when the cookie is of another make."""
    found = actor_of(session)
    return SignedIn(found) if found else None


def actor_of(said: Mapping[str, Any]) -> Actor | None:
    """Who is signed in by what a session's cookie says; None when nobody is, or the cookie is of another make."""
    try:
        return _actor(said["_user_id"], said["role"], said["version"], said["name"])
    except (KeyError, TypeError, ValueError):
        return None


@lru_cache(2048)
def _actor(user_id: str, role: str, version: int, name: str) -> Actor:
    """The same actor for the same words."""
    return Actor(UUID(user_id), Role(role), int(version), str(name))


def sign_in(account: Account) -> None:
    """Open a fresh session for an account; whatever the old session held is gone."""
    session.clear()
    session.permanent = True
    session["role"] = account.role.value
    session["version"] = account.session_version
    session["name"] = account.name
    session["email"] = account.email
    login_user(SignedIn(Actor(account.id, account.role, account.session_version, account.name)))


def sign_out() -> None:
    """End this session."""
    logout_user()
    session.clear()


def actor() -> Actor:
    """Whoever asks."""
    return actor_of(session) or VISITOR


def email() -> str:
    """The address with which whoever asks has signed in."""
    return email_of(session)


def email_of(said: Mapping[str, Any]) -> str:
    """The address somebody has signed in with, by what a session's cookie says; nothing where an older one does not."""
    found = said.get("email")
    return found if isinstance(found, str) else ""


def now() -> datetime:
    """The one instant of this request (UTC), read from the clock when it is first asked for."""
    if "now" not in g:
        g.now = request.environ.get(CAME) or _workshop().now()
    return cast(datetime, g.now)


def reading() -> AbstractContextManager[Work]:
    """A work that only looks, for whoever asks; raises SignedOut when their session has ended."""
    return _checked(_workshop().reading(actor(), now=now()))


def writing() -> AbstractContextManager[Work]:
    """A work that commits at the end of its block; raises SignedOut when the session has ended."""
    return _checked(_workshop().writing(actor(), now=now()))


def lean_reading() -> AbstractContextManager[Work]:
    """As `reading`, for a hot page whose own statement checks the session."""
    return _workshop().single(actor(), now=now())


def lean_writing() -> AbstractContextManager[Work]:
    """As `writing`, for a hot action whose own statement checks the session."""
    return _workshop().writing(actor(), now=now())


@contextmanager
def _checked(opened: AbstractContextManager[Work]) -> Iterator[Work]:
    """Ask once whether the session still stands."""
    with opened as work:
        if work.actor.id is not None:
            accounts.require_standing(work)
        yield work


def safe_next(target: str | None, fallback: str) -> str:
    """A path of this site to go on to; anything that could leave the site becomes the fallback."""
    if not target or len(target) > 500 or not target.startswith("/") or target.startswith("//"):
        return fallback
    if "\\" in target or not (target.isascii() and target.isprintable()):
        return fallback
    parts = urlsplit(target)
    return fallback if parts.scheme or parts.netloc else target


def wants_json() -> bool:
    """Whether a script asks: it gets a typed answer and is never redirected."""
    return request.accept_mimetypes.best == "application/json"


def _workshop() -> Workshop:
    """The workshop the composition root has put into the application."""
    return cast(Workshop, current_app.extensions["workshop"])
