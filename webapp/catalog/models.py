"""The shape of every content file, written once. What is not named here may not stand there."""

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


class PlannedExamEntry(Entry):
    """An exam that lessons may name although its outline and bank are still to come."""

    code: Code
    title: Words
    tasks: Several[TaskCode]


class TrackEntry(Entry):
    """A track.yaml: its lessons in reading order."""

    title: Words
    summary: Words
    order: Annotated[int, Field(ge=1, le=99)]
    lessons: Several[Code]


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


class OptionEntry(Entry):
    """An option of a question."""

    text: Words
    correct: bool = False
    why: Words
    trap: Code | None = None


class ExhibitEntry(Entry):
    """Something the question reads beside its stem."""

    kind: Literal["text"]
    body: Prose


class QuestionEntry(Entry):
    """A question of a bank or a check of a lesson."""

    id: Code
    kind: Literal["single", "multiple"] = "single"
    approach: Literal["predictive", "agile", "hybrid", "any"]
    difficulty: Annotated[int, Field(ge=1, le=5)]
    cognitive: Literal["remember", "understand", "apply", "analyse", "evaluate"]
    skills: Several[Code]
    lesson: LessonPath | None = None
    stem: Prose
    exhibit: ExhibitEntry | None = None
    options: Annotated[tuple[OptionEntry, ...], Field(strict=False, min_length=3, max_length=8)]
    reference: Words
    reviewed: Day


class ExamEntry(Entry):
    """An exam.yaml. `base` names the text its questions rest on."""

    code: Code
    title: Words
    certification: Words
    issuer: Words
    notice: Words
    summary: Words
    base: Words


class TaskEntry(Entry):
    """A task of an outline."""

    code: TaskCode
    title: Words


class DomainEntry(Entry):
    """A domain of an outline."""

    code: TaskCode
    slug: Code
    title: Words
    weight: Annotated[int, Field(ge=1, le=100)]
    tasks: Several[TaskEntry]


class SectionEntry(Entry):
    """A section of a form."""

    code: Code
    title: Words
    kind: Literal["cases", "standalone"]
    questions: Count
    break_after: Annotated[int, Field(ge=0, le=60)]
    lock: bool


class PassRuleEntry(Entry):
    """What passes: the issuer's count, or a practice line where the issuer publishes none."""

    kind: Literal["count", "practice_cut"]
    count: Count
    note: Words | None = None


class BandEntry(Entry):
    """A practice band."""

    below: Annotated[int, Field(ge=1, le=101)]
    title: Words
    advice: Words


class FactEntry(Entry):
    """A figure of the exam, with where it comes from and when it was true."""

    text: Words
    source: Words
    as_of: Day
    confidence: Literal["high", "medium", "low"]


class OutlineEntry(Entry):
    """One dated outline of an exam."""

    edition: Words
    title: Words
    valid_from: Day
    valid_to: Day | None
    minutes: Count
    questions: Count
    unscored: Annotated[int, Field(ge=0, le=100)]
    pauses: Literal["none", "between-sections"]
    sections: Several[SectionEntry]
    domains: Several[DomainEntry]
    weights_note: Words
    item_types: Several[Literal["single", "multiple"]]
    pass_rule: PassRuleEntry
    bands: Several[BandEntry]
    open_book: bool
    tools: Any_number[Literal["flag", "calculator", "whiteboard", "highlight", "strike-out"]]
    attempt_rules: Any_number[FactEntry]
    facts: Several[FactEntry]
