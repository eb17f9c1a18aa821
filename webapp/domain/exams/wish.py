"""What a learner wishes to sit: a rehearsal, study, or a practice built from parts of the bank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.domain.errors import BadInput
from webapp.domain.exams import conditions
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.exposure import Exposures
from webapp.domain.exams.outline import Outline
from webapp.domain.questions import Kind, Question

MOST = 200
"""Questions of the longest practice somebody can build."""


@dataclass(frozen=True)
class Wish:
    """A mode and what goes into it; empty choices choose everything.

    `only` narrows the questions to those never seen, missed the last time, or flagged the last time. `on` is the day
    of the real exam, which decides the outline.
    """

    mode: Mode = Mode.REHEARSAL
    on: date | None = None
    count: int = 20
    minutes: int | None = None
    feedback: bool = False
    tasks: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    difficulties: tuple[int, ...] = ()
    only: str = ""

    def check(self) -> None:
        """Refuse a count or a time that cannot be meant; raises BadInput with its field."""
        if not 1 <= self.count <= MOST:
            raise BadInput(f"Ask for 1 to {MOST} questions.", field="count")
        conditions.check_minutes(self.minutes)

    def pick(self, outline: Outline, bank: Sequence[Question], exposures: Exposures) -> list[Question]:
        """The questions that fit; raises BadInput when there are fewer than the count asks for."""
        self.check()
        known = {task.code for task in outline.tasks}
        fitting = [
            question for question in bank if question.task in known and self._fits(question, exposures)
        ]
        if len(fitting) < self.count:
            has = {0: "No question fits", 1: "Only one question fits"}
            found = has.get(len(fitting), f"Only {len(fitting)} questions fit")
            raise BadInput(f"{found} what you chose. Ask for fewer, or choose more widely.", field="count")
        return fitting

    def words(self, outline: Outline) -> str:
        """What it was built from, for the conditions on the result."""
        titles = {task.code: task.title for task in outline.tasks}
        parts = [
            "; ".join(titles[code] for code in self.tasks if code in titles),
            ", ".join(kind.value for kind in self.kinds),
            "difficulty " + ", ".join(map(str, self.difficulties)) if self.difficulties else "",
            ONLY.get(self.only, ""),
        ]
        return ". ".join(part for part in parts if part) or "The whole bank"

    def _fits(self, question: Question, exposures: Exposures) -> bool:
        """Whether a question is among what was chosen."""
        return (
            (not self.tasks or question.task in self.tasks)
            and (not self.kinds or question.kind in self.kinds)
            and (not self.difficulties or question.difficulty in self.difficulties)
            and self._is_of(question.id, exposures)
        )

    def _is_of(self, question: str, exposures: Exposures) -> bool:
        """Whether the record of a question is what `only` asks for."""
        last = exposures.get(question)
        if self.only == "unseen":
            return last is None
        if self.only == "missed":
            return last is not None and last.missed
        if self.only == "flagged":
            return last is not None and last.flagged
        return True


ONLY = {"unseen": "Never seen", "missed": "Missed the last time", "flagged": "Flagged the last time"}
