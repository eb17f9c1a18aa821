"""The shape of exams: exam.yaml, outlines and corrections."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from webapp.catalog.models import Any_number, Code, Count, Day, Entry, Several, TaskCode, Words
from webapp.domain.questions import Kind

KindName = Literal["single", "multiple", "matching", "ordering", "hotspot", "dropdown", "numeric"]
Tool = Literal["flag", "calculator", "whiteboard", "highlight", "strike-out"]
ApproachName = Literal["predictive", "agile", "hybrid"]
Share = Annotated[int, Field(ge=1, le=100)]


class LevelsEntry(Entry):
    """How much of a bank asks for recall, for use, and for judgement, in per cent."""

    recall: Share
    apply: Share
    judge: Share

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.recall + self.apply + self.judge != 100:
            raise ValueError("must add up to 100")
        return self


class ExamEntry(Entry):
    """An exam.yaml. `base` names the text its questions rest on; a `growing` bank cannot fill a form yet."""

    code: Code
    title: Words
    certification: Words
    issuer: Words
    notice: Words
    summary: Words
    base: Words
    bank: Literal["growing", "complete"] = "complete"
    levels: LevelsEntry | None = None


class TaskEntry(Entry):
    """A task of an outline; `now` names the tasks of the latest outline that carry its matter on."""

    code: TaskCode
    title: Words
    now: Any_number[TaskCode] = ()


class DomainEntry(Entry):
    """A domain of an outline."""

    code: TaskCode
    slug: Code
    title: Words
    weight: Share
    tasks: Several[TaskEntry]


class SectionEntry(Entry):
    """A section of a form: so many cases, or a share of the questions that stand alone."""

    code: Code
    title: Words
    kind: Literal["cases", "standalone"]
    cases: Annotated[int, Field(ge=1, le=20)] | None = None
    share: Share | None = None
    break_after: Annotated[int, Field(ge=0, le=60)]
    lock: bool

    @model_validator(mode="after")
    def _is_sized(self) -> Self:
        sizes = (self.cases is not None, self.share is not None)
        if sizes != ((True, False) if self.kind == "cases" else (False, True)):
            raise ValueError("take `cases` where their kind is cases, and `share` where it is not")
        return self


class ApproachEntry(Entry):
    """A group of approaches with its share of all questions."""

    code: Code
    title: Words
    share: Share
    takes: Several[ApproachName]


class CountRule(Entry):
    """The issuer's line to pass: so many right answers."""

    kind: Literal["count"]
    count: Count
    note: Words | None = None


class PracticeCut(Entry):
    """A line of ours, where the issuer publishes none."""

    kind: Literal["practice_cut"]
    percent: Share
    note: Words


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
    hours: Annotated[int, Field(ge=1, le=200)] | None = None


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
    sections_note: Words | None = None
    approaches: Any_number[ApproachEntry] = ()
    domains: Several[DomainEntry]
    weights_note: Words
    item_types: Several[KindName]
    item_types_note: Words | None = None
    pass_rule: Annotated[CountRule | PracticeCut, Field(discriminator="kind")]
    bands: Several[BandEntry]
    open_book: bool
    tools: Any_number[Tool]
    attempt_rules: Any_number[FactEntry]
    facts: Several[FactEntry]

    @property
    def scored(self) -> int:
        """How many questions count."""
        return self.questions - self.unscored

    @property
    def tasks(self) -> tuple[TaskEntry, ...]:
        """Every task in the order of the outline."""
        return tuple(task for domain in self.domains for task in domain.tasks)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of question it asks."""
        return tuple(Kind(name) for name in self.item_types)


def _as_text(written: object) -> object:
    """A letter, or a number, which may be written without quotes."""
    return str(written) if isinstance(written, int | float) and not isinstance(written, bool) else written


class CorrectionEntry(Entry):
    """A correction of a question that was asked already; `version` is the hash of what was asked."""

    number: Count
    question: Code
    version: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    rule: Literal["rekey", "credit", "exclude"]
    key: Any_number[
        Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number"]})]
    ] = ()
    reason: Words
    on: Day
