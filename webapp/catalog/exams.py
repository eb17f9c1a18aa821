"""Exams: exam.yaml, outlines, banks, cases and corrections → drafts, and drafts → the domain's exams."""

from __future__ import annotations

from pathlib import Path

from webapp.catalog.cases import read_case
from webapp.catalog.drafts import ExamDraft, QuestionDraft
from webapp.catalog.exam_models import CorrectionEntry, ExamEntry, OutlineEntry
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Written, fit, fit_list
from webapp.catalog.markdown import Renderer
from webapp.catalog.outlines import read_outlines, render_outline
from webapp.catalog.questions import read_bank
from webapp.catalog.reading import Desk
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.outline import Exam


def read_exams(desk: Desk) -> tuple[ExamDraft, ...]:
    """Every exam in the order of their codes."""
    found = (_read_exam(desk, path) for path in desk.files("exams/*/exam.yaml"))
    return tuple(exam for exam in found if exam)


def _read_exam(desk: Desk, path: Path) -> ExamDraft | None:
    folder = f"exams/{path.parent.name}"
    sheet = desk.sheet(path)
    written = sheet and fit(ExamEntry, sheet, desk.faults)
    outlines = read_outlines(desk, folder)
    latest = outlines[-1] if outlines else None
    banks = [_read_task(desk, file, latest) for file in desk.files(f"{folder}/questions/**/*.yaml")]
    banks += [read_case(desk, file) for file in desk.files(f"{folder}/cases/*.yaml")]
    corrections = _read_corrections(desk, folder)
    if not written or not outlines:
        return None
    if written.entry.code != path.parent.name:
        desk.faults.append(
            written.fault(f"`code` must be the name of the folder, {path.parent.name}", "code")
        )
    bank = tuple(question for questions in banks for question in questions)
    return ExamDraft(written, outlines, bank, corrections)


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


def _read_corrections(desk: Desk, folder: str) -> tuple[Written[CorrectionEntry], ...]:
    """What was found wrong in questions that were asked already, if anything was."""
    sheets = [desk.sheet(path) for path in desk.files(f"{folder}/corrections.yaml")]
    return tuple(each for sheet in sheets if sheet for each in fit_list(CorrectionEntry, sheet, desk.faults))


def render_exam(draft: ExamDraft, renderer: Renderer) -> Exam:
    """The exam with all its outlines."""
    entry = draft.written.entry
    return Exam(
        code=entry.code,
        title=renderer.words(entry.title),
        certification=renderer.words(entry.certification),
        issuer=renderer.words(entry.issuer),
        summary=renderer.words(entry.summary),
        notice=renderer.words(entry.notice),
        outlines=tuple(render_outline(outline.entry, renderer) for outline in draft.outlines),
        growing=entry.bank == "growing",
    )


def render_corrections(draft: ExamDraft, renderer: Renderer) -> tuple[Correction, ...]:
    """The corrections in the order of their numbers."""
    return tuple(_correction(written.entry, renderer) for written in draft.corrections)


def _correction(entry: CorrectionEntry, renderer: Renderer) -> Correction:
    reason = renderer.words(entry.reason)
    rule = Rule(entry.rule)
    return Correction(entry.number, entry.question, entry.version, rule, reason, entry.on, tuple(entry.key))
