"""The goals: how near to its limit, measured in the same run, each part of the product has to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.benching.figures import Figures, ratio


@dataclass(frozen=True, order=True)
class Key:
    """What was measured: a contestant, the database behind it (hello has none), and how many clients asked at once."""

    name: str
    database: str
    clients: int


@dataclass(frozen=True)
class Goal:
    """A ratio of one figure to that of a limit; `clients` is 0 when it holds for any number of them."""

    name: str
    figure: str
    limit: str
    bound: float
    clients: int = 0
    at_least: bool = False

    def met_by(self, value: float) -> bool:
        """Whether a ratio reaches the goal."""
        return value >= self.bound if self.at_least else value <= self.bound


@dataclass(frozen=True)
class Verdict:
    """A goal beside what was measured."""

    goal: Goal
    key: Key
    value: float

    @property
    def met(self) -> bool:
        """Whether the goal was reached."""
        return self.goal.met_by(self.value)


GOALS = (
    Goal("save", "cpu_ms", "insert", 2.2),
    Goal("save", "per_second", "insert", 0.55, clients=32, at_least=True),
    Goal("save", "p99_ms", "insert", 1.7, clients=32),
    Goal("lesson", "cpu_ms", "hello", 4.5),
    Goal("lesson 304", "cpu_ms", "hello", 2.5),
    Goal("question", "cpu_ms", "hello", 8),
    Goal("home", "cpu_ms", "hello", 8),
    Goal("start", "p50_ms", "save", 4, clients=8),
)
STATEMENTS = {"save": 1, "lesson": 1, "lesson 304": 1, "question": 2, "home": 3, "start": 4, "submit": 4}
WIRE_BYTES = {"question": 4096}


def judge(found: Mapping[Key, Figures]) -> Iterator[Verdict]:
    """Each goal beside each measurement it speaks of whose limit was measured too."""
    for goal in GOALS:
        for key in sorted(found):
            if key.name != goal.name or goal.clients not in {0, key.clients}:
                continue
            limit = found.get(Key(goal.limit, "" if goal.limit == "hello" else key.database, key.clients))
            if limit:
                value = ratio(getattr(found[key], goal.figure), getattr(limit, goal.figure))
                yield Verdict(goal, key, value)
