"""The shape of questions of every kind, and of cases."""

from __future__ import annotations

import re
from abc import abstractmethod
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from webapp.catalog.figure_keys import AnyFigure
from webapp.catalog.models import Code, Day, Entry, LessonPath, Prose, Several, TaskCode, Words
from webapp.catalog.question_parts import (
    Exactly,
    ExtraEntry,
    GapEntry,
    MissEntry,
    OptionEntry,
    PairEntry,
    Part,
    RegionEntry,
    StepEntry,
    parts_of,
)
from webapp.domain.answers import Shape, Way

GAP = re.compile(r"\{([0-9]+)\}")


class TextExhibit(Entry):
    """Words or a table beside the stem."""

    kind: Literal["text"]
    body: Prose


Exhibit: TypeAlias = Annotated[TextExhibit | AnyFigure, Field(discriminator="kind")]


class QuestionEntry(Entry):
    """What questions of every kind have; `task` is said by the file's name in a bank, and written in a case."""

    id: Code
    kind: str
    approach: Literal["predictive", "agile", "hybrid", "any"]
    difficulty: Annotated[int, Field(ge=1, le=5)]
    cognitive: Literal["remember", "understand", "apply", "analyse", "evaluate"]
    task: TaskCode | None = None
    skills: Several[Code]
    lesson: LessonPath | None = None
    stem: Prose
    exhibit: Exhibit | None = None
    reference: Words
    reviewed: Day

    @property
    @abstractmethod
    def parts(self) -> tuple[Part, ...]:
        """Everything that can be chosen or placed, in the order it is written."""

    @property
    @abstractmethod
    def shape(self) -> Shape:
        """What an answer to it looks like."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody reads before answering."""
        return (self.stem, *(part.text for part in self.parts))


class ChoiceEntry(QuestionEntry):
    """A question with options to choose from; `fixed_order` where their order has meaning."""

    options: Annotated[tuple[OptionEntry, ...], Field(strict=False, min_length=3, max_length=8)]
    fixed_order: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """The options."""
        return parts_of(self.options, "options")

    @property
    def shape(self) -> Shape:
        """So many of the options."""
        return Shape(Way.CHOOSE, len(self.options), sum(option.correct for option in self.options))


class SingleEntry(ChoiceEntry):
    """One option is right."""

    kind: Literal["single"] = "single"


class MultipleEntry(ChoiceEntry):
    """Several options are right, and the stem says how many."""

    kind: Literal["multiple"]


class MatchingEntry(QuestionEntry):
    """To each left-hand entry belongs a right-hand one; equal right-hand texts are one entry."""

    kind: Literal["matching"]
    pairs: Annotated[tuple[PairEntry, ...], Field(strict=False, min_length=2, max_length=7)]
    extra: Annotated[tuple[ExtraEntry, ...], Field(strict=False, max_length=6)] = ()
    fixed_order: bool = False

    @cached_property
    def rights(self) -> tuple[str, ...]:
        """The right-hand entries, each once."""
        return tuple(dict.fromkeys([pair.right for pair in self.pairs] + [each.text for each in self.extra]))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The right-hand sides of all pairs, then what belongs nowhere."""
        pairs = [Part(("pairs", at), pair.right, pair.trap) for at, pair in enumerate(self.pairs)]
        extra = [Part(("extra", at), each.text, each.trap) for at, each in enumerate(self.extra)]
        return (*pairs, *extra)

    @property
    def texts(self) -> tuple[str, ...]:
        """The left-hand entries too."""
        return (*super().texts, *(pair.left for pair in self.pairs))

    @property
    def shape(self) -> Shape:
        """One right-hand entry for each left-hand one."""
        return Shape(Way.PLACE, len(self.rights), len(self.pairs))


class OrderingEntry(QuestionEntry):
    """Steps to be put in order; they are written in the right one."""

    kind: Literal["ordering"]
    steps: Annotated[tuple[StepEntry, ...], Field(strict=False, min_length=3, max_length=8)]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The steps."""
        return tuple(Part(("steps", at), step.text, step.trap) for at, step in enumerate(self.steps))

    @property
    def shape(self) -> Shape:
        """All steps."""
        return Shape(Way.ORDER, len(self.steps), len(self.steps))


class HotspotEntry(QuestionEntry):
    """Regions of a figure to point at."""

    kind: Literal["hotspot"]
    exhibit: Annotated[AnyFigure, Field(discriminator="kind")]
    regions: Annotated[tuple[RegionEntry, ...], Field(strict=False, min_length=2, max_length=8)]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The regions."""
        return tuple(
            Part(("regions", at), region.words, region.trap, region.correct)
            for at, region in enumerate(self.regions)
        )

    @property
    def shape(self) -> Shape:
        """So many of the regions."""
        return Shape(Way.CHOOSE, len(self.regions), sum(region.correct for region in self.regions))


class DropdownEntry(QuestionEntry):
    """A sentence with gaps, {1} and so on, each with as many options as the others."""

    kind: Literal["dropdown"]
    sentence: Words
    gaps: Annotated[tuple[GapEntry, ...], Field(strict=False, min_length=1, max_length=7)]
    fixed_order: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """The options of all gaps."""
        found = (parts_of(gap.options, "gaps", at, "options") for at, gap in enumerate(self.gaps))
        return tuple(part for parts in found for part in parts)

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentence too."""
        return (*super().texts, self.sentence)

    @property
    def shape(self) -> Shape:
        """One option for each gap."""
        return Shape(Way.PLACE, len(self.gaps[0].options), len(self.gaps))


class NumericEntry(QuestionEntry):
    """A number to enter."""

    kind: Literal["numeric"]
    answer: Exactly
    tolerance: Exactly = Decimal(0)
    unit: Annotated[str, Field(max_length=40)] = ""
    working: Words
    misses: Annotated[tuple[MissEntry, ...], Field(strict=False, max_length=8)] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The numbers that known errors lead to."""
        return tuple(Part(("misses", at), str(miss.value), miss.trap) for at, miss in enumerate(self.misses))

    @property
    def texts(self) -> tuple[str, ...]:
        """The stem alone."""
        return (self.stem,)

    @property
    def shape(self) -> Shape:
        """Any number."""
        return Shape(Way.ENTER)


QUESTIONS: dict[str, type[QuestionEntry]] = {
    "single": SingleEntry,
    "multiple": MultipleEntry,
    "matching": MatchingEntry,
    "ordering": OrderingEntry,
    "hotspot": HotspotEntry,
    "dropdown": DropdownEntry,
    "numeric": NumericEntry,
}


class CaseEntry(Entry):
    """A situation that several questions share."""

    title: Words
    situation: Prose
    questions: Annotated[tuple[Any, ...], Field(strict=False, min_length=2, max_length=6)]
