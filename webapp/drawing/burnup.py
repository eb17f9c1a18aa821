"""Burnup: what is done, step by step, against a scope that may change."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from webapp.domain.craft.burn import Change, Pace, ideal_done, scope_at
from webapp.domain.craft.exact import require_rising
from webapp.drawing.marks import NO_VALUE, Drawing, Exact, Reading, Table, shown
from webapp.drawing.plane import Plane, Point
from webapp.drawing.scale import Scale, round_scale
from webapp.drawing.timebox import Steps, against, mark_today, pace_readings

_LETTERS = 28  # that fit across the plane on a phone
_HEADROOM = Fraction(9, 8)  # room above the scope for its words


@dataclass(frozen=True)
class Burnup:
    """A scope at the start, its changes, and what was done after each step so far."""

    title: str
    unit: str
    steps: Steps
    scope: Exact
    done: tuple[Exact, ...]
    changes: tuple[Change, ...] = ()
    solved: bool = True

    def __post_init__(self) -> None:
        """Refuse changes out of order or out of the time box, and more done than there is to do."""
        if min(self.scopes) <= 0:
            raise ValueError("scope must be above 0")
        if any(before.at >= after.at for before, after in pairwise(self.changes)):
            raise ValueError("changes stand in their order, one a step")
        for each in self.changes:
            if not 1 <= each.at <= self.steps.count:
                raise ValueError(f"a change at {each.at} is outside the time box, 1 to {self.steps.count}")
        self.steps.require_room("done", len(self.done))
        require_rising("done", self.done)
        for at, done in enumerate(self.done, 1):
            if done > self.scope_at(at):
                raise ValueError(
                    f"{shown(done)} done on {self.steps.when(at)} of a scope of {shown(self.scope_at(at))}"
                )

    @property
    def today(self) -> int:
        """The last step with a value."""
        return len(self.done)

    @property
    def scopes(self) -> tuple[Exact, ...]:
        """The scope at the start and after each change."""
        return (self.scope, *(each.scope for each in self.changes))

    @property
    def course(self) -> tuple[Point, ...]:
        """What was done, from the start."""
        return tuple(enumerate((0, *self.done)))

    def scope_at(self, at: Exact) -> Exact:
        """The scope that holds at a step."""
        return scope_at(self.scope, self.changes, at)

    @property
    def goal(self) -> Exact:
        """The scope at the end of the time box, as far as it is known."""
        return self.scope_at(self.steps.count)

    @property
    def pace(self) -> Pace:
        """How fast it went so far, and what is left of the scope as it is known."""
        return Pace(self.done[-1], self.today, self.goal - self.done[-1])

    def ideal(self, at: int) -> Exact:
        """What would be done of the first scope if the work went evenly."""
        return ideal_done(self.scope, self.steps.count, at)

    @property
    def forecast(self) -> tuple[Point, Point]:
        """From today at the pace so far, to the scope or to the end of the time box."""
        last = self.pace.until(self.steps.count)
        return (self.today, self.done[-1]), (last, self.goal - self.pace.left_at(last))

    @cached_property
    def plane(self) -> Plane:
        """The scales."""
        up = round_scale(0, max(self.scopes) * _HEADROOM)
        return Plane(Scale(0, self.steps.count), up, self.steps.many, self.unit)


def draw(value: Burnup) -> Drawing:
    """Draw the scope as steps, what is done with its dots, the even line, and where the pace so far leads."""
    plane, end = value.plane, value.steps.count
    scope = [(0, value.scope), *((each.at, each.scope) for each in value.changes)]
    over = plane.line([*plane.steps(scope), (end, value.goal)], "k-ink", width="2")
    ideal = plane.line([(0, 0), (end, value.scope)], "k-edge dash", width="1.5")
    forecast = plane.line(value.forecast, "k-mid dots", width="2") if value.solved else ""
    lines = ideal + forecast + over + plane.line(value.course, "k-blue")
    marks = (
        mark_today(plane, value.steps, value.today, f"{shown(value.done[-1])} done")
        + plane.dots(value.course)
        + _words(value)
    )
    return Drawing(plane.html(lines, marks), _table(value), readings=_readings(value))


def _words(value: Burnup) -> str:
    """Name the scope; a change of it by how much it adds or takes."""
    scope = value.plane.words((0, value.scope), f"Scope {shown(value.scope)}", down=-7, right=5)
    return scope + "".join(_change(value, each) for each in value.changes)


def _change(value: Burnup, change: Change) -> str:
    added = change.scope - value.scope_at(change.at - 1)
    is_late = change.at > value.steps.count * 0.6
    return value.plane.words(
        (change.at, max(change.scope, value.scope_at(change.at - 1))),
        _told(f"+{shown(added)}" if added > 0 else shown(added), change.note, _room(value, change, is_late)),
        down=-7,
        right=-5 if is_late else 5,
        anchor="end" if is_late else "start",
    )


def _room(value: Burnup, change: Change, is_late: bool) -> float:  # noqa: FBT001 - a fact, not a switch
    """How many letters fit beside a change on a phone, as far as the change before or after it."""
    places = [0, *(each.at for each in value.changes), value.steps.count]
    at = places.index(change.at, 1)
    steps = change.at - places[at - 1] if is_late else places[at + 1] - change.at
    return steps / value.steps.count * _LETTERS


def _told(added: str, note: str, room: float) -> str:
    """How much a change adds or takes, with its note where there is room; the table has it in any case."""
    whole = f"{added} {note}".strip()
    return next((words for words in (whole, added) if len(words) <= room), "")


def _readings(value: Burnup) -> tuple[Reading, ...]:
    if not value.solved:
        return ()
    done = value.done[-1]
    return (
        Reading(
            f"Done after {value.steps.when(value.today)}",
            f"{shown(done)} of {shown(value.scope_at(value.today))}",
        ),
        Reading("Even line", shown(value.ideal(value.today)), against(done - value.ideal(value.today))),
        *pace_readings(value.pace, value.steps),
    )


def _table(value: Burnup) -> Table:
    scope, done = f"Scope ({value.unit})", f"Done ({value.unit})"
    columns = (value.steps.one.capitalize(), scope, done, "Even line", "Against the even line", "Change")
    rows = [_row(value, at) for at in range(value.steps.count + 1)]
    kept = (
        [0, 1, 2]
        + ([3, 4] if value.solved else [])
        + ([5] if any(each.note for each in value.changes) else [])
    )
    numeric = frozenset(at for at, place in enumerate(kept) if place in {1, 2, 3, 4})
    picked = tuple(tuple(row[place] for place in kept) for row in rows)
    return Table(value.title, tuple(columns[place] for place in kept), picked, numeric)


def _row(value: Burnup, at: int) -> tuple[str, ...]:
    note = next((each.note for each in value.changes if each.at == at), "") or NO_VALUE
    is_known = at <= value.today
    done = shown(value.course[at][1]) if is_known else NO_VALUE
    distance = against(value.course[at][1] - value.ideal(at)) if is_known else NO_VALUE
    return (str(at), shown(value.scope_at(at)), done, shown(value.ideal(at)), distance, note)
