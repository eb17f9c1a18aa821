"""Gap bars: where someone stands in each competency, with doubt, and where they want to be; levels 1 to 5."""

from dataclasses import dataclass

from webapp.drawing.marks import (
    NO_VALUE,
    Drawing,
    Exact,
    Table,
    bar,
    clearance,
    key,
    labelled,
    level,
    picture,
    require_names,
    shown,
    upright,
)
from webapp.drawing.scale import Scale

LEVELS = Scale(1, 5)


@dataclass(frozen=True)
class Gap:
    """One competency: the level now (None: not rated), its doubt either way, the target, the evidence."""

    name: str
    now: Exact | None
    target: Exact
    doubt: Exact = 0
    evidence: int = 0

    def __post_init__(self) -> None:
        """Refuse levels off the scale."""
        for what, value in (("now", self.now), ("target", self.target)):
            if value is not None and not LEVELS.low <= value <= LEVELS.high:
                raise ValueError(f"{what} of “{self.name}” is {shown(value)}; levels are 1 to 5")
        if self.doubt < 0:
            raise ValueError(f"the doubt of “{self.name}” is below 0")

    @property
    def to_go(self) -> Exact | None:
        """Levels still missing; 0 when the target is met, None when nothing is rated yet."""
        return None if self.now is None else max(self.target - self.now, 0)


@dataclass(frozen=True)
class GapBars:
    """Competencies, in the order to be read."""

    title: str
    gaps: tuple[Gap, ...]

    def __post_init__(self) -> None:
        """Refuse names used twice."""
        require_names("competency", (gap.name for gap in self.gaps))


def draw(value: GapBars) -> Drawing:
    """Draw each competency on its own rule: doubt as a bar, now as a tick, the gap as a line to target."""
    rows = "".join(f"<li>{labelled(gap.name)}{picture(_marks(gap))}{_words(gap)}</li>" for gap in value.gaps)
    scale = "".join(f"<span>{number}</span>" for number in range(1, 6))
    axis = (
        f'<li class="axis" aria-hidden="true"><span></span><div class="scale">{scale}</div><span></span></li>'
    )
    legend = key(("interval", "f-blue", "Now, with doubt"), ("tick", "f-ochre", "Target"))
    return Drawing(f'<ul class="bars">{rows}{axis}</ul>{legend}', _table(value))


def _marks(gap: Gap) -> str:
    rule = level(0, 100, "k-hair") + "".join(
        upright(at, "k-hair", top=30, bottom=70) for at in range(0, 101, 25)
    )
    target = LEVELS.place(gap.target)
    aim = clearance(target, width=3, top=5, bottom=95)
    if gap.now is None:
        return rule + aim
    now = LEVELS.place(gap.now)
    way = level(now, target, "k-ochre", width=2) if gap.to_go else ""
    low, high = (LEVELS.place(LEVELS.held(gap.now + each)) for each in (-gap.doubt, gap.doubt))
    doubt = bar(low, high, "f-mid", top=30, height=40) if high > low else ""
    tick = upright(now, "k-blue", width=3, top=20, bottom=80) if now != target else ""
    return rule + way + doubt + aim + tick


def _words(gap: Gap) -> str:
    if gap.to_go is None:
        return '<span class="num faint">not rated</span>'
    if not gap.to_go:
        return '<span class="num good">met</span>'
    return f'<span class="num"><b>{shown(gap.to_go, places=1)}</b> <span class="faint">to go</span></span>'


def _table(value: GapBars) -> Table:
    columns = ("Competency", "Now", "Doubt", "Target", "To go", "Pieces of evidence")
    return Table(value.title, columns, tuple(_row(gap) for gap in value.gaps), frozenset(range(1, 6)))


def _row(gap: Gap) -> tuple[str, ...]:
    if gap.now is None or gap.to_go is None:
        return gap.name, "not rated", NO_VALUE, shown(gap.target), NO_VALUE, str(gap.evidence)
    to_go = shown(gap.to_go, places=1) if gap.to_go else "met"
    doubt = f"±\u00a0{shown(gap.doubt, places=1)}"
    return gap.name, shown(gap.now, places=1), doubt, shown(gap.target), to_go, str(gap.evidence)
