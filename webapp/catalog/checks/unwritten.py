"""Skeletons that nobody has filled in yet: a question says WRITE wherever its author still has to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from webapp.catalog.drafts import Drafts, LessonDraft, QuestionDraft
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import value_at
from webapp.catalog.reading import Steps
from webapp.catalog.skeletons import UNWRITTEN

_UNWRITTEN = re.compile(rf"(?:^|[\"{{]){UNWRITTEN} [a-z]", re.MULTILINE)


def check_unwritten(drafts: Drafts) -> Iterator[Fault]:
    """Every question and every lesson."""
    for question in drafts.questions:
        yield from unwritten(question)
    for lesson in drafts.lessons.values():
        yield from _in_lesson(lesson)


def unwritten(question: QuestionDraft) -> Iterator[Fault]:
    """A fault for a question that is a skeleton still, at the first place that waits for its author."""
    sheet, at = question.written.sheet, question.written.at
    places = [steps for steps, text in _texts(value_at(sheet, *at), at) if _UNWRITTEN.search(text)]
    if places:
        more = f", and {len(places) - 1} more" if places[1:] else ""
        yield sheet.fault(f"is to be written{more}", *places[0])


def _in_lesson(lesson: LessonDraft) -> Iterator[Fault]:
    texts = _texts(lesson.written.sheet.value, ())
    lines = [lesson.written.sheet.line(*steps) for steps, text in texts if _UNWRITTEN.search(text)]
    lines += [line.number for line in lesson.manuscript.lines if _UNWRITTEN.search(line.text)]
    if lines:
        yield lesson.blame(lines[0])(f"is to be written, in {len(lines)} places")


def _texts(value: object, at: Steps) -> Iterator[tuple[Steps, str]]:
    """Every text in a plain value, with the way to it."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*at, key))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _texts(each, (*at, place))
