"""The strip: how far someone is along a course of segments; done, here, to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from webapp.drawing.marks import Drawing, Exact, Table, bar, length, picture, require_names, shown
from webapp.drawing.scale import Scale


class State(Enum):
    """Where a segment stands."""

    DONE = "done"
    HERE = "here"
    TO_COME = "to come"


@dataclass(frozen=True)
class Segment:
    """A stretch of the course: how long it is and how much of it is passed, in the same unit."""

    name: str
    size: Exact = 1
    passed: Exact = 0

    def __post_init__(self) -> None:
        """Refuse a stretch without length, and more passed than there is."""
        if self.size <= 0 or not 0 <= self.passed <= self.size:
            raise ValueError(f"segment “{self.name}” has {shown(self.passed)} passed of {shown(self.size)}")


@dataclass(frozen=True)
class Strip:
    """A course: `title` says in words how far it has come; `here` is the segment someone is in."""

    title: str
    segments: tuple[Segment, ...]
    here: int | None = None

    def __post_init__(self) -> None:
        """Refuse a course without segments and a place that is not on it."""
        if not self.segments:
            raise ValueError("a strip needs a segment")
        require_names("segment", (segment.name for segment in self.segments))
        if self.here is not None and not 0 <= self.here < len(self.segments):
            raise ValueError(f"there is no segment {self.here}")

    def state(self, at: int) -> State:
        """Where a segment stands; the one someone is in is `here`, however much of it is passed."""
        segment = self.segments[at]
        if at == self.here or 0 < segment.passed < segment.size:
            return State.HERE
        return State.DONE if segment.passed == segment.size else State.TO_COME


def draw(value: Strip) -> Drawing:
    """Draw what is passed in blue and, where someone is, in ochre; a gap parts the segments."""
    body = f'<div class="bar">{picture("".join(_marks(value)), says=value.title)}</div>'
    return Drawing(body, _table(value))


def _marks(value: Strip) -> Iterator[str]:
    scale = Scale(0, sum(segment.size for segment in value.segments))
    start: Exact = 0
    for at, segment in enumerate(value.segments):
        if segment.passed:
            ink = "f-ochre" if at == value.here else "f-blue"
            yield bar(scale.place(start), scale.place(start + segment.passed), ink)
        if at:
            gap = '<rect class="f-leaf" x="-2" width="4" height="100%"/>'
            yield f'<svg x="{length(scale.place(start))}" overflow="visible">{gap}</svg>'
        start += segment.size


def _table(value: Strip) -> Table:
    rows = tuple(
        (segment.name, shown(segment.passed), shown(segment.size), value.state(at).value)
        for at, segment in enumerate(value.segments)
    )
    return Table(value.title, ("Segment", "Passed", "Of", "State"), rows, frozenset({1, 2}))
