"""Forms of question reports. They check shape; how long words must be is the domain's to say."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, InputRequired

from webapp.domain.exams.reports import ReportState
from webapp.pages.plans.forms import clean

OUTCOMES = {
    ReportState.KEPT: "The question stays as it is",
    ReportState.TEXT_CHANGED: "Its text was changed",
    ReportState.KEY_CORRECTED: "Its key was corrected",
    ReportState.TAKEN_OUT: "It was taken out of the bank",
}


class ReportForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """What somebody finds wrong with a question."""

    words = TextAreaField(
        "What is wrong",
        [DataRequired("Say what is wrong with the question.")],
        filters=[clean],
        render_kw={"rows": 6, "maxlength": 4000},
    )


class AnswerForm(FlaskForm):  # type: ignore[misc]
    """What came of a report."""

    outcome = RadioField(
        "What came of it",
        [InputRequired("Choose what came of it.")],
        choices=[SelectChoice(state.value, words) for state, words in OUTCOMES.items()],
    )
    reply = TextAreaField(
        "Your answer",
        [DataRequired("Write what you found.")],
        filters=[clean],
        render_kw={"rows": 6, "maxlength": 4000},
    )
    alike = BooleanField("Answer the other reports of this version the same way")
