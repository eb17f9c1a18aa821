"""The sheet of questions at a glance: one cell for each that can be opened now.

Cells are of no attempt: each of the few states a question can have at a position is drawn once in the life of the
process. An address is the number alone, since it is read beside that of the page it stands on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from webapp.domain.exams.attempt import Attempt

KEPT = 4096


@dataclass(frozen=True)
class Cell:
    """A question in the palette; `says` is read aloud, `drawn` is its square, `present` that of the open one."""

    number: int
    answered: bool
    flagged: bool
    begun: bool
    says: str
    drawn: str
    present: str


def palette(attempt: Attempt) -> tuple[Cell, ...]:
    """One cell for each question of the sections that are open."""
    first, last = attempt.window
    cells = list(_untouched(first, last))
    complete = attempt.complete
    for position, entry in attempt.sheet.items():
        if first <= position <= last:
            state = "answered" if position in complete else "begun" if entry.answer else "open"
            cells[position - first] = cell(position, state, entry.flagged)
    return tuple(cells)


def squares(cells: Sequence[Cell], *, current: int) -> Markup:
    """The squares of these cells; the current one is the page that is open."""
    drawn = [each.present if each.number == current else each.drawn for each in cells]
    return Markup("\n".join(drawn))  # noqa: S704 - numbers and words of our own


@lru_cache(64)
def _untouched(first: int, last: int) -> tuple[Cell, ...]:
    """The cells of questions nobody has touched."""
    return tuple(cell(position) for position in range(first, last + 1))


@lru_cache(KEPT)
def cell(number: int, state: str = "open", flagged: bool = False, stem: str = "") -> Cell:  # noqa: FBT001, FBT002 - the key of a cache
    """The cell of a question that is answered, begun or open; its address is a stem and the number."""
    answered = state == "answered"
    says = f"{number}, {state}{', flagged' if flagged else ''}"
    tone = " ".join((*("a" * answered), *("f" * flagged)))
    shape = f' class="{tone}"' if tone else ""
    drawn = f'<a href="{stem}{number}"{shape} aria-label="{says}"{{}}>{number}</a>'
    return Cell(
        number=number,
        answered=answered,
        flagged=flagged,
        begun=state == "begun",
        says=says,
        drawn=drawn.format(""),
        present=drawn.format(' aria-current="true"'),
    )
