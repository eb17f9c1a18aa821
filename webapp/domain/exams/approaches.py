"""Which questions can stand for which approach of an outline, and how many of one a task can give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from webapp.domain.exams.outline import Approach
from webapp.domain.questions import Question


def takes(question: Question, approach: Approach) -> bool:
    """Whether a question can stand for an approach: one for any approach can stand for each."""
    return question.approach == "any" or question.approach in approach.takes


def leans(question: Question, approach: Approach) -> bool:
    """Whether a question belongs to an approach and to no other."""
    return question.approach in approach.takes


def serves(question: Question, approaches: Sequence[Approach]) -> bool:
    """Whether a question can stand for one of these approaches."""
    return any(takes(question, approach) for approach in approaches)


def bounds_of(
    approach: Approach,
    later: Sequence[Approach],
    seats: Mapping[str, int],
    stock: Mapping[str, Sequence[Question]],
) -> dict[str, tuple[int, int]]:
    """The least and the most of an approach that each task's stock can give, the later ones getting the other seats."""
    found: dict[str, tuple[int, int]] = {}
    for task, count in seats.items():
        can = sum(takes(question, approach) for question in stock[task])
        others = sum(serves(question, later) for question in stock[task])
        found[task] = (max(0, count - others), min(count, can))
    return found
