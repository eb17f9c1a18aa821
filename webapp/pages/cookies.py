"""The session cookie: signed as Flask signs it, and verified once instead of at every request that brings it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any, cast

from flask import Flask
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.wrappers import Request
from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

KEPT = 2048
LONGEST = 1024  # a longer cookie is read, but not kept
PLAIN = (str, int, bool, type(None))


class KeptCookies(SecureCookieSessionInterface):
    """Sessions in signed cookies. What a good cookie says is kept under its exact text; its age is asked every time."""

    def __init__(self, app: Flask) -> None:
        """Make the serializer of this application's keys, the old ones included."""
        made = super().get_signing_serializer(app)
        if made is None:
            raise RuntimeError("an application without a secret key has no sessions")
        self._serializer: URLSafeTimedSerializer = made
        self._signer = cast(TimestampSigner, made.make_signer())
        self._lifetime = int(app.permanent_session_lifetime.total_seconds())
        self._kept = lru_cache(KEPT)(self._verified)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer:  # noqa: ARG002 - Flask's signature
        """The serializer, which stays the same while the application lives."""
        return self._serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The session of one request, to be changed by it: an empty one when no good cookie came."""
        said = self.read(request.cookies.get(self.get_cookie_name(app), ""))
        if said and not all(isinstance(value, PLAIN) for value in said.values()):
            said = deepcopy(said)
        return self.session_class(said)

    def read(self, value: str) -> Mapping[str, Any] | None:
        """What a good cookie says, for looking at only; None for any other."""
        try:
            said, signed_at = (self._kept if len(value) <= LONGEST else self._verified)(value)
        except BadSignature:
            return None
        age = self._signer.get_timestamp() - signed_at
        return said if 0 <= age <= self._lifetime else None

    def _verified(self, value: str) -> tuple[Mapping[str, Any], int]:
        """What a cookie says and when it was signed; raises BadSignature for one that we have not signed."""
        said, signed_at = self._serializer.loads(value, return_timestamp=True)
        return said, int(signed_at.timestamp())
