"""Where the boxes of a network stand, and the ways of the arrows between them.

Boxes stand in columns by how many steps lead to them, and an arrow that passes a column has a free lane there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

MARGIN = 14

Point: TypeAlias = tuple[float, float]
Stop: TypeAlias = tuple[str, str]
"""Where a line passes: an activity (twice its id), or the lane that the arrow from one id to another has."""


@dataclass(frozen=True)
class Size:
    """How wide and tall a box is, and how far it is from one box to the next, in pixels."""

    wide: int
    tall: int
    across: int
    down: int


class Layout:
    """Where everything stands: columns by rank, and in each column boxes and passing lanes one above the other."""

    def __init__(self, before: Mapping[str, Sequence[str]], columns: Mapping[str, int], box: Size) -> None:
        """Deal out the columns: activities with the ids before them, and the column of each."""
        self._columns, self._box = columns, box
        self._lanes: list[list[Stop]] = [[] for _ in range(max(columns.values()) + 1)]
        for name, sources in before.items():
            self._lanes[columns[name]].append((name, name))
            for source in sources:
                for column in range(columns[source] + 1, columns[name]):
                    self._lanes[column].append((source, name))
        self._came_from = {(name, name): tuple(sources) for name, sources in before.items()}
        self._heights: dict[tuple[int, Stop], float] = {}
        for column, stops in enumerate(self._lanes):
            stops.sort(key=lambda stop: self._pull(column, stop))
            for row, stop in enumerate(stops):
                self._heights[column, stop] = (row + 0.5) * self._height / len(stops)

    @property
    def _height(self) -> int:
        return max(len(stops) for stops in self._lanes) * self._box.down

    @property
    def size(self) -> tuple[int, int]:
        """How wide and how tall the drawing is."""
        return (len(self._lanes) - 1) * self._box.across + self._box.wide + 2 * MARGIN, self._height

    def _pull(self, column: int, stop: Stop) -> float:
        """How far down the lines come from that lead here; those without any keep their written order."""
        sources = self._came_from.get(stop, (stop[0],))
        heights = [self._height_before(column - 1, before, stop[1]) for before in sources]
        return sum(heights) / len(heights) if heights else 0

    def _height_before(self, column: int, before: str, target: str) -> float:
        stop = (before, before) if self._columns[before] == column else (before, target)
        return self._heights[column, stop]

    def middle(self, name: str) -> Point:
        """The middle of an activity's box."""
        return self._at(self._columns[name], (name, name))

    def _at(self, column: int, stop: Stop) -> Point:
        return MARGIN + self._box.wide / 2 + column * self._box.across, self._heights[column, stop]

    def way(self, source: str, name: str) -> list[Point]:
        """The points of the arrow from one box to another, straight through each lane in between."""
        half = self._box.wide / 2
        start, end = self.middle(source), self.middle(name)
        points = [(start[0] + half, start[1])]
        for column in range(self._columns[source] + 1, self._columns[name]):
            x, y = self._at(column, (source, name))
            points += [(x - half, y), (x + half, y)]
        return [*points, (end[0] - half, end[1])]
