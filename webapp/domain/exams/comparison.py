"""Attempts held against one another: what moved by more than chance, and questions that were asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from uuid import UUID

from webapp.domain.exams import scoring
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.corrections import NONE, Correction
from webapp.domain.exams.outline import Domain, Outline
from webapp.domain.exams.scoring import NOTHING, Tally


class Moved(StrEnum):
    """What lies between two scores: more than chance explains, or not."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


class Again(StrEnum):
    """How a question went that had been asked before: right now and not then, the other way round, or as then."""

    WON = "won"
    LOST = "lost"
    KEPT = "kept"
    MISSED = "missed"


@dataclass(frozen=True)
class AskedAgain:
    """A question of this attempt that an earlier one asked, and where it stood there."""

    position: int
    before: UUID
    then: int
    again: Again


def difference(now: Tally, before: Tally) -> tuple[float, float]:
    """The interval of the difference of two shares, from −1 to 1 (Newcombe 1998, from Wilson's)."""
    a, b = float(now.share), float(before.share)
    (low_a, high_a), (low_b, high_b) = now.interval(), before.interval()
    return a - b - hypot(a - low_a, high_b - b), a - b + hypot(high_a - a, b - low_b)


def moved(now: Tally, before: Tally) -> Moved:
    """Whether a score has moved by more than chance explains."""
    if not (now.asked and before.asked):
        return Moved.LEVEL
    low, high = difference(now, before)
    return Moved.UP if low > 0 else Moved.DOWN if high < 0 else Moved.LEVEL


def by_domain(outline: Outline, by_task: Mapping[str, Tally]) -> dict[Domain, Tally]:
    """The tally of every domain of an outline."""
    return {
        domain: sum((by_task.get(task.code, NOTHING) for task in domain.tasks), NOTHING)
        for domain in outline.domains
    }


def asked_again(
    attempt: Attempt, earlier: Sequence[Attempt], corrections: Mapping[str, Correction] = NONE
) -> tuple[AskedAgain, ...]:
    """The questions of an attempt that an earlier one asked, each beside the last time; earlier ones latest first."""
    last: dict[str, tuple[Attempt, int]] = {}
    for other in earlier:
        for position, item in other.form.numbered():
            last.setdefault(item.question, (other, position))
    found: list[AskedAgain] = []
    for position, item in attempt.form.numbered():
        if item.question in last:
            other, then = last[item.question]
            pair = (_right(other, then, corrections), _right(attempt, position, corrections))
            found.append(AskedAgain(position, other.id, then, PAIRS[pair]))
    return tuple(found)


PAIRS = {
    (False, True): Again.WON,
    (True, False): Again.LOST,
    (True, True): Again.KEPT,
    (False, False): Again.MISSED,
}


def _right(attempt: Attempt, position: int, corrections: Mapping[str, Correction]) -> bool:
    """Whether a question was answered right, by what is known today."""
    item = attempt.item(position)
    return scoring.mark(item, attempt.entry(position).answer, corrections.get(item.version)).right
