"""Scales: from a value to its place in per cent, and the round numbers to write along the way."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from webapp.drawing.marks import Exact, length, shown, text

_MOST_STEPS = 6
_NEAR_EDGE = 3


@dataclass(frozen=True)
class Scale:
    """A straight scale from low to high."""

    low: Exact
    high: Exact

    def __post_init__(self) -> None:
        """Refuse a scale without extent."""
        if self.high <= self.low:
            raise ValueError(f"a scale from {shown(self.low)} to {shown(self.high)} has no extent")

    def place(self, value: Exact) -> Fraction:
        """Where a value stands, in per cent of the way from low to high."""
        return Fraction(value - self.low) * 100 / Fraction(self.high - self.low)

    def held(self, value: Exact) -> Exact:
        """The value, kept within the scale."""
        return min(max(value, self.low), self.high)

    @property
    def step(self) -> Fraction:
        """The smallest of 1, 2, 5, 10, 20 … (or tenths of them) that needs at most six steps."""
        return _round_step(Fraction(self.high - self.low))

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        """The round values on the scale."""
        first, last = ceil(Fraction(self.low) / self.step), floor(Fraction(self.high) / self.step)
        return tuple(self.step * number for number in range(first, last + 1))


def round_scale(low: Exact, high: Exact) -> Scale:
    """Widen low and high to the next round values, so that the last bar ends on or before a tick."""
    step = _round_step(Fraction(high - low))
    widened = Scale(floor(Fraction(low) / step) * step, ceil(Fraction(high) / step) * step)
    return widened if widened.step == step else round_scale(widened.low, widened.high)


def tick_words(scale: Scale, *, whole: bool = False) -> str:
    """Write the round values at their places, or only the whole ones among them; the outermost lean inwards."""
    ticks = (value for value in scale.ticks if not whole or value.denominator == 1)
    return "".join(_tick(scale.place(value), shown(value)) for value in ticks)


def _tick(place: Fraction, words: str) -> str:
    anchor = "start" if place < _NEAR_EDGE else "end" if place > 100 - _NEAR_EDGE else "middle"
    return f'<text x="{length(place)}" y="1em" text-anchor="{anchor}">{text(words)}</text>'


def _round_step(span: Fraction) -> Fraction:
    power = Fraction(1)
    while power * _MOST_STEPS >= span:
        power /= 10
    while True:
        for digit in (1, 2, 5):
            step = power * digit
            if span / step <= _MOST_STEPS:
                return step
        power *= 10
