"""Burndown and burnup: the even line, the pace so far, and where that pace leads.

The ideal line falls evenly from the scope to nothing over the time box (Schwaber & Beedle, 2002). The pace is what was
done divided by the steps it took, and the forecast keeps it: today + left / pace. It says what happens if nothing
changes, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.craft.exact import Exact


def ideal_left(scope: Exact, steps: int, at: Exact) -> Fraction:
    """What would be left at a step if the work went evenly: scope · (1 − at / steps)."""
    return Fraction(scope) * (1 - Fraction(at) / steps)


def ideal_done(scope: Exact, steps: int, at: Exact) -> Fraction:
    """What would be done at a step if the work went evenly: scope · at / steps."""
    return Fraction(scope) * Fraction(at) / steps


@dataclass(frozen=True)
class Pace:
    """What was done in so many steps, and what is left."""

    done: Exact
    steps: int
    left: Exact

    @property
    def rate(self) -> Fraction:
        """Done a step; below 0 where more came in than went out."""
        return Fraction(self.done) / self.steps

    @property
    def finish(self) -> Fraction | None:
        """The step at which this pace comes to an end, today if nothing is left, or None where it never does."""
        if self.left <= 0:
            return Fraction(self.steps)
        return self.steps + Fraction(self.left) / self.rate if self.rate > 0 else None

    def until(self, end: Exact) -> Exact:
        """Where a forecast of this pace stops: when it is done, or at the end of the time box."""
        return end if self.finish is None else min(self.finish, Fraction(end))

    def left_at(self, step: Exact) -> Fraction:
        """What is left at a later step, at this pace; never less than nothing."""
        return max(Fraction(0), Fraction(self.left) - self.rate * (Fraction(step) - self.steps))


@dataclass(frozen=True)
class Change:
    """The whole scope from a step on."""

    at: int
    scope: Exact
    note: str = ""


def scope_at(start: Exact, changes: tuple[Change, ...], step: Exact) -> Exact:
    """The scope that holds at a step; a change holds from its own step on."""
    return next((each.scope for each in reversed(changes) if each.at <= step), start)
