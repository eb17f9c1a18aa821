"""Two guessers that learn from the bank itself what right options look like, and are tried on what they have not seen.

The questions fall into ten parts by their ids, the same parts at every run. For each part the guesser learns from the
other nine and then takes one option of each question of the part, the one it thinks most likely to be right.

One guesser sees cheap features only: length, echo of the stem, likeness to the other options, hedges, collaborative
verbs, absolutes, function words, numbers, place. It weighs them by least squares with a small ridge, so it may combine
cues that are each too weak to be seen alone. The other sees nothing but the words of the options, one by one and two by
two: naive Bayes over which of them keys have and wrong options have not, with the counts smoothed.

What either learns from is a sum over the questions of a part, so that each question is read once and the time grows in
step with the bank. Both are allowed eight points over chance: they try many things at once and so fit noise too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import fsum, log, sqrt
from zlib import crc32

from webapp.catalog.checks import cues
from webapp.catalog.checks.chance import too_many
from webapp.catalog.checks.cues import Cue
from webapp.catalog.checks.wording import ABSOLUTES, Choice

MARGIN = 8.0
PARTS = 10
RIDGE = 0.02
SMOOTHING = 1.0
Vector = list[float]
_SCORES = (
    cues.lengths,
    cues.echo,
    cues.echo_share,
    cues.centrality,
    cues.hedges,
    cues.soft_verbs,
    cues.function_words,
)


def guess(bank: Sequence[Choice]) -> tuple[Cue, ...]:
    """How often each guesser takes a right option."""
    chances = [choice.chance for choice in bank]
    limit, chance = too_many(chances), sum(chances)
    found = {"guesser by features": _by_features(bank), "guesser by words": _by_words(bank)}
    return tuple(Cue(name, taken, len(bank), chance, limit, MARGIN) for name, taken in found.items())


def part_of(choice: Choice) -> int:
    """The part that a question belongs to."""
    return crc32(choice.id.encode()) % PARTS


def features(choice: Choice) -> list[Vector]:
    """What each option looks like beside the others of its question: every feature is zero on the average of them."""
    columns = [list(score(choice)) for score in _SCORES]
    longest_first = sorted(columns[0], reverse=True)
    columns.append([longest_first.index(length) for length in columns[0]])
    columns.append([sum(word in ABSOLUTES for word in words) for words in choice.words])
    columns.append([any(letter.isdigit() for letter in option) for option in choice.options])
    columns.append([option.count(",") for option in choice.options])
    columns += [[place == wanted for place in range(len(choice.options))] for wanted in range(3)]
    count = len(choice.options)
    centred = [[value - sum(column) / count for value in column] for column in columns]
    return [list(row) for row in zip(*centred, strict=True)]


@dataclass
class _Sums:
    """What least squares needs to know of a part: products of features with each other and with being right."""

    size: int
    products: list[Vector] = field(init=False)
    rights: Vector = field(init=False)

    def __post_init__(self) -> None:
        self.products = [[0.0] * self.size for _ in range(self.size)]
        self.rights = [0.0] * self.size

    def take(self, rows: Sequence[Vector], choice: Choice) -> None:
        """Add one question."""
        for row, right in zip(rows, choice.right, strict=True):
            surprise = right - choice.chance
            for place, value in enumerate(row):
                if value:
                    self.rights[place] += value * surprise
                    line = self.products[place]
                    for other, factor in enumerate(row):
                        line[other] += value * factor


def _by_features(bank: Sequence[Choice]) -> float:
    seen = [features(choice) for choice in bank]
    size = len(seen[0][0]) if seen else 0
    parts = [_Sums(size) for _ in range(PARTS)]
    for choice, rows in zip(bank, seen, strict=True):
        parts[part_of(choice)].take(rows, choice)
    weights = [_weights([each for at, each in enumerate(parts) if at != left]) for left in range(PARTS)]
    return sum(
        cues.hits([round(_dot(weights[part_of(choice)], row), 12) for row in rows], choice)
        for choice, rows in zip(bank, seen, strict=True)
    )


def _weights(parts: Sequence[_Sums]) -> Vector:
    """The weights of least squares over these parts; features are brought to one scale before the ridge is added."""
    products = [
        [sum(each) for each in zip(*lines, strict=True)]
        for lines in zip(*(part.products for part in parts), strict=True)
    ]
    rights = [sum(each) for each in zip(*(part.rights for part in parts), strict=True)]
    scale = [sqrt(line[place]) or 1.0 for place, line in enumerate(products)]
    for place, line in enumerate(products):
        for other in range(len(line)):
            line[other] /= scale[place] * scale[other]
        line[place] += RIDGE
    solved = _solve(products, [right / by for right, by in zip(rights, scale, strict=True)])
    return [weight / by for weight, by in zip(solved, scale, strict=True)]


def _solve(matrix: list[Vector], right: Vector) -> Vector:
    """The solution of linear equations whose matrix is symmetric and positive, thanks to the ridge."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for place, row in enumerate(rows):
        for other in rows[place + 1 :]:
            factor = other[place] / row[place]
            for at in range(place, len(row)):
                other[at] -= factor * row[at]
    found: Vector = [0.0] * len(rows)
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        found[place] = (row[-1] - _dot(row[place + 1 : -1], found[place + 1 :])) / row[place]
    return found


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _tokens(words: Sequence[str]) -> set[str]:
    """The words of an option, its neighbouring words, and the word it begins with."""
    return {*words, *(f"{one} {two}" for one, two in pairwise(words)), f"^ {words[0] if words else ''}"}


def _by_words(bank: Sequence[Choice]) -> float:
    """Naive Bayes: how much oftener a word stands in keys than in wrong options, summed over an option's words."""
    seen = [[_tokens(words) for words in choice.words] for choice in bank]
    often = Counter(token for options in seen for tokens in options for token in tokens)
    seen = [[{each for each in tokens if often[each] > 1} for tokens in options] for options in seen]
    parts = [_Words() for _ in range(PARTS)]
    for choice, options in zip(bank, seen, strict=True):
        for right, tokens in zip(choice.right, options, strict=True):
            parts[part_of(choice)].take(tokens, right=right)
    learned = [_Words.learned([each for at, each in enumerate(parts) if at != left]) for left in range(PARTS)]
    taken = 0.0
    for choice, options in zip(bank, seen, strict=True):
        weights = learned[part_of(choice)]
        scores = [round(fsum(weights.get(each, 0.0) for each in tokens), 12) for tokens in options]
        taken += cues.hits(scores, choice)
    return taken


@dataclass
class _Words:
    """How many keys and how many wrong options of a part there are, and how many of them have each word."""

    sizes: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})
    having: dict[bool, Counter[str]] = field(default_factory=lambda: {True: Counter(), False: Counter()})

    def take(self, tokens: set[str], *, right: bool) -> None:
        """Add one option."""
        self.sizes[right] += 1
        self.having[right].update(tokens)

    @staticmethod
    def learned(parts: Sequence[_Words]) -> dict[str, float]:
        """The log of the ratio of both rates for each word of these parts.

        The smoothing is shared out between keys and wrong options as they are, so that a word that was never seen
        speaks for neither, and a long option is not preferred for its many rare words.
        """
        keys, wrong = (sum(part.sizes[right] for part in parts) for right in (True, False))
        counts: dict[str, list[int]] = {}
        for part in parts:
            for column, right in enumerate((True, False)):
                for token, count in part.having[right].items():
                    counts.setdefault(token, [0, 0])[column] += count
        whole = max(keys + wrong, 1)
        more = SMOOTHING * keys / whole, SMOOTHING * wrong / whole
        return {
            token: log((in_keys + more[0]) / keys * wrong / (in_wrong + more[1]))
            for token, (in_keys, in_wrong) in counts.items()
        }
