"""Boards: columns of cards; the cards in a column are counted against its limit, never written by hand."""

from dataclasses import dataclass

from webapp.drawing.marks import NO_VALUE, Drawing, Form, Table, bar, counted, picture, require_names, text
from webapp.drawing.regions import NOWHERE, Place, Regions, letter, opening
from webapp.drawing.scale import Scale

_WIDE_FROM = 5


@dataclass(frozen=True)
class Column:
    """A column, its cards, and how many it may hold."""

    name: str
    cards: tuple[str, ...] = ()
    limit: int | None = None

    def __post_init__(self) -> None:
        """Refuse a limit that lets nothing in."""
        if self.limit is not None and self.limit < 1:
            raise ValueError(f"column “{self.name}” has the limit {self.limit}; a limit is at least 1")

    @property
    def over(self) -> int:
        """How many cards stand above the limit."""
        return 0 if self.limit is None else max(0, len(self.cards) - self.limit)

    @property
    def count(self) -> str:
        """The cards against the limit, as “4 of 3”."""
        if self.limit is None:
            return counted(len(self.cards), "card", "cards")
        return f"{len(self.cards)} of {self.limit}"

    @property
    def state(self) -> str:
        """What the count means, in words; nothing where there is room."""
        if self.over:
            return f"{self.over} over the limit"
        return "full" if self.limit == len(self.cards) else ""


@dataclass(frozen=True)
class Board:
    """Columns in the order work moves through them."""

    title: str
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        """Refuse columns that cannot be told apart."""
        require_names("column", (column.name for column in self.columns))

    @property
    def places(self) -> tuple[Place, ...]:
        """Every column by its name."""
        return tuple((column.name,) for column in self.columns)


def draw(value: Board, regions: Regions = NOWHERE) -> Drawing:
    """Draw the columns side by side, each under a beam that fills up and turns ochre past its limit."""
    columns = "".join(_column(column, regions) for column in value.columns)
    body = f'<ol class="board">{columns}</ol>'
    return Drawing(body, _table(value), Form.WORDS, wide=len(value.columns) >= _WIDE_FROM)


def _column(column: Column, regions: Regions) -> str:
    place = (column.name,)
    state = (
        f'<span class="board-{"over" if column.over else "full"}">{column.state}</span>'
        if column.state
        else ""
    )
    name = f"<b>{letter(place, regions)}{text(column.name)}</b>"
    head = f'<p class="board-head">{name}<span>{column.count}</span>{state}</p>'
    cards = "".join(f"<li>{text(card)}</li>" for card in column.cards)
    held = f"<ul>{cards}</ul>" if cards else '<p class="board-none">empty</p>'
    return f"{opening('li', place, regions)}{head}{_load(column)}{held}</li>"


def _load(column: Column) -> str:
    if column.limit is None:
        return f'<div class="board-load">{picture(bar(0, 100, "f-hair"))}</div>'
    scale = Scale(0, max(column.limit, len(column.cards)))
    within = scale.place(min(column.limit, len(column.cards)))
    limit = scale.place(column.limit)
    held = bar(0, within, "f-mid") if within else ""
    above = bar(limit, 100, "f-ochre") if column.over else ""
    return f'<div class="board-load">{picture(bar(0, 100, "f-hair") + held + above)}</div>'


def _table(value: Board) -> Table:
    rows = tuple(
        (
            column.name,
            str(len(column.cards)),
            NO_VALUE if column.limit is None else str(column.limit),
            column.state or NO_VALUE,
            "; ".join(column.cards) or NO_VALUE,
        )
        for column in value.columns
    )
    return Table(value.title, ("Column", "Cards", "Limit", "State", "On the cards"), rows, frozenset({1, 2}))
