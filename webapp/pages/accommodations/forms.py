"""Forms of accommodations. They check shape; what can be granted is the domain's to say."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.grants import LONGEST_REASON
from webapp.pages.plans.forms import Whole, clean

OTHER = "other"
SHARES = {"100": "No more time", "125": "125 %", "150": "150 %", "200": "200 %", OTHER: "Another share"}


def _number(label: str) -> IntegerField:
    return Whole(label, [Optional()], render_kw={"inputmode": "numeric"})


def _reason() -> TextAreaField:
    return TextAreaField(
        "Reason",
        [
            DataRequired("Say why: the reason stands in the history, and the learner sees it."),
            Length(max=LONGEST_REASON, message=f"Keep it under {LONGEST_REASON} characters."),
        ],
        filters=[clean],
        render_kw={"rows": 3},
    )


class GrantForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """What is granted to a person for every exam."""

    share = RadioField(
        "Time",
        [InputRequired("Choose how much time.")],
        choices=[SelectChoice(*each) for each in SHARES.items()],
    )
    percent = _number("Another share, in per cent")
    free_minutes = _number("Minutes on top")
    break_minutes = _number("Minutes added to each break")
    extra_breaks = _number("Extra breaks")
    untimed_practice = BooleanField("Practice without a clock")
    quiet_timer = BooleanField("A timer that does not speak up by itself")
    reason = _reason()

    @property
    def granted(self) -> Accommodation:
        """What was filled in; an empty number adds nothing."""
        other = self.share.data == OTHER
        return Accommodation(
            percent=(self.percent.data or 0) if other else int(self.share.data),
            free_minutes=self.free_minutes.data or 0,
            break_minutes=self.break_minutes.data or 0,
            extra_breaks=self.extra_breaks.data or 0,
            untimed_practice=bool(self.untimed_practice.data),
            quiet_timer=bool(self.quiet_timer.data),
        )


class TimeForm(FlaskForm):  # type: ignore[misc]
    """Minutes for one attempt."""

    minutes = Whole(
        "Minutes", [InputRequired("Enter from 1 to 240 minutes.")], render_kw={"inputmode": "numeric"}
    )
    reason = _reason()


def grant_form(granted: Accommodation) -> GrantForm:
    """The form filled with what is granted now."""
    known = str(granted.percent) in SHARES
    shown = {
        "share": str(granted.percent) if known else OTHER,
        "percent": None if known else granted.percent,
        "free_minutes": granted.free_minutes,
        "break_minutes": granted.break_minutes,
        "extra_breaks": granted.extra_breaks,
        "untimed_practice": granted.untimed_practice,
        "quiet_timer": granted.quiet_timer,
    }
    return GrantForm(formdata=None, data=shown)
