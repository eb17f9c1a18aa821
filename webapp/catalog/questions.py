"""Questions: entries of a bank or a check fence → drafts, and drafts → the domain's questions."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from webapp.catalog.drafts import QuestionDraft
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import fit, value_at
from webapp.catalog.markdown import Renderer
from webapp.catalog.models import OptionEntry, QuestionEntry
from webapp.catalog.reading import Sheet
from webapp.domain.questions import Kind, Option, Question

LETTERS = "abcdefgh"


def read_bank(sheet: Sheet, task: str, faults: list[Fault]) -> tuple[QuestionDraft, ...]:
    """The questions of one task; those that do not fit are left out, each with its faults."""
    if not isinstance(sheet.value, list) or not sheet.value:
        faults.append(sheet.fault("must be a list of questions, with at least one"))
        return ()
    drafts = (_draft(sheet, "", task, faults, place) for place in range(len(sheet.value)))
    return tuple(draft for draft in drafts if draft is not None)


def read_check(sheet: Sheet, lesson: str, faults: list[Fault]) -> QuestionDraft | None:
    """The question of a check fence in a lesson."""
    return _draft(sheet, lesson, None, faults)


def _draft(
    sheet: Sheet, lesson: str, task: str | None, faults: list[Fault], *at: int
) -> QuestionDraft | None:
    written = fit(QuestionEntry, sheet, faults, *at)
    if written is None:
        return None
    target = written.entry.lesson or lesson
    if not target:
        faults.append(written.fault("`lesson` is missing"))
        return None
    return QuestionDraft(written, fingerprint(value_at(sheet, *at)), target, task)


def fingerprint(content: Any) -> str:
    """A short hash of plain values that does not depend on the order of keys."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()[:32]


def render_question(draft: QuestionDraft, renderer: Renderer) -> Question:
    """The question as the product asks it; its options take letters by their place in the file."""
    entry = draft.entry
    stem = renderer.prose(entry.stem)
    if entry.exhibit:
        stem += f'<div class="exhibit">{renderer.prose(entry.exhibit.body)}</div>'
    return Question(
        id=entry.id,
        version=draft.version,
        kind=Kind(entry.kind),
        stem=stem,
        options=tuple(
            _option(letter, option, renderer) for letter, option in zip(LETTERS, entry.options, strict=False)
        ),
        difficulty=entry.difficulty,
        cognitive=entry.cognitive,
        approach=entry.approach,
        skills=entry.skills,
        lesson=draft.lesson,
        reference=renderer.words(entry.reference),
        reviewed=entry.reviewed,
        task=draft.task,
    )


def _option(letter: str, entry: OptionEntry, renderer: Renderer) -> Option:
    return Option(letter, renderer.line(entry.text), renderer.line(entry.why), entry.correct, entry.trap)
