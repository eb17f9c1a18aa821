"""Scores that change after the result: a correction reached the attempt, or its time was opened again.

The old score is kept beside the new one with what replaced it, so that everybody can be told what changed and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.corrections import Correction
from webapp.domain.exams.exposure import Exposure, Exposures, exposures
from webapp.domain.exams.scoring import Outcome, Tally


@dataclass(frozen=True)
class PastScore:
    """A score an attempt had before. `number` counts an attempt's past scores from 1; `reason` is one line each."""

    number: int
    key_version: int
    total: Tally
    passed: bool
    by_task: Mapping[str, Tally]
    reason: str
    replaced_at: datetime


@dataclass(frozen=True)
class Regrade:
    """A finished attempt before and after; `concerned` are the corrections that are new to it, by position."""

    before: Attempt
    after: Attempt
    concerned: tuple[tuple[int, Correction], ...]

    @property
    def changed(self) -> bool:
        """Whether the score, a tally or the verdict is another one."""
        return self.before.outcome != self.after.outcome

    @property
    def reason(self) -> str:
        """Why, one line for each corrected question."""
        return "\n".join(f"Question {position}: {each.reason}" for position, each in self.concerned)

    def outcomes(self) -> tuple[Outcome, Outcome]:
        """The old outcome and the new one; raises ValueError for an attempt without one."""
        if self.before.outcome is None or self.after.outcome is None:
            raise ValueError("an attempt that is not finished has no score")
        return self.before.outcome, self.after.outcome

    def exposed_anew(self, known: Exposures, corrections: Mapping[str, Correction]) -> dict[str, Exposure]:
        """What the learner's exposures take over: corrected questions that were not asked again since."""
        corrected = {self.before.item(position).question for position, _ in self.concerned}
        shown = exposures(self.after, corrections)
        return {
            question: exposure
            for question, exposure in shown.items()
            if question in corrected and question in known and known[question].day == exposure.day
        }


def regrade(attempt: Attempt, corrections: Mapping[str, Correction]) -> Regrade:
    """Judge a finished attempt by all corrections (by question version) there are now."""
    concerned = tuple(
        (position, correction)
        for position, item in attempt.form.numbered()
        if (correction := corrections.get(item.version)) and correction.number > attempt.key_version
    )
    return Regrade(attempt, attempt.rescore(corrections), concerned)
