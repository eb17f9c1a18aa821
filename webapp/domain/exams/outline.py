"""The outline of an exam as data: what it asks, for how long, and what passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from webapp.domain.errors import BadInput, NotFound
from webapp.domain.questions import Kind


class Pauses(StrEnum):
    """When the clock may stand still."""

    NONE = "none"
    BETWEEN_SECTIONS = "between-sections"
    FREE = "free"


@dataclass(frozen=True)
class Task:
    """One task of an outline; `now` names the tasks of a later outline that carry its matter on."""

    code: str
    title: str
    now: tuple[str, ...] = ()


@dataclass(frozen=True)
class Domain:
    """One domain (learning area) with its weight in per cent of the scored questions."""

    code: str
    slug: str
    title: str
    weight: int
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class PassRule:
    """The line to pass as a share of the scored questions: the issuer's, or ours where the issuer publishes none."""

    share: Fraction
    official: bool = True
    note: str = ""

    def line(self, scored: int) -> int:
        """How many of so many scored questions must be right; a score equal to the line passes."""
        return ceil(self.share * scored)


class SectionKind(StrEnum):
    """What a section asks."""

    CASES = "cases"
    STANDALONE = "standalone"


@dataclass(frozen=True)
class SectionPlan:
    """A section as the outline plans it.

    A section of cases is as long as its `cases`, drawn whole; the others share what is left in proportion to `share`.
    """

    code: str
    title: str
    kind: SectionKind = SectionKind.STANDALONE
    cases: int = 0
    share: int = 1
    break_after: timedelta = timedelta(0)
    lock: bool = False


@dataclass(frozen=True)
class Approach:
    """A group of delivery approaches with its share in per cent of all questions."""

    code: str
    title: str
    share: int
    takes: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """A practice band with a name of our own: scores below `below` per cent (and above the band before)."""

    below: int
    title: str
    advice: str


@dataclass(frozen=True)
class Fact:
    """A figure of the exam with where it comes from and when it was true.

    `hours` are those of education that it asks for, where it does.
    """

    text: str
    source: str
    as_of: date
    confidence: str
    hours: int | None = None


@dataclass(frozen=True)
class Outline:
    """One dated outline of an exam; a new outline is a new file and no code."""

    edition: str
    title: str
    valid_from: date
    valid_to: date | None
    minutes: int
    questions: int
    domains: tuple[Domain, ...]
    weights_note: str
    pass_rule: PassRule
    bands: tuple[Band, ...]
    item_types: tuple[Kind, ...]
    open_book: bool
    attempt_rules: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    unscored: int = 0
    pauses: Pauses = Pauses.NONE
    sections: tuple[SectionPlan, ...] = (SectionPlan("all", "All questions"),)
    sections_note: str = ""
    approaches: tuple[Approach, ...] = ()
    item_types_note: str = ""
    tools: tuple[str, ...] = ()

    @property
    def scored(self) -> int:
        """How many questions count."""
        return self.questions - self.unscored

    @property
    def pass_count(self) -> int:
        """How many of a whole form's scored questions must be right."""
        return self.pass_rule.line(self.scored)

    @property
    def education(self) -> Fact | None:
        """What says how many hours of education it takes to apply, or None."""
        return next((fact for fact in (*self.attempt_rules, *self.facts) if fact.hours), None)

    def in_force(self, on: date) -> bool:
        """Whether this outline holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def duration(self) -> timedelta:
        """Time allowed without accommodations."""
        return timedelta(minutes=self.minutes)

    @property
    def pace(self) -> timedelta:
        """Time for one question when all are given the same."""
        return self.duration / self.questions

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task in the order of the outline."""
        return tuple(task for domain in self.domains for task in domain.tasks)

    def domain_of(self, task: str) -> Domain:
        """The domain a task belongs to; KeyError when the outline has no such task."""
        for domain in self.domains:
            if any(known.code == task for known in domain.tasks):
                return domain
        raise KeyError(task)

    def band_of(self, share: Fraction) -> Band:
        """The practice band of a score given as a share of 1; the last band has no upper end."""
        return next((band for band in self.bands if share * 100 < band.below), self.bands[-1])


@dataclass(frozen=True)
class Exam:
    """An exam people prepare for, with all its outlines, oldest first; `growing` says that the bank is not complete."""

    code: str
    title: str
    certification: str
    issuer: str
    summary: str
    notice: str
    outlines: tuple[Outline, ...]
    growing: bool = False

    @property
    def outline(self) -> Outline:
        """The latest outline: the one the bank is written for."""
        return self.outlines[-1]

    def outline_on(self, day: date) -> Outline:
        """The outline that holds on a day; raises NotFound when none does."""
        for outline in reversed(self.outlines):
            if outline.in_force(day):
                return outline
        raise NotFound

    def outline_for(self, on: date | None, *, today: date) -> Outline:
        """The outline for somebody who sits the exam on a day, or who does not say when.

        Without a day it is the one in force today, or else the latest. BadInput when no outline holds on the day.
        """
        try:
            return self.outline_on(on or today)
        except NotFound:
            if on is None:
                return self.outline
            first = self.outlines[0].valid_from
            words = f"No outline of this exam holds on that day. The first one that we know began on {first}."
            raise BadInput(words, field="on") from None

    def edition(self, edition: str) -> Outline:
        """The outline of an edition; raises NotFound."""
        for outline in self.outlines:
            if outline.edition == edition:
                return outline
        raise NotFound
