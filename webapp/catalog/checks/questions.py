"""What each question must be by itself: one key where one is meant, options that differ, an id that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from webapp.catalog.drafts import Drafts, QuestionDraft
from webapp.catalog.faults import Fault

_NUMBERS = {"two": 2, "three": 3, "four": 4}
_CHOOSE = re.compile(r"\bchoose (\w+)\.\s*\Z", re.IGNORECASE)
_CATCH_ALL = re.compile(r"\b(all|none|both|neither) of the (above|others)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<stem>.+)-[0-9]{1,4}")


def check_questions(drafts: Drafts) -> Iterator[Fault]:
    """Every question of every bank and lesson."""
    for question in drafts.questions:
        yield from _key(question)
        yield from _options(question)
    yield from _ids(drafts)


def _key(question: QuestionDraft) -> Iterator[Fault]:
    """As many right options as the kind and the stem say."""
    entry, written = question.entry, question.written
    right = sum(option.correct for option in entry.options)
    asked = _CHOOSE.search(entry.stem.strip())
    if entry.kind == "single":
        if right != 1:
            yield written.fault(f"has {right} right options; a question of kind single has one", "options")
        if len(entry.options) > 4:
            yield written.fault("has more than four options; single takes three or four", "options")
        if asked:
            yield written.fault("asks for several options, yet its kind is single", "stem")
        elif "?" not in entry.stem:
            yield written.fault("asks nothing", "stem")
    elif not asked or asked[1].lower() not in _NUMBERS:
        yield written.fault("must end with “Choose two.”, or how many are right", "stem")
    elif right != _NUMBERS[asked[1].lower()]:
        yield written.fault(f"has {right} right options, yet asks to choose {asked[1].lower()}", "options")
    elif right == len(entry.options):
        yield written.fault("has no wrong option", "options")


def _options(question: QuestionDraft) -> Iterator[Fault]:
    """Options that differ; a trap only where somebody can fall into it."""
    seen: set[str] = set()
    for place, option in enumerate(question.entry.options):
        blame = question.written.blame("options", place)
        plain = " ".join(option.text.lower().split()).rstrip(".")
        if plain in seen:
            yield blame("says the same as an option before it")
        seen.add(plain)
        if option.correct and option.trap:
            yield question.written.fault("stands at a right option", "options", place, "trap")
        if _CATCH_ALL.search(option.text):
            yield blame("speaks of the other options, whose order changes")


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
