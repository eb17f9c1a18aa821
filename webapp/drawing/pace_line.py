"""The pace line: minutes ahead of an even pace or behind it, with each question that was answered."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from webapp.drawing.marks import NO_BREAK, Drawing, Exact, Table, key, shown, text
from webapp.drawing.scale import Scale
from webapp.drawing.slots import Slots

_TOPS = (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 600, 1440, 2880)
_ROWS = 20


@dataclass(frozen=True)
class Pace:
    """The lead in minutes with so many questions answered (negative: behind), and the section it was reached in."""

    answered: int
    minutes: Exact
    section: int = 0


@dataclass(frozen=True)
class PaceLine:
    """The whole course of an attempt; `ends` are the questions after which a section ends."""

    title: str
    questions: int
    course: tuple[Pace, ...]
    ends: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a course without an answer, and one that does not count up."""
        if [each.answered for each in self.course] != list(range(1, len(self.course) + 1)) or not self.course:
            raise ValueError("a course counts the questions answered, from 1")
        if len(self.course) > self.questions:
            raise ValueError(f"{len(self.course)} answered of {self.questions}")

    @cached_property
    def slots(self) -> Slots:
        """The places of the questions."""
        return Slots(self.questions, self.ends)

    @cached_property
    def top(self) -> int:
        """The minutes at the top of the scale, and below its middle."""
        furthest = max(abs(Fraction(each.minutes)) for each in self.course)
        return next((top for top in _TOPS if top >= furthest), _TOPS[-1])


def draw(value: PaceLine) -> Drawing:
    """Draw the course as a line over its wash, parted where a section ended; on pace is ochre."""
    width = _number(value.slots.width)
    marks = (
        f'<path class="k-hair" stroke-width="1" d="M0 0h{width}M0 100h{width}"/>{_breaks(value)}'
        f'{_washes(value)}<path class="k-ochre" stroke-width="1.5" d="M0 50h{width}"/>{_lines(value)}'
    )
    body = (
        f'<div class="plot"><div class="y" aria-hidden="true"><span>+{value.top}{NO_BREAK}min</span>'
        f"<span>On pace</span><span>−{value.top}{NO_BREAK}min</span></div>"
        f'<svg class="fixed" viewBox="0 0 {width} 100" preserveAspectRatio="none" role="img" '
        f'aria-label="{text(value.title)}">{marks}</svg><div class="x" aria-hidden="true">{value.slots.words}'
        "</div></div>"
        + key(
            ("tick", "f-blue", "Minutes ahead of an even pace, or behind it"), ("tick", "f-ochre", "On pace")
        )
    )
    return Drawing(body, _table(value))


def _courses(value: PaceLine) -> list[list[tuple[Fraction, Fraction]]]:
    """The points of each section; one begins at the height where the one before it ended, since the clock stood."""
    courses: list[list[tuple[Fraction, Fraction]]] = []
    height = Fraction(50)
    for _, group in groupby(value.course, key=lambda each: each.section):
        stretch = list(group)
        points = [(value.slots.start(stretch[0].answered), height)]
        points += [(value.slots.start(each.answered) + 1, _height(value, each.minutes)) for each in stretch]
        height = points[-1][1]
        courses.append(points)
    return courses


def _height(value: PaceLine, minutes: Exact) -> Fraction:
    return 50 - Fraction(Scale(-value.top, value.top).held(minutes)) * 50 / value.top


def _lines(value: PaceLine) -> str:
    strokes = "".join("M" + " ".join(map(_point, points)) for points in _courses(value))
    return f'<path class="f-none k-blue" stroke-width="2.5" stroke-linejoin="round" d="{strokes}"/>'


def _washes(value: PaceLine) -> str:
    areas = "".join(
        f"M{_number(points[0][0])} 50 {' '.join(map(_point, points))}V50z" for points in _courses(value)
    )
    return f'<path class="f-wash" d="{areas}"/>'


def _breaks(value: PaceLine) -> str:
    strokes = "".join(f"M{_number(value.slots.middle(end))} 0v100" for end in value.ends)
    return f'<path class="k-edge dash" stroke-width="1" d="{strokes}"/>' if strokes else ""


def _point(point: tuple[Fraction, Fraction]) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: Fraction) -> str:
    """A number of a path: short, and never with a comma."""
    return f"{float(value):.1f}".removesuffix(".0")


def _table(value: PaceLine) -> Table:
    step = max(1, round(len(value.course) / _ROWS))
    chosen = [each for each in value.course[:-1] if each.answered % step == 0]
    rows = tuple((str(each.answered), _signed(each.minutes)) for each in [*chosen, value.course[-1]])
    return Table("Pace, answer by answer", ("Answered", "Minutes against an even pace"), rows, frozenset({1}))


def _signed(minutes: Exact) -> str:
    words = shown(minutes, places=1)
    return words if words.startswith("−") or words == "0" else f"+{words}"
