"""Nameplates: where the name of a point may stand so that it covers neither a point nor another name."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.drawing.marks import Exact

WIDTH, HEIGHT = 500, 336  # the smallest field, in pixels, that shows names beside its points
_LETTER, _LINE, _RADIUS, _GAP = 7, 16, 12, 16


@dataclass(frozen=True)
class Spot:
    """A named point, in per cent of the field."""

    name: str
    x: Exact
    y: Exact


@dataclass(frozen=True)
class Plate:
    """Where a name is written, in pixels from its point."""

    dx: int
    dy: int
    anchor: str


@dataclass(frozen=True)
class Box:
    """A rectangle of the field, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Whether two boxes share any room."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def within(self, other: "Box") -> bool:
        """Whether this box lies inside another."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


_FIELD = Box(0, 0, WIDTH, HEIGHT)
_RIGHT, _LEFT = Plate(_GAP, 5, "start"), Plate(-_GAP, 5, "end")
_ABOVE, _BELOW = Plate(0, -_GAP - 1, "middle"), Plate(0, _GAP + 11, "middle")


def settle(spots: Sequence[Spot]) -> tuple[Plate, ...]:
    """Give each name a free side of its point, if possible one that keeps it in the point's own half."""
    taken = [_dot(spot) for spot in spots]
    plates: list[Plate] = []
    for spot in spots:
        plate = _first_free(spot, taken)
        taken.append(_box(spot, plate))
        plates.append(plate)
    return tuple(plates)


def _first_free(spot: Spot, taken: list[Box]) -> Plate:
    sides = (_RIGHT, _LEFT, _ABOVE, _BELOW) if spot.x < 50 else (_LEFT, _RIGHT, _ABOVE, _BELOW)
    free = [plate for plate in sides if _is_free(_box(spot, plate), taken)]
    at_home = [plate for plate in free if _box(spot, plate).within(_half(spot))]
    return (at_home or free or list(sides))[0]


def _is_free(box: Box, taken: list[Box]) -> bool:
    return box.within(_FIELD) and not any(box.touches(other) for other in taken)


def _half(spot: Spot) -> Box:
    """The half of the field, left or right, a point lies in."""
    left = WIDTH / 2 if spot.x >= 50 else 0
    return Box(left, 0, left + WIDTH / 2, HEIGHT)


def _centre(spot: Spot) -> tuple[float, float]:
    return float(spot.x) * WIDTH / 100, float(spot.y) * HEIGHT / 100


def _dot(spot: Spot) -> Box:
    x, y = _centre(spot)
    return Box(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS)


def _box(spot: Spot, plate: Plate) -> Box:
    x, y = _centre(spot)
    wide = len(spot.name) * _LETTER
    left = x + plate.dx - {"start": 0, "end": wide, "middle": wide / 2}[plate.anchor]
    bottom = y + plate.dy + 4
    return Box(left, bottom - _LINE, left + wide, bottom)
