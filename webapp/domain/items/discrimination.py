r"""Discrimination D: how much more often the best 27 % are right than the weakest 27 %.

D = p_upper − p_lower. The groups hold exactly 0.27 n people each. Where the edge of a group falls among people with the
same score, all of them belong to it with the same fraction, so that D does not depend on the order of rows.

Sources: Kelley (1939) for 27 %; Ebel (1965). The score includes the question itself, as in the classical definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SHARE = 0.27


@dataclass(frozen=True)
class Groups:
    """Upper and lower group: for each score the fraction of its people that belongs to the group; both `size`."""

    size: float
    upper: Mapping[float, float]
    lower: Mapping[float, float]


def groups(scores: Mapping[float, int], share: float = SHARE) -> Groups:
    """Both groups of people counted by score; ValueError for a share above one half, or nobody."""
    people = sum(scores.values())
    if not people or not 0 < share <= 0.5:
        raise ValueError(f"no groups of {share} of {people} people")
    size = share * people
    ordered = sorted(scores)
    return Groups(size, _fill(scores, ordered[::-1], size), _fill(scores, ordered, size))


def _fill(scores: Mapping[float, int], order: list[float], size: float) -> dict[float, float]:
    """Take people score by score until the group is full."""
    taken: dict[float, float] = {}
    room = size
    for score in order:
        if room <= 0:
            break
        taken[score] = min(1.0, room / scores[score]) if scores[score] else 0.0
        room -= scores[score]
    return taken


def discrimination(right: Mapping[float, int], scores: Mapping[float, int]) -> float:
    """D of a question: `scores` counts people by score, `right` those of them who were right."""
    made = groups(scores)
    upper = sum(fraction * right.get(score, 0) for score, fraction in made.upper.items())
    lower = sum(fraction * right.get(score, 0) for score, fraction in made.lower.items())
    return (upper - lower) / made.size
