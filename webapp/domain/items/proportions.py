r"""Shares of right answers: the difficulty p of a question with its doubt, and its estimate from few answers.

* Difficulty: p = right / n. A high p is an easy question.
* Standard error: SE = √(p q / n), q = 1 − p.
* Interval: Wilson's score interval of 95 % (Wilson 1927); it holds for small n and for p near 0 and 1, where
  p ± 1.96 SE does not.
* From few answers p is drawn towards what the author expects of that difficulty. With a beta prior of mean μ worth κ
  answers the posterior mean is (κ μ + right) / (κ + n): κ = 20 weighs as much as the first twenty answers, half at
  n = 20 and 9 % at n = 200. It is the beta whose standard deviation about μ = 0.65 is 0.10, that is, two thirds of the
  questions of one estimate are taken to lie within ten points of each other.

Source of p, SE and its use: Lord & Novick (1968), chapter 15; of the posterior mean: Gelman et al., *Bayesian Data
Analysis* (2013), section 2.4. The expected shares are a choice of ours, ten points a step.
"""

from __future__ import annotations

from math import sqrt

from webapp.domain.exams.scoring import Tally

EXPECTED = {1: 0.85, 2: 0.75, 3: 0.65, 4: 0.55, 5: 0.45}
"""The share of right answers that an author’s difficulty, 1 to 5, stands for."""
PRIOR_ANSWERS = 20
"""κ: how many answers the author’s expectation weighs."""


def standard_error(tally: Tally) -> float:
    """√(p q / n); raises ValueError when nothing was asked."""
    if not tally.asked:
        raise ValueError("nothing was asked")
    p = tally.right / tally.asked
    return sqrt(p * (1 - p) / tally.asked)


def expected(difficulty: int) -> float:
    """The share an author expects who calls a question so difficult; KeyError beyond 1 to 5."""
    return EXPECTED[difficulty]


def shrunk(tally: Tally, mean: float, answers: float = PRIOR_ANSWERS) -> float:
    """(κ μ + right) / (κ + n): the share drawn towards a mean that weighs so many answers."""
    if not 0 <= mean <= 1 or answers <= 0:
        raise ValueError(f"no prior of a share: mean {mean}, worth {answers} answers")
    return (answers * mean + tally.right) / (answers + tally.asked)
