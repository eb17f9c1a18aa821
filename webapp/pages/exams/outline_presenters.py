"""What is shown of an outline: what it asks, under which terms, and what is known of the real exam."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import url_for

from webapp.domain.exams import blueprint
from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.outline import Exam, Fact, Outline, SectionKind, SectionPlan, Task
from webapp.domain.questions import Kind
from webapp.pages.exams.terms import listed, terms, whole_minutes
from webapp.pages.filters import day, percent, plural

KINDS = {
    Kind.SINGLE: "One answer",
    Kind.MULTIPLE: "Several answers",
    Kind.MATCHING: "Matching",
    Kind.ORDERING: "Putting in order",
    Kind.HOTSPOT: "Pointing at a picture",
    Kind.DROPDOWN: "Pull-down lists",
    Kind.NUMERIC: "Entering a number",
}
CERTAINTY = {"high": ("off", "Certain"), "medium": ("open", "Likely"), "low": ("wait", "Not confirmed")}


@dataclass(frozen=True)
class Area:
    """A domain of the outline with its weight and tasks; each task with the later ones that carry it on."""

    title: str
    weight: str
    share: int
    seats: str
    tasks: tuple[AreaTask, ...]


@dataclass(frozen=True)
class AreaTask:
    """A task of an outline."""

    code: str
    title: str
    now: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Known:
    """Something known of the real exam: the fact, where from, when it was true, and how certain it is."""

    text: str
    source: str
    as_of: str
    kind: str
    certainty: str


@dataclass(frozen=True)
class Asks:
    """What an exam asks by one outline, and what is known of it."""

    outline: str
    areas: tuple[Area, ...]
    weights_note: str
    sections: tuple[tuple[str, str], ...]
    sections_note: str
    kinds: str
    kinds_note: str
    approaches: str
    line_note: str
    facts: tuple[Known, ...]
    rules: tuple[Known, ...]
    doubtful: int


@dataclass(frozen=True)
class OutlinePage:
    """One outline as a document."""

    title: str
    exam: str
    exam_url: str
    state_kind: str
    state: str
    lede: str
    terms: tuple[tuple[str, str], ...]
    asks: Asks
    heir: str


def outline_page(exam: Exam, outline: Outline, today: date) -> OutlinePage:
    """The document of an outline."""
    kind, state = standing(outline, today)
    heirs = any(task.now for task in outline.tasks)
    return OutlinePage(
        title=outline.title,
        exam=exam.title,
        exam_url=url_for("exams.show", code=exam.code),
        state_kind=kind,
        state=state,
        lede=_period(outline),
        terms=terms(exam, outline),
        asks=asks(exam, outline),
        heir=f"Each task leads to those of the {exam.outline.title} that carry its matter on."
        if heirs
        else "",
    )


def standing(outline: Outline, today: date) -> tuple[str, str]:
    """Whether an outline is in force, as a state."""
    if outline.in_force(today):
        return ("ok", "In force")
    return ("wait", "Not yet in force") if today < outline.valid_from else ("off", "Retired")


def _period(outline: Outline) -> str:
    """From when to when an outline holds."""
    if outline.valid_to is None:
        return f"It holds since {day(outline.valid_from)}."
    return f"It held from {day(outline.valid_from)} to {day(outline.valid_to)}."


def asks(exam: Exam, outline: Outline, granted: Accommodation = NONE) -> Asks:
    """What is asked, in the order of the outline."""
    known = [*outline.attempt_rules, *outline.facts]
    return Asks(
        outline=outline.title,
        areas=tuple(_areas(exam, outline)),
        weights_note=outline.weights_note,
        sections=tuple(_sections(outline, granted)),
        sections_note=outline.sections_note,
        kinds=listed([KINDS[kind] for kind in outline.item_types]),
        kinds_note=outline.item_types_note,
        approaches=listed([f"{each.title} {percent(each.share)}" for each in outline.approaches]),
        line_note=outline.pass_rule.note,
        facts=tuple(map(_known, outline.facts)),
        rules=tuple(map(_known, outline.attempt_rules)),
        doubtful=sum(fact.confidence == "low" for fact in known),
    )


def _areas(exam: Exam, outline: Outline) -> Iterator[Area]:
    seats = blueprint.seats_of(outline, outline.questions, outline.unscored)
    heirs = _heirs(exam, outline)
    heaviest = max(domain.weight for domain in outline.domains)
    for domain in outline.domains:
        yield Area(
            title=domain.title,
            weight=percent(domain.weight),
            share=round(100 * domain.weight / heaviest),
            seats=plural(seats[domain.code], "question"),
            tasks=tuple(
                AreaTask(task.code, task.title, tuple(heirs[code] for code in task.now if code in heirs))
                for task in domain.tasks
            ),
        )


def _heirs(exam: Exam, outline: Outline) -> dict[str, tuple[str, str, str]]:
    """The tasks of later outlines by code: code, title, address."""
    later = [each for each in exam.outlines if each.valid_from > outline.valid_from]
    return {
        task.code: (task.code, task.title, _task_url(exam, each, task))
        for each in later
        for task in each.tasks
    }


def _task_url(exam: Exam, outline: Outline, task: Task) -> str:
    return url_for("exams.outline", code=exam.code, edition=outline.edition, _anchor=task.code)


def _sections(outline: Outline, granted: Accommodation) -> Iterator[tuple[str, str]]:
    """Each section: its title, and in words what it asks and what follows it."""
    if len(outline.sections) == 1 and outline.sections[0].kind is SectionKind.STANDALONE:
        yield ("One section", f"All {outline.questions} questions, in any order you like. There is no break.")
        return
    sizes = _sizes(outline)
    alone = sum(plan.share for plan in outline.sections if plan.kind is SectionKind.STANDALONE)
    for number, plan in enumerate(outline.sections, start=1):
        last = number == len(outline.sections)
        yield (
            f"{number}. {plan.title}",
            f"{_asked(plan, sizes, alone)} {_after(plan, granted, last=last)}".strip(),
        )


def _sizes(outline: Outline) -> dict[str, int]:
    """Questions a section, where they are known before cases are drawn."""
    if any(plan.cases for plan in outline.sections):
        return {}
    return blueprint.apportion({plan.code: plan.share for plan in outline.sections}, outline.questions)


def _asked(plan: SectionPlan, sizes: dict[str, int], alone: int) -> str:
    """What a section asks; `alone` are the shares of all sections of questions that stand alone."""
    if plan.kind is SectionKind.CASES:
        return f"{plural(plan.cases, 'case')}, each one situation with all of its questions."
    if plan.code in sizes:
        return f"{plural(sizes[plan.code], 'question')}."
    return f"{'Half' if 2 * plan.share == alone else 'A part'} of the questions that stand alone."


def _after(plan: SectionPlan, granted: Accommodation, *, last: bool) -> str:
    """What follows a section."""
    if last:
        return ""
    shut = " The section stays closed." if plan.lock else ""
    if not plan.break_after:
        return f"The next one follows at once.{shut}"
    length = whole_minutes(granted.longer(plan.break_after))
    return f"Then a {length}-minute break; the clock stops for it.{shut}"


def _known(fact: Fact) -> Known:
    kind, certainty = CERTAINTY.get(fact.confidence, CERTAINTY["low"])
    return Known(fact.text, fact.source, day(fact.as_of), kind, certainty)
