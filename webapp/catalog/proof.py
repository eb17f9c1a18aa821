"""One question file by itself, before it joins the bank: its faults by line, and its questions as they would be asked.

The rest of the content is known from the catalogue, so that reading one file takes no longer for a large bank. What is
only true of a bank as a whole (its spread, its cues, its near-duplicates) is the content check's to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.catalog.answerables import render_question
from webapp.catalog.cases import case_questions
from webapp.catalog.checks import coverage, references
from webapp.catalog.checks.cases import check_cases
from webapp.catalog.checks.questions import check_questions
from webapp.catalog.checks.references import Names
from webapp.catalog.checks.unwritten import unwritten
from webapp.catalog.drafts import Drafts, ExamDraft, QuestionDraft, Vocabulary
from webapp.catalog.exam_models import DomainEntry, ExamEntry, OutlineEntry, TaskEntry
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Written
from webapp.catalog.markdown import Renderer
from webapp.catalog.questions import read_bank
from webapp.catalog.reading import Desk, Sheet, find_too_deep
from webapp.catalog.shelf import Catalog
from webapp.domain.exams.outline import Exam
from webapp.domain.questions import Question

MOST = 60
_ID = re.compile(r"(?P<exam>[a-z0-9-]+)-(?P<task>[a-z0-9]+)-[0-9]{1,4}")
_NOWHERE = Sheet("", None, {})


@dataclass(frozen=True)
class Proofed:
    """A question of the file as it would be asked, and the first line it stands on."""

    question: Question
    line: int


@dataclass(frozen=True)
class Proof:
    """What was found in a file: every fault, and the questions that can be shown in spite of them."""

    faults: tuple[Fault, ...]
    shown: tuple[Proofed, ...] = ()


def read_proof(raw: bytes, file: str, catalog: Catalog) -> Proof:
    """Read a question file or a case; `file` is only a name."""
    desk = Desk(Path())
    try:
        drafts = _read(desk, raw, file, catalog)
        found = list(_examine(drafts, catalog, desk.faults))
    except RecursionError:
        return Proof((Fault(file, 1, "is nested too deep to be read"),))
    return Proof(tuple(sorted(set(desk.faults))), tuple(found))


def _read(desk: Desk, raw: bytes, file: str, catalog: Catalog) -> tuple[QuestionDraft, ...]:
    """The questions that fit their models."""
    text = desk.decoded(raw, file)
    if text is None:
        return ()
    if too_deep := find_too_deep(text):
        desk.faults.append(Fault(file, too_deep, "is nested too deep for content"))
        return ()
    sheet = desk.yaml(text, file)
    if sheet is None:
        return ()
    if isinstance(sheet.value, dict):
        return case_questions(desk, sheet, Path(file).stem)
    if isinstance(sheet.value, list) and len(sheet.value) > MOST:
        desk.faults.append(sheet.fault(f"holds more than {MOST} questions; look at some of them at a time"))
        return ()
    return read_bank(sheet, _task(sheet, catalog), desk.faults)


def _task(sheet: Sheet, catalog: Catalog) -> str:
    """The task that the first id names; the file's name says it where the bank is read."""
    for entry in sheet.value if isinstance(sheet.value, list) else ():
        named = _ID.fullmatch(str(entry.get("id", ""))) if isinstance(entry, dict) else None
        if named and any(exam.code == named["exam"] for exam in catalog.exams):
            return named["task"].upper()
    return ""


def _examine(drafts: Iterable[QuestionDraft], catalog: Catalog, faults: list[Fault]) -> Iterator[Proofed]:
    """Note the faults of every question, and yield those that can be rendered."""
    names, renderer = _names(catalog), Renderer({trap.code: trap.name for trap in catalog.traps})
    exams = {exam.code: exam for exam in catalog.exams}
    held = list(drafts)
    repeated = {name for name, count in Counter(draft.entry.id for draft in held).items() if count > 1}
    for draft in held:
        named = _ID.fullmatch(draft.entry.id)
        exam = exams.get(named["exam"]) if named else None
        if exam is None:
            reason = f"{draft.entry.id} names no exam; it must be such as {_example(catalog)}"
            faults.append(draft.written.fault(reason, "id"))
            continue
        if draft.entry.id in repeated:
            faults.append(draft.written.fault(f"{draft.entry.id} stands more than once in this file", "id"))
        own = list(_of_itself(draft, exam))
        faults += [*own, *references.check_question(draft, names), *unwritten(draft)]
        if not own:
            yield Proofed(render_question(draft, renderer), draft.written.sheet.line(*draft.written.at))


def _of_itself(draft: QuestionDraft, exam: Exam) -> Iterator[Fault]:
    """What is wrong with a question in this exam, whatever else the bank holds."""
    alone = Drafts(Vocabulary((), (), ()), (), (_draft_of(exam, draft),))
    yield from check_questions(alone)
    yield from check_cases(alone)
    if not draft.case:
        task = draft.task or ""
        if task not in {known.code for known in exam.outline.tasks}:
            yield draft.written.fault(f"names the task {task}, which the outline has not", "id")
    yield from coverage.check_coverage(alone)


def _draft_of(exam: Exam, question: QuestionDraft) -> ExamDraft:
    """An exam of the catalogue with one question in its bank: as much of a draft as the checks look at."""
    growing: Any = ExamEntry.model_construct(code=exam.code, bank="growing")
    outline: Any = OutlineEntry.model_construct(
        domains=tuple(
            DomainEntry.model_construct(
                code=domain.code,
                slug=domain.slug,
                tasks=tuple(TaskEntry.model_construct(code=task.code) for task in domain.tasks),
            )
            for domain in exam.outline.domains
        ),
        item_types=tuple(kind.value for kind in exam.outline.item_types),
    )
    return ExamDraft(Written(growing, _NOWHERE), (Written(outline, _NOWHERE),), (question,))


def _names(catalog: Catalog) -> Names:
    """Everything that the catalogue holds."""
    return Names(
        skills=frozenset(skill.code for skill in catalog.skills),
        traps=frozenset(trap.code for trap in catalog.traps),
        roles=frozenset(role.code for role in catalog.roles),
        lessons={path: lesson.anchors for path, lesson in catalog.lessons.items()},
        tasks={exam.code: {task.code for task in exam.outline.tasks} for exam in catalog.exams},
    )


def _example(catalog: Catalog) -> str:
    exam = catalog.exams[0]
    return f"{exam.code}-{exam.outline.tasks[0].code.lower()}-001"
