"""From weights to whole numbers of questions, by the method of largest remainder (Hamilton)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from webapp.domain.exams.outline import Outline

Bounds = Mapping[str, tuple[int, int]]
"""The least and the most a key can get."""


def apportion(weights: Mapping[str, int], seats: int) -> dict[str, int]:
    """Share out `seats` in proportion to `weights`; the counts sum to `seats` exactly.

    Each key first gets the whole part of its exact share; the seats left over go to the largest remainders, and
    where remainders are equal to whichever key comes first. ValueError when no weight is positive.
    """
    total = sum(weights.values())
    if total <= 0:
        raise ValueError("the weights must sum to more than zero")
    shares = {key: Fraction(weight * seats, total) for key, weight in weights.items()}
    counts = {key: int(share) for key, share in shares.items()}
    left_over = seats - sum(counts.values())
    by_remainder = sorted(shares, key=lambda key: shares[key] - counts[key], reverse=True)
    for key in by_remainder[:left_over]:
        counts[key] += 1
    return counts


def seats_of(outline: Outline, questions: int, unscored: int = 0) -> dict[str, int]:
    """Questions a domain: the scored ones shared out by weight, and the unscored ones likewise."""
    weights = {domain.code: domain.weight for domain in outline.domains}
    scored, trial = apportion(weights, questions - unscored), apportion(weights, unscored)
    return {code: scored[code] + trial[code] for code in weights}


def fit(wishes: Mapping[str, Fraction], bounds: Bounds, total: int) -> dict[str, int] | None:
    """Whole numbers within their bounds that sum to `total`, each as near to its wish as that allows.

    Seats go one by one to whichever key is furthest below its wish, or come from whichever is furthest above; where
    that is equal, to whichever comes first. None when no numbers within the bounds sum to `total`.
    """
    if any(least > most for least, most in bounds.values()):
        return None
    if not sum(least for least, _ in bounds.values()) <= total <= sum(most for _, most in bounds.values()):
        return None
    counts = {key: min(max(int(wishes[key]), bounds[key][0]), bounds[key][1]) for key in wishes}
    while (missing := total - sum(counts.values())) != 0:
        step = 1 if missing > 0 else -1
        free = [key for key in counts if bounds[key][0] <= counts[key] + step <= bounds[key][1]]
        counts[max(free, key=lambda key: step * (wishes[key] - counts[key]))] += step
    return counts
