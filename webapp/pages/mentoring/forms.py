"""Forms of mentoring."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import EmailField
from wtforms.validators import DataRequired, Length

from webapp.domain.accounts import MAX_EMAIL
from webapp.pages.plans.forms import clean


class InviteForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """Whom a mentor invites."""

    email = EmailField(
        "E-mail address",
        [DataRequired("Write the address of the person you invite."), Length(max=MAX_EMAIL)],
        filters=[clean],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
