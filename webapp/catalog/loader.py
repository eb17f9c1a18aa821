"""The content folder → a catalogue, or every fault in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from webapp.catalog.answerables import render_question
from webapp.catalog.checks.ageing import Ageing, list_ageing
from webapp.catalog.checks.cases import check_cases
from webapp.catalog.checks.corrections import check_corrections
from webapp.catalog.checks.coverage import check_codes, check_coverage, is_unread, list_shortages
from webapp.catalog.checks.curriculum import check_curriculum
from webapp.catalog.checks.duplicates import check_duplicates
from webapp.catalog.checks.library import check_library
from webapp.catalog.checks.outlines import check_outlines
from webapp.catalog.checks.paths import check_paths
from webapp.catalog.checks.prose import check_prose
from webapp.catalog.checks.quality import Quality, measure
from webapp.catalog.checks.questions import check_questions
from webapp.catalog.checks.references import check_references
from webapp.catalog.checks.repeats import check_repeats
from webapp.catalog.checks.tally import Tally, tally
from webapp.catalog.checks.unwritten import check_unwritten
from webapp.catalog.drafts import Drafts
from webapp.catalog.exams import read_exams, render_corrections, render_exam
from webapp.catalog.faults import Fault, UnfitContent
from webapp.catalog.glossary import read_terms, render_term
from webapp.catalog.lessons import read_tracks, render_track
from webapp.catalog.markdown import Renderer
from webapp.catalog.paths import read_paths, render_path
from webapp.catalog.questions import fingerprint
from webapp.catalog.reading import Desk
from webapp.catalog.shelf import Catalog
from webapp.catalog.templates import read_templates, render_template
from webapp.catalog.vocabulary import read_vocabulary, render_role, render_skill, render_trap
from webapp.domain.glossary import in_order

CHECKS: tuple[Callable[[Drafts], Iterable[Fault]], ...] = (
    check_references,
    check_library,
    check_paths,
    check_questions,
    check_cases,
    check_corrections,
    check_codes,
    check_outlines,
    check_coverage,
    check_curriculum,
    check_duplicates,
    check_unwritten,
    check_prose,
    check_repeats,
)


@dataclass(frozen=True)
class Inspection:
    """What a look at a content folder found. `catalog` is None when there are faults.

    `notes` holds by exam what would be a fault of a growing bank if it were complete.
    """

    catalog: Catalog | None
    faults: tuple[Fault, ...]
    ageing: tuple[Ageing, ...]
    tallies: tuple[Tally, ...]
    qualities: tuple[Quality, ...]
    notes: dict[str, tuple[Fault, ...]]
    drafts: Drafts


def load(folder: Path) -> Catalog:
    """The catalogue of a content folder; raises UnfitContent with every fault."""
    drafts, faults, etag = _read(folder)
    faults += _breaches(_measure(drafts))
    if faults:
        raise UnfitContent(faults)
    return _render(drafts, etag)


def load_sound(folder: Path) -> Catalog:
    """The catalogue without the question files that have faults, for those who are mending them.

    Raises UnfitContent when what questions point to has faults too.
    """
    drafts, faults, etag = _read(folder)
    faulty = {fault.file for fault in faults}
    if not all(re.match(r"exams/[^/]+/(questions|cases|outlines)/", file) for file in faulty):
        raise UnfitContent(faults)
    exams = (
        replace(exam, bank=tuple(each for each in exam.bank if each.written.sheet.file not in faulty))
        for exam in drafts.exams
    )
    return _render(replace(drafts, exams=tuple(exams)), etag)


def inspect(folder: Path, *, today: date | None = None) -> Inspection:
    """Everything a content check tells; facts that have aged are listed when a day is given."""
    drafts, faults, etag = _read(folder)
    qualities = _measure(drafts)
    shortages = list_shortages(drafts)
    faults += _breaches(qualities)
    return Inspection(
        catalog=None if faults else _render(drafts, etag),
        faults=tuple(sorted(set(faults))),
        ageing=list_ageing(drafts, today) if today else (),
        tallies=tally(drafts),
        qualities=qualities,
        notes={each.exam: (*shortages[each.exam], *each.faults) for each in qualities if each.growing},
        drafts=drafts,
    )


def read_drafts(desk: Desk) -> Drafts:
    """All content as written; what does not fit is left out and told as a fault of the desk."""
    vocabulary, tracks, exams = read_vocabulary(desk), read_tracks(desk), read_exams(desk)
    terms, templates, paths = read_terms(desk), read_templates(desk), read_paths(desk)
    unread = frozenset(fault.file for fault in desk.faults)
    return Drafts(vocabulary, tracks, exams, unread, terms, templates, paths)


def _read(folder: Path) -> tuple[Drafts, list[Fault], str]:
    """All drafts, all faults, and the hash of all files."""
    desk = Desk(folder)
    drafts = read_drafts(desk)
    faults = desk.faults + [fault for check in CHECKS for fault in check(drafts)]
    return drafts, faults, fingerprint(desk.hashes)


def _measure(drafts: Drafts) -> tuple[Quality, ...]:
    """Every bank as a whole; nothing is said of one that could not be read."""
    return tuple(measure(exam) for exam in drafts.exams if not is_unread(drafts, exam))


def _breaches(qualities: Iterable[Quality]) -> list[Fault]:
    """What banks that call themselves complete fall short of."""
    return [fault for quality in qualities if not quality.growing for fault in quality.faults]


def _render(drafts: Drafts, etag: str) -> Catalog:
    """The frozen values of drafts without faults."""
    words = drafts.vocabulary
    renderer = Renderer({trap.entry.code: trap.entry.name for trap in words.traps})
    return Catalog(
        tracks=tuple(render_track(track, renderer) for track in drafts.tracks),
        exams=tuple(render_exam(exam, renderer) for exam in drafts.exams),
        banks={
            exam.code: tuple(render_question(question, renderer) for question in exam.bank)
            for exam in drafts.exams
        },
        skills=tuple(render_skill(skill.entry, renderer) for skill in words.skills),
        roles=tuple(render_role(role.entry, renderer) for role in words.roles),
        traps=tuple(render_trap(trap.entry, renderer) for trap in words.traps),
        etag=etag,
        terms=in_order(render_term(term.entry, renderer) for term in drafts.terms),
        templates=tuple(render_template(template, renderer) for template in drafts.templates),
        paths=tuple(render_path(path.entry, drafts, renderer) for path in drafts.paths),
        corrections={exam.code: render_corrections(exam, renderer) for exam in drafts.exams},
    )
