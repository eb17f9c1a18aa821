"""Work breakdown structures: deliverables in their parts, each with its code, as words that stay a list."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.craft.breakdown import Coded, Element, coded, require_readable
from webapp.drawing.marks import NO_VALUE, Drawing, Form, Table, require_names, text
from webapp.drawing.regions import NOWHERE, Place, Regions, letter, opening

_MOST_ACROSS, _WIDE_FROM = 5, 4


@dataclass(frozen=True)
class Breakdown:
    """A project and what makes it up."""

    title: str
    project: Element

    def __post_init__(self) -> None:
        """Refuse what nobody takes in, and names that cannot be told apart."""
        require_readable(self.project)
        require_names("element", (each.element.name for each in coded(self.project)))

    @property
    def places(self) -> tuple[Place, ...]:
        """Every element by its name."""
        return tuple((each.element.name,) for each in coded(self.project))


def draw(value: Breakdown, regions: Regions = NOWHERE) -> Drawing:
    """Draw the parts of the project side by side, theirs hanging below; a phone shows the same list as an outline."""
    across = len(value.project.parts)
    way = " wbs-across" if across <= _MOST_ACROSS else ""
    body = f'<ul class="wbs{way}">{_item(Coded("1", value.project), regions)}</ul>'
    wide = _WIDE_FROM <= across <= _MOST_ACROSS
    return Drawing(body, _table(value), Form.WORDS, wide=wide)


def _item(each: Coded, regions: Regions) -> str:
    place = (each.element.name,)
    code = f'<span class="wbs-code">{each.code}</span>'
    words = f"{letter(place, regions)}{code} <span>{text(each.element.name)}</span>"
    named = f"{opening('p', place, regions, f'wbs-{each.level}')}{words}</p>"
    inner = "".join(_item(part, regions) for part in each.parts)
    return f"<li>{named}{f'<ul>{inner}</ul>' if inner else ''}</li>"


def _table(value: Breakdown) -> Table:
    rows = tuple((each.code, each.element.name, each.above or NO_VALUE) for each in coded(value.project))
    return Table(value.title, ("Code", "Element", "Part of"), rows)
