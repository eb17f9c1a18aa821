"""Questions to look at first, each with the reason: what their answers and their readers say against them.

A reason names what was seen, over how many answers, with the interval where there is one, and whether it is sure: the
interval lies wholly on the wrong side, over at least SETTLED answers. The most severe comes first. A possible wrong key
misjudges people today; a distractor that nobody takes only wastes their time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from math import sqrt

from webapp.domain.exams.scoring import Z_95, Tally
from webapp.domain.items import correlation, proportions
from webapp.domain.items.choices import OPEN, has_distractors
from webapp.domain.items.figures import ChoiceFigures, QuestionFigures, Trust
from webapp.domain.questions import Question

DEAD = 0.05
"""A distractor that fewer choose does no work (Haladyna & Downing 1993); a reason once the interval lies below."""
APART = 0.15
"""How far a share must lie from what the author expects before it is another difficulty: one and a half steps."""
MANY_REPORTS = 3
FEW_TAKERS = 10
FAST_SHARE = 0.3
FEWEST_WRONG = 10


class Sign(IntEnum):
    """What speaks against a question; the number is its weight."""

    MISKEY = 100
    NEGATIVE = 90
    REPORTED = 70
    HARDER = 60
    STRONG_DISTRACTOR = 50
    FAST_WRONG = 40
    EASIER = 30
    DEAD_DISTRACTOR = 20


@dataclass(frozen=True)
class Reason:
    """One sign: the value that was seen, over how many answers, its interval, and the choice it is about.

    `against` is what the value is held against. `sure` says that chance does not explain it and n is not small.
    """

    sign: Sign
    value: float
    answers: int
    interval: tuple[float, float] | None = None
    choice: str = ""
    against: float | None = None
    sure: bool = False

    @property
    def weight(self) -> float:
        """How early it is to be looked at; what is not sure weighs half."""
        return self.sign if self.sure else self.sign / 2


@dataclass(frozen=True)
class Suspect:
    """A question with its reasons, the most severe first."""

    figures: QuestionFigures
    reasons: tuple[Reason, ...]

    @property
    def severity(self) -> float:
        """Its heaviest reason."""
        return self.reasons[0].weight if self.reasons else 0.0

    @property
    def order(self) -> tuple[float, float, str]:
        """Its place in the queue: the heaviest reason, then all of them together."""
        return (-self.severity, -sum(reason.weight for reason in self.reasons), self.figures.question)


def suspect(figures: QuestionFigures, question: Question, reports: int = 0) -> Suspect:
    """What speaks against a question; `reports` of this version wait for an answer."""
    return Suspect(figures, tuple(sorted(_reasons(figures, question, reports), key=lambda r: -r.weight)))


def _reasons(figures: QuestionFigures, question: Question, reports: int) -> Iterator[Reason]:
    """Every sign there is; a question that was set aside is dealt with already."""
    if figures.set_aside:
        return
    if reports >= MANY_REPORTS:
        yield Reason(Sign.REPORTED, reports, figures.answers, sure=True)
    if figures.share_trust is not Trust.TOO_FEW:
        yield from _difficulty(figures, question)
        yield from _fast(figures)
    if figures.score_trust is not Trust.TOO_FEW:
        yield from _negative(figures)
        if has_distractors(question):
            yield from _distractors(figures)


def _difficulty(figures: QuestionFigures, question: Question) -> Iterator[Reason]:
    """Much harder or easier than the author expects: the whole interval lies beyond the step."""
    low, high = figures.tally.interval()
    mean, sure = proportions.expected(question.difficulty), figures.share_trust is Trust.SETTLED
    sign = Sign.HARDER if high < mean - APART else Sign.EASIER if low > mean + APART else None
    if sign:
        yield Reason(sign, figures.p, figures.answers, (low, high), against=mean, sure=sure)


def _fast(figures: QuestionFigures) -> Iterator[Reason]:
    """Many wrong answers came faster than the question can be read."""
    tally = Tally(figures.fast, figures.wrong_timed)
    if tally.asked >= FEWEST_WRONG and float(tally.share) >= FAST_SHARE:
        interval = tally.interval()
        sure = figures.share_trust is Trust.SETTLED and interval[0] > FAST_SHARE / 2
        yield Reason(Sign.FAST_WRONG, float(tally.share), tally.asked, interval, sure=sure)


def _negative(figures: QuestionFigures) -> Iterator[Reason]:
    """Who is better at the rest is worse here."""
    interval = figures.r_interval
    if figures.r is not None and interval and figures.r < 0:
        sure = figures.score_trust is Trust.SETTLED and interval[1] < 0
        yield Reason(Sign.NEGATIVE, figures.r, figures.ranked, interval, sure=sure)


def _distractors(figures: QuestionFigures) -> Iterator[Reason]:
    """Wrong options that the best take for the key, that the better choose, or that surely nobody takes."""
    settled = figures.score_trust is Trust.SETTLED
    for choice in figures.choices:
        seen = remarks(figures, choice)
        key = _weakest_key(figures)
        if Sign.MISKEY in seen and key:
            yield _miskey(figures, choice, key, settled=settled)
        if Sign.STRONG_DISTRACTOR in seen and choice.r is not None:
            around = correlation.interval(choice.r, figures.ranked)
            sure = settled and around[0] > 0
            yield Reason(Sign.STRONG_DISTRACTOR, choice.r, figures.ranked, around, choice.name, sure=sure)
        share = figures.share_of(choice)
        if Sign.DEAD_DISTRACTOR in seen and share.interval()[1] < DEAD and _has_room(figures):
            yield Reason(
                Sign.DEAD_DISTRACTOR,
                float(share.share),
                share.asked,
                share.interval(),
                choice.name,
                sure=settled,
            )


def remarks(figures: QuestionFigures, choice: ChoiceFigures) -> tuple[Sign, ...]:
    """What a row of the distractor table shows against a wrong option, whether or not chance could explain it."""
    if choice.key or choice.name == OPEN:
        return ()
    key, said = _weakest_key(figures), []
    if key and (choice.top or 0.0) > (key.top or 0.0):
        said.append(Sign.MISKEY)
    if choice.r is not None and choice.r >= 0 and choice.ranked >= FEW_TAKERS:
        said.append(Sign.STRONG_DISTRACTOR)
    if float(figures.share_of(choice).share) < DEAD:
        said.append(Sign.DEAD_DISTRACTOR)
    return tuple(said)


def _weakest_key(figures: QuestionFigures) -> ChoiceFigures | None:
    """The right option that the upper group chose least."""
    keys = [choice for choice in figures.choices if choice.key and choice.top is not None]
    return min(keys, key=lambda choice: choice.top or 0.0, default=None)


def _has_room(figures: QuestionFigures) -> bool:
    """Whether so many are wrong that every wrong option could have its share; an easy question has none to give."""
    wrong = sum(not choice.key and choice.name != OPEN for choice in figures.choices)
    return 1 - figures.p >= DEAD * wrong


def _miskey(figures: QuestionFigures, choice: ChoiceFigures, key: ChoiceFigures, *, settled: bool) -> Reason:
    """The upper group chose a wrong option more often than the key: the interval is of the difference."""
    top, right = choice.top or 0.0, key.top or 0.0
    people = 0.27 * figures.ranked
    half = Z_95 * sqrt(max(0.0, top + right - (top - right) ** 2) / people)
    low, high = max(-1.0, top - right - half), min(1.0, top - right + half)
    return Reason(
        Sign.MISKEY, top, figures.ranked, (low, high), choice.name, against=right, sure=settled and low > 0
    )
