"""Questions as written: entries of a bank, of a case or of a check fence → drafts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from webapp.catalog.drafts import CaseDraft, QuestionDraft
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import fit, value_at
from webapp.catalog.question_models import QUESTIONS, QuestionEntry
from webapp.catalog.reading import Sheet, Steps


def read_bank(sheet: Sheet, task: str, faults: list[Fault]) -> tuple[QuestionDraft, ...]:
    """The questions of one task; those that do not fit are left out, each with its faults."""
    if not isinstance(sheet.value, list) or not sheet.value:
        faults.append(sheet.fault("must be a list of questions, with at least one"))
        return ()
    drafts = (_read_of_task(sheet, task, faults, place) for place in range(len(sheet.value)))
    return tuple(draft for draft in drafts if draft is not None)


def _read_of_task(sheet: Sheet, task: str, faults: list[Fault], place: int) -> QuestionDraft | None:
    draft = _draft(sheet, "", task, faults, place)
    if draft and draft.entry.task:
        faults.append(draft.written.fault("is said by the name of the file; only a case names it", "task"))
    return draft


def read_check(sheet: Sheet, lesson: str, faults: list[Fault]) -> QuestionDraft | None:
    """The question of a check fence in a lesson."""
    draft = _draft(sheet, lesson, None, faults)
    if draft and draft.entry.task:
        faults.append(draft.written.fault("belongs to questions of an exam", "task"))
    return draft


def read_case_question(case: CaseDraft, place: int, faults: list[Fault]) -> QuestionDraft | None:
    """A question of a case; its version changes with the situation too."""
    sheet = case.written.sheet
    draft = _draft(sheet, "", None, faults, "questions", place)
    if draft is None:
        return None
    if not draft.entry.task:
        faults.append(draft.written.fault("`task` is missing"))
        return None
    situation = {key: value_at(sheet, key) for key in ("title", "situation")}
    version = fingerprint([draft.version, situation])
    return QuestionDraft(draft.written, version, draft.lesson, draft.entry.task, case)


def _draft(
    sheet: Sheet, lesson: str, task: str | None, faults: list[Fault], *at: str | int
) -> QuestionDraft | None:
    model = _model_of(sheet, faults, at)
    written = fit(model, sheet, faults, *at) if model else None
    if written is None:
        return None
    target = written.entry.lesson or lesson
    if not target:
        faults.append(written.fault("`lesson` is missing"))
        return None
    return QuestionDraft(written, fingerprint(value_at(sheet, *at)), target, task)


def _model_of(sheet: Sheet, faults: list[Fault], at: Steps) -> type[QuestionEntry] | None:
    """The model of the kind that is written; single where none is."""
    value = value_at(sheet, *at)
    kind = value.get("kind", "single") if isinstance(value, Mapping) else "single"
    if kind not in QUESTIONS:
        reason = f"`kind` is “{kind}”; it must be one of {', '.join(QUESTIONS)}"
        faults.append(sheet.fault(reason, *at, "kind"))
    return QUESTIONS.get(kind)


def fingerprint(content: Any) -> str:
    """A short hash of plain values that does not depend on the order of keys."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()[:32]
