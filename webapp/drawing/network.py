"""Networks: activities as boxes with their durations, and arrows from each to what waits for it.

A solved one shows in each box what the critical path method gives: early dates above, late dates below with the float
between them. What is critical has a heavy edge, and so have the links that drive it.

Boxes stand in columns by how many steps lead to them, and an arrow that passes a column has a free lane there. Unlike
the other drawings this one is in pixels and scrolls where it does not fit: arrows between boxes that widened with the
page would point beside them.
"""

from dataclasses import dataclass
from functools import cached_property
from math import atan2, degrees

from webapp.domain.craft.critical_path import Dates, Link, Schedule, Tie, Work, in_order, solve
from webapp.drawing.marks import NO_BREAK, NO_VALUE, Drawing, Exact, Form, Table, require_names, shown, text
from webapp.drawing.network_layout import Layout, Point, Size
from webapp.drawing.regions import NOWHERE, Place, Regions

_WIDE_FROM = 6
_HEAVY = ' stroke-width="2.5"'

_PLAIN, _SOLVED = Size(76, 50, 132, 84), Size(108, 78, 156, 104)


@dataclass(frozen=True)
class Activity:
    """A piece of work and what it waits for."""

    id: str
    name: str
    duration: Exact
    after: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        """Refuse time that runs backwards, and a follower of itself."""
        if self.duration < 0:
            raise ValueError(
                f"activity “{self.id}” lasts {shown(self.duration)}; time does not run backwards"
            )
        if len(set(self.before)) < len(self.after):
            raise ValueError(f"activity “{self.id}” names one of its predecessors twice")

    @property
    def before(self) -> tuple[str, ...]:
        """The ids of what it waits for."""
        return tuple(link.of for link in self.after)

    @property
    def work(self) -> Work:
        """The activity as the critical path method sees it."""
        return Work(self.id, self.duration, self.after)


@dataclass(frozen=True)
class Network:
    """Activities in one unit of time."""

    title: str
    unit: str
    activities: tuple[Activity, ...]
    solved: bool = False

    def __post_init__(self) -> None:
        """Refuse ids used twice, predecessors that do not exist, and circles."""
        require_names("activity", (each.id for each in self.activities))
        in_order([each.work for each in self.activities])

    @property
    def box(self) -> Size:
        """How much room each activity takes."""
        return _SOLVED if self.solved else _PLAIN

    @cached_property
    def schedule(self) -> Schedule:
        """The dates of every activity."""
        return solve([each.work for each in self.activities])

    @property
    def places(self) -> tuple[Place, ...]:
        """Every activity by its id."""
        return tuple((each.id,) for each in self.activities)

    @cached_property
    def columns(self) -> dict[str, int]:
        """The column of each activity: one after the last of its predecessors."""
        found: dict[str, int] = {}
        for work in in_order([each.work for each in self.activities]):
            found[work.id] = max((found[link.of] + 1 for link in work.after), default=0)
        return found


def draw(value: Network, regions: Regions = NOWHERE) -> Drawing:
    """Draw the boxes and the arrows between them; what the ids stand for is listed below."""
    layout = Layout({each.id: each.before for each in value.activities}, value.columns, value.box)
    arrows = "".join(
        _arrow(
            layout.way(link.of, each.id),
            link,
            heavy=value.solved and (link.of, each.id) in value.schedule.driving,
        )
        for each in value.activities
        for link in each.after
    )
    box = _solved_box if value.solved else _box
    boxes = "".join(box(value, each, layout.middle(each.id), regions) for each in value.activities)
    wide, tall = layout.size
    size = f'width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}"'
    picture = f'<svg aria-hidden="true" {size}>{arrows}{boxes}</svg>'
    body = f'<div class="network">{picture}</div>{_names(value)}'
    return Drawing(body, _table(value), Form.WORDS, wide=max(value.columns.values()) + 1 >= _WIDE_FROM)


def _arrow(points: list[Point], link: Link, *, heavy: bool = False) -> str:
    """An arrow; what ties otherwise than a finish to a start, or with a lag, says so in its middle."""
    line = "L".join(f"{x:g} {y:g}" for x, y in points)
    (x1, y1), (x2, y2) = points[-2:]
    turn = f"translate({x2:g} {y2:g}) rotate({degrees(atan2(y2 - y1, x2 - x1)):.1f})"
    ink = f'class="f-none {"k-ink" if heavy else "k-edge"}"{_HEAVY if heavy else ""}'
    head = f'<path {ink} transform="{turn}" d="M-9 -4.5L0 0L-9 4.5"/>'
    said = tie_words(link)
    label = (
        f'<text class="tie" x="{(x1 + x2) / 2:g}" y="{(y1 + y2) / 2 - 5:g}" text-anchor="middle">{text(said)}</text>'
        if said
        else ""
    )
    return f'<path {ink} d="M{line}"/>{head}{label}'


def tie_words(link: Link) -> str:
    """How a link ties where it is not simply finish to start: FS + 2, SS, FF - 1."""
    if link.tie is Tie.FINISH_TO_START and not link.lag:
        return ""
    sign, size = ("+", link.lag) if link.lag > 0 else ("−", -link.lag)
    lag = f"{NO_BREAK}{sign}{NO_BREAK}{shown(size)}" if size else ""
    return f"{link.tie.value}{lag}"


def _box(_: Network, each: Activity, middle: Point, regions: Regions) -> str:
    printed = (
        f'<text class="box-id" y="-2" text-anchor="middle">{text(each.id)}</text>'
        f'<text class="box-time" y="16" text-anchor="middle">{text(shown(each.duration))}</text>'
    )
    return _framed(each, middle, regions, _PLAIN, printed)


def _solved_box(value: Network, each: Activity, middle: Point, regions: Regions) -> str:
    """Early dates above, id and duration in the middle, late dates below with the total float between them."""
    dates = value.schedule.dates[each.id]
    left, right = -_SOLVED.wide / 2 + 8, _SOLVED.wide / 2 - 8
    words = (
        ("box-date", left, -22, "start", shown(dates.early_start)),
        ("box-date", right, -22, "end", shown(dates.early_finish)),
        ("box-id", left, 5, "start", each.id),
        ("box-time", right, 5, "end", shown(each.duration)),
        ("box-date", left, 31, "start", shown(dates.late_start)),
        ("box-float", 0, 31, "middle", shown(dates.total_float)),
        ("box-date", right, 31, "end", shown(dates.late_finish)),
    )
    printed = "".join(
        f'<text class="{kind}" x="{x:g}" y="{y}" text-anchor="{anchor}">{text(said)}</text>'
        for kind, x, y, anchor, said in words
    )
    half = _SOLVED.wide // 2
    rules = f'<path class="f-none k-hair" d="M-{half} -15H{half}M-{half} 15H{half}"/>'
    return _framed(each, middle, regions, _SOLVED, rules + printed, heavy=dates.critical)


def _framed(
    each: Activity, middle: Point, regions: Regions, size: Size, inside: str, *, heavy: bool = False
) -> str:
    """A box at its place, with the letter of its region."""
    x, y = middle
    wide, tall = size.wide, size.tall
    region = regions.get((each.id,))
    hook = f' class="region" data-region="{text(region)}"' if region else ""
    letter = (
        f'<text class="region-letter" x="{6 - wide // 2}" y="{14 - tall // 2}">{text(region.upper())}</text>'
        if region
        else ""
    )
    ink = f'k-ink"{_HEAVY}' if heavy else 'k-edge"'
    return (
        f'<g{hook} transform="translate({x:g} {y:g})">'
        f'<rect class="box f-leaf {ink} x="-{wide // 2}" y="-{tall // 2}" width="{wide}" height="{tall}"/>'
        f"{inside}{letter}</g>"
    )


def _names(value: Network) -> str:
    items = "".join(f"<li><b>{text(each.id)}</b> {text(each.name)}</li>" for each in value.activities)
    said = f"Durations in {value.unit}."
    if value.solved:
        said = (
            f"In {value.unit}. Above: early start, early finish. Middle: activity, duration. "
            "Below: late start, total float, late finish. Heavy: critical."
        )
    return f'<ul class="network-names">{items}</ul><p class="network-unit">{text(said)}</p>'


def _table(value: Network) -> Table:
    columns: tuple[str, ...] = ("Activity", "Name", f"Duration ({value.unit})", "After")
    rows = [
        (each.id, each.name, shown(each.duration), ", ".join(map(_after, each.after)) or NO_VALUE)
        for each in value.activities
    ]
    if not value.solved:
        return Table(value.title, columns, tuple(rows), frozenset({2}))
    columns += ("Early start", "Early finish", "Late start", "Late finish", "Total float", "Free float")
    whole = tuple((*row, *_dates(value.schedule.dates[row[0]])) for row in rows)
    return Table(value.title, columns, whole, frozenset({2, *range(4, len(columns))}))


def _after(link: Link) -> str:
    said = tie_words(link)
    return f"{link.of} ({said})" if said else link.of


def _dates(dates: Dates) -> tuple[str, ...]:
    early, late = (dates.early_start, dates.early_finish), (dates.late_start, dates.late_finish)
    return tuple(shown(each) for each in (*early, *late, dates.total_float, dates.free_float))
