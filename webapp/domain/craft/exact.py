"""Exact numbers: whole numbers and fractions, so that 0.1 is a tenth and three thirds are one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

Exact: TypeAlias = int | Fraction


def mean(values: Sequence[Exact]) -> Fraction:
    """The sum divided by the count; ValueError where there is nothing to divide."""
    if not values:
        raise ValueError("there is no mean of nothing")
    return Fraction(sum(values)) / len(values)


def ratio(part: Exact, whole: Exact) -> Fraction | None:
    """One number divided by another, or None where the other is 0."""
    return Fraction(part) / Fraction(whole) if whole else None


def require_rising(what: str, values: Sequence[Exact]) -> None:
    """Refuse sums from the start that are below 0 or ever fall; names the place, from 1."""
    before: Exact = 0
    for at, value in enumerate(values, 1):
        if value < before:
            reason = "is below 0" if value < 0 else "is less than the one before"
            raise ValueError(f"{what}: number {at} {reason}; sums from the start never fall")
        before = value
