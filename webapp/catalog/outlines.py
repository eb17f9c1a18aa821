"""Outlines: dated files → drafts, and drafts → the domain's outlines."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from webapp.catalog.exam_models import CountRule, DomainEntry, FactEntry, OutlineEntry, SectionEntry
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Written, fit
from webapp.catalog.markdown import Renderer
from webapp.catalog.reading import Desk
from webapp.domain.exams.outline import (
    Approach,
    Band,
    Domain,
    Fact,
    Outline,
    PassRule,
    Pauses,
    SectionKind,
    SectionPlan,
    Task,
)


def read_outlines(desk: Desk, folder: str) -> tuple[Written[OutlineEntry], ...]:
    """The outlines of an exam, oldest first; none of them while one does not fit, since it may be the latest."""
    files = desk.files(f"{folder}/outlines/*.yaml")
    if not files:
        desk.faults.append(Fault(f"{folder}/exam.yaml", 1, "has no outline in its folder outlines"))
    sheets = [desk.sheet(path) for path in files]
    written = [fit(OutlineEntry, sheet, desk.faults) for sheet in sheets if sheet]
    whole = [each for each in written if each]
    if len(whole) < len(files):
        return ()
    return tuple(sorted(whole, key=lambda each: each.entry.valid_from))


def render_outline(entry: OutlineEntry, renderer: Renderer) -> Outline:
    """The outline as the product follows it."""
    words = renderer.words
    return Outline(
        edition=entry.edition,
        title=words(entry.title),
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        minutes=entry.minutes,
        questions=entry.questions,
        domains=tuple(_domain(domain, renderer) for domain in entry.domains),
        weights_note=words(entry.weights_note),
        pass_rule=_pass_rule(entry, renderer),
        bands=tuple(Band(band.below, words(band.title), words(band.advice)) for band in entry.bands),
        item_types=entry.kinds,
        open_book=entry.open_book,
        attempt_rules=tuple(_fact(rule, renderer) for rule in entry.attempt_rules),
        facts=tuple(_fact(fact, renderer) for fact in entry.facts),
        unscored=entry.unscored,
        pauses=Pauses(entry.pauses),
        sections=tuple(_section(section, renderer) for section in entry.sections),
        sections_note=words(entry.sections_note or ""),
        approaches=tuple(
            Approach(each.code, words(each.title), each.share, tuple(each.takes)) for each in entry.approaches
        ),
        item_types_note=words(entry.item_types_note or ""),
        tools=tuple(entry.tools),
    )


def _domain(entry: DomainEntry, renderer: Renderer) -> Domain:
    tasks = tuple(Task(task.code, renderer.words(task.title), task.now) for task in entry.tasks)
    return Domain(entry.code, entry.slug, renderer.words(entry.title), entry.weight, tasks)


def _section(entry: SectionEntry, renderer: Renderer) -> SectionPlan:
    return SectionPlan(
        entry.code,
        renderer.words(entry.title),
        SectionKind(entry.kind),
        cases=entry.cases or 0,
        share=entry.share or 1,
        break_after=timedelta(minutes=entry.break_after),
        lock=entry.lock,
    )


def _pass_rule(entry: OutlineEntry, renderer: Renderer) -> PassRule:
    rule, note = entry.pass_rule, renderer.words(entry.pass_rule.note or "")
    if isinstance(rule, CountRule):
        return PassRule(Fraction(rule.count, entry.scored), official=True, note=note)
    return PassRule(Fraction(rule.percent, 100), official=False, note=note)


def _fact(entry: FactEntry, renderer: Renderer) -> Fact:
    text, source = renderer.words(entry.text), renderer.words(entry.source)
    return Fact(text, source, entry.as_of, entry.confidence, entry.hours)
