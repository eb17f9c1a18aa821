"""Learning paths: paths.yaml → drafts, and drafts → paths with the time they take. A school may have none."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.catalog.drafts import Drafts
from webapp.catalog.fitting import Written, fit_list
from webapp.catalog.markdown import Renderer
from webapp.catalog.path_models import ExerciseEntry, PathEntry, StageEntry
from webapp.catalog.reading import Desk
from webapp.domain.exams.conditions import Mode
from webapp.domain.paths import Exercise, LearningPath, Stage

NAME = "paths.yaml"


def read_paths(desk: Desk) -> tuple[Written[PathEntry], ...]:
    """The paths as they are written."""
    path = desk.folder / NAME
    sheet = desk.sheet(path) if path.is_file() else None
    if sheet is None:
        return ()
    if not isinstance(sheet.value, Mapping) or list(sheet.value) != ["paths"]:
        desk.faults.append(sheet.fault("must hold `paths` and nothing else"))
        return ()
    return fit_list(PathEntry, sheet, desk.faults, "paths")


def minutes_of(drafts: Drafts, stage: StageEntry) -> int:
    """What a stage takes: its lessons as they state it, its practice, and an exam's own time for a rehearsal."""
    lessons = (drafts.lessons[path].entry.minutes for path in stage.lessons if path in drafts.lessons)
    return sum(lessons) + sum(_minutes(drafts, each) for each in stage.practice)


def _minutes(drafts: Drafts, exercise: ExerciseEntry) -> int:
    exam = next((exam for exam in drafts.exams if exam.code == exercise.exam), None)
    return exercise.minutes or (exam.outline.entry.minutes if exam else 0)


def render_path(entry: PathEntry, drafts: Drafts, renderer: Renderer) -> LearningPath:
    """The path with its quotes turned and its times summed."""
    return LearningPath(
        slug=entry.slug,
        title=renderer.words(entry.title),
        summary=renderer.words(entry.summary),
        audience=renderer.words(entry.audience),
        hours=entry.hours,
        exam=entry.exam,
        stages=tuple(
            Stage(
                title=renderer.words(stage.title),
                weeks=stage.weeks,
                aim=renderer.words(stage.aim),
                lessons=stage.lessons,
                exercises=tuple(_exercise(each, drafts, renderer) for each in stage.practice),
                minutes=minutes_of(drafts, stage),
            )
            for stage in entry.stages
        ),
    )


def _exercise(entry: ExerciseEntry, drafts: Drafts, renderer: Renderer) -> Exercise:
    words = renderer.words(entry.words)
    return Exercise(entry.exam, Mode(entry.mode), _minutes(drafts, entry), words, entry.tasks)
