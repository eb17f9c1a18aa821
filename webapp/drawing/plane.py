"""Planes: two scales, lines and areas across them, and words beside the lines that keep their size.

Lines and areas stand in an inner SVG that is stretched to the plane; dots and words stand over it, at places in per
cent, and are not stretched. A place in the inner SVG is a thousandth of the plane.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from webapp.drawing.marks import Exact, length, level, shown, text
from webapp.drawing.scale import Scale, tick_words
from webapp.drawing.spread import spread

Point: TypeAlias = tuple[Exact, Exact]

_SIZE = 10  # thousandths in a hundredth
_NEAR_EDGE = 30
_HIGH, _TALL, _LINE = (
    240,
    288,
    17,
)  # pixels, as the style sheet has them: a plane, a tall one, a line of words


@dataclass(frozen=True)
class Plane:
    """A scale from left to right and one from bottom to top, with what they count."""

    across: Scale
    up: Scale
    along: str
    unit: str

    def place(self, point: Point) -> tuple[Fraction, Fraction]:
        """Where a point stands, in per cent from the left and from the top."""
        return self.across.place(point[0]), 100 - self.up.place(point[1])

    def line(self, points: Iterable[Point], ink: str, *, width: str = "2.5") -> str:
        """Draw a line through points."""
        return (
            f'<path class="f-none {ink}" stroke-width="{width}" stroke-linejoin="round" '
            f'd="M{self._through(points)}"/>'
        )

    def area(self, upper: Sequence[Point], lower: Sequence[Point], ink: str) -> str:
        """Fill what lies between two lines that run over the same places."""
        return f'<path class="{ink}" d="M{self._through(upper)} {self._through(reversed(lower))}z"/>'

    def steps(self, points: Sequence[Point]) -> list[Point]:
        """The points of a line that changes at once: level up to each point, then straight to it."""
        walked: list[Point] = [points[0]]
        for point in points[1:]:
            walked += [(point[0], walked[-1][1]), point]
        return walked

    def dots(self, points: Iterable[Point], ink: str = "f-blue", *, radius: str = "3.5") -> str:
        """Mark points with small discs."""
        return "".join(
            f'<circle class="{ink}" cx="{length(x)}" cy="{length(y)}" r="{radius}"/>'
            for x, y in map(self.place, points)
        )

    def stamp(self, point: Point, path: str) -> str:
        """Put a shape that is drawn about 0 0 at a point."""
        x, y = self.place(point)
        return f'<svg x="{length(x)}" y="{length(y)}" overflow="visible">{path}</svg>'

    def words(
        self,
        point: Point,
        words: str,
        *,
        down: int = 0,
        right: int = 0,
        anchor: str = "start",
        own: str = "plot-word",
    ) -> str:
        """Write words beside a point, so many pixels from it."""
        label = f'<text class="{own}" x="{right}" y="{down}" text-anchor="{anchor}">{text(words)}</text>'
        return self.stamp(point, label)

    def tags(
        self, tags: Sequence[tuple[Point, str]], *, right: int, anchor: str = "start", tall: bool = False
    ) -> str:
        """Write words beside points of one place across, moved up or down where they would cover each other."""
        high = _TALL if tall else _HIGH
        heights = [float(self.place(point)[1]) * high / 100 for point, _ in tags]
        moved = spread(heights, apart=_LINE, low=0, high=high)
        return "".join(
            self.words(
                point, words, right=right, down=round(to - at) + 4, anchor=anchor, own="plot-word plot-tag"
            )
            for (point, words), at, to in zip(tags, heights, moved, strict=True)
        )

    def head(self, at: Exact, words: str) -> str:
        """Write words over the plane at a place across; near an edge they lean inwards."""
        place = self.across.place(at)
        anchor = "start" if place < _NEAR_EDGE else "end" if place > 100 - _NEAR_EDGE else "middle"
        return self.words((at, self.up.high), words, down=-7, anchor=anchor)

    def html(self, lines: str, marks: str, *, tall: bool = False, gutter: str = "") -> str:
        """Set the plane: its unit, its scale to the left, its marks, and what it counts along below.

        A gutter leaves room for words to the right: `tight` for a short word, `loose` for a name (none on a phone).
        """
        own = "".join((" plot-tall" * tall, f" plot-{gutter}" if gutter else ""))
        ticks = self.up.ticks
        words = "".join(f"<span>{text(shown(each))}</span>" for each in reversed(ticks))
        grid = "".join(level(0, 100, "k-hair", at=100 - self.up.place(each)) for each in ticks)
        inner = f"0 0 {100 * _SIZE} {100 * _SIZE}"
        return (
            f'<div class="plot plot-figure{own}"><p class="plot-unit">{text(self.unit)}</p>'
            f'<div class="y" aria-hidden="true">{words}</div><svg aria-hidden="true">{grid}'
            f'<svg class="fixed" width="100%" height="100%" viewBox="{inner}" preserveAspectRatio="none" '
            f'overflow="visible">{lines}</svg>{marks}</svg>'
            f'<div class="x" aria-hidden="true"><svg>{tick_words(self.across, whole=True)}</svg>'
            f"<p>{text(self.along)}</p></div></div>"
        )

    def _through(self, points: Iterable[Point]) -> str:
        return " ".join(f"{_number(x * _SIZE)} {_number(y * _SIZE)}" for x, y in map(self.place, points))


def _number(value: Fraction) -> str:
    """A number of a path: short, and never with a comma."""
    return f"{float(value):.1f}".removesuffix(".0")
