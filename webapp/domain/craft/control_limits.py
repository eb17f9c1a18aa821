"""Control limits of single values, and the signals that speak of more than chance.

With single values x the limits are x̄ ± 2.66 · mR̄, where mR̄ is the mean of the moving ranges |x_j − x_(j−1)|. 2.66
is 3 / d2 with d2 = 1.128, the expected range of two values of a standard normal, to two places as it is published. A
signal is a value beyond a limit, or one of seven or more in a row on one side of the centre; a value on the centre
ends a run.

Sources: Wheeler, Understanding Variation (2000); NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2; the rule
of seven as in the PMBOK Guide, 5th edition, 8.1.2.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import groupby, pairwise

from webapp.domain.craft.exact import Exact, mean

FACTOR = Fraction(266, 100)
RUN = 7


@dataclass(frozen=True)
class Limits:
    """Lower limit, centre and upper limit."""

    lower: Exact
    centre: Exact
    upper: Exact

    def __post_init__(self) -> None:
        """Refuse limits out of order."""
        if not self.lower <= self.centre <= self.upper:
            raise ValueError("limits rise: lower, centre, upper")


def moving_ranges(values: Sequence[Exact]) -> tuple[Exact, ...]:
    """How far each value lies from the one before, from the second value on."""
    return tuple(abs(Fraction(after) - before) for before, after in pairwise(values))


def natural_limits(values: Sequence[Exact], least: Exact | None = None) -> Limits:
    """The limits of single values; `least` is what no value can go below, and no lower limit either."""
    centre, reach = mean(values), FACTOR * mean(moving_ranges(values))
    lower = centre - reach if least is None else max(centre - reach, Fraction(least))
    return Limits(lower, centre, centre + reach)


class Signal(Enum):
    """What a value says beyond chance."""

    ABOVE = "above the upper limit"
    BELOW = "below the lower limit"
    RUN = "in a run on one side"


def signals(values: Sequence[Exact], limits: Limits) -> tuple[Signal | None, ...]:
    """The signal of each value; one beyond a limit is that, even within a run."""
    running = _running(values, limits.centre)
    return tuple(_signal(value, limits, is_run) for value, is_run in zip(values, running, strict=True))


def _signal(value: Exact, limits: Limits, is_run: bool) -> Signal | None:  # noqa: FBT001 - a fact, not a switch
    if value > limits.upper:
        return Signal.ABOVE
    if value < limits.lower:
        return Signal.BELOW
    return Signal.RUN if is_run else None


def _running(values: Sequence[Exact], centre: Exact) -> list[bool]:
    sides = [(value > centre) - (value < centre) for value in values]
    found: list[bool] = []
    for side, group in groupby(sides):
        length = len(list(group))
        found += [side != 0 and length >= RUN] * length
    return found
