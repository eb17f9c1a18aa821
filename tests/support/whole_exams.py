"""Exams to be sat from beginning to end: PMP by its real outline, and a small one of every kind in three sections.

Their questions are made here, each with a number in its stem, so that whoever sits them knows from the bank alone what
is right: in the words a page shows, never in the letters of one attempt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from tests.domain.exams import values
from tests.support import kinds, sat
from tests.support.shelf import load_shelf
from webapp.catalog.markdown import Renderer
from webapp.catalog.outlines import read_outlines, render_outline
from webapp.catalog.reading import Desk
from webapp.catalog.shelf import Catalog
from webapp.domain.answers import Way
from webapp.domain.exams.outline import Domain, Exam, Outline, Pauses, SectionKind, SectionPlan, Task
from webapp.domain.questions import Case, Kind, Option, Question
from webapp.settings import ROOT

TOOLS = ("flag", "calculator", "whiteboard", "highlight", "strike-out")
MAKERS = {
    Kind.SINGLE: kinds.single,
    Kind.MULTIPLE: kinds.multiple,
    Kind.MATCHING: kinds.matching,
    Kind.ORDERING: kinds.ordering,
    Kind.HOTSPOT: kinds.hotspot,
    Kind.DROPDOWN: kinds.dropdown,
    Kind.NUMERIC: kinds.numeric,
}
PMP_KINDS = (
    *(Kind.SINGLE, Kind.MULTIPLE, Kind.SINGLE, Kind.MATCHING, Kind.SINGLE, Kind.DROPDOWN, Kind.HOTSPOT),
    *(Kind.SINGLE, Kind.MULTIPLE, Kind.SINGLE, Kind.MATCHING, Kind.SINGLE, Kind.DROPDOWN, Kind.MULTIPLE),
)
"""The kinds of a task's questions, one after another."""
KIND_OF_TASK = {
    "T1": Kind.SINGLE,
    "T2": Kind.MULTIPLE,
    "T3": Kind.MATCHING,
    "T4": Kind.DROPDOWN,
    "E1": Kind.ORDERING,
    "E2": Kind.HOTSPOT,
    "E3": Kind.NUMERIC,
    "E4": Kind.SINGLE,
}
"""Each task of the small exam asks one kind, and each is asked at least once: so every form has every kind."""
Bank = Mapping[int, Question]


@cache
def whole_shelf() -> Catalog:
    """The tiny school with two exams more: `pmp`, and `kinds` of twelve questions."""
    small = load_shelf()
    exams = (
        Exam("pmp", "PMP rehearsal", "Project Management Professional", "PMI", "", "", _pmp_outlines()),
        Exam("kinds", "All kinds", "Certified in kinds", "The Issuer", "", "", (_small_outline(),)),
    )
    return replace(
        small,
        exams=(*small.exams, *exams),
        banks={**small.banks, "pmp": _pmp_bank(exams[0].outline), "kinds": _small_bank()},
        traps=(*small.traps, *sat.TRAPS.values()),
    )


def bank_of(exam: str) -> Bank:
    """The questions of one of the two exams by the number in their stems."""
    return {int(question.id.removeprefix("k-")): question for question in whole_shelf().bank(exam)}


def right(question: Question) -> tuple[str, ...]:
    """What is right in the words of the page: the options, one entry a place, the steps in order, or the number."""
    if question.number:
        return (str(question.number.value),)
    if question.kind.way is Way.PLACE:
        return tuple(_texts(place.options or question.options)[place.answer] for place in question.places)
    wanted = (option for option in question.options if option.correct or question.kind.way is Way.ORDER)
    return tuple(option.text for option in wanted)


def wrong(question: Question) -> tuple[str, ...]:
    """A whole answer that is wrong: other options, other entries, the steps turned round, or another number."""
    if question.number:
        return (str(question.number.value + 1000),)
    if question.kind.way is Way.ORDER:
        return right(question)[::-1]
    if question.kind.way is Way.PLACE:
        known = [list(_texts(place.options or question.options).values()) for place in question.places]
        return tuple(
            next(text for text in texts if text != wanted)
            for texts, wanted in zip(known, right(question), strict=True)
        )
    others = [option.text for option in question.options if not option.correct]
    return tuple((others + list(right(question)))[: question.choose])


def _texts(options: Iterable[Option]) -> dict[str, str]:
    return {option.id: option.text for option in options}


def _pmp_outlines() -> tuple[Outline, ...]:
    """The outlines in content/exams/pmp, as the loader reads them."""
    desk, renderer = Desk(ROOT / "content"), Renderer({})
    return tuple(render_outline(written.entry, renderer) for written in read_outlines(desk, "exams/pmp"))


def _small_outline() -> Outline:
    """Twelve questions in an hour: a case of four, then two halves, with breaks of ten minutes between them."""
    cases = SectionPlan("cases", "Case", SectionKind.CASES, cases=1, break_after=values.TEN, lock=True)
    halves = (
        SectionPlan("first", "First half", break_after=values.TEN, lock=True),
        SectionPlan("second", "Second half", break_after=timedelta(0), lock=True),
    )
    titles = {"T": "Choosing and placing", "E": "Ordering and more"}
    return values.outline(
        questions=12,
        minutes=60,
        pass_count=9,
        title="Outline of all kinds",
        domains=tuple(
            Domain(
                code,
                code.lower(),
                title,
                50,
                tuple(Task(task, f"Ask by {kind}") for task, kind in KIND_OF_TASK.items() if task[0] == code),
            )
            for code, title in titles.items()
        ),
        item_types=tuple(Kind),
        pauses=Pauses.BETWEEN_SECTIONS,
        sections=(cases, *halves),
        tools=TOOLS,
    )


def _pmp_bank(outline: Outline) -> tuple[Question, ...]:
    """Fourteen questions a task, two of five predictive, and five cases of five."""
    tasks = [task.code for task in outline.tasks]
    alone = [
        _question(kind, number, task, _approach(number))
        for number, (task, kind) in enumerate(((task, kind) for task in tasks for kind in PMP_KINDS), start=1)
    ]
    asked = (Kind.SINGLE, Kind.MULTIPLE, Kind.SINGLE, Kind.MATCHING, Kind.SINGLE)
    cases = [
        _in_case(
            f"case-{nth}", 1000 + 10 * nth, list(zip(tasks[nth::5], asked, strict=False)), _approach(nth)
        )
        for nth in range(5)
    ]
    return (*alone, *(question for case in cases for question in case))


def _small_bank() -> tuple[Question, ...]:
    """Four questions a task, and one case of four."""
    pairs = [(task, kind) for task, kind in KIND_OF_TASK.items() for _ in range(4)]
    alone = [_question(kind, number, task) for number, (task, kind) in enumerate(pairs, start=2001)]
    told = [(task, KIND_OF_TASK[task]) for task in ("T1", "T2", "E1", "E4")]
    return (*alone, *_in_case("fair", 3001, told))


def _approach(number: int) -> str:
    return "predictive" if number % 5 < 2 else "agile"


def _in_case(
    code: str, first: int, asked: Sequence[tuple[str, Kind]], approach: str = "any"
) -> tuple[Question, ...]:
    """The questions of one case."""
    case = Case(code, f"The story of {code}", f"<p>This is the situation of <b>{code}</b>.</p>" * 4)
    return tuple(
        replace(_question(kind, number, task, approach), case=case)
        for number, (task, kind) in enumerate(asked, start=first)
    )


def _question(kind: Kind, number: int, task: str, approach: str = "any") -> Question:
    """A question of a kind whose stem begins with its number."""
    made = MAKERS[kind](number, task=task, approach=approach)
    return replace(made, stem=made.stem.replace("<p>", f"<p>Entry {number}. ", 1))
