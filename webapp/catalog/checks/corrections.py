"""Corrections: numbered without gaps, and keys that the corrected question can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from webapp.catalog.drafts import Drafts, ExamDraft, QuestionDraft
from webapp.catalog.exam_models import CorrectionEntry
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Written
from webapp.domain.answers import BLANK, LETTERS, NUMBER, Shape, Way


def check_corrections(drafts: Drafts) -> Iterator[Fault]:
    """Every correction of every exam."""
    for exam in drafts.exams:
        versions = {question.version: question for question in exam.bank}
        for place, written in enumerate(exam.corrections, start=1):
            yield from _check(exam, written, place, versions)


def _check(
    exam: ExamDraft, written: Written[CorrectionEntry], place: int, versions: Mapping[str, QuestionDraft]
) -> Iterator[Fault]:
    entry = written.entry
    if entry.number != place:
        yield written.fault(f"must be {place}: corrections are numbered in order, without gaps", "number")
    if not entry.question.startswith(f"{exam.code}-"):
        yield written.fault(f"{entry.question} is no question of {exam.code}", "question")
    if (entry.rule == "rekey") != bool(entry.key):
        yield written.fault("a rekey has a `key`, and nothing else has one", "key")
    elif entry.key and not _is_key(entry.key):
        yield written.fault("must be letters of options, or the value and the tolerance of a number", "key")
    asked = versions.get(entry.version)
    if asked is None:
        return
    if asked.entry.id != entry.question:
        yield written.fault(f"is a version of {asked.entry.id}", "version")
    elif entry.key and not _fits(entry.key, asked.entry.shape):
        yield written.fault(f"is no answer to {entry.question}", "key")


def _is_key(key: tuple[str, ...]) -> bool:
    """Whether these are letters, or two numbers."""
    return set(key) <= set(LETTERS) or (len(key) == 2 and all(map(NUMBER.match, key)))


def _fits(key: tuple[str, ...], shape: Shape) -> bool:
    """Whether a key is what a whole answer of this shape would be."""
    if shape.way is Way.ENTER:
        return len(key) == 2 and all(map(NUMBER.match, key))
    answer = "".join(sorted(key) if shape.way is Way.CHOOSE else key)
    return BLANK not in answer and shape.fault_of(answer) is None and shape.is_complete(answer)
