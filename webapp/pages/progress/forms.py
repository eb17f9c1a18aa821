"""Forms of progress: a level on the scale, and something to aim at. They check shape only."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, InputRequired, Length

from webapp.domain.progress.skills import LEVELS


class RatingForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """A level for one competency."""

    level = StringField(
        "Level", [AnyOf([str(level) for level in LEVELS], message="Choose the level that comes closest.")]
    )


class TargetForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """What to aim at, as `role:code` or `exam:code`; which codes there are is the catalogue's business."""

    target = StringField("Target", [InputRequired("Choose a role or an exam."), Length(max=100)])

    @property
    def kind_and_code(self) -> tuple[str, str]:
        """The two halves of the choice."""
        kind, _, code = str(self.target.data).partition(":")
        return kind, code
