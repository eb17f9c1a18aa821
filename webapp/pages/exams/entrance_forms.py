"""Forms before an exam: the day it is sat, what to start, and the practice somebody builds."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import AnyOf, InputRequired, Optional

from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.wish import ONLY, Wish
from webapp.domain.questions import Kind
from webapp.pages.plans.forms import Day, Whole, clean_line

COUNTS = (10, 20, 50)
MODES = (Mode.REHEARSAL.value, Mode.STUDY.value)
KINDS = tuple(kind.value for kind in Kind)
DIFFICULTIES = (1, 2, 3, 4, 5)
AFTER, END, ALL = "after", "end", "all"
MOST_CODES = 200


def _minutes() -> Whole:
    return Whole("Minutes", [Optional()], render_kw={"inputmode": "numeric"})


class DayForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """The day of the real exam; it is asked for in the address, so it needs no token."""

    class Meta:
        """Nothing is changed by it."""

        csrf = False

    on = Day("When do you sit it?", [Optional()])


class StartForm(FlaskForm):  # type: ignore[misc]
    """A rehearsal, or study over the whole outline."""

    mode = HiddenField(validators=[AnyOf(MODES, "Choose rehearsal or study.")])
    on = Day("The day of your exam", [Optional()])
    count = RadioField(
        "Questions", [Optional()], coerce=int, choices=[SelectChoice(n, str(n)) for n in COUNTS], default=20
    )
    minutes = _minutes()

    def wish(self) -> Wish:
        """What is to be started."""
        if self.mode.data == Mode.REHEARSAL:
            return Wish(on=self.on.data)
        return Wish(mode=Mode.STUDY, count=self.count.data, minutes=self.minutes.data, feedback=True)


class PracticeForm(FlaskForm):  # type: ignore[misc]
    """A practice somebody builds. Each value of `tasks` is one task's code, or a domain's joined by commas.

    `opened` is the preset it was opened from, which saving under the same name replaces.
    """

    tasks = SelectMultipleField("Domains and tasks", choices=[], validate_choice=False)
    kinds = SelectMultipleField("Kinds", choices=[SelectChoice(kind, kind) for kind in KINDS])
    difficulties = SelectMultipleField(
        "Difficulty", coerce=int, choices=[SelectChoice(level, str(level)) for level in DIFFICULTIES]
    )
    only = RadioField(
        "Questions",
        [Optional()],
        choices=[SelectChoice(ALL, "All"), *(SelectChoice(*each) for each in ONLY.items())],
        default=ALL,
    )
    count = Whole("How many", [InputRequired("Say how many questions.")], render_kw={"inputmode": "numeric"})
    minutes = _minutes()
    feedback = RadioField(
        "Reasons",
        choices=[SelectChoice(AFTER, "After each answer"), SelectChoice(END, "At the end")],
        default=AFTER,
    )
    name = StringField("Name", [Optional()], filters=[clean_line])
    opened = HiddenField(default="", filters=[clean_line])

    def validate_tasks(self, _field: Any) -> None:
        """Refuse more tasks than any outline has, before anything is compared with them."""
        if len(self._codes) > MOST_CODES:
            raise ValidationError("Choose among the tasks of the outline.")

    @property
    def _codes(self) -> tuple[str, ...]:
        """The tasks that were ticked, each once."""
        ticked = (clean_line(code) for value in self.tasks.data or () for code in value.split(","))
        return tuple(dict.fromkeys(code for code in ticked if code))

    def wish(self) -> Wish:
        """What was put together, as far as it fits."""
        return Wish(
            mode=Mode.CUSTOM,
            count=self.count.data or 0,
            minutes=self.minutes.data,
            feedback=self.feedback.data == AFTER,
            tasks=self._codes[:MOST_CODES],
            kinds=tuple(Kind(kind) for kind in self.kinds.data or () if kind in KINDS),
            difficulties=tuple(level for level in self.difficulties.data or () if level in DIFFICULTIES),
            only=self.only.data if self.only.data in ONLY else "",
        )


def practice_form(wish: Wish, name: str = "") -> PracticeForm:
    """The form of a practice as it stands; `name` is the preset it was opened from."""
    shown = {
        "tasks": wish.tasks,
        "kinds": [kind.value for kind in wish.kinds],
        "difficulties": wish.difficulties,
        "only": wish.only or ALL,
        "count": wish.count,
        "minutes": wish.minutes,
        "feedback": AFTER if wish.feedback else END,
    }
    return PracticeForm(formdata=None, data={**shown, "name": name, "opened": name})


def proposed(asked: MultiDict[str, str], *, most: int) -> Wish:
    """The practice an address asks for (`task`, several times, and `only`), or one over the whole bank of `most`."""
    only = asked.get("only", "")
    codes = tuple(dict.fromkeys(asked.getlist("task")))[:MOST_CODES]
    count = max(1, min(Wish.count, most))
    return Wish(mode=Mode.CUSTOM, count=count, feedback=True, tasks=codes, only=only if only in ONLY else "")
