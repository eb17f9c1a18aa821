"""Surface cues: what somebody who does not know the matter could choose by.

Each strategy names, for a question of kind single, the one option that stands out by its rule; where several tie, the
question does not count. If cues told nothing, the option that stands out would be right as often as chance has it, so
the number of hits follows a sum of independent draws with the chance of each question. A strategy that hits more often
than happens once in a hundred such banks is a fault of the bank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from webapp.catalog.drafts import Drafts, QuestionDraft
from webapp.catalog.faults import Fault

RARE = 0.01
_WORD = re.compile(r"[a-z']+")
_HEDGES = """
    about around as can could generally if likely long may might mostly often perhaps possibly probably
    some sometimes typically unless unlikely until usually when where
"""
_SOFT = """
    collaborat discuss analys analyz understand meet talk listen ask invite together agree facilitat
    coach explor explain clarif help support encourag share consult
"""
_EMPTY = """
    a an and are as at be been but by can did do does for from had has have he her his how if in into is
    it its may more most must no not of on one or our out over she should so than that the their them
    then there they this to up was we were what when where which while who will with would you your
"""
_HEDGING_WORDS = frozenset(_HEDGES.split())
_SOFT_BEGINNINGS = tuple(_SOFT.split())
_EMPTY_WORDS = frozenset(_EMPTY.split())

Scores = Sequence[float]


@dataclass(frozen=True)
class Cue:
    """How often a strategy finds the key: hits of trials, what chance gives, and the count that is too many."""

    name: str
    hits: int
    trials: int
    chance: float
    limit: int

    @property
    def beyond(self) -> bool:
        """Whether the strategy hits too often to be chance."""
        return self.hits >= self.limit

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.hits} of {self.trials}, chance {self.chance:.1f}, too many from {self.limit}"
        )


def check_cues(drafts: Drafts) -> Iterator[Fault]:
    """A fault for each strategy that beats an exam's bank."""
    for exam in drafts.exams:
        for cue in measure(exam.bank):
            if cue.beyond:
                yield exam.written.fault(f"the bank gives its key away to the {cue}")


def measure(questions: Sequence[QuestionDraft]) -> tuple[Cue, ...]:
    """Every strategy over the questions of kind single."""
    singles = [question for question in questions if question.entry.kind == "single"]
    return tuple(_cue(name, score, singles) for name, score in STRATEGIES.items())


def _cue(name: str, score: Callable[[QuestionDraft], Scores], questions: Sequence[QuestionDraft]) -> Cue:
    hits = 0
    chances: list[float] = []
    for question in questions:
        scores = score(question)
        best = [place for place, value in enumerate(scores) if value == max(scores)]
        if len(best) == 1:
            hits += question.entry.parts[best[0]].correct
            chances.append(1 / len(scores))
    return Cue(name, hits, len(chances), sum(chances), too_many(chances))


def too_many(chances: Sequence[float]) -> int:
    """The smallest count of hits that happens by chance in less than one bank of a hundred."""
    exactly = [1.0]
    for chance in chances:
        missed = [each * (1 - chance) for each in [*exactly, 0.0]]
        exactly = [miss + hit * chance for miss, hit in zip(missed, [0.0, *exactly], strict=True)]
    beyond = 1.0
    for count, probability in enumerate(exactly):
        if beyond < RARE:
            return count
        beyond -= probability
    return len(chances) + 1


def _lengths(question: QuestionDraft) -> Scores:
    return [len(option.text) for option in question.entry.parts]


def _hedges(question: QuestionDraft) -> Scores:
    return [sum(word in _HEDGING_WORDS for word in words) for words in _option_words(question)]


def _soft_verbs(question: QuestionDraft) -> Scores:
    return [sum(word.startswith(_SOFT_BEGINNINGS) for word in words) for words in _option_words(question)]


def _echo(question: QuestionDraft) -> Scores:
    """The share of an option's full words that the stem has too; beginnings are compared, so that forms agree."""
    stem = {word[:5] for word in _WORD.findall(question.entry.stem.lower())} - _EMPTY_WORDS
    options = [{word[:5] for word in words} - _EMPTY_WORDS for words in _option_words(question)]
    return [len(words & stem) / max(len(words), 1) for words in options]


def _centrality(question: QuestionDraft) -> Scores:
    """How much of its words an option shares with the others."""
    options = [set(words) for words in _option_words(question)]
    return [
        sum(len(words & other) / max(len(words | other), 1) for other in options if other is not words)
        for words in options
    ]


def _option_words(question: QuestionDraft) -> list[list[str]]:
    return [_WORD.findall(option.text.lower()) for option in question.entry.parts]


def _least(score: Callable[[QuestionDraft], Scores]) -> Callable[[QuestionDraft], Scores]:
    return lambda question: [-value for value in score(question)]


STRATEGIES: dict[str, Callable[[QuestionDraft], Scores]] = {
    "longest option": _lengths,
    "shortest option": _least(_lengths),
    "most hedged option": _hedges,
    "most central option": _centrality,
    "option with most words of the stem": _echo,
    "option with fewest words of the stem": _least(_echo),
    "softest option": _soft_verbs,
}
