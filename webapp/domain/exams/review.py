"""Looking back at a finished attempt: every question with its verdict, its time and how its answer came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from webapp.domain import questions
from webapp.domain.exams import changes, pacing, scoring
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.changes import Change
from webapp.domain.exams.corrections import NONE, Correction, Rule
from webapp.domain.exams.form import FormItem
from webapp.domain.exams.pacing import Log, Times
from webapp.domain.exams.scoring import NOTHING, Tally
from webapp.domain.exams.sheet import Entry
from webapp.domain.questions import Question

SLOW = 2
"""How many times the usual time makes a question a slow one."""
SHORTEST_SLOW = 30
SURE, GUESS = 3, 1


class Verdict(StrEnum):
    """What came of a question; `void` was taken out by a correction."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"
    VOID = "void"


class Show(StrEnum):
    """Which questions of an attempt to look at."""

    ALL = "all"
    WRONG = "wrong"
    OPEN = "open"
    FLAGGED = "flagged"
    CHANGED = "changed"
    SLOW = "slow"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Looked:
    """One question afterwards.

    `answers` are those that stood, in order, and `seconds` is None where nothing was counted.
    """

    position: int
    item: FormItem
    entry: Entry
    verdict: Verdict
    counts: bool
    seconds: int | None = None
    slow: bool = False
    answers: tuple[str, ...] = ()
    change: Change | None = None
    traps: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether it was answered right."""
        return self.verdict is Verdict.RIGHT

    @property
    def answered(self) -> bool:
        """Whether there is a whole answer that was judged."""
        return self.verdict in {Verdict.RIGHT, Verdict.WRONG}

    def fits(self, show: Show) -> bool:
        """Whether it is among those somebody wants to look at."""
        return {
            Show.ALL: True,
            Show.WRONG: self.verdict is Verdict.WRONG,
            Show.OPEN: self.verdict is Verdict.OPEN,
            Show.FLAGGED: self.entry.flagged,
            Show.CHANGED: self.change is not None,
            Show.SLOW: self.slow,
            Show.UNSURE: self.entry.sure == GUESS,
        }[show]


@dataclass(frozen=True)
class Review:
    """A whole attempt afterwards."""

    looked: tuple[Looked, ...]
    times: Times

    def tally(self, fits: Callable[[Looked], bool]) -> Tally:
        """What was right among the questions that fit."""
        return sum((Tally(int(each.right), 1) for each in self.looked if fits(each)), NOTHING)

    @property
    def first_seen(self) -> Tally:
        """The questions that count and had never been given to this learner."""
        return self.tally(lambda each: each.counts and not each.item.repeat)

    @property
    def repeats(self) -> Tally:
        """The questions that count and had been given before."""
        return self.tally(lambda each: each.counts and each.item.repeat)

    @property
    def trials(self) -> Tally:
        """The questions that were on trial and never counted."""
        return self.tally(lambda each: not each.item.scored and each.verdict is not Verdict.VOID)

    @property
    def changes(self) -> Counter[Change]:
        """How often each sort of change was made."""
        return Counter(each.change for each in self.looked if each.change)

    @property
    def by_sure(self) -> dict[int, Tally]:
        """What was right of the answers given with each degree of sureness, the surest first."""
        tallies: dict[int, Tally] = {}
        for each in self.looked:
            if each.answered and each.entry.sure:
                so_far = tallies.get(each.entry.sure, NOTHING)
                tallies[each.entry.sure] = so_far + Tally(int(each.right), 1)
        return dict(sorted(tallies.items(), reverse=True))

    @property
    def traps(self) -> tuple[tuple[str, tuple[Looked, ...]], ...]:
        """The traps that were fallen for, the most frequent first, each with its questions."""
        caught: dict[str, list[Looked]] = {}
        for each in self.looked:
            for trap in each.traps:
                caught.setdefault(trap, []).append(each)
        ranked = sorted(caught.items(), key=lambda pair: -len(pair[1]))
        return tuple((trap, tuple(where)) for trap, where in ranked)

    @property
    def thirds(self) -> tuple[Tally, ...]:
        """What was right in each third of the questions that count, in the order of the form."""
        marks = [Tally(int(each.right), 1) for each in self.looked if each.counts]
        cuts = [len(marks) * part // 3 for part in range(4)]
        return tuple(sum(marks[start:end], NOTHING) for start, end in pairwise(cuts))

    def pick(self, show: Show) -> tuple[Looked, ...]:
        """The questions to look at."""
        return tuple(each for each in self.looked if each.fits(show))


def look_back(
    attempt: Attempt, log: Log, asked: Mapping[str, Question], corrections: Mapping[str, Correction] = NONE
) -> Review:
    """Look back at an attempt through its log; `asked` are its questions by version."""
    times, given = pacing.times(attempt, log), changes.given_answers(attempt, log)
    slow = max(SLOW * times.usual, SHORTEST_SLOW)
    looked = []
    for position, item in attempt.form.numbered():
        correction, entry = corrections.get(item.version), attempt.entry(position)
        verdict, counts = judge(item, entry.answer, correction)
        answers, seconds = given.get(position, ()), times.seconds.get(position)
        looked.append(
            Looked(
                position=position,
                item=item,
                entry=entry,
                verdict=verdict,
                counts=counts,
                seconds=seconds,
                slow=(seconds or 0) >= slow,
                answers=answers,
                change=None if verdict is Verdict.VOID else changes.change_of(item, answers, correction),
                traps=_traps(asked[item.version], item, entry) if verdict is Verdict.WRONG else (),
            )
        )
    return Review(tuple(looked), times)


def _traps(question: Question, item: FormItem, entry: Entry) -> tuple[str, ...]:
    """The traps behind a wrong answer."""
    return questions.traps_of(question, entry.answer, item.order)


def judge(item: FormItem, answer: str, correction: Correction | None = None) -> tuple[Verdict, bool]:
    """What came of an answer, and whether it stands in the score."""
    mark = scoring.mark(item, answer, correction)
    if correction and correction.rule is Rule.EXCLUDE:
        return Verdict.VOID, False
    if mark.right:
        return Verdict.RIGHT, mark.counts
    return (Verdict.WRONG if item.is_complete(answer) else Verdict.OPEN), mark.counts
