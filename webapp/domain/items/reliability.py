r"""Reliability: how far the order of people by score would stand if they were asked again.

For k questions with shares p_j, q_j = 1 − p_j, total T of mean M and variance s_T², all variances with the same divisor
(mixing Σpq, divisor n, with a sample variance, divisor n − 1, inflates the result):

* alpha = k/(k−1) · (1 − Σ s_j² / s_T²); with questions that are right or wrong s_j² = p_j q_j, and it is KR-20.
* KR-21 = k/(k−1) · (1 − M (k − M) / (k s_T²)): KR-20 if all questions were equally hard, else lower.
* SEM = s_T √(1 − reliability): how far a score would move by chance if the person stayed the same.
* Spearman–Brown: a test of m times the length has m·rel / (1 + (m − 1)·rel).

Those need a form that everybody was asked. Forms drawn anew for each attempt share only some questions, so alpha is
taken from the pairs of questions that were asked together. With v the mean variance of a question and c the mean
covariance of a pair, s_T² = k v + k (k − 1) c, and

    alpha = k c / (v + (k − 1) c)

for a form of k questions. On one common form that is exactly the alpha above. Both means come from deviations
d = x_j − p_j: over all forms, v = Σ_forms Σ_j d² / Σ_forms k, and c = Σ_forms [(Σ_j d)² − Σ_j d²] / Σ_forms k (k − 1).
Every pair weighs as often as it was asked together. It is right for forms drawn at random from one bank; questions of
one case hang together more than others, and raise it a little. Alpha without a question leaves its pairs out and has
k − 1 questions.

Sources: Kuder & Richardson (1937); Cronbach (1951); Spearman (1910) and Brown (1910); Lord & Novick (1968), 4.4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

NOTHING = 1e-9
"""A score that varies by less than this part of its questions does not vary: what is left is rounding."""

Deviations = Sequence[tuple[str, int]]
"""Of one form each question's version and whether it was right."""


def alpha(variances: Sequence[float], total: float) -> float:
    """Cronbach's alpha from the variances of the questions and of the total; ValueError where it has no meaning."""
    k = len(variances)
    _require(k, total)
    return k / (k - 1) * (1 - sum(variances) / total)


def kr20(shares: Sequence[float], total: float) -> float:
    """KR-20 from the shares of right answers; `total` is the variance of the score with divisor n."""
    return alpha([p * (1 - p) for p in shares], total)


def kr21(questions: int, mean: float, total: float) -> float:
    """KR-21 from the number of questions and the mean and variance (divisor n) of the score."""
    _require(questions, total)
    return questions / (questions - 1) * (1 - mean * (questions - mean) / (questions * total))


def sem(deviation: float, reliability: float) -> float:
    """The standard error of measurement: s_T √(1 − reliability); a reliability above 1 is refused."""
    if reliability > 1 or deviation < 0:
        raise ValueError(f"no error of measurement for {deviation} and {reliability}")
    return deviation * sqrt(1 - reliability)


def spearman_brown(reliability: float, times: float) -> float:
    """The reliability of a test so many times as long; ValueError where the formula has no value."""
    if times <= 0 or 1 + (times - 1) * reliability <= 0:
        raise ValueError(f"no test of {times} times the length with {reliability}")
    return times * reliability / (1 + (times - 1) * reliability)


def _require(questions: int, total: float) -> None:
    if questions < 2 or total <= 0:
        raise ValueError("reliability needs two questions and a score that varies")


@dataclass(frozen=True)
class Pairs:
    """What pairs of questions say: the mean variance of a question and the mean covariance of a pair."""

    variance: float
    covariance: float

    def total_variance(self, questions: int) -> float:
        """s_T² of a form of so many questions."""
        return questions * self.variance + questions * (questions - 1) * self.covariance

    def alpha(self, questions: int) -> float | None:
        """Alpha of a form of so many questions; None where the score of such a form would not vary."""
        total = self.total_variance(questions)
        if questions < 2 or total <= questions * self.variance * NOTHING:
            return None
        return questions * self.covariance / (self.variance + (questions - 1) * self.covariance)


@dataclass
class _Sums:
    """Sums over forms: squares, places, cross products and ordered pairs."""

    squares: float = 0.0
    places: int = 0
    products: float = 0.0
    pairs: int = 0


@dataclass(frozen=True)
class Covariation:
    """The sums of a bank, and what each question has part in."""

    whole: _Sums = field(default_factory=_Sums)
    parts: Mapping[str, _Sums] = field(default_factory=dict)

    def pairs(self, *, without: str | None = None) -> Pairs | None:
        """The means over all questions, or over all but one; None where no pair is left."""
        part = self.parts.get(without, _Sums()) if without else _Sums()
        places = self.whole.places - part.places
        pairs = self.whole.pairs - 2 * part.pairs
        if not places or not pairs:
            return None
        return Pairs(
            (self.whole.squares - part.squares) / places,
            (self.whole.products - 2 * part.products) / pairs,
        )


def covariation(forms: Iterable[Deviations], shares: Mapping[str, float]) -> Covariation:
    """Sum over forms what their questions have in common; `shares` are right answers by version."""
    whole = _Sums()
    parts: defaultdict[str, _Sums] = defaultdict(_Sums)
    for form in forms:
        deviations = [(version, right - shares[version]) for version, right in form]
        total = sum(each for _, each in deviations)
        others = len(form) - 1
        squares = 0.0
        for version, each in deviations:
            part, square = parts[version], each * each
            squares += square
            part.squares += square
            part.places += 1
            part.products += each * total - square
            part.pairs += others
        whole.squares += squares
        whole.places += len(form)
        whole.products += total * total - squares
        whole.pairs += len(form) * others
    return Covariation(whole, parts)
