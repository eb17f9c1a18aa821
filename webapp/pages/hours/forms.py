"""The form of an entry of contact hours. It checks shape; how much and how long is the domain's to say."""

from __future__ import annotations

from datetime import date

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional

from webapp.domain.hours import HOUR, MOST_PROOF, MOST_WORDS, HoursEntry
from webapp.pages.plans.forms import Day, clean, clean_line
from webapp.services.hours import EntryDraft


class EntryForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """What it was, with whom, when, how long, and what shows it."""

    what = StringField(
        "What it was",
        [DataRequired("Say what it was.")],
        filters=[clean_line],
        render_kw={"maxlength": MOST_WORDS},
    )
    provider = StringField(
        "Provider",
        [DataRequired("Say who gave it.")],
        filters=[clean_line],
        render_kw={"maxlength": MOST_WORDS},
    )
    day = Day("Day", [InputRequired("Name the day it ended.")])
    hours = StringField(
        "Hours",
        [DataRequired("Say how many hours.")],
        filters=[clean_line],
        render_kw={"inputmode": "decimal", "maxlength": 10},
    )
    proof = TextAreaField(
        "Proof", [Optional()], filters=[clean], render_kw={"rows": 3, "maxlength": MOST_PROOF}
    )

    def draft(self) -> EntryDraft:
        """The entry as it was typed."""
        return EntryDraft(
            what=self.what.data or "",
            provider=self.provider.data or "",
            day=self.day.data or date.max,
            hours=self.hours.data or "",
            proof=self.proof.data or "",
        )


def entry_form(entry: HoursEntry | None = None) -> EntryForm:
    """The form of a new entry, or of one that is changed."""
    if entry is None:
        return EntryForm(formdata=None)
    shown = {name: getattr(entry, name) for name in ("what", "provider", "day", "proof")}
    return EntryForm(formdata=None, data={**shown, "hours": f"{entry.minutes / HOUR:g}"})
