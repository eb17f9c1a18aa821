"""The marks every drawing is made of: a drawing and its table, exact numbers as text, a few strokes of SVG.

Positions and widths are per cent in SVG attributes, and the SVG has no viewBox: it widens with its column
while strokes, diamonds and letters keep their size. No inline style anywhere; colours are classes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from fractions import Fraction
from html import escape
from typing import TypeAlias

Exact: TypeAlias = int | Fraction

NO_VALUE = "–"
NO_BREAK = "\u00a0"


class Form(Enum):
    """How a body is to be read by someone who does not see it."""

    PICTURE = "picture"  # marks and labels: one image, its alternative text and its table say the rest
    WORDS = "words"  # real text, read as it stands; may need to scroll
    TABLE = "table"  # a real table already; needs no second one


@dataclass(frozen=True)
class Table:
    """The values of a drawing, row by row; `numeric` holds the places of the columns of numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a row that does not fill its columns."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(self.columns)} columns")

    @property
    def html(self) -> str:
        """The table itself, its first column naming each row, scrolling on its own where it is too wide."""
        head = "".join(
            f'<th scope="col"{self._aligned(at)}>{text(name)}</th>' for at, name in enumerate(self.columns)
        )
        body = "".join(f"<tr>{self._cells(row)}</tr>" for row in self.rows)
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{text(self.caption)}">'
            f'<table><caption class="vh">{text(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    @property
    def details(self) -> str:
        """The table one click below its picture."""
        return f"<details><summary>Show as a table</summary>{self.html}</details>"

    def _cells(self, row: tuple[str, ...]) -> str:
        first = f'<th scope="row">{text(row[0])}</th>'
        return first + "".join(f"<td{self._aligned(at)}>{text(row[at])}</td>" for at in range(1, len(row)))

    def _aligned(self, column: int) -> str:
        return ' class="num"' if column in self.numeric else ""


@dataclass(frozen=True)
class Reading:
    """A figure read off a drawing: its name, its value with its unit, and how it comes about."""

    name: str
    value: str
    how: str = ""


@dataclass(frozen=True)
class Drawing:
    """What a page shows: the body (HTML with SVG marks), what is read off it, and the table that says the same."""

    body: str
    table: Table
    form: Form = Form.PICTURE
    wide: bool = False
    readings: tuple[Reading, ...] = ()


def text(words: str) -> str:
    """Escape words for HTML text and for attributes in double quotes."""
    return escape(words, quote=True)


def shown(value: Exact, places: int = 2) -> str:
    """Write a number as a reader expects it: rounded half up, commas at thousands, a true minus."""
    fraction = Fraction(value)
    rounded = (Decimal(fraction.numerator) / Decimal(fraction.denominator)).quantize(
        Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP
    )
    plain = f"{rounded:,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "0") else plain.replace("-", "−")


def percent(value: Exact) -> str:
    """Write a number as a per cent a reader sees, with its no-break space."""
    return f"{shown(value, places=0)}{NO_BREAK}%"


def length(value: Exact) -> str:
    """Write a share of 0 to 100 as an SVG percentage, to a hundredth."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".") + "%"


def counted(number: int, one: str, many: str) -> str:
    """Write a count with its noun."""
    return f"{number} {one if number == 1 else many}"


def bar(start: Exact, end: Exact, ink: str, *, top: Exact = 0, height: Exact = 100) -> str:
    """Draw work: a bar from start to end, all in per cent of the drawing."""
    return (
        f'<rect class="{ink}" x="{length(start)}" y="{length(top)}" width="{length(end - start)}" '
        f'height="{length(height)}" shape-rendering="crispEdges"/>'
    )


def beam(start: Exact, end: Exact, ink: str, *, thick: int = 12) -> str:
    """Draw work in a lane: a bar of `thick` pixels, centred upright however tall the lane is."""
    return (
        f'<rect class="{ink}" x="{length(start)}" y="50%" width="{length(end - start)}" height="{thick}" '
        f'transform="translate(0 -{thick // 2})" shape-rendering="crispEdges"/>'
    )


def upright(at: Exact, ink: str, *, width: int = 1, top: Exact = 0, bottom: Exact = 100) -> str:
    """Draw a line from top to bottom at one place."""
    x = length(at)
    return (
        f'<line class="{ink}" x1="{x}" x2="{x}" y1="{length(top)}" y2="{length(bottom)}" '
        f'stroke-width="{width}" shape-rendering="crispEdges"/>'
    )


def level(start: Exact, end: Exact, ink: str, *, at: Exact = 50, width: int = 1) -> str:
    """Draw a line from left to right at one height."""
    y = length(at)
    return (
        f'<line class="{ink}" x1="{length(start)}" x2="{length(end)}" y1="{y}" y2="{y}" '
        f'stroke-width="{width}" shape-rendering="crispEdges"/>'
    )


def clearance(at: Exact, *, width: int = 2, top: Exact = 0, bottom: Exact = 100) -> str:
    """Draw the line to clear (or today): ochre, with a halo of paper so that it reads on a bar."""
    halo = upright(at, "k-paper", width=width + 4, top=top, bottom=bottom)
    return halo + upright(at, "k-ochre", width=width, top=top, bottom=bottom)


def diamond(at: Exact, ink: str = "f-ink") -> str:
    """Draw a moment: a diamond that keeps its shape however wide the drawing is."""
    return (
        f'<svg x="{length(at)}" y="50%" overflow="visible">'
        f'<path class="{ink} k-paper moment" stroke-width="2" d="M0 -8 8 0 0 8 -8 0z"/></svg>'
    )


def picture(marks: str, *, says: str = "") -> str:
    """Hold marks in an SVG that is either described in words or left to the words around it."""
    described = f'role="img" aria-label="{text(says)}"' if says else 'aria-hidden="true"'
    return f"<svg {described}>{marks}</svg>"


_SWATCHES = {
    "bar": '<path class="{0}" d="M0 2h20v8H0z"/>',
    "tick": '<path class="{0}" d="M9 0h2.5v12H9z"/>',
    "stub": '<path class="{0}" d="M9 6h2.5v6H9z"/>',
    "cut": '<path class="{0}" d="M9 0h2.5v2H9zM9 4h2.5v8H9z"/>',
    "diamond": '<path class="{0}" d="M10 0l6 6-6 6-6-6z"/>',
    "line": '<path class="{0}" d="M0 5h20v2H0z"/>',
    "disc": '<path class="{0}" d="M0 5h20v2H0z"/><circle class="{0}" cx="10" cy="6" r="4"/>',
    "dot": '<circle class="{0}" cx="10" cy="6" r="3.5"/>',
    "ring": '<circle class="{0}" cx="10" cy="6" r="2.5"/><circle class="f-none k-ink" cx="10" cy="6" r="5"/>',
    "square": '<path class="{0}" d="M0 5h20v2H0zM6.5 2.5h7v7h-7z"/>',
    "dots": '<path class="{0}" d="M1 5h2v2H1zM7 5h2v2H7zM13 5h2v2h-2z"/>',
    "interval": '<path class="f-mid" d="M0 2h20v8H0z"/><path class="{0}" d="M9 0h2.5v12H9z"/>',
}


def key(*entries: tuple[str, str, str], own: str = "") -> str:
    """Explain inks: each entry is a swatch (bar, tick, line, disc, …), its ink, what it stands for."""
    return f'<ul class="{f"key {own}".strip()}">{"".join(_entry(*entry) for entry in entries)}</ul>'


def _entry(swatch: str, ink: str, words: str) -> str:
    marks = _SWATCHES[swatch].format(ink)
    return f'<li><svg viewBox="0 0 20 12" aria-hidden="true">{marks}</svg>{text(words)}</li>'


def labelled(name: str, note: str = "", *, before: str = "") -> str:
    """Write a name and, under it, its quieter note; `before` is markup that leads the name."""
    return f"<span>{before}{text(name)}{f'<small>{text(note)}</small>' if note else ''}</span>"


def require_names(what: str, names: Iterable[str]) -> None:
    """Refuse a blank name and a name used twice, for a reader could not tell the two apart."""
    seen: set[str] = set()
    for name in names:
        if not name.strip():
            raise ValueError(f"{what} without a name")
        if name in seen:
            raise ValueError(f"{what} “{name}” stands twice")
        seen.add(name)
