"""A form that shows every kind of field."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length

SKILLS = [SelectChoice("risk", "Risk management"), SelectChoice("scope", "Scope and requirements")]
LEVELS = [SelectChoice(str(level), f"Level {level}") for level in range(1, 6)]


class SampleForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """Every kind of field the product uses."""

    name = StringField("Name", [InputRequired(), Length(max=80)])
    email = EmailField("E-mail address", [InputRequired()])
    password = PasswordField("Password", [InputRequired()])
    hours = IntegerField("Hours a week")
    due = DateField("Due")
    skill = SelectField("Competency", choices=SKILLS)
    words = TextAreaField("What should your mentor look at?")
    level = RadioField("Level", choices=LEVELS)
    agreed = BooleanField("Show my results to my mentor")


def filled() -> SampleForm:
    """The form as somebody has filled it in."""
    typed = {"name": "Amara Okafor", "email": "amara@example.org", "hours": 6, "level": "2", "agreed": True}
    return SampleForm(formdata=None, data=typed, prefix="filled-")


def refused() -> SampleForm:
    """The form as it comes back when it could not be taken."""
    form = SampleForm(formdata=None, data={"email": "amara at example.org", "hours": 200}, prefix="refused-")
    for name, reason in {
        "email": "This does not look like an e-mail address.",
        "hours": "A week has 168 hours.",
        "words": "Ask your mentor something: it makes the answer useful.",
        "level": "Choose the level that comes closest.",
    }.items():
        form[name].errors = [reason]
    return form
