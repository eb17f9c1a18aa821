"""Learning paths: lessons of several tracks in an order made for one aim, in stages of some weeks each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.exams.conditions import Mode
from webapp.domain.lessons import Lesson, Trail


@dataclass(frozen=True)
class Exercise:
    """Practice in the exam room at the end of a stage; a custom practice names its tasks."""

    exam: str
    mode: Mode
    minutes: int
    words: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """Some weeks of a path: `aim` is what one can do at its end, `minutes` the reading and the practice together."""

    title: str
    weeks: int
    aim: str
    lessons: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    minutes: int


@dataclass(frozen=True)
class LearningPath:
    """A way through the lessons for one kind of reader; `hours` are those of a week."""

    slug: str
    title: str
    summary: str
    audience: str
    hours: int
    stages: tuple[Stage, ...]
    exam: str | None = None

    @property
    def weeks(self) -> int:
        """How long it takes."""
        return sum(stage.weeks for stage in self.stages)

    @property
    def minutes(self) -> int:
        """All reading and practice."""
        return sum(stage.minutes for stage in self.stages)

    @property
    def lessons(self) -> tuple[str, ...]:
        """Every lesson in order."""
        return tuple(path for stage in self.stages for path in stage.lessons)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """All practice in order."""
        return tuple(each for stage in self.stages for each in stage.exercises)


@dataclass(frozen=True)
class Advance:
    """How far somebody is on a path: lessons done, and the next one to read, None when all are done."""

    done: int
    count: int
    next: str | None

    @property
    def share(self) -> int:
        """Whole per cent of the lessons, never rounded up to all of them."""
        return int(Fraction(100 * self.done, self.count)) if self.count else 0


def done_of(trails: Mapping[str, Trail]) -> frozenset[str]:
    """The lessons somebody called done."""
    return frozenset(path for path, trail in trails.items() if trail.done)


def advance(path: LearningPath, done: Collection[str]) -> Advance:
    """How far somebody is who has done these lessons; the next one is the first open one in the order of the path."""
    open_ones = [each for each in path.lessons if each not in done]
    count = len(path.lessons)
    return Advance(count - len(open_ones), count, open_ones[0] if open_ones else None)


def stage_of(path: LearningPath, lesson: str) -> int | None:
    """The place of the stage a lesson stands in, counted from 1; None when it is not on the path."""
    return next((place for place, stage in enumerate(path.stages, start=1) if lesson in stage.lessons), None)


def before(path: LearningPath, lesson: str) -> frozenset[str]:
    """What stands before a lesson on a path."""
    lessons = path.lessons
    return frozenset(lessons[: lessons.index(lesson)]) if lesson in lessons else frozenset()


def open_requirements(lesson: Lesson, done: Collection[str]) -> tuple[str, ...]:
    """What should be read before a lesson and is not done yet; nothing is locked by it."""
    named = (target.partition("#")[0] for target in lesson.requires)
    return tuple(path for path in dict.fromkeys(named) if path not in done)
