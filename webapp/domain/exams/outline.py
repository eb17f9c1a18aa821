"""The outline of an exam as data: what it asks, for how long, and what passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction


@dataclass(frozen=True)
class Task:
    """One task of an outline."""

    code: str
    title: str


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
    """What passes. `official` is false where the issuer publishes no line and ours is a practice line."""

    count: int
    official: bool = True

    def passes(self, right: int) -> bool:
        """A score equal to the line passes."""
        return right >= self.count


@dataclass(frozen=True)
class Band:
    """A practice band with a name of our own: scores below `below` per cent (and above the band before)."""

    below: int
    title: str
    advice: str


@dataclass(frozen=True)
class Fact:
    """A figure of the exam with where it comes from and when it was true."""

    text: str
    source: str
    as_of: date
    confidence: str


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
    item_types: tuple[str, ...]
    open_book: bool
    attempt_rules: tuple[str, ...]
    facts: tuple[Fact, ...]

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
    """An exam people prepare for, with the outline that is in force."""

    code: str
    title: str
    certification: str
    issuer: str
    summary: str
    notice: str
    outline: Outline
