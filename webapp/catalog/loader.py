"""The content folder → a catalogue, or every fault in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from webapp.catalog.answerables import render_question
from webapp.catalog.checks.ageing import Ageing, list_ageing
from webapp.catalog.checks.cases import check_cases
from webapp.catalog.checks.corrections import check_corrections
from webapp.catalog.checks.coverage import check_codes, check_coverage, list_shortages
from webapp.catalog.checks.cues import Cue, check_cues, measure
from webapp.catalog.checks.duplicates import check_duplicates
from webapp.catalog.checks.outlines import check_outlines
from webapp.catalog.checks.prose import check_prose
from webapp.catalog.checks.questions import check_questions
from webapp.catalog.checks.references import check_references
from webapp.catalog.checks.tally import Tally, tally
from webapp.catalog.drafts import Drafts
from webapp.catalog.exams import read_exams, render_corrections, render_exam
from webapp.catalog.faults import Fault, UnfitContent
from webapp.catalog.lessons import read_tracks, render_track
from webapp.catalog.markdown import Renderer
from webapp.catalog.questions import fingerprint
from webapp.catalog.reading import Desk
from webapp.catalog.shelf import Catalog
from webapp.catalog.vocabulary import read_vocabulary, render_role, render_skill, render_trap

CHECKS: tuple[Callable[[Drafts], Iterable[Fault]], ...] = (
    check_references,
    check_questions,
    check_cases,
    check_corrections,
    check_codes,
    check_outlines,
    check_coverage,
    check_duplicates,
    check_cues,
    check_prose,
)


@dataclass(frozen=True)
class Inspection:
    """What a look at a content folder found. `catalog` is None when there are faults.

    `shortages` holds what growing banks lack for a form, by exam.
    """

    catalog: Catalog | None
    faults: tuple[Fault, ...]
    ageing: tuple[Ageing, ...]
    tallies: tuple[Tally, ...]
    cues: dict[str, tuple[Cue, ...]]
    shortages: dict[str, tuple[Fault, ...]]


def load(folder: Path) -> Catalog:
    """The catalogue of a content folder; raises UnfitContent with every fault."""
    drafts, faults, etag = _read(folder)
    if faults:
        raise UnfitContent(faults)
    return _render(drafts, etag)


def inspect(folder: Path, *, today: date | None = None) -> Inspection:
    """Everything a content check tells; facts that have aged are listed when a day is given."""
    drafts, faults, etag = _read(folder)
    return Inspection(
        catalog=None if faults else _render(drafts, etag),
        faults=tuple(sorted(set(faults))),
        ageing=list_ageing(drafts, today) if today else (),
        tallies=tally(drafts),
        cues={exam.code: measure(exam.bank) for exam in drafts.exams},
        shortages=list_shortages(drafts),
    )


def _read(folder: Path) -> tuple[Drafts, list[Fault], str]:
    """All drafts, all faults, and the hash of all files."""
    desk = Desk(folder)
    vocabulary, tracks, exams = read_vocabulary(desk), read_tracks(desk), read_exams(desk)
    unread = frozenset(fault.file for fault in desk.faults)
    drafts = Drafts(vocabulary, tracks, exams, unread)
    faults = desk.faults + [fault for check in CHECKS for fault in check(drafts)]
    return drafts, faults, fingerprint(desk.hashes)


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
        corrections={exam.code: render_corrections(exam, renderer) for exam in drafts.exams},
    )
