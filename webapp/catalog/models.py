"""The shape of content files, written once: what all share, the vocabulary and the lessons.

What is not named in a model may not stand in its file. Questions are in question_models.py, exams in exam_models.py.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

T = TypeVar("T")


def _day(written: object) -> date:
    """A day as it is written in content: year, month, day."""
    try:
        return date.fromisoformat(written if isinstance(written, str) else "")
    except ValueError:
        raise ValueError("must be a day, such as 2026-11-22") from None


def _one_paragraph(written: object) -> object:
    """Text that flows inside a line: an option, a reason, a title."""
    if isinstance(written, str) and "\n\n" in written.strip():
        raise ValueError("must be one paragraph")
    return written


Words = Annotated[str, Field(min_length=1), BeforeValidator(_one_paragraph)]
Prose = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
TaskCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,7}$")]
LessonPath = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+(#[a-z0-9-]+)?$", max_length=200)]
ExamTask = Annotated[str, Field(pattern=r"^[a-z0-9-]+:[A-Z][A-Z0-9]{0,7}$")]
Day = Annotated[date, BeforeValidator(_day)]
Several = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]
Any_number = Annotated[tuple[T, ...], Field(strict=False)]
Count = Annotated[int, Field(ge=1, le=1000)]


class Entry(BaseModel):
    """A mapping whose keys are all known and whose values are what they look like."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, str_strip_whitespace=True)


class SkillEntry(Entry):
    """A competency of skills.yaml with its five levels."""

    code: Code
    title: Words
    meaning: Words
    levels: Annotated[tuple[Words, ...], Field(strict=False, min_length=5, max_length=5)]
    lesson: LessonPath | None = None


class RoleEntry(Entry):
    """A role of roles.yaml."""

    code: Code
    title: Words
    stage: Literal["entry", "mid", "senior"]
    summary: Words
    targets: dict[Code, Annotated[int, Field(ge=1, le=5)]]
    next: Any_number[Code]


class TrapEntry(Entry):
    """A misconception of traps.yaml."""

    code: Code
    name: Words
    belief: Words
    better: Words
    lesson: LessonPath
    opposite: Code | None = None


class CoverEntry(Entry):
    """A line of the curriculum's map, and the lessons of the track that teach it."""

    line: Words
    lessons: Several[Code]


class TrackEntry(Entry):
    """A track.yaml: its lessons in reading order, and what of the curriculum they cover."""

    title: Words
    summary: Words
    order: Annotated[int, Field(ge=1, le=99)]
    lessons: Several[Code]
    covers: Any_number[CoverEntry] = ()


class SourceEntry(Entry):
    """A source of a lesson: of a body, of authors, or of both."""

    title: Words
    body: Words | None = None
    author: Words | None = None
    year: Annotated[int, Field(ge=1800, le=2100)]
    link: Annotated[str, Field(pattern=r"^https?://[^\s]+$")] | None = None


class LessonEntry(Entry):
    """The front matter of a lesson."""

    title: Words
    summary: Words
    minutes: Annotated[int, Field(ge=1, le=180)]
    objectives: Several[Words]
    skills: Several[Code]
    prepares_for: Any_number[ExamTask]
    updated: Day
    requires: Any_number[LessonPath] = ()
    sources: Several[SourceEntry]
