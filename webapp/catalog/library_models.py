"""The shape of the glossary and of templates, written once."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from webapp.catalog.models import Any_number, Code, Day, Entry, LessonPath, Several, Words

LONGEST_MEANING = 40
_PARTS = ("text", "points", "fields", "checks", "table")


def _one_sentence(meaning: str) -> str:
    """A meaning of one sentence that can be read at a glance."""
    words = len(meaning.split())
    if words > LONGEST_MEANING:
        raise ValueError(f"has {words} words; it may have {LONGEST_MEANING}")
    if not meaning.endswith("."):
        raise ValueError("must be a sentence, with a full stop at its end")
    return meaning


def _cell(written: object) -> object:
    """A cell as text: numbers keep their digits, nothing is an empty cell."""
    if written is None:
        return ""
    return str(written) if isinstance(written, int | float) and not isinstance(written, bool) else written


Cell = Annotated[str, BeforeValidator(_cell), WithJsonSchema({"type": ["string", "number", "null"]})]
Row = Annotated[tuple[Cell, ...], Field(strict=False)]


class TermEntry(Entry):
    """A term of glossary.yaml."""

    slug: Code
    term: Words
    meaning: Annotated[Words, AfterValidator(_one_sentence)]
    also: Any_number[Words] = ()
    see: Any_number[Code] = ()
    lesson: LessonPath | None = None


class ColumnEntry(Entry):
    """A column of a sheet."""

    name: Annotated[Words, Field(max_length=40, pattern=r"^[^{}]+$")]
    meaning: Words
    width: Annotated[int, Field(ge=4, le=60)] = 16
    kind: Literal["text", "number", "date"] = "text"
    choices: Any_number[Words] = ()
    formula: Words | None = None
    total: bool = False


class SheetEntry(Entry):
    """A table to fill in, with a worked example in its rows."""

    columns: Several[ColumnEntry]
    rows: Several[Row]


class TableEntry(Entry):
    """A table inside a document."""

    columns: Several[Words]
    rows: Several[Row]
    blanks: Annotated[int, Field(ge=1, le=20)] = 3


class SectionEntry(Entry):
    """A section of a document, with one kind of place to write in."""

    heading: Words
    prompt: Words
    text: Any_number[Words] = ()
    points: Any_number[Words] = ()
    fields: dict[Words, Words] = Field(default_factory=dict)
    checks: Any_number[Words] = ()
    table: TableEntry | None = None

    @model_validator(mode="after")
    def _has_one_part(self) -> SectionEntry:
        given = [part for part in _PARTS if getattr(self, part)]
        if len(given) != 1:
            raise ValueError(f"needs one of {', '.join(_PARTS)}, and has {len(given)}")
        return self


class TemplateEntry(Entry):
    """A template: a document of sections, or a sheet."""

    title: Words
    summary: Words
    use: Literal["Start", "Plan", "Deliver", "Learn", "Your career"]
    purpose: Words
    when: Several[Words]
    steps: Several[Words]
    example: Words
    updated: Day
    sections: Any_number[SectionEntry] = ()
    sheet: SheetEntry | None = None

    @model_validator(mode="after")
    def _is_one_of_two(self) -> TemplateEntry:
        if bool(self.sections) == bool(self.sheet):
            raise ValueError("needs either sections, for a document, or a sheet")
        return self
