"""Exams: exam.yaml, outlines and banks → drafts, and drafts → the domain's exams."""

from __future__ import annotations

from pathlib import Path

from webapp.catalog.drafts import ExamDraft, QuestionDraft
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Written, fit
from webapp.catalog.markdown import Renderer
from webapp.catalog.models import ExamEntry, FactEntry, OutlineEntry
from webapp.catalog.questions import read_bank
from webapp.catalog.reading import Desk
from webapp.domain.exams.outline import Band, Domain, Exam, Fact, Outline, PassRule, Task


def read_exams(desk: Desk) -> tuple[ExamDraft, ...]:
    """Every exam in the order of their codes."""
    found = (_read_exam(desk, path) for path in desk.files("exams/*/exam.yaml"))
    return tuple(exam for exam in found if exam)


def _read_exam(desk: Desk, path: Path) -> ExamDraft | None:
    folder = f"exams/{path.parent.name}"
    sheet = desk.sheet(path)
    written = sheet and fit(ExamEntry, sheet, desk.faults)
    outline = _read_outline(desk, folder)
    banks = [_read_task(desk, file, outline) for file in desk.files(f"{folder}/questions/**/*.yaml")]
    if not written or not outline:
        return None
    if written.entry.code != path.parent.name:
        desk.faults.append(
            written.fault(f"`code` must be the name of the folder, {path.parent.name}", "code")
        )
    return ExamDraft(written, outline, tuple(question for bank in banks for question in bank))


def _read_outline(desk: Desk, folder: str) -> Written[OutlineEntry] | None:
    """The outline in force: of those that fit, the one that has become valid last."""
    files = desk.files(f"{folder}/outlines/*.yaml")
    if not files:
        desk.faults.append(Fault(f"{folder}/exam.yaml", 1, "has no outline in its folder outlines"))
    sheets = (desk.sheet(path) for path in files)
    written = [fit(OutlineEntry, sheet, desk.faults) for sheet in sheets if sheet]
    return max(
        (outline for outline in written if outline),
        key=lambda outline: outline.entry.valid_from,
        default=None,
    )


def _read_task(desk: Desk, path: Path, outline: Written[OutlineEntry] | None) -> tuple[QuestionDraft, ...]:
    """The bank of one task, which its domain's folder and its file name say."""
    task, slug = path.stem.upper(), path.parent.name
    sheet = desk.sheet(path)
    homes = {
        known.code: domain.slug
        for domain in (outline.entry.domains if outline else ())
        for known in domain.tasks
    }
    if outline and task not in homes:
        desk.faults.append(
            Fault(desk.name(path), 1, f"stands for the task {task}, which the outline has not")
        )
    elif outline and homes[task] != slug:
        reason = f"stands in {slug}; the task {task} belongs to {homes[task]}"
        desk.faults.append(Fault(desk.name(path), 1, reason))
    return read_bank(sheet, task, desk.faults) if sheet else ()


def render_exam(draft: ExamDraft, renderer: Renderer) -> Exam:
    """The exam with the outline in force."""
    entry = draft.written.entry
    return Exam(
        code=entry.code,
        title=renderer.words(entry.title),
        certification=renderer.words(entry.certification),
        issuer=renderer.words(entry.issuer),
        summary=renderer.words(entry.summary),
        notice=renderer.words(entry.notice),
        outline=_render_outline(draft.outline.entry, renderer),
    )


def _render_outline(entry: OutlineEntry, renderer: Renderer) -> Outline:
    words = renderer.words
    return Outline(
        edition=entry.edition,
        title=words(entry.title),
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        minutes=entry.minutes,
        questions=entry.questions,
        domains=tuple(
            Domain(
                domain.code,
                domain.slug,
                words(domain.title),
                domain.weight,
                tuple(Task(task.code, words(task.title)) for task in domain.tasks),
            )
            for domain in entry.domains
        ),
        weights_note=words(entry.weights_note),
        pass_rule=PassRule(entry.pass_rule.count, official=entry.pass_rule.kind == "count"),
        bands=tuple(Band(band.below, words(band.title), words(band.advice)) for band in entry.bands),
        item_types=entry.item_types,
        open_book=entry.open_book,
        attempt_rules=tuple(words(rule.text) for rule in entry.attempt_rules),
        facts=tuple(_fact(fact, renderer) for fact in entry.facts),
    )


def _fact(entry: FactEntry, renderer: Renderer) -> Fact:
    return Fact(renderer.words(entry.text), renderer.words(entry.source), entry.as_of, entry.confidence)
