"""The rig: an exam in the shape of PMP, small enough to be sat in a moment, and somebody who sits it.

Three sections that lock, a break after each but the last, every kind of question, one question that does not count.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import count, cycle

from tests.domain.exams import values
from webapp.catalog.shelf import Catalog
from webapp.domain.answers import BLANK, Way
from webapp.domain.exams.corrections import Correction
from webapp.domain.exams.form import FormItem
from webapp.domain.exams.outline import Exam, Outline, Pauses
from webapp.domain.questions import Kind, Question

EXAM = "rig"
QUESTIONS = 9
MINUTES = 20
RIGHT = {Kind.MULTIPLE: 2, Kind.MATCHING: 2, Kind.DROPDOWN: 2, Kind.ORDERING: 0, Kind.NUMERIC: 0}
KINDS = tuple(Kind)


def outline() -> Outline:
    """Nine questions in twenty minutes, six of the eight that count to pass."""
    return values.outline(
        questions=QUESTIONS,
        minutes=MINUTES,
        pass_count=6,
        unscored=1,
        pauses=Pauses.BETWEEN_SECTIONS,
        sections=values.parts(3),
        item_types=KINDS,
        tools=("flag", "calculator", "whiteboard", "highlight", "strike-out"),
    )


def bank() -> tuple[Question, ...]:
    """Sixteen questions, four a task, the kinds in turn."""
    tasks = ("T1", "T2", "E1", "E2") * 4
    return tuple(
        values.question(number, task, right=RIGHT.get(kind, 1), kind=kind)
        for number, task, kind in zip(count(9000), tasks, cycle(KINDS), strict=False)
    )


@cache
def shelf() -> Catalog:
    """A shelf with the one exam."""
    exam = Exam(EXAM, "The rig", "Certified Rigger", "The Issuer", "", "", (outline(),))
    return Catalog((), (exam,), {EXAM: bank()}, (), (), ())


def an_answer(item: FormItem, pick: int) -> str:
    """One of the answers an item takes: nothing, the right one, or something that is wrong or half."""
    if pick == 0:
        return ""
    if pick == 1:
        return item.key.partition(";")[0]
    way = item.kind.way
    if way is Way.ENTER:
        return str(pick)
    if way is Way.ORDER:
        return item.letters[pick % len(item.letters) :] + item.letters[: pick % len(item.letters)]
    if way is Way.PLACE:
        return (BLANK * item.choose)[1:] + item.letters[pick % len(item.letters)]
    return item.letters[pick % len(item.letters)]


def corrected(catalog: Catalog, *corrections: Correction) -> Catalog:
    """The shelf with corrections of the exam."""
    return replace(catalog, corrections={EXAM: tuple(corrections)})
