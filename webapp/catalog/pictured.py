"""What every kind of figure shares: how its keys are read, and how it is drawn."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Annotated, Self, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from webapp.drawing.marks import Drawing
from webapp.drawing.regions import NOWHERE, Place, Regions

T = TypeVar("T")
_LARGEST = 1_000_000_000


def _exact(written: object) -> Fraction:
    """Take a number as it is written: 0.1 is a tenth, not its nearest binary neighbour."""
    if isinstance(written, bool) or not isinstance(written, int | float) or not isfinite(written):
        raise ValueError("write a number")
    if abs(written) > _LARGEST:
        raise ValueError("write a smaller number, in a larger unit")
    return Fraction(str(written))


Words: TypeAlias = Annotated[str, Field(min_length=1, max_length=300)]
Amount: TypeAlias = Annotated[Fraction, BeforeValidator(_exact), WithJsonSchema({"type": "number"})]
Several: TypeAlias = Annotated[tuple[T, ...], Field(strict=False, min_length=1, max_length=20)]
Any_number: TypeAlias = Annotated[tuple[T, ...], Field(strict=False, max_length=20)]
Numbers: TypeAlias = Annotated[tuple[Amount, ...], Field(strict=False, min_length=1, max_length=40)]
Counts: TypeAlias = Annotated[tuple[int, ...], Field(strict=False, min_length=1, max_length=41)]
Level: TypeAlias = Annotated[int, Field(ge=1, le=5)]


class Keys(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True)
class Sketch:
    """What can be pointed at in a drawing, and how it is drawn once that is known."""

    places: tuple[Place, ...]
    draw: Callable[[Regions], Drawing]


class Pictured(Keys):
    """What every figure has: the finding, what the picture says, and how to read it."""

    title: Words
    alt: Annotated[str, Field(min_length=1, max_length=1000)]
    caption: Annotated[str, Field(max_length=1000)] = ""

    @abstractmethod
    def sketch(self) -> Sketch:
        """The drawing before it is drawn; raises ValueError where its values do not fit each other."""

    def drawing(self, regions: Regions = NOWHERE) -> Drawing:
        """Draw the figure, with the letters of its regions."""
        return self.sketch().draw(regions)

    @property
    def places(self) -> tuple[Place, ...]:
        """What can be a region of the figure, by the figure's own words."""
        return self.sketch().places

    @model_validator(mode="after")
    def _fits(self) -> Self:
        self.sketch().draw(NOWHERE)
        return self


class Computed(Pictured):
    """A figure that computes; an exhibit that asks for the result is not solved."""

    solved: bool = True


def each(make: type[T], keys: Iterable[Keys]) -> tuple[T, ...]:
    """Make a drawing's values from mappings that bear the same names."""
    return tuple(make(**dict(every)) for every in keys)
