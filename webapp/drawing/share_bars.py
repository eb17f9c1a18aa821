"""Share bars: right answers in each group, how far chance alone could move them, and the line to clear.

Scores are written rounded down, so that none looks like a line it has missed.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from webapp.drawing.marks import (
    NO_VALUE,
    Drawing,
    Exact,
    Table,
    bar,
    clearance,
    key,
    labelled,
    percent,
    picture,
    require_names,
    upright,
)


@dataclass(frozen=True)
class Share:
    """One group (a domain, an attempt): right answers of all, and the interval of the score in per cent.

    `note` stands quieter under the name, and in a column of its own in the table.
    """

    name: str
    right: int
    of: int
    low: Exact = 0
    high: Exact = 100
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse more right answers than questions, and an interval that does not hold the score."""
        if not 0 <= self.right <= self.of:
            raise ValueError(f"“{self.name}” counts {self.right} right of {self.of}")
        if self.score is not None and not 0 <= self.low <= self.score <= self.high <= 100:
            raise ValueError(f"the interval of “{self.name}” does not hold its score")

    @property
    def score(self) -> Fraction | None:
        """The share in per cent; None where nothing was asked."""
        return Fraction(100 * self.right, self.of) if self.of else None


@dataclass(frozen=True)
class ShareBars:
    """Groups against one line; `heading` says what the groups are."""

    title: str
    shares: tuple[Share, ...]
    line: Exact | None = None
    line_name: str = "Practice line"
    heading: str = "Domain"

    def __post_init__(self) -> None:
        """Refuse names used twice and a line off the scale."""
        require_names("group", (share.name for share in self.shares))
        if self.line is not None and not 0 <= self.line <= 100:
            raise ValueError(f"the line, {self.line}, lies outside 0 to 100")


def draw(value: ShareBars) -> Drawing:
    """Draw each group from 0 to 100 with its interval, its score and the line."""
    rows = "".join(
        f"<li>{labelled(share.name, share.note)}{picture(_marks(share, value.line))}{_words(share)}</li>"
        for share in value.shares
    )
    scale = f'<div class="scale"><span>{percent(0)}</span><span>50</span><span>100</span></div>'
    axis = f'<li class="axis" aria-hidden="true"><span></span>{scale}<span></span></li>'
    return Drawing(f'<ul class="bars">{rows}{axis}</ul>{_key(value)}', _table(value))


def _marks(share: Share, line: Exact | None) -> str:
    rule = bar(0, 100, "f-hair", top=46, height=9)
    clear = "" if line is None else clearance(line)
    if share.score is None:
        return rule + clear
    interval = bar(share.low, share.high, "f-mid", top=30, height=40) if share.high > share.low else ""
    return rule + interval + clear + upright(share.score, "k-blue", width=3, top=15, bottom=85)


def _words(share: Share) -> str:
    if share.score is None:
        return '<span class="num faint">not asked</span>'
    return f'<span class="num"><b>{percent(floor(share.score))}</b> <span class="faint">of {share.of}</span></span>'


def _key(value: ShareBars) -> str:
    score = ("interval", "f-blue", "Score, and how far chance could move it")
    if value.line is None:
        return key(score)
    return key(score, ("tick", "f-ochre", f"{value.line_name}, {percent(value.line)}"))


def _table(value: ShareBars) -> Table:
    columns: tuple[str, ...] = (value.heading, "Right", "Of", "Score", "From", "To", value.line_name)
    line = NO_VALUE if value.line is None else percent(value.line)
    rows: tuple[tuple[str, ...], ...] = tuple(
        (share.name, str(share.right), str(share.of), *_score(share), line) for share in value.shares
    )
    if any(share.note for share in value.shares):
        columns = (*columns, "Note")
        rows = tuple((*row, share.note) for row, share in zip(rows, value.shares, strict=True))
    return Table(value.title, columns, rows, frozenset(range(1, 7)))


def _score(share: Share) -> tuple[str, str, str]:
    if share.score is None:
        return NO_VALUE, NO_VALUE, NO_VALUE
    return percent(floor(share.score)), percent(share.low), percent(share.high)
