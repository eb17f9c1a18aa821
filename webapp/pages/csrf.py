"""Tokens of forms: bound to the session, as long as it lasts, and still good after the secret key was changed."""

from __future__ import annotations

from flask import current_app
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError


class Protection(CSRFProtect):  # type: ignore[misc]  # flask_wtf ships no types
    """Flask-WTF's protection, for which a token that a previous key has signed is as good as one of the present key.

    A page of an exam may stand open while the key is changed; the session behind it goes on by
    SECRET_KEY_FALLBACKS, and so must its forms.
    """

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
