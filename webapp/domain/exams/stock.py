"""What a bank holds for somebody who builds a practice: how many of its questions each choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.domain.exams.exposure import Exposures
from webapp.domain.exams.outline import Outline
from webapp.domain.questions import Kind, Question


@dataclass(frozen=True)
class Stock:
    """Counts of the questions that belong to an outline; `missed` and `flagged` are said of the last time."""

    total: int
    by_task: Mapping[str, int]
    by_kind: Mapping[Kind, int]
    by_difficulty: Mapping[int, int]
    unseen: int
    missed: int
    flagged: int


def take_stock(outline: Outline, bank: Sequence[Question], exposures: Exposures) -> Stock:
    """Count a bank once over."""
    known = {task.code for task in outline.tasks}
    stocked = [question for question in bank if question.task in known]
    last = [exposures[question.id] for question in stocked if question.id in exposures]
    return Stock(
        total=len(stocked),
        by_task=Counter(question.task or "" for question in stocked),
        by_kind=Counter(question.kind for question in stocked),
        by_difficulty=Counter(question.difficulty for question in stocked),
        unseen=len(stocked) - len(last),
        missed=sum(exposure.missed for exposure in last),
        flagged=sum(exposure.flagged for exposure in last),
    )
