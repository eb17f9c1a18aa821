"""From weights to whole numbers of questions, by the method of largest remainder (Hamilton)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction


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


def spread(tasks: Sequence[str], seats: int) -> dict[str, int]:
    """Share out a domain's seats evenly over its tasks: every task gets one before any gets two."""
    return {task: seats // len(tasks) + (place < seats % len(tasks)) for place, task in enumerate(tasks)}
