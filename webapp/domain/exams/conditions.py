"""Under which conditions an attempt is taken: its mode, its time, its pauses, what was granted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from webapp.domain.errors import BadInput
from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.outline import Outline, Pauses

LONGEST = 600
"""Minutes of the longest practice somebody can build."""


class Mode(StrEnum):
    """What an attempt is for.

    A rehearsal is strict: the outline's form, time, sections and breaks, and no reason before the end. Study shows
    the reason after each answer. Custom practice is built by the learner.
    """

    REHEARSAL = "rehearsal"
    STUDY = "study"
    CUSTOM = "custom"


@dataclass(frozen=True)
class Conditions:
    """What is allowed in one attempt. `minutes` is the base time, None for as long as it takes.

    `feedback` shows the reason after each answer, `extra_minutes` were granted to this attempt alone, and `built`
    says in words what a custom practice was built from.
    """

    mode: Mode = Mode.REHEARSAL
    minutes: int | None = None
    pauses: Pauses = Pauses.NONE
    feedback: bool = False
    tools: tuple[str, ...] = ()
    granted: Accommodation = NONE
    extra_minutes: int = 0
    built: str = ""

    @property
    def allowance(self) -> timedelta | None:
        """The time of the whole attempt without its breaks; None when it is untimed."""
        if self.minutes is None:
            return None
        return timedelta(minutes=self.granted.minutes(self.minutes) + self.extra_minutes)

    @property
    def granted_minutes(self) -> int:
        """How many minutes stand above the base."""
        if self.minutes is None:
            return 0
        return self.granted.minutes(self.minutes) - self.minutes + self.extra_minutes

    def widened(self, granted: Accommodation) -> Conditions:
        """The same with what is granted now, where that is more; practice that may be untimed loses its clock."""
        both = self.granted.widened(granted)
        lifted = both.untimed_practice and self.mode is not Mode.REHEARSAL
        return replace(self, granted=both, minutes=None if lifted else self.minutes)


def rehearse(outline: Outline, granted: Accommodation = NONE) -> Conditions:
    """The conditions of a rehearsal: the outline's own."""
    return Conditions(
        mode=Mode.REHEARSAL,
        minutes=outline.minutes,
        pauses=outline.pauses,
        tools=outline.tools,
        granted=granted,
    )


def practise(
    mode: Mode,
    *,
    minutes: int | None,
    feedback: bool,
    granted: Accommodation = NONE,
    built: str = "",
) -> Conditions:
    """The conditions of study or of custom practice; raises BadInput for a time that cannot be meant."""
    check_minutes(minutes)
    return Conditions(
        mode=mode,
        minutes=None if granted.untimed_practice else minutes,
        pauses=Pauses.FREE,
        feedback=feedback,
        tools=("flag", "calculator", "whiteboard", "highlight", "strike-out"),
        granted=granted,
        built=built,
    )


def check_minutes(minutes: int | None) -> None:
    """Refuse a time for practice that cannot be meant; None is no limit."""
    if minutes is not None and not 1 <= minutes <= LONGEST:
        raise BadInput(f"Choose from 1 to {LONGEST} minutes, or no limit.", field="minutes")
