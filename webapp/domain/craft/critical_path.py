"""The critical path method: earliest and latest dates of activities, their float, and the path that has none.

Dates are counted from 0 at the start; an activity that lasts 3 and starts at 0 finishes at 3. The forward pass takes
the latest of what the links ask, the backward pass the earliest, beginning at the project's finish.

- total float: by how much an activity may slip before the finish slips (late start - early start);
- free float: by how much it may slip before any follower's early dates slip.

Sources: Kelley & Walker, Critical-Path Planning and Scheduling (1959); PMI, Practice Standard for Scheduling, 3rd
edition (2019): precedence diagramming with finish-to-start, start-to-start, finish-to-finish and start-to-finish
links, each with a lag; a lead is a lag below 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from webapp.domain.craft.exact import Exact


class Tie(Enum):
    """What a link ties together: the start or the finish of the one before to that of the one after."""

    FINISH_TO_START = "FS"
    START_TO_START = "SS"
    FINISH_TO_FINISH = "FF"
    START_TO_FINISH = "SF"

    @property
    def leaves_finish(self) -> bool:
        """Whether it hangs on the finish of the activity before."""
        return self.value[0] == "F"

    @property
    def meets_finish(self) -> bool:
        """Whether it holds the finish of the activity after."""
        return self.value[1] == "F"


@dataclass(frozen=True)
class Link:
    """What an activity waits for: another, by its id, how, and for how long after."""

    of: str
    tie: Tie = Tie.FINISH_TO_START
    lag: Exact = 0


@dataclass(frozen=True)
class Work:
    """An activity: how long it lasts and what it waits for."""

    id: str
    duration: Exact
    after: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Dates:
    """The dates of an activity, counted from the start of the project."""

    early_start: Exact
    early_finish: Exact
    late_start: Exact
    late_finish: Exact
    free_float: Exact

    @property
    def total_float(self) -> Exact:
        """By how much it may slip before the project's finish slips."""
        return self.late_start - self.early_start

    @property
    def critical(self) -> bool:
        """Whether it has no float."""
        return self.total_float == 0


@dataclass(frozen=True)
class Schedule:
    """The dates of every activity, when the project ends, and which links drive it along its critical path."""

    dates: Mapping[str, Dates]
    finish: Exact
    driving: frozenset[tuple[str, str]]

    @property
    def critical(self) -> tuple[str, ...]:
        """The critical activities, by their early starts."""
        found = [name for name, dates in self.dates.items() if dates.critical]
        return tuple(sorted(found, key=lambda name: (self.dates[name].early_start, name)))


def in_order(works: Sequence[Work]) -> list[Work]:
    """The activities, each after all it waits for; ValueError where one is not there or they wait in a circle."""
    known = {work.id for work in works}
    for work in works:
        for link in work.after:
            if link.of not in known:
                raise ValueError(f"activity “{work.id}” comes after “{link.of}”, which is not there")
    placed: dict[str, Work] = {}
    while len(placed) < len(works):
        ready = [w for w in works if w.id not in placed and all(link.of in placed for link in w.after)]
        if not ready:
            left = ", ".join(work.id for work in works if work.id not in placed)
            raise ValueError(f"activities wait for each other in a circle: {left}")
        placed |= {work.id: work for work in ready}
    return list(placed.values())


def solve(works: Sequence[Work]) -> Schedule:
    """Both passes; ValueError as in `in_order`."""
    ordered = in_order(works)
    lasts = {work.id: work.duration for work in works}
    starts: dict[str, Exact] = {}
    for work in ordered:
        starts[work.id] = max([0, *(_earliest(work, link, starts, lasts) for link in work.after)])
    finish = max((starts[work.id] + work.duration for work in works), default=0)
    latest: dict[str, Exact] = {}
    for work in reversed(ordered):
        held = [_latest(link, after, latest, lasts) for after, link in _followers(work.id, works)]
        latest[work.id] = min([finish - work.duration, *held])
    dates = {
        work.id: Dates(
            starts[work.id],
            starts[work.id] + work.duration,
            latest[work.id],
            latest[work.id] + work.duration,
            _free_float(work, works, starts, finish),
        )
        for work in works
    }
    return Schedule(dates, finish, frozenset(_driving(works, dates)))


def slack(before: Work, link: Link, after: Work, starts: Mapping[str, Exact]) -> Exact:
    """How far the later end of a link stands beyond what the link asks, by early dates."""
    leaves = starts[before.id] + (before.duration if link.tie.leaves_finish else 0)
    meets = starts[after.id] + (after.duration if link.tie.meets_finish else 0)
    return meets - leaves - link.lag


def _earliest(work: Work, link: Link, starts: Mapping[str, Exact], lasts: Mapping[str, Exact]) -> Exact:
    """The earliest start that a link allows."""
    leaves = starts[link.of] + (lasts[link.of] if link.tie.leaves_finish else 0)
    return leaves + link.lag - (work.duration if link.tie.meets_finish else 0)


def _latest(link: Link, after: Work, latest: Mapping[str, Exact], lasts: Mapping[str, Exact]) -> Exact:
    """The latest start of the activity before that a link allows."""
    meets = latest[after.id] + (after.duration if link.tie.meets_finish else 0)
    return meets - link.lag - (lasts[link.of] if link.tie.leaves_finish else 0)


def _followers(name: str, works: Sequence[Work]) -> Iterator[tuple[Work, Link]]:
    return ((work, link) for work in works for link in work.after if link.of == name)


def _free_float(work: Work, works: Sequence[Work], starts: Mapping[str, Exact], finish: Exact) -> Exact:
    room = [slack(work, link, after, starts) for after, link in _followers(work.id, works)]
    return min([*room, finish - starts[work.id] - work.duration])


def _driving(works: Sequence[Work], dates: Mapping[str, Dates]) -> Iterator[tuple[str, str]]:
    """The links without slack between critical activities."""
    by_id = {work.id: work for work in works}
    starts = {name: each.early_start for name, each in dates.items()}
    for work in works:
        for link in work.after:
            between = dates[link.of].critical and dates[work.id].critical
            if between and slack(by_id[link.of], link, work, starts) == 0:
                yield link.of, work.id
