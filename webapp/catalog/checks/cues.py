"""Surface cues: what somebody who does not know the matter could choose by.

Each strategy names the option that stands out by its rule and takes it; where several tie, it takes one of them by
dice, so that each tied option counts with its share. A hit is a right option taken. Dice alone hit as often as options
are right: one in four in a question of four options with one key, two in five in one of five with two. Questions of
kind single and multiple are measured together.

How many hits are too many? The promise about a bank is one to its readers: no strategy may earn more than five points
over chance. It is kept literally from `WHOLE` questions on, the size of the smallest bank that is published as full. A
smaller bank cannot be held to it, since there one of several strategies passes five points by dice alone; it fails only
where chance does not explain the hits either, that is where dice reach them in less than one bank of a hundred. The
longest option is the cue that readers know best: in a full bank it must keep that second limit too, which is the
narrower one from some 400 questions on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from webapp.catalog.checks.chance import too_many
from webapp.catalog.checks.wording import EMPTY_WORDS, HEDGES, SOFT_BEGINNINGS, Choice

WHOLE = 150
MARGIN = 5.0
LONGEST = "longest option"
Scores = Sequence[float]
Strategy = Callable[[Choice], Scores]


@dataclass(frozen=True)
class Cue:
    """How often a strategy finds a key: hits of trials, what chance gives, and the count that is too many for it."""

    name: str
    hits: float
    trials: int
    chance: float
    limit: int
    margin: float = MARGIN

    @property
    def points(self) -> float:
        """How many points of a hundred it lies over chance."""
        return 100 * (self.hits - self.chance) / self.trials if self.trials else 0.0

    @property
    def beyond(self) -> bool:
        """Whether the strategy hits too often."""
        passed, unlikely = self.points > self.margin, self.hits >= self.limit
        if self.trials < WHOLE:
            return passed and unlikely
        return passed or (unlikely and self.name == LONGEST)

    def __str__(self) -> str:
        share, chance = (100 * each / max(self.trials, 1) for each in (self.hits, self.chance))
        return (
            f"{self.name}: {share:.1f} % of {self.trials}, chance {chance:.1f} %, "
            f"{self.points:+.1f} points of {self.margin:g}"
        )


def measure(bank: Sequence[Choice]) -> tuple[Cue, ...]:
    """Every strategy over a bank."""
    chances = [choice.chance for choice in bank]
    limit, chance = too_many(chances), sum(chances)
    return tuple(
        Cue(name, sum(hits(score(choice), choice) for choice in bank), len(bank), chance, limit)
        for name, score in STRATEGIES.items()
    )


def hits(scores: Scores, choice: Choice) -> float:
    """How likely it is that the option with the highest score is a right one, when dice break ties."""
    best = max(scores)
    tied = [right for score, right in zip(scores, choice.right, strict=True) if score == best]
    return sum(tied) / len(tied)


def lengths(choice: Choice) -> Scores:
    """Letters."""
    return [len(option) for option in choice.options]


def hedges(choice: Choice) -> Scores:
    """Words that limit what is said."""
    return [sum(word in HEDGES for word in words) for words in choice.words]


def soft_verbs(choice: Choice) -> Scores:
    """Words of talking, asking and looking into."""
    return [sum(word.startswith(SOFT_BEGINNINGS) for word in words) for words in choice.words]


def echo(choice: Choice) -> Scores:
    """Full words that the stem has too."""
    return [len(words & choice.stem_matter) for words in choice.matter]


def echo_share(choice: Choice) -> Scores:
    """The share of the full words that the stem has too."""
    return [len(words & choice.stem_matter) / max(len(words), 1) for words in choice.matter]


def centrality(choice: Choice) -> Scores:
    """Full words shared with the other options."""
    return [
        sum(len(words & other) for at, other in enumerate(choice.matter) if at != place)
        for place, words in enumerate(choice.matter)
    ]


def likeness(choice: Choice) -> Scores:
    """The mean share of all its words that an option has in common with each other option."""
    options = [frozenset(words) for words in choice.words]
    return [
        sum(_share(words, other) for at, other in enumerate(options) if at != place)
        for place, words in enumerate(options)
    ]


def _share(words: frozenset[str], other: frozenset[str]) -> float:
    return len(words & other) / max(len(words | other), 1)


def function_words(choice: Choice) -> Scores:
    """Words that carry no matter."""
    return [sum(word in EMPTY_WORDS for word in words) for words in choice.words]


def _least(score: Strategy, choice: Choice) -> Scores:
    return [-value for value in score(choice)]


def _place(wanted: int, choice: Choice) -> Scores:
    """The place in the file; the last one where there are fewer."""
    return [place == min(wanted, len(choice.options)) for place in range(1, len(choice.options) + 1)]


STRATEGIES: dict[str, Strategy] = {
    LONGEST: lengths,
    "shortest option": partial(_least, lengths),
    "most hedged option": hedges,
    "least hedged option": partial(_least, hedges),
    "most central option": centrality,
    "least central option": partial(_least, centrality),
    "option most like the others": likeness,
    "option least like the others": partial(_least, likeness),
    "most words of the stem": echo,
    "fewest words of the stem": partial(_least, echo),
    "largest share of stem words": echo_share,
    "smallest share of stem words": partial(_least, echo_share),
    "most collaborative verbs": soft_verbs,
    "fewest collaborative verbs": partial(_least, soft_verbs),
    "most function words": function_words,
    "fewest function words": partial(_least, function_words),
    **{f"option {place} as written": partial(_place, place) for place in range(1, 5)},
}
