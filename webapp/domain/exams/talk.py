"""What to talk about after an attempt: a handful of answers that say more than the others."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from webapp.domain.exams.changes import Change
from webapp.domain.exams.review import GUESS, SURE, Looked, Review, Verdict

MOST = 5


class Worth(StrEnum):
    """Why an answer is worth talking about, in the order in which reasons are asked for one."""

    SURE = "sure"
    LOST = "lost"
    AGAIN = "again"
    TRAP = "trap"
    SLOW = "slow"
    LUCK = "luck"
    WRONG = "wrong"


def worth_talking(review: Review) -> tuple[tuple[Looked, Worth], ...]:
    """At most five answers, for as many reasons as there are; those that took longest first."""
    worst = {trap for trap, where in review.traps[:1] if len(where) > 1}
    long = sorted(review.looked, key=lambda each: -(each.seconds or 0))
    waiting = {worth: [each for each in long if _is_worth(each, worth, worst)] for worth in Worth}
    talk: dict[int, tuple[Looked, Worth]] = {}
    while len(talk) < MOST and any(waiting.values()):
        for worth, left in waiting.items():
            fresh = [each for each in left if each.position not in talk]
            if fresh and len(talk) < MOST:
                talk[fresh[0].position] = (fresh[0], worth)
            waiting[worth] = fresh[1:]
    return tuple(talk.values())


def _is_worth(looked: Looked, worth: Worth, worst: Collection[str]) -> bool:
    """Whether an answer is worth talking about for this reason."""
    wrong, sure = looked.verdict is Verdict.WRONG, looked.entry.sure
    return {
        Worth.SURE: wrong and sure == SURE,
        Worth.LOST: looked.change is Change.LOST,
        Worth.AGAIN: wrong and looked.item.repeat,
        Worth.TRAP: any(trap in worst for trap in looked.traps),
        Worth.SLOW: wrong and looked.slow,
        Worth.LUCK: looked.right and sure == GUESS,
        Worth.WRONG: wrong,
    }[worth]
