"""Forms of accounts. They check shape; what a name, an address or a password must be is the domain's to say."""

from __future__ import annotations

from typing import TypeVar

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from webapp.domain.access import Role
from webapp.domain.accounts import MAX_EMAIL, MAX_NAME, MAX_PASSWORD
from webapp.domain.errors import BadInput, TooManyTries
from webapp.pages import edge
from webapp.pages.filters import duration

Form = TypeVar("Form", bound=FlaskForm)

WRONG = "The address and the password do not belong together. Check both, or set a new password."
WRONG_OLD = "This is not your present password."


def _email() -> EmailField:
    return EmailField(
        "E-mail address",
        [InputRequired("Write your e-mail address."), Length(max=MAX_EMAIL)],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )


def _name() -> StringField:
    return StringField(
        "Name",
        [InputRequired("Write the name you go by."), Length(max=MAX_NAME)],
        render_kw={"autocomplete": "name"},
    )


def _known_password(label: str) -> PasswordField:
    return PasswordField(
        label,
        [InputRequired("Write your password."), Length(max=MAX_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )


def _new_password(label: str) -> PasswordField:
    return PasswordField(
        label, [InputRequired("Choose a password.")], render_kw={"autocomplete": "new-password"}
    )


class SignInForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """The door; `next` is where the person wanted to go."""

    email = _email()
    password = _known_password("Password")
    next = HiddenField()


class RegisterForm(FlaskForm):  # type: ignore[misc]
    """A newcomer who is signed in at once."""

    name = _name()
    email = _email()
    password = _new_password("Password")


class JoinForm(FlaskForm):  # type: ignore[misc]
    """A newcomer who is sent a letter."""

    name = _name()
    email = _email()


class ResetForm(FlaskForm):  # type: ignore[misc]
    """Somebody who cannot sign in."""

    email = _email()


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password, set with a link."""

    password = _new_password("New password")


class NameForm(FlaskForm):  # type: ignore[misc]
    """Another name."""

    name = _name()


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """Another password, by somebody who knows the old one."""

    old = _known_password("Present password")
    password = _new_password("New password")


class RoleForm(FlaskForm):  # type: ignore[misc]
    """Another role for somebody."""

    role = StringField("Role", [AnyOf([role.value for role in Role])])


def typed(field: StringField) -> str:
    """What was typed into a field."""
    return field.data or ""


def refuse(form: Form, refusal: BadInput | TooManyTries | str, field: str = "") -> Form:
    """Show why the form was refused, at the field it belongs to or above all fields."""
    if isinstance(refusal, TooManyTries):
        wait = duration(refusal.until - edge.now())
        refusal = f"Too many tries with a wrong password. Signing in with this address waits for {wait}."
    elif isinstance(refusal, BadInput):
        field = refusal.field or field
    errors = {each.name: each for each in form}
    if field in errors:
        errors[field].errors = [*errors[field].errors, str(refusal)]
    else:
        form.form_errors.append(str(refusal))
    return form
