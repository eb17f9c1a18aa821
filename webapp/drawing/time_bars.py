"""Time bars: how long every question took, in the order of the form, with an even pace across them."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property

from webapp.drawing.marks import NO_BREAK, NO_VALUE, Drawing, Table, counted, key, shown, text
from webapp.drawing.slots import Slots

_FLOOR = 80  # how far down the bars stand, of 100; below them lie the marks of what was missed
_TOPS = (30, 60, 120, 180, 240, 300, 600, 900, 1200, 1800, 3600, 7200, 14400, 28800, 86400)
_CUT = 3  # a bar longer than so many even ones is cut, or it would press all others flat


class Went(Enum):
    """How a question went; its word stands in the table."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "not answered"
    VOID = "taken out"


@dataclass(frozen=True)
class Spent:
    """The seconds of one question, None where nothing was counted."""

    number: int
    seconds: int | None
    went: Went = Went.RIGHT


@dataclass(frozen=True)
class TimeBars:
    """Every question of a form; `even` is the time each has at an even pace, or the usual one."""

    title: str
    spent: tuple[Spent, ...]
    even: int
    even_name: str = "Even pace"
    ends: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse questions out of order and time that runs backwards."""
        if [each.number for each in self.spent] != list(range(1, len(self.spent) + 1)):
            raise ValueError("the questions are numbered from 1, each once, in order")
        if self.even < 1 or any((each.seconds or 0) < 0 for each in self.spent):
            raise ValueError("a question takes no less than no time, and an even pace at least a second")

    @cached_property
    def slots(self) -> Slots:
        """The places of the questions."""
        return Slots(len(self.spent), self.ends)

    @cached_property
    def top(self) -> int:
        """The seconds at the top of the scale."""
        longest = max(each.seconds or 0 for each in self.spent)
        wanted = max(min(longest, _CUT * self.even), self.even)
        return next(top for top in _TOPS if top >= wanted)

    @property
    def cut(self) -> int:
        """How many bars reach beyond the scale."""
        return sum((each.seconds or 0) > self.top for each in self.spent)


def draw(value: TimeBars) -> Drawing:
    """Draw a bar a question, the even pace across, and under the bars what was wrong or left open."""
    marks = _breaks(value) + _bars(value) + _cuts(value) + _even(value) + _missed(value)
    width = shown(value.slots.width * 10).replace(",", "")
    body = (
        '<div class="plot plot-time">'
        f'<div class="y" aria-hidden="true"><span>{clocked(value.top)}</span><span>0</span></div>'
        f'<svg class="fixed" viewBox="0 0 {width} 100" preserveAspectRatio="none" role="img" '
        f'aria-label="{text(value.title)}">{marks}</svg><div class="x" aria-hidden="true">{value.slots.words}'
        f"</div></div>{_key(value)}"
    )
    return Drawing(body, _table(value))


def clocked(seconds: int) -> str:
    """Write a length of time as short as it can be read: 45 s, 2 min, 6 min 12 s."""
    minutes, left = divmod(seconds, 60)
    parts = [f"{minutes}{NO_BREAK}min"] * bool(minutes) + [f"{left}{NO_BREAK}s"] * bool(left or not minutes)
    return " ".join(parts)


def _bars(value: TimeBars) -> str:
    strokes = "".join(
        _column(value.slots.start(each.number), _FLOOR - _rise(value, each.seconds), _FLOOR)
        for each in value.spent
        if each.seconds
    )
    return f'<path class="f-mid" d="{strokes}"/>' if strokes else ""


def _cuts(value: TimeBars) -> str:
    strokes = "".join(
        _column(value.slots.start(each.number), Fraction(5), 8)
        for each in value.spent
        if (each.seconds or 0) > value.top
    )
    return f'<path class="f-paper" d="{strokes}"/>' if strokes else ""


def _even(value: TimeBars) -> str:
    y, width = _number(_FLOOR - _rise(value, value.even)), _number(value.slots.width * 10)
    return (
        f'<path class="k-paper" stroke-width="4" d="M0 {y}h{width}"/>'
        f'<path class="k-ochre" stroke-width="1.5" d="M0 {y}h{width}"/>'
        f'<path class="k-edge" stroke-width="1" d="M0 {_FLOOR}h{width}"/>'
    )


def _breaks(value: TimeBars) -> str:
    strokes = "".join(f"M{_number(value.slots.middle(end) * 10)} 0v100" for end in value.ends)
    return f'<path class="k-edge dash" stroke-width="1" d="{strokes}"/>' if strokes else ""


def _missed(value: TimeBars) -> str:
    tops = {Went.WRONG: 84, Went.OPEN: 93}
    strokes = "".join(
        _column(value.slots.start(each.number), Fraction(tops[each.went]), 100)
        for each in value.spent
        if each.went in tops
    )
    return f'<path class="f-ink" d="{strokes}"/>' if strokes else ""


def _column(start: Fraction, top: Fraction, bottom: int) -> str:
    """One upright of a slot, a little narrower than it."""
    return f"M{_number(start * 10 + 1)} {_number(top)}h8V{bottom}h-8z"


def _rise(value: TimeBars, seconds: int | None) -> Fraction:
    """How high a bar stands."""
    return Fraction(min(seconds or 0, value.top) * _FLOOR, value.top)


def _number(value: Fraction | int) -> str:
    """A number of a path: short, and never with a comma."""
    return f"{float(value):.1f}".removesuffix(".0")


def _key(value: TimeBars) -> str:
    went = {each.went for each in value.spent}
    entries = [
        ("bar", "f-mid", "Time of a question"),
        ("tick", "f-ochre", f"{value.even_name}, {clocked(value.even)}"),
        *[("tick", "f-ink", "Wrong")] * (Went.WRONG in went),
        *[("stub", "f-ink", "Not answered")] * (Went.OPEN in went),
    ]
    if value.cut:
        cut = counted(value.cut, "bar is cut", "bars are cut")
        entries.append(("cut", "f-mid", f"{cut} at {clocked(value.top)}"))
    return key(*entries)


def _table(value: TimeBars) -> Table:
    rows = tuple(
        (str(each.number), clocked(each.seconds) if each.seconds is not None else NO_VALUE, each.went.value)
        for each in value.spent
    )
    return Table("Time of every question", ("Question", "Time", "Answer"), rows, frozenset({1}))
