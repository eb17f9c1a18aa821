"""What questions are made of: options, pairs, steps, regions, gaps and numbers, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from webapp.catalog.models import Code, Entry, Words
from webapp.domain.answers import NUMBER

NUMBER_AS_TEXT = "^" + NUMBER.pattern.removesuffix(r"\Z") + "$"  # as editors read patterns
_SURE_DIGITS = 15  # so many digits of a number come through YAML unharmed


def _decimal(written: object) -> Decimal:
    """A number exactly as it is written, and one that somebody can enter."""
    text = f"{Decimal(str(written)):f}" if isinstance(written, float) else str(written)
    if not NUMBER.match(text):
        raise ValueError("must be a number of at most 12 digits and 6 decimals, such as 1250 or 0.85")
    if isinstance(written, float) and sum(map(str.isdigit, text)) > _SURE_DIGITS:
        raise ValueError("has so many digits that it must stand in quotes")
    return Decimal(text)


def _place(written: object) -> object:
    """A part of a figure by its name, or by its row and its column."""
    return (written,) if isinstance(written, str) else written


Exactly = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": NUMBER_AS_TEXT}]}),
]
Line = Annotated[str, Field(min_length=1, max_length=300)]
PlaceName = Annotated[
    tuple[Line, ...],
    Field(strict=False, min_length=1, max_length=2),
    BeforeValidator(_place),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2},
            ]
        }
    ),
]


@dataclass(frozen=True)
class Part:
    """Something that can be right or wrong in an answer, with the place it is written at."""

    at: tuple[str | int, ...]
    text: str
    trap: str | None
    correct: bool = False


class Reasoned(Entry):
    """What carries its own reason, and the misconception behind it where it is wrong."""

    why: Words
    trap: Code | None = None


class OptionEntry(Reasoned):
    """An option of a question, or of a gap."""

    text: Words
    correct: bool = False


class PairEntry(Reasoned):
    """A left-hand entry with what belongs to it; `trap` is what somebody believes who puts that elsewhere."""

    left: Words
    right: Words


class ExtraEntry(Reasoned):
    """A right-hand entry that belongs nowhere."""

    text: Words


class StepEntry(Reasoned):
    """A step, written in its right place."""

    text: Words


class RegionEntry(Reasoned):
    """A part of the exhibit by the figure's own words: a name, or a row and a column."""

    at: PlaceName
    text: Words | None = None
    correct: bool = False

    @property
    def words(self) -> str:
        """What stands beside its letter."""
        return self.text or ", ".join(self.at)


class GapEntry(Entry):
    """A gap of a sentence with its options."""

    options: Annotated[tuple[OptionEntry, ...], Field(strict=False, min_length=2, max_length=8)]


class MissEntry(Reasoned):
    """A number that a known error leads to."""

    value: Exactly


def parts_of(options: tuple[OptionEntry, ...], *at: str | int) -> tuple[Part, ...]:
    """Options as parts, from the place their list is written at."""
    return tuple(
        Part((*at, place), option.text, option.trap, option.correct) for place, option in enumerate(options)
    )
