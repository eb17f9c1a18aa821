"""An outline must add up, and the outlines of an exam must follow each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from webapp.catalog.drafts import Drafts
from webapp.catalog.exam_models import CountRule, OutlineEntry
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Blame, Written


def check_outlines(drafts: Drafts) -> Iterator[Fault]:
    """Every outline by itself, and the periods of each exam's outlines."""
    for exam in drafts.exams:
        for outline in exam.outlines:
            yield from _domains(outline)
            yield from _sums(outline)
            yield from _approaches(outline)
        yield from _periods(exam.outlines)


def _domains(outline: Written[OutlineEntry]) -> Iterator[Fault]:
    """Weights that make 100, codes that stand once."""
    domains = outline.entry.domains
    weights = sum(domain.weight for domain in domains)
    if weights != 100:
        yield outline.fault(f"have weights that make {weights}; they must make 100", "domains")
    yield from stands_twice([task.code for task in outline.entry.tasks], "task", outline.blame("domains"))
    yield from stands_twice([domain.slug for domain in domains], "domain", outline.blame("domains"))


def _sums(outline: Written[OutlineEntry]) -> Iterator[Fault]:
    """A pass line within reach, bands that rise to the top, sections for all that is asked."""
    entry = outline.entry
    if entry.scored < 1:
        yield outline.fault("leaves no question that counts", "unscored")
    elif isinstance(entry.pass_rule, CountRule) and entry.pass_rule.count > entry.scored:
        yield outline.fault("asks for more right answers than there are questions", "pass_rule", "count")
    limits = [band.below for band in entry.bands]
    if limits != sorted(set(limits)) or limits[-1] != 101:
        yield outline.fault("must rise, and the last must end below 101", "bands")
    sections = outline.blame("sections")
    yield from stands_twice([section.code for section in entry.sections], "section", sections)
    if all(section.kind == "cases" for section in entry.sections):
        yield sections("leave no place for questions that stand alone")
    if entry.pauses == "none" and any(section.break_after for section in entry.sections):
        yield outline.fault("is none, yet a section has a break after it", "pauses")
    yield from stands_twice(entry.item_types, "kind", outline.blame("item_types"))


def _approaches(outline: Written[OutlineEntry]) -> Iterator[Fault]:
    """Shares that make 100, each approach in one of them."""
    groups = outline.entry.approaches
    shares = sum(group.share for group in groups)
    if groups and shares != 100:
        yield outline.fault(f"have shares that make {shares}; they must make 100", "approaches")
    taken = [each for group in groups for each in group.takes]
    yield from stands_twice(taken, "approach", outline.blame("approaches"))


def _periods(outlines: Iterable[Written[OutlineEntry]]) -> Iterator[Fault]:
    """Each begins after the one before it has ended, and ends after it has begun."""
    before: Written[OutlineEntry] | None = None
    editions = []
    for outline in outlines:
        entry = outline.entry
        if (entry.valid_to or date.max) < entry.valid_from:
            yield outline.fault("lies before `valid_from`", "valid_to")
        if before and entry.valid_from <= (before.entry.valid_to or date.max):
            yield outline.fault(f"lies within the outline {before.entry.edition}", "valid_from")
        if entry.edition in editions:
            yield outline.fault(f"{entry.edition} is another outline already", "edition")
        editions.append(entry.edition)
        before = outline


def stands_twice(codes: Iterable[str], kind: str, blame: Blame) -> Iterator[Fault]:
    """A fault for each code that a list holds more than once."""
    for code, count in Counter(codes).items():
        if count > 1:
            yield blame(f"the {kind} {code} stands twice")
