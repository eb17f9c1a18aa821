"""Tokens of forms: bound to the session, as long as it lasts, and still good after the secret key was changed."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, current_app, session
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf, validate_csrf
from itsdangerous import URLSafeTimedSerializer
from wtforms import ValidationError

KEPT = 2048


class Protection(CSRFProtect):  # type: ignore[misc]  # flask_wtf ships no types
    """Flask-WTF's protection, for which a token that a previous key has signed is as good as one of the present key.

    A page of an exam may stand open while the key is changed; the session behind it goes on by
    SECRET_KEY_FALLBACKS, and so must its forms. What a session's forms carry is signed once: its age is never asked.
    """

    def init_app(self, app: Flask) -> None:
        """Protect the forms of an application, and offer `csrf_token()` to its templates."""
        super().init_app(app)
        self._signed = lru_cache(KEPT)(
            URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps
        )
        app.context_processor(lambda: {"csrf_token": self._token})

    def _token(self) -> str:
        """The token of this session's forms; where the session has none yet, it gets one."""
        kept = session.get("csrf_token")
        return self.token_of(kept) if isinstance(kept, str) else str(generate_csrf())

    def token_of(self, kept: str) -> str:
        """The token of the forms of a session that keeps this."""
        return str(self._signed(kept))

    def _get_csrf_token(self) -> str | None:
        """The token that was sent, or the session's present one where a previous key has signed what was sent."""
        token: str | None = super()._get_csrf_token()
        for key in current_app.config["SECRET_KEY_FALLBACKS"] or ():
            try:
                validate_csrf(token, secret_key=key)
            except ValidationError:
                continue
            return str(generate_csrf())
        return token
