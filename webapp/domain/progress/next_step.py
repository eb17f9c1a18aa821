"""What to do next: one thing, chosen by a rule that can be read as a list.

The clock comes first (an exam that is running), then what somebody else waits for, then what was begun, then what
would tell most about where to go. The order is the rule: the first that fits is the one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NextStep(StrEnum):
    """The one thing a home page offers as its button."""

    RETURN_TO_EXAM = "return_to_exam"
    SEE_RESULT = "see_result"
    MENTOR_DESK = "mentor_desk"
    ANSWER_INVITATION = "answer_invitation"
    CHANGE_PLAN = "change_plan"
    READ_ON = "read_on"
    RATE_SELF = "rate_self"
    CHOOSE_TARGET = "choose_target"
    SEE_GAP = "see_gap"
    SEND_PLAN = "send_plan"
    DO_STEP = "do_step"
    SIT_EXAM = "sit_exam"


@dataclass(frozen=True)
class Standing:
    """Where somebody stands, as far as the choice of the next step needs it.

    `begun` says that some lesson is done, `midway` that the lesson to read on was opened lately.
    `plan` is the state of the current plan as its word, None without one.
    """

    exam_running: bool = False
    exam_ran_out: bool = False
    plans_waiting: int = 0
    invited: bool = False
    mentored: bool = False
    begun: bool = False
    midway: bool = False
    lesson_left: bool = True
    rated_all: bool = False
    aims: bool = False
    plan: str | None = None
    plan_goals: int = 0
    step_overdue: bool = False


def choose(standing: Standing) -> NextStep:
    """The first of the list that fits; where nothing else does, an exam shows what is left to learn."""
    offers = (
        (standing.exam_running, NextStep.RETURN_TO_EXAM),
        (standing.exam_ran_out, NextStep.SEE_RESULT),
        (standing.plans_waiting > 0, NextStep.MENTOR_DESK),
        (standing.invited, NextStep.ANSWER_INVITATION),
        (standing.plan == "changes_asked", NextStep.CHANGE_PLAN),
        (standing.step_overdue, NextStep.DO_STEP),
        (standing.midway or (standing.lesson_left and not standing.begun), NextStep.READ_ON),
        (not standing.rated_all, NextStep.RATE_SELF),
        (not standing.aims, NextStep.CHOOSE_TARGET),
        (standing.plan is None or standing.plan_goals == 0, NextStep.SEE_GAP),
        (standing.plan == "draft" and standing.mentored, NextStep.SEND_PLAN),
        (standing.lesson_left, NextStep.READ_ON),
    )
    return next((step for fits, step in offers if fits), NextStep.SIT_EXAM)
