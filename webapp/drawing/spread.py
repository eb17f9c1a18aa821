"""Spread: words one above the other, each as near to its place as the others let it stand."""

from __future__ import annotations

from collections.abc import Sequence


def spread(places: Sequence[float], *, apart: float, low: float, high: float) -> tuple[float, ...]:
    """Move places apart between low and high, in their order; where there is no room for all, they share it evenly."""
    if len(places) > 1:
        apart = min(apart, (high - low) / (len(places) - 1))
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = [min(max(places[at], low), high) for at in order]
    for at in range(1, len(moved)):
        moved[at] = max(moved[at], moved[at - 1] + apart)
    if moved and moved[-1] > high:
        moved[-1] = high
    for at in range(len(moved) - 2, -1, -1):
        moved[at] = min(moved[at], moved[at + 1] - apart)
    back = dict(zip(order, moved, strict=True))
    return tuple(back[at] for at in range(len(places)))
