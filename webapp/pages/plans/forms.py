"""Forms of plans. They check shape; what a plan, a goal or a step must be is the domain's to say."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from webapp.domain.errors import RuleBroken
from webapp.domain.mentoring import MAX_COMMENT
from webapp.domain.plans.plan import Plan, PlanState
from webapp.domain.progress.skills import LEVELS
from webapp.services.goals import GoalDesk, GoalDraft, Shelf, StepDraft
from webapp.services.plans import Beginning, OpenPlan

Form = TypeVar("Form", bound=FlaskForm)
MAX_TITLE = 120
MAX_RULE = 1000
MAX_LINK = 500
MAX_DIGITS = 9
GOAL_FIELDS = ("skill", "title", "from_level", "to_level", "done_when", "due")
KEPT = {"\n", "\t"}


def clean(text: str | None) -> str | None:
    """What was typed, with one kind of line break and without control characters, which a database may refuse."""
    if text is None:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c >= " " or c in KEPT).strip()


def clean_line(text: str | None) -> str | None:
    """As `clean`, on one line: a title also stands in the subject of a letter."""
    return " ".join((clean(text) or "").split()) if text is not None else None


class Day(DateField):
    """A day; a wrong one is answered with how to write it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take a day as browsers send it."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Write the day like this: 2027-03-31.") from None


class Whole(IntegerField):
    """A whole number; anything else is answered in words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take a number as browsers send it; one of more digits than any has is not read at all."""
        if valuelist and len(valuelist[0]) > MAX_DIGITS:
            raise ValueError("Write a whole number.")
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Write a whole number.") from None


def _short(label: str, missing: str | None, *, longest: int = MAX_TITLE) -> StringField:
    return StringField(label, _checks(missing, longest), filters=[clean_line])


def _long(label: str, missing: str | None, *, longest: int) -> TextAreaField:
    return TextAreaField(label, _checks(missing, longest), filters=[clean], render_kw={"rows": 4})


def _checks(missing: str | None, longest: int) -> list[Any]:
    """Present (unless nothing is said about its absence) and not too long."""
    needed = DataRequired(missing) if missing else Optional()
    return [needed, Length(max=longest, message=f"Keep it under {longest:,} characters.")]


def _level(label: str) -> SelectField:
    choices = [SelectChoice(str(level), f"Level {level}") for level in LEVELS]
    return SelectField(label, [InputRequired("Choose a level.")], coerce=int, choices=choices)


def _known_id(text: str | None) -> str | None:
    """An id as it was sent, or nothing when it is none."""
    try:
        return str(UUID(text)) if text else text
    except ValueError:
        return ""


class SeenForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """A form that changes what its page showed; `version` is the one that was shown."""

    version = HiddenField(default="0")

    @property
    def seen(self) -> int:
        """The version the page showed; 0, which none has, when it is missing."""
        shown = self.version.data or ""
        return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 10 else 0


class PlanForm(SeenForm):
    """Title, date and hours of a plan."""

    title = _short("Title", "Say what the plan leads to.")
    target_date = Day("Target date", [Optional()])
    hours_a_week = Whole(
        "Hours a week",
        [Optional(), NumberRange(0, 168, "A week has 168 hours.")],
        render_kw={"inputmode": "numeric"},
    )

    @property
    def minutes_a_week(self) -> int:
        """The weekly budget in minutes; 0 when none was given."""
        return (self.hours_a_week.data or 0) * 60


class BeginForm(PlanForm):
    """A new plan, with the proposed goals to begin with."""

    goals = SelectMultipleField("Goals to begin with", choices=[], validate_choice=False)


class GoalForm(SeenForm):
    """A goal."""

    skill = SelectField("Competency", [InputRequired("Choose a competency.")], validate_choice=False)
    title = _short("Goal", "Say in a few words what you will be able to do.")
    from_level = _level("From level")
    to_level = _level("To level")
    done_when = _long("Done when", "Say what would show that the goal is met.", longest=MAX_RULE)
    due = Day("Due", [Optional()])

    def draft(self) -> GoalDraft:
        """What was typed."""
        return GoalDraft(
            self.title.data or "",
            self.skill.data or "",
            self.from_level.data,
            self.to_level.data,
            self.done_when.data or "",
            self.due.data,
        )


class StepForm(FlaskForm):  # type: ignore[misc]
    """A step towards a goal."""

    lesson = SelectField("Lesson", validate_choice=False)
    title = _short("What you will do", None)
    minutes = Whole("Minutes", [Optional()], render_kw={"inputmode": "numeric"})
    due = Day("Due", [Optional()])
    link = _short("Link", None, longest=MAX_LINK)

    def draft(self) -> StepDraft:
        """What was typed."""
        return StepDraft(
            self.title.data or "",
            self.minutes.data,
            self.due.data,
            self.lesson.data or "",
            self.link.data or "",
        )


class ReplyForm(FlaskForm):  # type: ignore[misc]
    """Words about a plan: a comment, a question to the mentor, or a mentor's answer to what was sent."""

    body = _long("Your words", None, longest=MAX_COMMENT)
    goal = SelectField(
        "About", choices=[SelectChoice("", "The whole plan")], filters=[_known_id], validate_choice=False
    )
    sent = HiddenField(default="")

    @property
    def goal_id(self) -> UUID | None:
        """The goal the words are about; None for the whole plan."""
        return UUID(self.goal.data) if self.goal.data else None

    @property
    def sent_at(self) -> datetime | None:
        """When the plan that was read had been sent."""
        try:
            return datetime.fromisoformat(self.sent.data or "")
        except ValueError:
            return None


def plan_form(plan: Plan) -> PlanForm:
    """The form of a plan as it stands."""
    hours = plan.minutes_a_week // 60 or None
    shown = {"title": plan.title, "target_date": plan.target_date, "hours_a_week": hours}
    return PlanForm(formdata=None, data={**shown, "version": str(plan.version)})


def goal_form(desk: GoalDesk, form: GoalForm | None = None) -> GoalForm:
    """The form of a goal: filled from the goal that is changed or proposed, or as it was refused."""
    if form is None:
        form = GoalForm(formdata=None, data={**_shown(desk), "version": str(desk.plan.version)})
    form.skill.choices = [SelectChoice(skill.code, skill.title) for skill in desk.shelf.skills.values()]
    return form


def _shown(desk: GoalDesk) -> dict[str, Any]:
    """What the fields of a goal begin with."""
    if desk.goal:
        return {name: getattr(desk.goal, name) for name in GOAL_FIELDS}
    if desk.proposal:
        proposed = {
            name: getattr(desk.proposal, name) for name in ("title", "from_level", "to_level", "done_when")
        }
        return {**proposed, "skill": desk.proposal.skill.code}
    return {"from_level": 1, "to_level": 2}


def reply_form(opened: OpenPlan, form: ReplyForm | None = None) -> ReplyForm:
    """The form for words about a plan: fresh, or as it was refused, with the plan's goals to speak of."""
    plan = opened.plan
    form = form or ReplyForm(formdata=None)
    form.sent.data = plan.sent_at.isoformat() if plan.sent_at else ""
    goals = [SelectChoice(str(goal.id), f"Goal {at}: {goal.title}") for at, goal in enumerate(plan.goals, 1)]
    form.goal.choices = [SelectChoice("", "The whole plan"), *goals]
    form.body.label.text = _asked(opened)
    if opened.mine or plan.state is not PlanState.IN_REVIEW:
        form.body.flags.required = True  # only an approval can do without words
    return form


def _asked(opened: OpenPlan) -> str:
    """What the words are asked for."""
    if opened.mine:
        return "Your question or comment" if opened.plan.editable else "Your comment"
    return "Your answer" if opened.plan.state is PlanState.IN_REVIEW else "Your comment"


def begin_form(beginning: Beginning) -> BeginForm:
    """The form of a new plan, with every proposed goal taken."""
    codes = [each.skill.code for each in beginning.proposals]
    return BeginForm(formdata=None, data={"title": beginning.title, "goals": codes})


def lesson_choices(shelf: Shelf, skill: str) -> list[SelectChoice]:
    """No lesson, then those that teach the competency, then the others."""
    lessons = sorted(shelf.lessons.values(), key=lambda lesson: skill not in lesson.skills)
    named = [
        SelectChoice(lesson.path, f"{lesson.number} {lesson.title}, {lesson.minutes} min")
        for lesson in lessons
    ]
    return [SelectChoice("", "No lesson"), *named]


def refuse(form: Form, refusal: RuleBroken | str, *, field: str = "") -> Form:
    """Show why the form was refused, at the field it belongs to or above all fields."""
    name = getattr(refusal, "field", None) or field
    fields = {each.name: each for each in form}
    if name in fields:
        fields[name].errors = [*fields[name].errors, str(refusal)]
    else:
        form.form_errors.append(str(refusal))
    return form
