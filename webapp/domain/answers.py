"""The language of answers: one short text for the answer to a question of any kind.

Letters stand for options in the order in which this attempt shows them, never for what is stored in the bank.

- choosing (single, multiple, hotspot): the letters chosen, sorted: `bd`
- placing (matching, dropdown): one letter a place, `-` where nothing is placed yet: `ca-b`
- ordering: one letter a rank, each at most once: `dbca`
- entering (numeric): the number as typed, normalised: `12.5`

An empty text is no answer. A `Shape` says which texts an item takes; each shape has a code of one character, so that
a whole form is one string and a save can be checked inside one statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from webapp.domain.errors import BadInput

LETTERS = "abcdefgh"
BLANK = "-"
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?\Z")
GROUPED = re.compile(r"-?[1-9][0-9]{0,2}([\s,_'’][0-9]{3})+(\.[0-9]+)?\Z")
COMMA = re.compile(r"\A(-?[0-9]+),([0-9]+)\Z")
STRANGE = "That option does not belong to this question."


class Way(StrEnum):
    """How a question is answered."""

    CHOOSE = "choose"
    PLACE = "place"
    ORDER = "order"
    ENTER = "enter"


@dataclass(frozen=True)
class Shape:
    """What an answer may look like: `letters` options are shown, `size` are chosen or places filled."""

    way: Way
    letters: int = 0
    size: int = 0

    def fault_of(self, answer: str) -> str | None:
        """Why this text is no answer of this shape, or None when it is one."""
        if not answer:
            return None
        if self.way is Way.ENTER:
            return None if NUMBER.match(answer) else "Enter a number."
        shown = LETTERS[: self.letters]
        if self.way is Way.CHOOSE:
            return self._fault_of_choice(answer, shown)
        if len(answer) != self.size or set(answer) - set(shown) - {BLANK}:
            return STRANGE
        used = answer.replace(BLANK, "")
        twice = self.way is Way.ORDER and len(set(used)) < len(used)
        return "Each step has one place only." if twice else None

    def _fault_of_choice(self, answer: str, shown: str) -> str | None:
        """Why these letters cannot be chosen together."""
        if set(answer) - set(shown) or "".join(sorted(set(answer))) != answer:
            return STRANGE
        return f"Choose {self.size}: {len(answer)} are marked." if len(answer) > self.size else None

    def is_complete(self, answer: str) -> bool:
        """Whether everything asked for is given."""
        if self.way is Way.ENTER:
            return bool(answer)
        return len(answer) == self.size and BLANK not in answer


def _shapes() -> dict[str, Shape]:
    """Every shape under its code. Codes are stored: new shapes are added at the end, none is ever changed."""
    choose = [Shape(Way.CHOOSE, n, k) for n in range(2, 9) for k in range(1, 5) if k < n]
    place = [Shape(Way.PLACE, n, k) for n in range(2, 9) for k in range(1, 8)]
    order = [Shape(Way.ORDER, n, n) for n in range(2, 9)]
    others = [*place, *order, Shape(Way.ENTER)]
    # LIKE compares ASCII letters without case on SQLite, so the others take letters beyond ASCII.
    codes = "abcdefghijklmnopqrstuv" + "".join(chr(0x0430 + place) for place in range(len(others)))
    return dict(zip(codes, [*choose, *others], strict=True))


SHAPES = _shapes()
CODES = {shape: code for code, shape in SHAPES.items()}


@lru_cache(maxsize=4096)
def fitting_codes(answer: str) -> str:
    """The codes of all shapes that take this answer; the guard of a save looks the item's own code up in it."""
    return "".join(code for code, shape in SHAPES.items() if shape.fault_of(answer) is None)


def chosen(letters: Iterable[str]) -> str:
    """The answer that marks these letters; raises BadInput for anything but a letter."""
    unique = set(letters)
    if unique - set(LETTERS):
        raise BadInput(STRANGE, field="choice")
    return "".join(sorted(unique))


def placed(letters: Sequence[str]) -> str:
    """The answer that puts these letters (or nothing) into places, in order; raises BadInput."""
    if set(letters) - set(LETTERS) - {""}:
        raise BadInput(STRANGE, field="choice")
    answer = "".join(letter or BLANK for letter in letters)
    return "" if set(answer) <= {BLANK} else answer


def entered(text: str) -> str:
    """The answer somebody typed as a number; raises BadInput.

    Signs that group thousands go: 1,250 is 1250. One comma that cannot group them stands before decimals: 0,85 is 0.85.
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    plain = re.sub(r"[\s,_'’]", "", plain) if GROUPED.match(plain) else COMMA.sub(r"\1.\2", plain)
    if not plain:
        return ""
    if not NUMBER.match(plain):
        raise BadInput("Enter a number in digits: for example 1250 or 0.85.", field="number")
    return plain


def within(answer: str, value: Decimal, tolerance: Decimal) -> bool:
    """Whether a number that was entered lies within the tolerance of a value."""
    return abs(Decimal(answer) - value) <= tolerance
