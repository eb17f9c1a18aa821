"""The shape of learning paths, written once."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from webapp.catalog.models import Any_number, Code, Entry, LessonPath, Several, TaskCode, Words


class ExerciseEntry(Entry):
    """Practice in the exam room. A rehearsal takes the time of its exam, everything else says its own."""

    exam: Code
    mode: Literal["rehearsal", "study", "custom"]
    words: Words
    tasks: Any_number[TaskCode] = ()
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None

    @model_validator(mode="after")
    def _says_what_it_is(self) -> ExerciseEntry:
        if (self.minutes is None) != (self.mode == "rehearsal"):
            raise ValueError("needs `minutes`, unless it is a rehearsal, which takes the time of its exam")
        if bool(self.tasks) != (self.mode == "custom"):
            raise ValueError("names its `tasks` if it is a custom practice, and only then")
        return self


class StageEntry(Entry):
    """Some weeks of a path."""

    title: Words
    weeks: Annotated[int, Field(ge=1, le=26)]
    aim: Words
    lessons: Any_number[LessonPath] = ()
    practice: Any_number[ExerciseEntry] = ()

    @model_validator(mode="after")
    def _has_something_to_do(self) -> StageEntry:
        if not self.lessons and not self.practice:
            raise ValueError("needs lessons or practice")
        return self


class PathEntry(Entry):
    """A learning path of paths.yaml."""

    slug: Code
    title: Words
    summary: Words
    audience: Words
    hours: Annotated[int, Field(ge=1, le=40)]
    exam: Code | None = None
    stages: Several[StageEntry]
