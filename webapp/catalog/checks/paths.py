"""Learning paths as a whole: what they name exists, no lesson stands twice, and the hours they promise are enough."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.catalog.checks.references import names_of
from webapp.catalog.drafts import Drafts
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Written
from webapp.catalog.path_models import PathEntry
from webapp.catalog.paths import minutes_of

HOUR = 60


def check_paths(drafts: Drafts) -> Iterator[Fault]:
    """Every path."""
    seen: set[str] = set()
    for path in drafts.paths:
        if path.entry.slug in seen:
            yield path.fault(f"the slug {path.entry.slug} stands twice", "slug")
        seen.add(path.entry.slug)
        yield from _names(path, drafts)
        yield from _repeats(path)
        yield from _times(path, drafts)


def _names(path: Written[PathEntry], drafts: Drafts) -> Iterator[Fault]:
    """Lessons without anchors, exams and tasks that are there."""
    names = names_of(drafts)
    if path.entry.exam:
        yield from names.exam(path.entry.exam, path.blame("exam"))
    for at, stage in enumerate(path.entry.stages):
        for place, lesson in enumerate(stage.lessons):
            blame = path.blame("stages", at, "lessons", place)
            if "#" in lesson:
                yield blame("names a part of a lesson; a path leads through whole ones")
            yield from names.lesson(lesson, blame)
        for place, exercise in enumerate(stage.practice):
            blame = path.blame("stages", at, "practice", place)
            yield from names.exam(exercise.exam, blame)
            if exercise.exam in names.tasks:
                for task in exercise.tasks:
                    yield from names.task(f"{exercise.exam}:{task}", blame)


def _repeats(path: Written[PathEntry]) -> Iterator[Fault]:
    """A lesson is read once."""
    seen: set[str] = set()
    for at, stage in enumerate(path.entry.stages):
        for place, lesson in enumerate(stage.lessons):
            if lesson in seen:
                yield path.fault(
                    f"the lesson {lesson} stands on this path before", "stages", at, "lessons", place
                )
            seen.add(lesson)


def _times(path: Written[PathEntry], drafts: Drafts) -> Iterator[Fault]:
    """A stage fits into its weeks."""
    for at, stage in enumerate(path.entry.stages):
        needed, given = minutes_of(drafts, stage), stage.weeks * path.entry.hours * HOUR
        if needed > given:
            words = (
                f"takes {needed} minutes, and {stage.weeks} weeks of {path.entry.hours} hours have {given}"
            )
            yield path.fault(words, "stages", at, "weeks")
