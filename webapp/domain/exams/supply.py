"""What the bank can give: questions in the order in which a form would take them.

Never seen comes first, then what was seen longest ago. Among equals the kinds and difficulties of a task are spread
evenly: taking the first few takes a fair share of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from random import Random

from webapp.domain.questions import Kind, Question

Seen = Mapping[str, str]
"""When a learner was last given a question (ISO date), by the question's id."""


def leave_out(pool: Sequence[Question], asked: Collection[str]) -> Sequence[Question]:
    """A pool without the questions that are being asked elsewhere, and without the cases one of them belongs to."""
    if not asked:
        return pool
    cases = {question.case.code for question in pool if question.case and question.id in asked}
    return [q for q in pool if q.id not in asked and not (q.case and q.case.code in cases)]


def tell_left_out(count: int) -> str:
    """Why so many questions of a bank were left out."""
    stand = "1 question is" if count == 1 else f"{count} questions are"
    return f"{stand} left out while an attempt that you have open asks them."


def queue(pool: Iterable[Question], seen: Seen, dice: Random) -> list[Question]:
    """The questions in the order in which they are to be drawn; the same dice give the same order."""
    strata: dict[tuple[str, str, Kind, int], list[Question]] = defaultdict(list)
    for question in sorted(pool, key=lambda each: each.id):
        rank = seen.get(question.id, "")
        strata[f"{question.task} {rank}", question.approach, question.kind, question.difficulty].append(
            question
        )
    placed: list[tuple[float, Question]] = []
    for stratum in strata.values():
        dice.shuffle(stratum)
        placed += [((place + dice.random()) / len(stratum), each) for place, each in enumerate(stratum)]
    placed.sort(key=lambda pair: (seen.get(pair[1].id, ""), pair[0]))
    return [question for _, question in placed]


def cases_in(pool: Sequence[Question]) -> list[tuple[Question, ...]]:
    """The case sets of a pool, each whole and in its written order."""
    sets = [question for question in pool if question.case]
    sets.sort(key=lambda each: each.case.code if each.case else "")
    return [tuple(group) for _, group in groupby(sets, key=lambda each: each.case.code if each.case else "")]


def queue_cases(pool: Sequence[Question], seen: Seen, dice: Random) -> list[tuple[Question, ...]]:
    """The case sets in the order in which they are to be drawn: fewest questions seen first, then longest ago."""
    sets = cases_in(pool)
    dice.shuffle(sets)
    return sorted(
        sets, key=lambda each: (sum(q.id in seen for q in each), max(seen.get(q.id, "") for q in each))
    )
