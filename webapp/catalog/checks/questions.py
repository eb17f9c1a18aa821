"""What each question must be by itself: as many keys as it asks for, texts that differ, an id that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from webapp.catalog.checks.kinds import check_kind
from webapp.catalog.drafts import Drafts, QuestionDraft
from webapp.catalog.faults import Fault
from webapp.catalog.question_models import ChoiceEntry, HotspotEntry
from webapp.domain.answers import CODES

_NUMBERS = {"two": 2, "three": 3, "four": 4}
_CHOOSE = re.compile(r"\bchoose (\w+)\.\s*\Z", re.IGNORECASE)
_CATCH_ALL = re.compile(r"\b(all|none|both|neither) of the (above|others)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<stem>.+)-[0-9]{1,4}")


def check_questions(drafts: Drafts) -> Iterator[Fault]:
    """Every question of every bank and lesson."""
    for question in drafts.questions:
        faults = [*_key(question), *_texts(question), *check_kind(question)]
        yield from faults or _shape(question)
    yield from _ids(drafts)


def _key(question: QuestionDraft) -> Iterator[Fault]:
    """As many right options as the kind and the stem say; whatever is chosen from, something is wrong."""
    entry, written = question.entry, question.written
    asked = _CHOOSE.search(entry.stem.strip())
    if not isinstance(entry, ChoiceEntry | HotspotEntry):
        if asked:
            yield written.fault(f"asks for several options, yet its kind is {entry.kind}", "stem")
        return
    field = "options" if isinstance(entry, ChoiceEntry) else "regions"
    right = sum(part.correct for part in entry.parts)
    if entry.kind == "multiple" or (entry.kind == "hotspot" and asked):
        yield from _several(question, field, right, asked[1].lower() if asked else "")
    elif right != 1:
        yield written.fault(f"has {right} right {field}; a question of kind {entry.kind} has one", field)
    if entry.kind == "single" and len(entry.parts) > 4:
        yield written.fault("has more than four options; single takes three or four", field)
    if entry.kind == "single" and asked:
        yield written.fault("asks for several options, yet its kind is single", "stem")
    elif not asked and "?" not in entry.stem and entry.kind != "multiple":
        yield written.fault("asks nothing", "stem")


def _several(question: QuestionDraft, field: str, right: int, asked: str) -> Iterator[Fault]:
    written = question.written
    if asked not in _NUMBERS:
        yield written.fault("must end with “Choose two.”, or how many are right", "stem")
    elif right != _NUMBERS[asked]:
        yield written.fault(f"has {right} right {field}, yet asks to choose {asked}", field)
    elif right == len(question.entry.parts):
        yield written.fault(f"has no wrong {field.removesuffix('s')}", field)


def _texts(question: QuestionDraft) -> Iterator[Fault]:
    """Texts that differ within their list; a trap only where somebody can fall into it."""
    seen: set[tuple[tuple[str | int, ...], str]] = set()
    for part in question.entry.parts:
        blame = question.written.blame(*part.at)
        plain = (part.at[:-1], " ".join(part.text.lower().split()).rstrip("."))
        if plain in seen and part.at[0] != "pairs":
            yield blame("says the same as an option before it")
        seen.add(plain)
        if part.correct and part.trap:
            yield question.written.fault("stands at a right option", *part.at, "trap")
        if _CATCH_ALL.search(part.text):
            yield blame("speaks of the other options, whose order changes")


def _shape(question: QuestionDraft) -> Iterator[Fault]:
    """A shape that an answer can have; checked once the parts are as they should be."""
    shape = question.entry.shape
    if shape not in CODES:
        reason = f"cannot be answered: {shape.size} of {shape.letters} is no shape of this kind"
        yield question.written.fault(reason)


def _ids(drafts: Drafts) -> Iterator[Fault]:
    """Ids that stand once and say where the question belongs."""
    seen: dict[str, str] = {}
    homes = [(f"{exam.code}-{(q.task or '').lower()}", q) for exam in drafts.exams for q in exam.bank]
    homes += [
        (f"{lesson.track}-{lesson.slug}", q) for lesson in drafts.lessons.values() for q in lesson.checks
    ]
    for home, question in homes:
        name = question.entry.id
        blame = question.written.blame("id")
        if name in seen:
            yield blame(f"{name} stands in {seen[name]} already")
        seen[name] = question.written.sheet.file
        numbered = _NUMBERED.fullmatch(name)
        if numbered is None or numbered["stem"] != home:
            yield blame(f"{name} must be {home}- and a number")
