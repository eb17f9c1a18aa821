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
KEPT_STRIPS = 256
WORDS = {"a": "answered", "b": "begun", "o": "open"}
PRESENT = ' aria-current="true"'


@dataclass(frozen=True)
class Cell:
    """A question in the palette; `says` is read aloud, `drawn` is its square, which says at `place` if it is open."""

    number: int
    answered: bool
    flagged: bool
    begun: bool
    says: str
    drawn: str
    place: int


@dataclass(frozen=True)
class Strip:
    """The squares of some questions, drawn and counted; `places` are where each says that it is the page one is on."""

    drawn: str
    places: dict[int, int]
    answered: int
    flags: int

    def around(self, current: int) -> Markup:
        """The squares about the page that is open."""
        place = self.places.get(current)
        drawn = self.drawn if place is None else f"{self.drawn[:place]}{PRESENT}{self.drawn[place:]}"
        return Markup(drawn)  # noqa: S704 - numbers and words of our own


def palette(attempt: Attempt) -> tuple[Cell, ...]:
    """One cell for each question of the sections that are open."""
    first, last = attempt.window
    return _cells(first, attempt.states[first - 1 : last])


def strip(attempt: Attempt) -> Strip:
    """The squares of the sections that are open; kept for every sheet in these states."""
    first, last = attempt.window
    return _strip(first, attempt.states[first - 1 : last])


def drawn(cells: Sequence[Cell]) -> Strip:
    """The squares of these cells."""
    places, end = {}, 0
    for each in cells:
        places[each.number] = end + each.place
        end += len(each.drawn) + 1
    return Strip(
        drawn="\n".join([each.drawn for each in cells]),
        places=places,
        answered=sum(each.answered for each in cells),
        flags=sum(each.flagged for each in cells),
    )


@lru_cache(KEPT_STRIPS)
def _strip(first: int, states: str) -> Strip:
    """The squares of questions in these states."""
    return drawn(_cells(first, states))


def _cells(first: int, states: str) -> tuple[Cell, ...]:
    """The cells of questions in these states."""
    return tuple(
        cell(number, WORDS[state.lower()], state.isupper())
        for number, state in enumerate(states, start=first)
    )


@lru_cache(KEPT)
def cell(number: int, state: str = "open", flagged: bool = False, stem: str = "") -> Cell:  # noqa: FBT001, FBT002 - the key of a cache
    """The cell of a question that is answered, begun or open; its address is a stem and the number."""
    answered = state == "answered"
    says = f"{number}, {state}{', flagged' if flagged else ''}"
    tone = " ".join((*("a" * answered), *("f" * flagged)))
    shape = f' class="{tone}"' if tone else ""
    head = f'<a href="{stem}{number}"{shape} aria-label="{says}"'
    return Cell(
        number=number,
        answered=answered,
        flagged=flagged,
        begun=state == "begun",
        says=says,
        drawn=f"{head}>{number}</a>",
        place=len(head),
    )
